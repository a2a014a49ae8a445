/**
 * The cache of introspections, rule by rule.
 */
import { describe, expect, it } from "@effect/vitest"
import { Context, Deferred, Effect, Exit, Fiber, Layer, Metric, Redacted, Stream, TestClock } from "effect"
import {
  AuthleteClient,
  AuthleteMetrics,
  Clients,
  Introspection,
  IntrospectionCache,
  Revocation,
  Tokens
} from "effect-authlete"
import * as AuthleteError from "effect-authlete/AuthleteError"
import { clientId, good, introspect, refused, stubbed, withCache } from "./support.js"

const outage = new AuthleteError.TransportError({
  operation: "introspection.process",
  server: "us.authlete.com",
  attempts: 1,
  outcome: "unknown",
  reason: "Reset"
})

const always = (response: Introspection.IntrospectionResponse) => stubbed(() => Effect.succeed(response))

/** An introspection that waits until it is let go. */
const gated = Effect.gen(function*() {
  const gate = yield* Deferred.make<void>()
  const begun = yield* Deferred.make<void>()
  const state = { ended: 0, interrupted: 0 }
  const introspecting = stubbed(() =>
    Deferred.succeed(begun, undefined).pipe(
      Effect.zipRight(Deferred.await(gate)),
      Effect.as(good()),
      Effect.onExit((exit) =>
        Effect.sync(() => {
          if (Exit.isInterrupted(exit)) state.interrupted++
          else state.ended++
        })
      )
    )
  )
  return { begun, gate, state, introspecting }
})

