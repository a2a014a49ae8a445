/**
 * Whatever happens, a cached introspection says what an uncached one says: any sequence of introspections, of calls that
 * change tokens, and of moves of the clock.
 */
import { expect, it } from "@effect/vitest"
import { Effect, FastCheck as fc, Fiber, Redacted } from "effect"
import { AuthleteClient, Clients, Revocation, Tokens } from "effect-authlete"
import { tokensCreate } from "../../src/internal/operations/tokens/create.js"
import type { Cached } from "./support.js"
import { introspect, withCache } from "./support.js"
import type { Tiny } from "./tinyAuthlete.js"
import { handClock, makeTiny } from "./tinyAuthlete.js"

interface Run extends Cached {
  readonly tiny: Tiny
  readonly time: { now: number }
  /** Values that were ever tokens, or that somebody made up. */
  readonly values: Array<string>
  introspected: number
}

interface Step {
  readonly take: (run: Run) => Effect.Effect<unknown, unknown>
  readonly toString: () => string
}

const step = <Fields extends object>(
  name: string,
  weight: number,
  fields: fc.Arbitrary<Fields>,
  take: (run: Run, fields: Fields) => Effect.Effect<unknown, unknown>
) => ({
  weight,
  arbitrary: fields.map((fields): Step => ({
    take: (run) => take(run, fields),
    toString: () => `${name} ${JSON.stringify(fields)}`
  }))
})

const clientIds = [101, 102] as const

const subject = fc.constantFrom("john", "jane")
const clientId = fc.constantFrom(...clientIds)
const scopes = fc.subarray(["history.read", "timeline.read"])
const which = fc.nat(5)

const valueOf = ({ values }: Run, which: number) => values[which % values.length] ?? ""

const tokenOf = ({ tiny: { tokens } }: Run, which: number) => tokens[which % Math.max(1, tokens.length)]

const learn = (run: Run, token: Redacted.Redacted | undefined) => {
  if (token !== undefined) run.values.push(Redacted.value(token))
}

/** What is asked of a token. There are few different questions, so that they are asked again. */
const question = fc.record({
  which,
  fields: fc.oneof(
    { weight: 4, arbitrary: fc.constant({}) },
    { weight: 2, arbitrary: scopes.map((scopes) => ({ scopes })) },
    { weight: 1, arbitrary: subject.map((subject) => ({ subject })) },
    { weight: 1, arbitrary: fc.subarray(["gold", "silver"], { minLength: 1 }).map((acrValues) => ({ acrValues })) },
    { weight: 1, arbitrary: fc.constantFrom(5, 20).map((maxAge) => ({ maxAge })) }
  )
})

