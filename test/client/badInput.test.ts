/**
 * What callers may get wrong, in JavaScript or by accident: each gets a clear error, and nothing is sent.
 */
import { expect, it } from "@effect/vitest"
import { Effect, Redacted, Schedule } from "effect"
import type { AuthleteError } from "effect-authlete"
import { AuthleteClient, RetryPolicy, Tokens } from "effect-authlete"
import { describe } from "vitest"
import { observed } from "../support/outcome.js"
import { stub } from "../support/stub.js"
import { bearer, clientOf } from "../support/transports.js"

const url = "https://authlete.test"

type Call = Effect.Effect<unknown, AuthleteError.AuthleteError, AuthleteClient.AuthleteClient>

/** As JavaScript calls an operation: with anything. */
const untyped = <Request>(operation: (request: Request) => Call, request: unknown): Call =>
  operation(request as Request)

/** How a call ends, and what was sent. */
const calling = (call: Call, options: Partial<AuthleteClient.Options> = {}) => {
  const server = stub({ status: 200, body: { totalCount: 0, count: 0 } })
  return Effect.map(observed(Effect.provide(call, clientOf({ url }, server, options))), (outcome) => ({
    outcome,
    sent: server.sent.length
  }))
}

const refused = (...issues: ReadonlyArray<object>) => ({
  outcome: { failed: { _tag: "InvalidRequest", attempts: 0, outcome: "not-applied", issues } },
  sent: 0
})

/** A filter whose field is an accessor of its class. */
class Filter {
  readonly #subject = "john"
  get subject() {
    return this.#subject
  }
}

describe("a request", () => {
  it.effect.each<readonly [string, unknown]>([
    ["of a class with accessors", new Filter()],
    ["that is a Map", new Map([["subject", "john"]])],
    ["that is a Redacted", Redacted.make({ subject: "john" })],
    ["that inherits its fields", Object.create({ subject: "john" })],
    [
      "that inherits its fields from an object without a prototype",
      Object.create(Object.create(null, {
        subject: { get: () => "john", enumerable: true }
      }))
    ],
    ["that is a Date", new Date()],
    ["that is a function", () => ({ subject: "john" })]
  ])("%s is refused: its fields would be dropped, and the filter with them", ([, request]) =>
    Effect.gen(function*() {
      expect(yield* calling(untyped(Tokens.list, request))).toMatchObject({
        outcome: { failed: { _tag: "InvalidRequest" } },
        sent: 0
      })
    }))

  it.effect("that holds an object of a class is refused, and the error says where", () =>
    Effect.gen(function*() {
      class Details {
        get elements() {
          return []
        }
      }
      const request = { grantType: "CLIENT_CREDENTIALS", clientId: 1, authorizationDetails: new Details() }
      expect(yield* calling(untyped(Tokens.create, request))).toMatchObject(
        refused({ path: ["authorizationDetails"], expected: "a plain object" })
      )
    }))

  it.effect.each<readonly [string, object]>([
    ["without a prototype", Object.assign(Object.create(null) as object, { subject: "john" })],
    ["with accessors of its own", {
      get subject() {
        return "john"
      }
    }],
    ["with a hidden field", Object.defineProperty({ clientIdentifier: "1" }, "subject", { value: "john" })]
  ])("%s is sent whole", ([, request]) =>
    Effect.gen(function*() {
      const server = stub({ status: 200, body: { totalCount: 0 } })
      yield* Effect.provide(untyped(Tokens.list, request), clientOf({ url }, server))
      expect(server.sent[0]?.url.searchParams.get("subject")).toBe("john")
    }))
})

describe("a secret", () => {
  it.effect("may be the text of JSON that nests deeper than anybody looks, in a call that fails", () =>
    Effect.gen(function*() {
      const secret = "[".repeat(5_000) + "]".repeat(5_000)
      const server = stub({ status: 403, body: { resultMessage: `refused: ${secret.slice(0, 2_000)}` } })
      const call = Effect.provide(Tokens.revoke({ accessTokenIdentifier: secret }), clientOf({ url }, server))
      expect(yield* observed(call)).toMatchObject({ failed: { _tag: "Forbidden" } })
    }))
})