describe("an introspection", () => {
  it.effect("is one call for as long as the time to live", () =>
    Effect.gen(function*() {
      const { cached, counted } = yield* withCache({ timeToLive: "10 seconds" })
      yield* cached(introspect("token"))
      yield* TestClock.adjust("9999 millis")
      yield* cached(introspect("token"))
      expect(counted.introspections).toBe(1)
      yield* TestClock.adjust("1 millis")
      yield* cached(introspect("token"))
      expect(counted.introspections).toBe(2)
    }).pipe(Effect.scoped, always(good())))

  it.effect("gives what Authlete said", () =>
    Effect.gen(function*() {
      const { cached } = yield* withCache()
      yield* cached(introspect("token"))
      expect(yield* cached(introspect("token"))).toEqual(good({ subject: "jane" }))
    }).pipe(Effect.scoped, always(good({ subject: "jane" }))))

  it.effect("is used no longer than the token is good", () =>
    Effect.gen(function*() {
      const { cached, counted } = yield* withCache({ timeToLive: "1 hour" })
      yield* cached(introspect("token"))
      yield* TestClock.adjust("5 seconds")
      yield* cached(introspect("token"))
      expect(counted.introspections).toBe(2)
    }).pipe(Effect.scoped, always(good({ expiresAt: 5_000 }))))

  it.effect("is used no longer than the authentication is young enough", () =>
    Effect.gen(function*() {
      const { cached, counted } = yield* withCache({ timeToLive: "1 hour" })
      yield* cached(introspect("token", { maxAge: 30 }))
      yield* TestClock.adjust("39 seconds")
      yield* cached(introspect("token", { maxAge: 30 }))
      expect(counted.introspections).toBe(1)
      yield* TestClock.adjust("1 seconds")
      yield* cached(introspect("token", { maxAge: 30 }))
      expect(counted.introspections).toBe(2)
    }).pipe(Effect.scoped, always(good({ authTime: 10 }))))

  for (
    const [name, response] of [
      ["without an expiry", { ...good(), expiresAt: undefined }],
      ["of a token that is not usable", good({ usable: false })],
      ["of an action that tells nothing of the token", { action: "INTERNAL_SERVER_ERROR", resultCode: "A" }],
      ["without a token", { action: "BAD_REQUEST", resultCode: "A" }]
    ] as ReadonlyArray<readonly [string, Introspection.IntrospectionResponse]>
  ) {
    it.effect(`is not kept if it is one ${name}`, () =>
      Effect.gen(function*() {
        const { cache, cached, counted } = yield* withCache()
        yield* cached(introspect("token"))
        yield* cached(introspect("token"))
        expect([counted.introspections, yield* cache.size]).toEqual([2, 0])
      }).pipe(Effect.scoped, always(response)))
  }

  it.effect("with a greatest age is not kept if the time of the authentication is not told", () =>
    Effect.gen(function*() {
      const { cached, counted } = yield* withCache()
      yield* cached(introspect("token", { maxAge: 30 }))
      yield* cached(introspect("token", { maxAge: 30 }))
      expect(counted.introspections).toBe(2)
    }).pipe(Effect.scoped, always(good())))

  it.effect("is not kept if it failed", () =>
    Effect.gen(function*() {
      const { cached, counted } = yield* withCache()
      expect(yield* Effect.flip(cached(introspect("token")))).toBe(outage)
      yield* Effect.exit(cached(introspect("token")))
      expect(counted.introspections).toBe(2)
    }).pipe(Effect.scoped, stubbed(() => Effect.fail(outage))))

  const others: ReadonlyArray<readonly [string, Partial<Introspection.IntrospectionRequest>]> = [
    ["scope", { scopes: ["timeline.read"] }],
    ["subject", { subject: "jane" }],
    ["authentication class", { acrValues: ["gold"] }],
    ["order of authentication classes", { acrValues: ["silver", "gold"] }],
    ["certificate", { clientCertificate: "-----BEGIN CERTIFICATE-----" }],
    ["resource", { resources: ["https://api.example.com"] }]
  ]

  for (const [name, fields] of others) {
    it.effect(`for another ${name} is another call`, () =>
      Effect.gen(function*() {
        const { cached, counted } = yield* withCache()
        yield* cached(introspect("token", { acrValues: ["gold", "silver"] }))
        yield* cached(introspect("token", fields))
        expect(counted.introspections).toBe(2)
        yield* cached(introspect("token", fields))
        expect(counted.introspections).toBe(2)
      }).pipe(Effect.scoped, always(good())))
  }

  it.effect("for another service is another call", () =>
    Effect.gen(function*() {
      const { cached, counted } = yield* withCache()
      yield* cached(introspect("token"))
      yield* cached(AuthleteClient.withServiceId(introspect("token"), "2"))
      yield* cached(AuthleteClient.withServiceId(introspect("token"), "3"))
      expect(counted.introspections).toBe(3)
    }).pipe(Effect.scoped, always(good())))

  it.effect("is the same for scopes in another order, and for a Redacted token", () =>
    Effect.gen(function*() {
      const { cached, counted } = yield* withCache()
      yield* cached(introspect("token", { scopes: ["a", "b"] }))
      yield* cached(Introspection.process({ token: Redacted.make("token"), scopes: ["b", "a"], subject: undefined }))
      expect(counted.introspections).toBe(1)
    }).pipe(Effect.scoped, always(good())))

  const single: ReadonlyArray<Partial<Introspection.IntrospectionRequest>> = [
    { dpop: "proof", htm: "GET", htu: "https://api.example.com/" },
    { dpop: "proof" },
    { headers: [{ key: "signature", value: "x" }] },
    { message: "body" },
    { dpopNonceRequired: true }
  ]

  for (const fields of single) {
    it.effect(`is always a call with ${Object.keys(fields).join(", ")}`, () =>
      Effect.gen(function*() {
        const { cache, cached, counted } = yield* withCache()
        yield* cached(introspect("token", fields))
        yield* cached(introspect("token", fields))
        expect([counted.introspections, yield* cache.size]).toEqual([2, 0])
      }).pipe(Effect.scoped, always(good())))
  }
})

