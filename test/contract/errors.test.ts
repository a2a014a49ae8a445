import { AuthleteError } from "effect-authlete"
import * as Duration from "effect/Duration"
import * as fc from "effect/FastCheck"
import * as Schema from "effect/Schema"
import { describe, expect, it } from "vitest"
import { responses } from "../../tools/contract/values.js"

const classes = AuthleteError.AuthleteError.members.map((member) => ({ name: member._tag, member }))

const decode = Schema.decodeUnknownSync(AuthleteError.AuthleteError)
const encode = Schema.encodeSync(AuthleteError.AuthleteError)

/** An error as another process gets it. */
const sent = (error: AuthleteError.AuthleteError): unknown => JSON.parse(JSON.stringify(encode(error)))

/** The milliseconds that a header can ask to wait for. */
const waits = fc.integer({ min: 0, max: 10 ** 15 })

const call = { operation: "tokens.create", attempts: 1, outcome: "not-applied" } as const

describe.each(classes)("$name over a wire", ({ member, name }) => {
  const onTheWire = fc.tuple(responses(member as Schema.Schema<AuthleteError.AuthleteError, unknown>), waits).map(
    ([encoded, retryAfter]) => "retryAfter" in encoded ? { ...encoded, retryAfter } : encoded
  )

  it("keeps all it says", () => {
    fc.assert(
      fc.property(onTheWire, (encoded) => {
        expect(sent(decode(encoded))).toStrictEqual(encoded)
      }),
      { numRuns: 50 }
    )
  })

  it("arrives as an instance of its class", () => {
    fc.assert(
      fc.property(onTheWire, (encoded) => {
        expect(decode(sent(decode(encoded)))).toBeInstanceOf(AuthleteError[name])
      }),
      { numRuns: 20 }
    )
  })

  it("is told from everything else", () => {
    fc.assert(
      fc.property(onTheWire, (encoded) => {
        expect(AuthleteError.isAuthleteError(decode(encoded))).toBe(true)
      }),
      { numRuns: 20 }
    )
  })

  it("names its operation first in its message", () => {
    fc.assert(
      fc.property(onTheWire, (encoded) => {
        const { message, operation } = decode(encoded)
        expect(message.startsWith(operation)).toBe(true)
      }),
      { numRuns: 20 }
    )
  })

  it("says how often it was tried", () => {
    fc.assert(
      fc.property(onTheWire, (encoded) => {
        expect(decode({ ...encoded, attempts: 3 }).message).toContain("(3 attempts)")
      }),
      { numRuns: 20 }
    )
  })

  it("does not count a single attempt", () => {
    fc.assert(
      fc.property(onTheWire, (encoded) => {
        const plain = { ...encoded, operation: "tokens.create", resultCode: "A1", resultMessage: "told", issues: [] }
        expect(decode({ ...plain, code: "E", attempts: 1 }).message).not.toContain("attempts")
      }),
      { numRuns: 20 }
    )
  })
})

describe("isAuthleteError", () => {
  it.each([
    ["undefined", undefined],
    ["null", null],
    ["a text", "BadRequest"],
    ["another error", new Error("BadRequest")],
    ["an encoded error", { _tag: "BadRequest", ...call, status: 400 }]
  ])("does not take %s for an error of the library", (_, value) => {
    expect(AuthleteError.isAuthleteError(value)).toBe(false)
  })
})

describe("the message of", () => {
  const told = { resultCode: "A109306", resultMessage: "[A109306] The client was not found." }

  it.each([
    [
      new AuthleteError.BadRequest({ ...call, status: 400, ...told }),
      "tokens.create: the request was refused as wrong: [A109306] The client was not found."
    ],
    [
      new AuthleteError.BadRequest({ ...call, status: 400, resultCode: "A109306" }),
      "tokens.create: the request was refused as wrong: A109306"
    ],
    [
      new AuthleteError.Unauthorized({ ...call, status: 401 }),
      "tokens.create: the access token for Authlete was not accepted"
    ],
    [new AuthleteError.Forbidden({ ...call, status: 403 }), "tokens.create: not allowed"],
    [new AuthleteError.NotFound({ ...call, operation: "tokens.delete", status: 404 }), "tokens.delete: not found"],
    [
      new AuthleteError.InternalServer({ ...call, attempts: 3, outcome: "unknown", status: 500, ...told }),
      "tokens.create: Authlete failed (3 attempts): [A109306] The client was not found."
    ],
    [
      new AuthleteError.TooManyRequests({ ...call, attempts: 2, retryAfter: Duration.seconds(90) }),
      "tokens.create: too many requests, retry after 1m 30s (2 attempts)"
    ],
    [new AuthleteError.TooManyRequests(call), "tokens.create: too many requests"],
    [new AuthleteError.UnexpectedStatus({ ...call, status: 302 }), "tokens.create: unexpected status 302"],
    [
      new AuthleteError.TransportError({ ...call, attempts: 3, reason: "Reset", code: "ECONNRESET" }),
      "tokens.create: no response: Reset (ECONNRESET) (3 attempts)"
    ],
    [
      new AuthleteError.TransportError({ ...call, operation: "tokens.list", offset: 40, reason: "Timeout" }),
      "tokens.list (page at offset 40): no response: Timeout"
    ],
    [
      new AuthleteError.InvalidRequest({
        ...call,
        attempts: 0,
        issues: [{ path: ["scopes", 1], expected: "a string" }, { path: [], expected: "a plain object" }]
      }),
      "tokens.create: invalid request: scopes.1: expected a string; expected a plain object"
    ],
    [
      new AuthleteError.InvalidResponse({
        ...call,
        outcome: "unknown",
        status: 200,
        issues: [{ path: ["action"], expected: "\"OK\"", actual: "UNHEARD_OF" }]
      }),
      "tokens.create: invalid response (status 200): action: expected \"OK\", got UNHEARD_OF"
    ]
  ])("%s", (error, message) => {
    expect(error.message).toBe(message)
  })
})
