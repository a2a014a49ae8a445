/**
 * The cache of introspections on the emulator.
 */
import { describe, expect, it } from "@effect/vitest"
import { Effect, Metric } from "effect"
import { AuthleteEmulator, RetryPolicy, Tokens } from "effect-authlete"
import { mark } from "../../tools/faults/planted.js"
import { leaks, recordingTracer, renderings } from "../support/renderings.js"
import { clientId, introspect, withCache } from "./support.js"

describe("a cache on the emulator", () => {
  it.effect("evicts the refusal of a value that becomes a token", () =>
    Effect.gen(function*() {
      const { cached } = yield* withCache()
      expect((yield* cached(introspect("migrated"))).action).toBe("UNAUTHORIZED")
      yield* cached(Tokens.create({ grantType: "PASSWORD", clientId, subject: "john", accessToken: "migrated" }))
      expect((yield* cached(introspect("migrated"))).action).toBe("OK")
    }).pipe(Effect.scoped, Effect.provide(AuthleteEmulator.layerClient())))

  it.effect("tells no token, and no hash of one", () =>
    Effect.gen(function*() {
      const { text, tracer } = recordingTracer()
      const hash = yield* Effect.map(
        Effect.promise(() => crypto.subtle.digest("SHA-256", new TextEncoder().encode(mark))),
        (bytes) => Buffer.from(bytes).toString("base64url")
      )
      const [response, cache] = yield* Effect.gen(function*() {
        const { cache, cached } = yield* withCache()
        yield* cached(introspect(mark))
        return [yield* cached(introspect(mark)), cache] as const
      }).pipe(Effect.withTracer(tracer))
      const metrics = yield* Metric.snapshot
      const all = yield* Effect.map(Effect.forEach([response, cache, metrics], renderings), (found) => found.flat())
      expect(leaks(all)).toEqual([])
      expect(all.filter(({ text }) => text.includes(hash))).toEqual([])
      expect(text()).not.toContain(mark)
      expect(text()).not.toContain(hash)
    }).pipe(
      Effect.scoped,
      Effect.provide(AuthleteEmulator.layerClient()),
      Effect.provide(RetryPolicy.layer(RetryPolicy.none))
    ))
})