const steps = fc.oneof(
  step(
    "ask",
    10,
    fc.record({ question, times: fc.integer({ min: 1, max: 3 }) }),
    (run, { question, times }) =>
      Effect.gen(function*() {
        const asked = introspect(valueOf(run, question.which), question.fields)
        run.introspected += times
        const told = yield* Effect.all(Array.from({ length: times }, () => run.cached(asked)), {
          concurrency: "unbounded"
        })
        const truth = yield* run.direct(asked)
        for (const response of told) expect(response).toEqual(truth)
      })
  ),
  step(
    "create",
    4,
    fc.record({
      subject,
      clientId,
      scopes,
      seconds: fc.integer({ min: 1, max: 60 }),
      acr: fc.constantFrom("gold", "silver"),
      value: fc.option(which, { nil: undefined })
    }),
    (run, { acr, clientId, scopes, seconds, subject, value }) =>
      Effect.gen(function*() {
        const { now } = run.time
        const given = value === undefined ? undefined : valueOf(run, value)
        // A value that is a token already is not given out again.
        if (run.tiny.tokens.some(({ access }) => access === given)) return
        const token = {
          subject,
          clientId,
          scopes,
          acr,
          authTime: Math.floor(now / 1000),
          expiresAt: now + seconds * 1000
        }
        const created = yield* run.cached(AuthleteClient.execute(
          tokensCreate,
          { grantType: "PASSWORD", token, ...(given !== undefined && { accessToken: given }) } as never
        ))
        learn(run, created.accessToken)
      })
  ),
  step(
    "update",
    3,
    fc.record({ which, scopes, seconds: fc.integer({ min: 1, max: 60 }), isNew: fc.boolean(), byHash: fc.boolean() }),
    (run, { byHash, isNew, scopes, seconds, which }) =>
      Effect.gen(function*() {
        const { access = "no token" } = tokenOf(run, which) ?? {}
        const updated = yield* run.cached(Tokens.update({
          ...(byHash ? { accessTokenHash: `hash of ${access}` } : { accessToken: access }),
          scopes,
          accessTokenExpiresAt: run.time.now + seconds * 1000,
          accessTokenValueUpdated: isNew
        }))
        learn(run, updated.accessToken)
      })
  ),
  step(
    "revoke",
    4,
    fc.record({
      which,
      how: fc.constantFrom(
        "access",
        "refresh",
        "hash",
        "subject",
        "client",
        "both",
        "endpoint",
        "delete",
        "authorization"
      ),
      isRefresh: fc.boolean(),
      subject,
      clientId
    }),
    (run, { clientId, how, isRefresh, subject, which }) => {
      const token = tokenOf(run, which)
      const [access, refresh] = [token?.access ?? "no token", token?.refresh ?? "no token"]
      const value = isRefresh ? refresh : access
      switch (how) {
        case "access":
          return run.cached(Tokens.revoke({ accessTokenIdentifier: access }))
        case "refresh":
          return run.cached(Tokens.revoke({ refreshTokenIdentifier: refresh }))
        case "hash":
          return run.cached(Tokens.revoke({ accessTokenIdentifier: `hash of ${value}` }))
        case "subject":
          return run.cached(Tokens.revoke({ subject }))
        case "client":
          return run.cached(Tokens.revoke({ clientIdentifier: String(clientId) }))
        case "both":
          return run.cached(Tokens.revoke({ clientIdentifier: String(clientId), subject }))
        case "endpoint":
          return run.cached(Revocation.process({
            parameters: new URLSearchParams({ token: value }).toString(),
            clientId: String(token?.clientId ?? clientId)
          }))
        case "delete":
          return run.cached(Tokens.delete(value))
        default:
          return run.cached(Clients.deleteAuthorization({ clientId, subject }))
      }
    }
  ),
  step("refresh", 2, fc.record({ which }), (run, { which }) =>
    Effect.gen(function*() {
      const parameters = new URLSearchParams({ refresh_token: tokenOf(run, which)?.refresh ?? "" }).toString()
      const processed = yield* run.cached(Tokens.process({ parameters }))
      if (processed.action === "OK") learn(run, processed.accessToken)
    })),
  step(
    "revoke while a lookup is on its way",
    2,
    fc.record({ question, subject }),
    (run, { question, subject }) =>
      Effect.gen(function*() {
        const asked = introspect(valueOf(run, question.which), question.fields)
        const fiber = yield* Effect.fork(run.cached(asked))
        yield* run.cached(Tokens.revoke({ subject }))
        // It may have the response of before, but whoever asks now may not.
        const told = yield* run.cached(asked)
        expect(told).toEqual(yield* run.direct(asked))
        yield* Fiber.await(fiber)
        expect(yield* run.cached(asked)).toEqual(yield* run.direct(asked))
        run.introspected += 3
      })
  ),
  step(
    "wait while a lookup is on its way",
    2,
    fc.record({ question, seconds: fc.constantFrom(1, 11, 31) }),
    (run, { question, seconds }) =>
      Effect.gen(function*() {
        const asked = introspect(valueOf(run, question.which), question.fields)
        const fiber = yield* Effect.fork(run.cached(asked))
        // The lookup has got its response, but has not brought it yet.
        yield* Effect.yieldNow()
        run.time.now += seconds * 1000
        expect(yield* run.cached(asked)).toEqual(yield* run.direct(asked))
        yield* Fiber.await(fiber)
        run.introspected += 2
      })
  ),
  step("revoke without a response", 1, fc.record({ subject }), (run, { subject }) => {
    run.tiny.isResponseLost = true
    return Effect.ignore(run.cached(Tokens.revoke({ subject })))
  }),
  step("wait", 4, fc.record({ seconds: fc.constantFrom(1, 4, 11, 31) }), (run, { seconds }) =>
    Effect.sync(() => {
      run.time.now += seconds * 1000
    }))
)

const play = (
  all: ReadonlyArray<Step>,
  { capacity, isSingle }: { readonly capacity: number; readonly isSingle: boolean }
) =>
  Effect.gen(function*() {
    const { clock, state } = handClock()
    const tiny = makeTiny({ isSingle })
    return yield* Effect.gen(function*() {
      const cached = yield* withCache({ capacity, refusals: { capacity } })
      const run: Run = { ...cached, tiny, time: state, values: ["made up 0", "made up 1"], introspected: 0 }
      for (const { take } of all) yield* take(run)
      expect(yield* run.cache.size).toBeLessThanOrEqual(2 * capacity)
      return run.introspected - run.counted.introspections
    }).pipe(
      Effect.scoped,
      Effect.provideService(AuthleteClient.AuthleteClient, tiny.client),
      Effect.withClock(clock)
    )
  })

const settings = fc.record({ capacity: fc.constantFrom(1, 3, 100), isSingle: fc.boolean() })

it("a cached introspection equals an uncached one, whatever happens", async () => {
  let saved = 0
  await fc.assert(
    fc.asyncProperty(fc.array(steps, { minLength: 1, maxLength: 40, size: "max" }), settings, async (all, settings) => {
      saved += await Effect.runPromise(play(all, settings))
    }),
    { numRuns: 1_500 }
  )
  // The property would hold without a cache as well.
  expect(saved).toBeGreaterThan(1_000)
})