describe("introspections at the same time", () => {
  it.effect("are one call", () =>
    Effect.gen(function*() {
      const { gate, introspecting } = yield* gated
      const { cached, counted } = yield* Effect.provide(withCache(), Context.empty()).pipe(introspecting)
      const fibers = yield* Effect.all(Array.from({ length: 100 }, () => Effect.fork(cached(introspect("token")))))
      yield* Effect.yieldNow()
      yield* Deferred.succeed(gate, undefined)
      const told = yield* Effect.forEach(fibers, Fiber.join)
      expect(told).toEqual(Array.from({ length: 100 }, () => good()))
      expect(counted.introspections).toBe(1)
    }).pipe(Effect.scoped))

  it.effect("are two calls if the token expires between them, before the first one is responded to", () =>
    Effect.gen(function*() {
      const gate = yield* Deferred.make<void>()
      const responses = [Effect.as(Deferred.await(gate), good({ expiresAt: 5_000 })), Effect.succeed(refused)]
      const { cached, counted } = yield* withCache().pipe(stubbed(() => responses.shift() ?? Effect.succeed(refused)))
      const first = yield* Effect.fork(cached(introspect("token")))
      yield* Effect.yieldNow()
      yield* TestClock.adjust("5 seconds")
      const second = yield* Effect.fork(cached(introspect("token")))
      yield* Effect.yieldNow()
      yield* Deferred.succeed(gate, undefined)
      expect([(yield* Fiber.join(first)).action, (yield* Fiber.join(second)).action]).toEqual(["OK", "UNAUTHORIZED"])
      expect(counted.introspections).toBe(2)
    }).pipe(Effect.scoped))

  it.effect("are one call although the token has expired by the clock of this machine, which may be wrong", () =>
    Effect.gen(function*() {
      yield* TestClock.adjust("1 hour")
      const { cached, counted } = yield* withCache()
      yield* Effect.all(Array.from({ length: 5 }, () => cached(introspect("token"))), { concurrency: "unbounded" })
      expect(counted.introspections).toBe(1)
    }).pipe(
      Effect.scoped,
      stubbed(() => Effect.zipRight(Effect.yieldNow(), Effect.succeed(good({ expiresAt: 5_000 }))))
    ))

  it.effect("go on when the first of them is interrupted", () =>
    Effect.gen(function*() {
      const { begun, gate, introspecting, state } = yield* gated
      const { cached, counted } = yield* withCache().pipe(introspecting)
      const first = yield* Effect.fork(cached(introspect("token")))
      yield* Deferred.await(begun)
      const others = yield* Effect.all(Array.from({ length: 99 }, () => Effect.fork(cached(introspect("token")))))
      yield* Effect.yieldNow()
      yield* Fiber.interrupt(first)
      yield* Deferred.succeed(gate, undefined)
      yield* Effect.forEach(others, Fiber.join)
      expect([counted.introspections, state.interrupted]).toEqual([1, 0])
    }).pipe(Effect.scoped))

  it.effect("end their call when all of them are interrupted, and the next one makes another", () =>
    Effect.gen(function*() {
      const { begun, gate, introspecting, state } = yield* gated
      const { cached, counted } = yield* withCache().pipe(introspecting)
      const fibers = yield* Effect.all(Array.from({ length: 3 }, () => Effect.fork(cached(introspect("token")))))
      yield* Deferred.await(begun)
      yield* Fiber.interruptAll(fibers)
      const next = yield* Effect.fork(cached(introspect("token")))
      yield* Deferred.succeed(gate, undefined)
      expect((yield* Fiber.join(next)).action).toBe("OK")
      expect(counted.introspections).toBe(2)
      expect(state).toEqual({ ended: 1, interrupted: 1 })
    }).pipe(Effect.scoped))

  it.effect("fail all together, and nothing is kept of it", () =>
    Effect.gen(function*() {
      const { cached, counted } = yield* withCache()
      const exits = yield* Effect.all(
        Array.from({ length: 5 }, () => Effect.exit(cached(introspect("token")))),
        { concurrency: "unbounded" }
      )
      expect(exits.every(Exit.isFailure)).toBe(true)
      yield* Effect.exit(cached(introspect("token")))
      expect(counted.introspections).toBe(2)
    }).pipe(Effect.scoped, stubbed(() => Effect.zipRight(Effect.yieldNow(), Effect.fail(outage)))))

  it.effect("end when the cache is closed", () =>
    Effect.gen(function*() {
      const { begun, introspecting, state } = yield* gated
      yield* Effect.scoped(
        Effect.gen(function*() {
          const { cached } = yield* withCache().pipe(introspecting)
          yield* Effect.forkDaemon(cached(introspect("token")))
          yield* Deferred.await(begun)
        })
      )
      expect(state.interrupted).toBe(1)
    }))
})

