/**
 * Whatever happens, a cached introspection says what an uncached one says: any sequence of introspections, of calls that
 * change tokens, and of moves of the clock.
 */
import { expect, it } from "@effect/vitest"
import { Effect, FastCheck as fc, Redacted, TestClock, TestContext } from "effect"
import type { AuthleteClient, Introspection } from "effect-authlete"
import { Clients, RetryPolicy, Revocation, Tokens } from "effect-authlete"
import type { Cached } from "./support.js"
import { clientId, emulator, introspect, withCache } from "./support.js"

/** The tokens that a run has learned of: those of the model, and values that somebody made up. */
interface Run extends Cached {
  readonly tokens: Array<{ access: string; readonly refresh: string | undefined }>
  introspected: number
}

interface Step {
  readonly take: (run: Run) => Effect.Effect<unknown, unknown>
  readonly toString: () => string
}

const step =
  <Fields extends object>(name: string, take: (run: Run, fields: Fields) => Effect.Effect<unknown, unknown>) =>
  (fields: Fields): Step => ({
    take: (run) => take(run, fields),
    toString: () => `${name} ${JSON.stringify(fields)}`
  })

const secret = "emulator-client-secret"

const value = (redacted: Redacted.Redacted | undefined) => redacted === undefined ? undefined : Redacted.value(redacted)

const pick = ({ tokens }: Run, which: number) => tokens[which % Math.max(1, tokens.length)]

const accessOf = (run: Run, which: number): string => pick(run, which)?.access ?? "made up 0"

/** What a guard goes by. */
const verdict = (response: Introspection.IntrospectionResponse) => {
  switch (response.action) {
    case "OK":
    case "UNAUTHORIZED":
    case "FORBIDDEN": {
      const { action, clientId, existent, expiresAt, scopes, subject, sufficient, usable } = response
      return { action, clientId, existent, expiresAt, scopes, subject, sufficient, usable }
    }
    default:
      return { action: response.action }
  }
}

const subjects = fc.constantFrom("john", "jane")
const scopes = fc.subarray(["history.read", "timeline.read"])
const which = fc.nat(9)

const questions = fc.record({
  which,
  scopes,
  subject: fc.option(subjects, { nil: undefined }),
  times: fc.integer({ min: 1, max: 3 })
})

const ask = step<typeof questions extends fc.Arbitrary<infer A> ? A : never>(
  "ask",
  (run, { scopes, subject, times, which }) =>
    Effect.gen(function*() {
      const token = accessOf(run, which)
      const question = introspect(token, subject === undefined ? { scopes } : { scopes, subject })
      run.introspected += times
      const told = yield* Effect.all(Array.from({ length: times }, () => run.cached(question)), {
        concurrency: "unbounded"
      })
      const truth = yield* run.direct(question)
      for (const response of told) expect(verdict(response)).toEqual(verdict(truth))
    })
)

const askForMadeUp = step<{ readonly number: number }>("ask for made up", (run, { number }) =>
  Effect.gen(function*() {
    const question = introspect(`made up ${number}`)
    run.introspected++
    expect(verdict(yield* run.cached(question))).toEqual(verdict(yield* run.direct(question)))
  }))

const create = step<{
  readonly subject: string
  readonly scopes: ReadonlyArray<string>
  readonly seconds: number
  readonly madeUp: number | undefined
}>("create", (run, { madeUp, scopes, seconds, subject }) =>
  Effect.gen(function*() {
    const created = yield* run.cached(Tokens.create({
      grantType: "AUTHORIZATION_CODE",
      clientId,
      subject,
      scopes,
      accessTokenDuration: seconds,
      ...(madeUp !== undefined && { accessToken: `made up ${madeUp}` })
    }))
    run.tokens.push({ access: Redacted.value(created.accessToken), refresh: value(created.refreshToken) })
  }).pipe(Effect.catchTag("BadRequest", () => Effect.void)))

const update = step<{
  readonly which: number
  readonly scopes: ReadonlyArray<string>
  readonly inSeconds: number
  readonly isNew: boolean
}>("update", (run, { inSeconds, isNew, scopes, which }) =>
  Effect.gen(function*() {
    const token = pick(run, which)
    if (token === undefined) return
    const now = yield* TestClock.currentTimeMillis
    const updated = yield* run.cached(Tokens.update({
      accessToken: token.access,
      scopes,
      accessTokenExpiresAt: now + inSeconds * 1000,
      accessTokenValueUpdated: isNew
    }))
    const access = value(updated.accessToken)
    // The old value is kept as one that is no token any more.
    if (access !== undefined && access !== token.access) run.tokens.push({ access, refresh: token.refresh })
  }).pipe(Effect.catchTag("NotFound", () => Effect.void)))