describe("the options of a call", () => {
  it.effect.each([null, 5, "x-a: b", new Map([["x-a", "b"]]), new Headers({ "x-a": "b" })])(
    "withHeaders takes names and values, and no %s",
    (headers) =>
      Effect.gen(function*() {
        const call = AuthleteClient.withHeaders(Tokens.list(), headers as never)
        expect(yield* calling(call)).toMatchObject(
          refused({ path: ["headers"], expected: "an object with header values by their names" })
        )
      })
  )

  it.effect.each([null, "soon", -1, NaN])(
    "withTimeout takes a duration above zero, and no %s",
    (timeout) =>
      Effect.gen(function*() {
        const call = AuthleteClient.withTimeout(Tokens.list(), timeout as never)
        expect(yield* calling(call)).toMatchObject(refused({ path: ["timeout"], expected: "a duration above zero" }))
      })
  )

  it.effect.each([null, 7, "", "a\nb"])(
    "withServiceId takes the id of a service, and no %j",
    (serviceId) =>
      Effect.gen(function*() {
        const call = AuthleteClient.withServiceId(Tokens.list(), serviceId as never)
        expect(yield* calling(call)).toMatchObject(refused({ path: ["serviceId"], expected: "the id of a service" }))
      })
  )

  it.effect.each([null, 3, {}])(
    "withRetryPolicy takes a policy or a Schedule, and no %s",
    (policy) =>
      Effect.gen(function*() {
        const call = AuthleteClient.withRetryPolicy(Tokens.list(), policy as never)
        expect(yield* calling(call)).toMatchObject(
          refused({ path: ["retryPolicy"], expected: "a policy of RetryPolicy, or a Schedule" })
        )
      })
  )
})

describe("the figures of a retry policy", () => {
  const odd: ReadonlyArray<readonly [name: keyof RetryPolicy.Options, value: unknown, expected: string]> = [
    ["maxAttempts", NaN, "a whole number above zero, or Infinity"],
    ["maxAttempts", 0, "a whole number above zero, or Infinity"],
    ["maxAttempts", -1, "a whole number above zero, or Infinity"],
    ["maxAttempts", 1.5, "a whole number above zero, or Infinity"],
    ["maxAttempts", "3", "a whole number above zero, or Infinity"],
    ["base", NaN, "a finite duration"],
    ["base", -1, "a finite duration"],
    ["base", Infinity, "a finite duration"],
    ["base", "-5 millis", "a finite duration"],
    ["throttledBase", NaN, "a finite duration"],
    ["cap", NaN, "a duration that is not negative"],
    ["cap", "soon", "a duration that is not negative"],
    ["cap", {}, "a duration that is not negative"],
    ["cap", new Date(0), "a duration that is not negative"],
    ["cap", { seconds: -3 }, "a duration that is not negative"],
    ["base", { second: 3 }, "a finite duration"],
    ["maxElapsed", -1, "a duration that is not negative"],
    ["quota", NaN, "a number that is not negative"],
    ["quota", -1, "a number that is not negative"],
    ["rateGate", "yes", "true or false"]
  ]

  it.effect.each(odd)(
    "are refused where they mean nothing: %s of %s",
    ([name, value, expected]) =>
      Effect.gen(function*() {
        const call = AuthleteClient.withRetryPolicy(Tokens.list(), RetryPolicy.make({ [name]: value }))
        expect(yield* calling(call)).toMatchObject(refused({ path: ["retryPolicy", name], expected }))
      })
  )

  it.effect("are refused while a client is made, where they are an option", () =>
    Effect.gen(function*() {
      const { outcome } = yield* calling(Tokens.list(), { retryPolicy: RetryPolicy.make({ quota: -1 }) })
      expect(outcome).toMatchObject({
        died: expect.stringContaining("retryPolicy.quota must be a number that is not negative") as unknown
      })
    }))

  it.effect("of a schedule are refused as well", () =>
    Effect.gen(function*() {
      const policy = RetryPolicy.fromSchedule(Schedule.forever, { cap: NaN })
      expect(yield* calling(AuthleteClient.withRetryPolicy(Tokens.list(), policy))).toMatchObject(
        refused({ path: ["retryPolicy", "cap"], expected: "a duration that is not negative" })
      )
    }))

  it("that mean something are taken", () => {
    const { issues } = RetryPolicy.make({
      maxAttempts: Infinity,
      base: 0,
      throttledBase: "1 second",
      cap: Infinity,
      quota: Infinity,
      maxElapsed: "1 minute",
      rateGate: false
    })
    expect(issues).toEqual([])
  })
})

describe("an access token", () => {
  const expected = "an access token: one line of text, not blank, without the word Bearer before it"

  it.effect.each(["Bearer abc", "bearer abc", " Bearer\tabc"])(
    "is not taken with its scheme: %j",
    (token) =>
      Effect.gen(function*() {
        const { outcome } = yield* calling(Tokens.list(), { accessToken: Redacted.make(token) })
        expect(outcome).toMatchObject({ died: expect.stringContaining(`accessToken must be ${expected}`) as unknown })
      })
  )

  it.effect("is not sent with its scheme by an Effect that rotates tokens", () =>
    Effect.gen(function*() {
      const accessToken = Effect.succeed(Redacted.make(`Bearer ${bearer}`))
      expect(yield* calling(Tokens.list(), { accessToken })).toMatchObject(refused({ path: ["accessToken"], expected }))
    }))

  it.effect("may begin with the letters of the word", () =>
    Effect.gen(function*() {
      expect(yield* calling(Tokens.list(), { accessToken: Redacted.make("Bearertoken") })).toMatchObject({ sent: 1 })
    }))
})