describe("a call that changes tokens", () => {
  it.effect("leaves nothing of a lookup that is on its way", () =>
    Effect.gen(function*() {
      const { begun, gate, introspecting } = yield* gated
      const { cache, cached, counted } = yield* withCache().pipe(introspecting)
      const lookup = yield* Effect.fork(cached(introspect("token")))
      yield* Deferred.await(begun)
      yield* cached(Tokens.revoke({ subject: "john" }))
      yield* Deferred.succeed(gate, undefined)
      yield* Fiber.join(lookup)
      expect(yield* cache.size).toBe(0)
      yield* cached(introspect("token"))
      expect(counted.introspections).toBe(2)
    }).pipe(Effect.scoped))

  it.effect("evicts although it was interrupted", () =>
    Effect.gen(function*() {
      const { cached, counted } = yield* withCache()
      yield* cached(introspect("token"))
      const revoking = yield* Effect.fork(cached(Tokens.revoke({ subject: "john" })))
      yield* Effect.yieldNow()
      yield* Fiber.interrupt(revoking)
      yield* cached(introspect("token"))
      expect(counted.introspections).toBe(2)
    }).pipe(Effect.scoped, stubbed(() => Effect.succeed(good()), Effect.never)))

  it.effect("does not evict if it was certainly not carried out", () =>
    Effect.gen(function*() {
      const { cached, counted } = yield* withCache()
      yield* cached(introspect("token"))
      yield* Effect.exit(cached(Tokens.revoke({ subject: "john" })))
      yield* cached(introspect("token"))
      expect(counted.introspections).toBe(1)
    }).pipe(
      Effect.scoped,
      stubbed(
        () => Effect.succeed(good()),
        Effect.fail(
          new AuthleteError.InvalidRequest({
            operation: "tokens.revoke",
            server: "us.authlete.com",
            attempts: 0,
            outcome: "not-applied",
            issues: []
          })
        )
      )
    ))

  const calls: ReadonlyArray<
    readonly [string, Effect.Effect<unknown, unknown, AuthleteClient.AuthleteClient>, "both" | "one" | "none"]
  > = [
    ["revoke of a token", Tokens.revoke({ accessTokenIdentifier: "token" }), "one"],
    ["revoke of a Redacted token", Tokens.revoke({ accessTokenIdentifier: Redacted.make("token") }), "one"],
    ["revoke of a token that is not known", Tokens.revoke({ accessTokenIdentifier: "another" }), "both"],
    ["revoke of a refresh token", Tokens.revoke({ refreshTokenIdentifier: "refresh" }), "both"],
    ["revoke by subject", Tokens.revoke({ subject: "john" }), "one"],
    ["revoke by another subject", Tokens.revoke({ subject: "joe" }), "none"],
    ["revoke by client", Tokens.revoke({ clientIdentifier: "1" }), "both"],
    ["revokeForm", Tokens.revokeForm({ subject: "john" }), "one"],
    ["delete", Tokens.delete("token"), "one"],
    ["update", Tokens.update({ accessToken: "token", scopes: [] }), "one"],
    ["update by hash", Tokens.update({ accessTokenHash: "hash", scopes: [] }), "both"],
    ["the revocation endpoint", Revocation.process({ parameters: "token=token&token_type_hint=access_token" }), "one"],
    [
      "the revocation endpoint, for a refresh token",
      Revocation.process({ parameters: "token=x", clientId: "1" }),
      "one"
    ],
    ["the revocation endpoint, for nobody knows whose", Revocation.process({ parameters: "token=x" }), "both"],
    ["lock of a client", Clients.setLocked({ clientIdentifier: "1", clientLocked: true }), "both"],
    ["list", Tokens.list({ subject: "john" }), "none"],
    ["reading a client", Clients.get("1"), "none"]
  ]

  for (const [name, call, evicted] of calls) {
    it.effect(`evicts ${evicted} of two tokens: ${name}`, () =>
      Effect.gen(function*() {
        const { cached, counted } = yield* withCache()
        const ask = Effect.forEach(["token", "other"], (token) => cached(introspect(token)), { discard: true })
        yield* ask
        yield* Effect.exit(cached(call))
        yield* ask
        expect(counted.introspections - 2).toBe({ both: 2, one: 1, none: 0 }[evicted])
      }).pipe(
        Effect.scoped,
        stubbed(({ token }) =>
          Effect.succeed(token === "token" ? good({ clientId: 1 }) : good({ subject: "jane", clientId: 2 }))
        )
      ))
  }

  it.effect("evicts a token in its other form, a JWT", () =>
    Effect.gen(function*() {
      const { cached, counted } = yield* withCache()
      const jwt = `${btoa("{\"alg\":\"ES256\"}")}.${btoa("{\"jti\":\"token\"}")}.signature`
      yield* cached(introspect(jwt))
      yield* cached(introspect("other"))
      yield* cached(Tokens.revoke({ accessTokenIdentifier: "token" }))
      yield* cached(introspect(jwt))
      yield* cached(introspect("other"))
      expect(counted.introspections).toBe(3)
    }).pipe(Effect.scoped, always(good())))
})