const updateByHash = step<{ readonly which: number; readonly scopes: ReadonlyArray<string> }>(
  "update by hash",
  (run, { scopes, which }) =>
    Effect.gen(function*() {
      const { accessTokens = [] } = yield* run.direct(Tokens.list())
      const hash = accessTokens[which % Math.max(1, accessTokens.length)]?.accessTokenHash
      if (hash !== undefined) yield* run.cached(Tokens.update({ accessTokenHash: hash, scopes }))
    })
)

const revoke = step<{
  readonly which: number
  readonly how: "access" | "refresh" | "subject" | "client" | "both" | "endpoint" | "refresh at endpoint" | "delete"
  readonly subject: string
}>("revoke", (run, { how, subject, which }) => {
  const token = pick(run, which)
  const access = token?.access ?? "made up 0"
  const refresh = token?.refresh ?? "no refresh token"
  const atEndpoint = (value: string) =>
    Revocation.process({
      parameters: new URLSearchParams({ token: value }).toString(),
      clientId: String(clientId),
      clientSecret: secret
    })
  const call: Effect.Effect<unknown, unknown, AuthleteClient.AuthleteClient> = {
    access: Tokens.revoke({ accessTokenIdentifier: access }),
    refresh: Tokens.revoke({ refreshTokenIdentifier: refresh }),
    subject: Tokens.revoke({ subject }),
    client: Tokens.revoke({ clientIdentifier: String(clientId) }),
    both: Tokens.revoke({ clientIdentifier: String(clientId), subject }),
    endpoint: atEndpoint(access),
    "refresh at endpoint": atEndpoint(refresh),
    delete: Tokens.delete(refresh)
  }[how]
  return Effect.ignore(run.cached(call))
})

const refresh = step<{ readonly which: number }>("refresh", (run, { which }) =>
  Effect.gen(function*() {
    const token = pick(run, which)
    if (token?.refresh === undefined) return
    const processed = yield* run.cached(Tokens.process({
      parameters: new URLSearchParams({ grant_type: "refresh_token", refresh_token: token.refresh }).toString(),
      clientId: String(clientId),
      clientSecret: secret
    }))
    if (processed.action !== "OK") return
    const access = value(processed.accessToken)
    if (access !== undefined) run.tokens.push({ access, refresh: value(processed.refreshToken) })
  }))

const deleteAuthorization = step<{ readonly subject: string }>(
  "delete authorization",
  (run, { subject }) => run.cached(Clients.deleteAuthorization({ clientId, subject }))
)

const wait = step<{ readonly seconds: number }>("wait", (_, { seconds }) => TestClock.adjust(`${seconds} seconds`))

const steps: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: questions.map(ask) },
  { weight: 2, arbitrary: fc.record({ number: fc.nat(2) }).map(askForMadeUp) },
  {
    weight: 3,
    arbitrary: fc.record({
      subject: subjects,
      scopes,
      seconds: fc.integer({ min: 1, max: 60 }),
      madeUp: fc.option(fc.nat(2), { nil: undefined })
    }).map(create)
  },
  {
    weight: 2,
    arbitrary: fc.record({ which, scopes, inSeconds: fc.integer({ min: 1, max: 60 }), isNew: fc.boolean() }).map(update)
  },
  { weight: 1, arbitrary: fc.record({ which, scopes }).map(updateByHash) },
  {
    weight: 2,
    arbitrary: fc.record({
      which,
      how: fc.constantFrom(
        "access" as const,
        "refresh" as const,
        "subject" as const,
        "client" as const,
        "both" as const,
        "endpoint" as const,
        "refresh at endpoint" as const,
        "delete" as const
      ),
      subject: subjects
    }).map(revoke)
  },
  { weight: 1, arbitrary: fc.record({ which }).map(refresh) },
  { weight: 1, arbitrary: fc.record({ subject: subjects }).map(deleteAuthorization) },
  { weight: 3, arbitrary: fc.record({ seconds: fc.integer({ min: 1, max: 40 }) }).map(wait) }
)

const play = (all: ReadonlyArray<Step>, capacity: number) =>
  Effect.gen(function*() {
    const cached = yield* withCache({ capacity, refusals: { capacity } })
    const run: Run = { ...cached, tokens: [], introspected: 0 }
    for (const { take } of all) yield* take(run)
    expect(yield* run.cache.size).toBeLessThanOrEqual(2 * capacity)
    return run.introspected - run.counted.introspections
  }).pipe(Effect.scoped, Effect.provide(emulator()), Effect.provide(RetryPolicy.layer(RetryPolicy.none)), Effect.provide(TestContext.TestContext))

it("a cached introspection equals an uncached one, whatever happens", async () => {
  let saved = 0
  await fc.assert(
    fc.asyncProperty(
      fc.array(steps, { minLength: 1, maxLength: 40, size: "max" }),
      fc.integer({ min: 1, max: 6 }),
      async (all, capacity) => {
        saved += await Effect.runPromise(play(all, capacity))
      }
    ),
    { numRuns: 40 }
  )
  // The property would hold without a cache as well.
  expect(saved).toBeGreaterThan(100)
})
