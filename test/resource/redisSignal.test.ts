/**
 * The signal of the example for Redis, by ioredis and a server that speaks its protocol.
 */
import { describe, expect, it } from "@effect/vitest"
import { Effect, Fiber, Layer, Logger, Redacted, TestClock } from "effect"
import { Tokens } from "effect-authlete"
import { layerSignalRedis } from "../../examples/revocation-signal-redis.js"
import { unusedPort } from "../../tools/faults/rawServer.js"
import type { Cached } from "../cache/support.js"
import { good, introspect, stubbed, withCache } from "../cache/support.js"
import { redisServer } from "./redisServer.js"

const channel = "authlete-evictions"

/** A cache with connections of its own, as a process has one. */
const process = (url: string) =>
  Effect.flatMap(Layer.build(layerSignalRedis(Redacted.make(url))), (signal) => Effect.provide(withCache(), signal))

const everlasting = stubbed(() => Effect.succeed(good({ expiresAt: Number.MAX_SAFE_INTEGER })))

/** Runs a test on an Authlete whose tokens last, without what is logged. */
const quietly = <A, E, R>(test: Effect.Effect<A, E, R>) =>
  everlasting(Effect.provide(test, Logger.remove(Logger.defaultLogger)))

const ask = ({ cached }: Cached, token = "token") => cached(introspect(token))

/** Asks until the cache has to ask Authlete, which is when the eviction has arrived. */
const askUntilEvicted = (cache: Cached, token?: string) => {
  const before = cache.counted.introspections
  return Effect.repeat(Effect.zipRight(Effect.sleep("1 millis"), ask(cache, token)), {
    until: () => cache.counted.introspections > before
  })
}

describe("a signal over Redis", () => {
  it.scopedLive("evicts in one process what was revoked in another, and tells no token", () =>
    quietly(Effect.gen(function*() {
      const redis = yield* redisServer
      const [one, two] = yield* Effect.all([process(redis.url), process(redis.url)])
      yield* ask(two)
      yield* one.cached(Tokens.revoke({ accessTokenIdentifier: "secret" }))
      yield* one.cached(Tokens.revoke({ accessTokenIdentifier: "token" }))
      yield* askUntilEvicted(two)
      expect(redis.published).toHaveLength(2)
      expect(redis.published.filter((message) => /secret|"token":"token"/.test(message))).toEqual([])
    })))

  it.scopedLive("passes over what is no eviction", () =>
    quietly(Effect.gen(function*() {
      const redis = yield* redisServer
      const cache = yield* process(redis.url)
      yield* ask(cache)
      for (const message of ["", "{", "[]", "{\"subject\":1}", "{\"subject\":\"jane\"}"]) redis.send(channel, message)
      redis.send(channel, "{\"subject\":\"john\"}")
      yield* askUntilEvicted(cache)
      expect(cache.counted.introspections).toBe(2)
    })))

  it.scopedLive("goes on when its connections were broken off", () =>
    quietly(Effect.gen(function*() {
      const redis = yield* redisServer
      const [one, two] = yield* Effect.all([process(redis.url), process(redis.url)])
      yield* ask(two)
      redis.breakOff()
      yield* Effect.repeat(Effect.sleep("1 millis"), { until: () => redis.subscriptions(channel) === 2 })
      yield* one.cache.evict({ subject: "john" })
      yield* askUntilEvicted(two)
      expect(redis.published).toEqual(["{\"subject\":\"john\"}"])
    })))

  it.scoped("that is down holds up a start and a revocation for a second, and makes neither fail", () =>
    quietly(Effect.gen(function*() {
      const url = `redis://127.0.0.1:${yield* unusedPort}`
      const starting = yield* Effect.fork(process(url))
      yield* TestClock.adjust("1 seconds")
      const cache = yield* Fiber.join(starting)
      yield* ask(cache)
      const revoking = yield* Effect.fork(cache.cached(Tokens.revoke({ accessTokenIdentifier: "token" })))
      yield* TestClock.adjust("1 seconds")
      yield* Fiber.join(revoking)
      yield* ask(cache)
      expect(cache.counted.introspections).toBe(2)
    })))
})