describe("a JWT", () => {
  it.effect("with the jti of another one does not find its response", () =>
    Effect.gen(function*() {
      const { cached, counted } = yield* withCache()
      const jwt = (signature: string) => `e30.${btoa("{\"jti\":\"token\"}")}.${signature}`
      yield* cached(introspect("token"))
      yield* cached(introspect(jwt("good")))
      yield* cached(introspect(jwt("forged")))
      expect(counted.introspections).toBe(3)
    }).pipe(Effect.scoped, always(good())))
})

describe("refusals", () => {
  it.effect("are kept for a time of their own", () =>
    Effect.gen(function*() {
      const { cached, counted } = yield* withCache({ refusals: { timeToLive: "2 seconds" } })
      yield* cached(introspect("token"))
      yield* TestClock.adjust("1999 millis")
      yield* cached(introspect("token"))
      expect(counted.introspections).toBe(1)
      yield* TestClock.adjust("1 millis")
      yield* cached(introspect("token"))
      expect(counted.introspections).toBe(2)
    }).pipe(Effect.scoped, always(refused)))

  it.effect("of a good token are kept no longer than it is good: then it is refused for another reason", () =>
    Effect.gen(function*() {
      const { cached, counted } = yield* withCache()
      yield* cached(introspect("token", { scopes: ["timeline.read"] }))
      yield* TestClock.adjust("1 seconds")
      yield* cached(introspect("token", { scopes: ["timeline.read"] }))
      expect(counted.introspections).toBe(2)
    }).pipe(Effect.scoped, always({ ...refused, expiresAt: 1_000 })))

  it.effect("of 20,000 tokens that somebody made up leave a good one in place", () =>
    Effect.gen(function*() {
      const { cache, cached, counted } = yield* withCache()
      yield* cached(introspect("good"))
      for (let index = 0; index < 20_000; index++) yield* cached(introspect(`made up ${index}`))
      expect(counted.introspections).toBe(20_001)
      yield* cached(introspect("good"))
      expect(counted.introspections).toBe(20_001)
      expect(yield* cache.size).toBe(1_001)
    }).pipe(Effect.scoped, stubbed(({ token }) => Effect.succeed(token === "good" ? good() : refused))))

  it.effect("take the place of what was known of the token", () => {
    const responses = [good(), refused]
    return Effect.gen(function*() {
      const { cache, cached } = yield* withCache({ timeToLive: "1 seconds", onOutage: "stale" })
      yield* cached(introspect("token"))
      yield* TestClock.adjust("1 seconds")
      expect((yield* cached(introspect("token"))).action).toBe("UNAUTHORIZED")
      yield* TestClock.adjust("1 minute")
      // Authlete is down now: what it said first must not come back.
      expect(yield* Effect.flip(cached(introspect("token")))).toBe(outage)
      expect(yield* cache.size).toBe(0)
    }).pipe(
      Effect.scoped,
      stubbed(() => {
        const response = responses.shift()
        return response === undefined ? Effect.fail(outage) : Effect.succeed(response)
      })
    )
  })
})

describe("in an outage", () => {
  const once = (response: Introspection.IntrospectionResponse, error: AuthleteError.AuthleteError = outage) => {
    let isUp = true
    return stubbed(() => {
      if (!isUp) return Effect.fail(error)
      isUp = false
      return Effect.succeed(response)
    })
  }

  it.effect("nothing is used beyond its time to live", () =>
    Effect.gen(function*() {
      const { cached } = yield* withCache({ timeToLive: "1 seconds" })
      yield* cached(introspect("token"))
      yield* TestClock.adjust("1 seconds")
      expect(yield* Effect.flip(cached(introspect("token")))).toBe(outage)
    }).pipe(Effect.scoped, once(good())))

  it.effect("what is known is used, if asked for, up to the expiry of the token", () =>
    Effect.gen(function*() {
      const { cached } = yield* withCache({ timeToLive: "1 seconds", onOutage: "stale" })
      yield* cached(introspect("token"))
      yield* TestClock.adjust("4999 millis")
      expect((yield* cached(introspect("token"))).action).toBe("OK")
      yield* TestClock.adjust("1 millis")
      expect(yield* Effect.flip(cached(introspect("token")))).toBe(outage)
    }).pipe(Effect.scoped, once(good({ expiresAt: 5_000 }))))

  it.effect("a token that was revoked is not used", () =>
    Effect.gen(function*() {
      const { cached } = yield* withCache({ timeToLive: "1 seconds", onOutage: "stale" })
      yield* cached(introspect("token"))
      yield* cached(Tokens.revoke({ subject: "john" }))
      expect(yield* Effect.flip(cached(introspect("token")))).toBe(outage)
    }).pipe(Effect.scoped, once(good())))

  it.effect("the refusal of our own access token is no outage", () => {
    const error = new AuthleteError.Unauthorized({
      operation: "introspection.process",
      server: "us.authlete.com",
      attempts: 1,
      outcome: "not-applied",
      status: 401
    })
    return Effect.gen(function*() {
      const { cached } = yield* withCache({ timeToLive: "1 seconds", onOutage: "stale" })
      yield* cached(introspect("token"))
      yield* TestClock.adjust("1 seconds")
      expect(yield* Effect.flip(cached(introspect("token")))).toBe(error)
    }).pipe(Effect.scoped, once(good(), error))
  })
})

describe("control", () => {
  it.effect("evicts by token, by subject, by client, and all", () =>
    Effect.gen(function*() {
      const { cache, cached, counted } = yield* withCache()
      const asked = (evicting: Effect.Effect<void>) =>
        Effect.gen(function*() {
          yield* cached(introspect("token"))
          const before = counted.introspections
          yield* evicting
          yield* cached(introspect("token"))
          return counted.introspections - before
        })
      expect([
        yield* asked(cache.evict({ token: "token" })),
        yield* asked(cache.evict({ token: Redacted.make("token") })),
        yield* asked(cache.evict({ token: "another" })),
        yield* asked(cache.evict({ subject: "john" })),
        yield* asked(cache.evict({ clientId })),
        yield* asked(cache.evict({ clientId: String(clientId), subject: "john" })),
        yield* asked(cache.evict({ clientId, subject: "jane" })),
        yield* asked(cache.evict({}))
      ]).toEqual([1, 1, 0, 1, 1, 1, 0, 1])
    }).pipe(Effect.scoped, always(good())))

  it.effect("tells other caches through a signal", () =>
    Effect.gen(function*() {
      const one = yield* withCache()
      const two = yield* withCache()
      yield* two.cached(introspect("token"))
      yield* one.cached(Tokens.revoke({ accessTokenIdentifier: "token" }))
      yield* TestClock.adjust("1 millis")
      yield* two.cached(introspect("token"))
      expect(two.counted.introspections).toBe(2)
      yield* one.cache.evict({ subject: "john" })
      yield* TestClock.adjust("1 millis")
      yield* two.cached(introspect("token"))
      expect(two.counted.introspections).toBe(3)
    }).pipe(Effect.scoped, Effect.provide(IntrospectionCache.layerSignalMemory), always(good())))

  it.effect("evicts, and lets the call succeed, although the signal dies", () =>
    Effect.gen(function*() {
      const { cached, counted } = yield* withCache()
      yield* cached(introspect("token"))
      yield* cached(Tokens.revoke({ accessTokenIdentifier: "token" }))
      yield* cached(introspect("token"))
      expect(counted.introspections).toBe(2)
    }).pipe(
      Effect.scoped,
      Effect.provideService(IntrospectionCache.Signal, {
        publish: () => Effect.die("the signal is broken"),
        subscribe: Effect.succeed(Stream.never)
      }),
      always(good())
    ))

  const wrong: ReadonlyArray<readonly [string, IntrospectionCache.Options]> = [
    ["capacity", { capacity: 0 }],
    ["capacity", { capacity: 1.5 }],
    ["timeToLive", { timeToLive: 0 }],
    ["timeToLive", { timeToLive: "Infinity" as never }],
    ["refusals.capacity", { refusals: { capacity: -1 } }],
    ["refusals.timeToLive", { refusals: { timeToLive: "soon" as never } }],
    ["onOutage", { onOutage: "maybe" as never }]
  ]

  for (const [name, options] of wrong) {
    it.effect(`refuses ${JSON.stringify(options)}`, () =>
      Effect.gen(function*() {
        const error = yield* Effect.flip(Effect.scoped(Layer.build(IntrospectionCache.layer(options))))
        expect(String(error)).toContain(`${name} must be`)
      }).pipe(always(good())))
  }
})

describe("telemetry", () => {
  const lookups = (result: string) =>
    Effect.map(
      Metric.value(Metric.tagged(AuthleteMetrics.introspectionLookups, "result", result)),
      ({ count }) => count
    )
  const results = Effect.all({
    hit: lookups("hit"),
    miss: lookups("miss"),
    joined: lookups("joined"),
    stale: lookups("stale")
  })

  it.effect("counts hits, misses, joined and stale ones", () => {
    let isUp = true
    return Effect.gen(function*() {
      const before = yield* results
      const { cached } = yield* withCache({ timeToLive: "1 seconds", onOutage: "stale" })
      yield* Effect.all([cached(introspect("token")), cached(introspect("token"))], { concurrency: "unbounded" })
      yield* cached(introspect("token"))
      isUp = false
      yield* TestClock.adjust("1 seconds")
      yield* cached(introspect("token"))
      const after = yield* results
      expect({
        hit: after.hit - before.hit,
        miss: after.miss - before.miss,
        joined: after.joined - before.joined,
        stale: after.stale - before.stale
      }).toEqual({ hit: 1, miss: 2, joined: 1, stale: 1 })
    }).pipe(
      Effect.scoped,
      stubbed(() => Effect.zipRight(Effect.yieldNow(), isUp ? Effect.succeed(good()) : Effect.fail(outage)))
    )
  })

  const evictions = (reason: string) =>
    Effect.map(
      Metric.value(Metric.tagged(AuthleteMetrics.introspectionEvictions, "reason", reason)),
      ({ count }) => count
    )
  const reasons = Effect.all([evictions("capacity"), evictions("expired"), evictions("changed")])

  it.effect("counts what was evicted, by the reason", () =>
    Effect.gen(function*() {
      const before = yield* reasons
      const { cache, cached } = yield* withCache({ capacity: 2, timeToLive: "1 seconds" })
      for (const token of ["one", "two", "three"]) yield* cached(introspect(token))
      yield* cache.evict({ token: "three" })
      yield* TestClock.adjust("1 seconds")
      yield* cached(introspect("two"))
      const after = yield* reasons
      expect(after.map((count, index) => count - (before[index] ?? 0))).toEqual([1, 1, 1])
    }).pipe(Effect.scoped, always(good())))
})
