import { expect, it } from "@effect/vitest"
import { Duration, Effect, Layer, Redacted, Schedule } from "effect"
import type { AuthleteError } from "effect-authlete"
import { AuthleteClient, Introspection, RetryPolicy, Tokens } from "effect-authlete"
import { describe } from "vitest"
import type { Called } from "../../tools/faults/calls.js"
import {
  create,
  fail,
  introspect,
  issue,
  list,
  process,
  remove,
  revoke,
  revokeByClient,
  standardIntrospect,
  update
} from "../../tools/faults/calls.js"
import { jumpingClock } from "../support/clocks.js"
import type { Outcome } from "../support/outcome.js"
import { observed, rows } from "../support/outcome.js"
import type { Stub, StubReply } from "../support/stub.js"
import { stub } from "../support/stub.js"
import { bearer, clientOf } from "../support/transports.js"

const url = "https://authlete.test"

/** One response that is right for every operation of these tests. */
const good: StubReply = {
  status: 200,
  body: { action: "OK", accessToken: "new", responseContent: "{}", totalCount: 0 }
}
const gone: StubReply = { status: 404, body: { resultCode: "A161202" } }
const throttled: StubReply = { status: 429 }
const unavailable: StubReply = { status: 503 }
const refused: StubReply = { code: "ECONNREFUSED" }

/** Runs a call to its end, however long it waits. */
const ended = (call: Called["call"], { layer }: Stub, options: Partial<AuthleteClient.Options> = {}) =>
  Effect.gen(function*() {
    const client = clientOf({ url }, { layer }, { retryPolicy: RetryPolicy.standard, ...options })
    return yield* Effect.withClock(observed(Effect.provide(call, client)), jumpingClock())
  })

/** How long a client waited before each request but the first, in milliseconds. */
const waits = ({ sent }: Stub) => sent.slice(1).map(({ at }, index) => at - (sent[index]?.at ?? 0))

/** Draws the same number again and again. */
const drawing = (number: number) => Effect.withRandomFixed([number])

describe("what is sent again", () => {
  const failures: ReadonlyArray<{ readonly what: string; readonly reply: StubReply }> = [
    { what: "a refused connection", reply: refused },
    { what: "an unreachable host", reply: { code: "EHOSTUNREACH" } },
    { what: "an unknown name", reply: { code: "ENOTFOUND" } },
    { what: "a name server that is away", reply: { code: "EAI_AGAIN" } },
    { what: "a connection that takes too long to set up", reply: { code: "UND_ERR_CONNECT_TIMEOUT" } },
    { what: "429", reply: throttled },
    { what: "500", reply: { status: 500 } },
    { what: "502", reply: { status: 502 } },
    { what: "503", reply: unavailable },
    { what: "504", reply: { status: 504 } },
    { what: "a reset", reply: { code: "ECONNRESET" } },
    { what: "a broken pipe", reply: { code: "EPIPE" } },
    { what: "a closed socket", reply: { code: "UND_ERR_SOCKET" } },
    { what: "a timeout of the system", reply: { code: "ETIMEDOUT" } },
    { what: "silence", reply: "silence" }
  ]
  const certain = failures.slice(0, 6)
  const uncertain = failures.slice(6)
  const lasting: ReadonlyArray<{ readonly what: string; readonly reply: StubReply }> = [
    ...[302, 400, 401, 403, 404, 408, 409, 422, 501, 505, 520].map((status) => ({
      what: `${status}`,
      reply: { status }
    })),
    { what: "a certificate that has expired", reply: { code: "CERT_HAS_EXPIRED" } },
    { what: "a broken TLS handshake", reply: { code: "EPROTO" } },
    { what: "a fault without a known code", reply: { code: "EWHATEVER" } },
    {
      what: "a response that does not fit",
      reply: { status: 200, body: { totalCount: "many", action: 1, count: "x" } }
    }
  ]

  const proof = Introspection.process({ token: "the-token", dpop: "a-proof" })
  const newValue = Tokens.update({ accessToken: "the-token", accessTokenValueUpdated: true })
  const newValueForm = Tokens.updateForm({ accessToken: "the-token", accessTokenValueUpdated: true })
  const sameValue = Tokens.update({ accessToken: "the-token", accessTokenValueUpdated: false })

  const repeatable: ReadonlyArray<readonly [string, Called["call"]]> = [
    ["list", list.call],
    ["count", Tokens.count()],
    ["introspection", introspect.call],
    ["standard introspection", standardIntrospect.call],
    ["revoke", revoke.call],
    ["delete", remove.call],
    ["revocation", revokeByClient.call],
    ["update", update.call],
    ["update without a new value", sameValue]
  ]
  const once: ReadonlyArray<readonly [string, Called["call"]]> = [
    ["create", create.call],
    ["createForm", Tokens.createForm({ grantType: "CLIENT_CREDENTIALS" })],
    ["issue", issue.call],
    ["fail", fail.call],
    ["process", process.call],
    ["introspection with a proof", proof],
    ["update with a new value", newValue],
    ["updateForm with a new value", newValueForm]
  ]

  const attemptsAfter = (call: Called["call"], reply: StubReply) =>
    Effect.gen(function*() {
      const server = stub(reply, good)
      yield* ended(call, server, { retryPolicy: Schedule.recurs(5) })
      return server.sent.length
    })

  describe.each(repeatable)("%s", (_, call) => {
    it.effect.each(rows(failures, ({ what }) => what))(
      "is sent again after %s",
      ([, { reply }]) =>
        Effect.gen(function*() {
          expect(yield* attemptsAfter(call, reply)).toBe(2)
        })
    )
  })

  describe.each(once)("%s", (_, call) => {
    it.effect.each(rows(certain, ({ what }) => what))(
      "is sent again after %s",
      ([, { reply }]) =>
        Effect.gen(function*() {
          expect(yield* attemptsAfter(call, reply)).toBe(2)
        })
    )

    it.effect.each(rows(uncertain, ({ what }) => what))(
      "is not sent again after %s",
      ([, { reply }]) =>
        Effect.gen(function*() {
          expect(yield* attemptsAfter(call, reply)).toBe(1)
        })
    )
  })

  it.effect.each(rows(lasting, ({ what }) => what))(
    "a read is not sent again after %s",
    ([, { reply }]) =>
      Effect.gen(function*() {
        expect(yield* attemptsAfter(list.call, reply)).toBe(1)
      })
  )

  it.effect("create is not sent again after a reset that follows a refused connection", () =>
    Effect.gen(function*() {
      const server = stub(refused, { code: "ECONNRESET" }, good)
      const outcome = yield* ended(create.call, server)
      expect({ outcome, requests: server.sent.length }).toMatchObject({
        outcome: { failed: { _tag: "TransportError", reason: "Reset", outcome: "unknown", attempts: 2 } },
        requests: 2
      })
    }))

  const afterDoubt: ReadonlyArray<readonly [string, StubReply]> = [
    ["a refused connection", refused],
    ["a refusal", { status: 403 }],
    ["a refusal of its rate", { status: 429, headers: { "retry-after": "60" } }],
    ["a status outside the contract", { status: 422 }]
  ]

  it.effect.each(afterDoubt)(
    "what may have been applied before is in doubt still after %s",
    ([, reply]) =>
      Effect.gen(function*() {
        const outcome = yield* ended(update.call, stub({ code: "ECONNRESET" }, reply))
        expect(outcome).toMatchObject({ failed: { outcome: "unknown" } })
      })
  )

  it.effect("an action that reports a failure of Authlete counts like status 500", () =>
    Effect.gen(function*() {
      expect(
        yield* attemptsAfter(update.call, { status: 200, body: { action: "INTERNAL_SERVER_ERROR" } })
      ).toBe(2)
    }))

  it.effect("the action INTERNAL_SERVER_ERROR of an operation that directs is a response", () =>
    Effect.gen(function*() {
      expect(
        yield* attemptsAfter(revokeByClient.call, { status: 200, body: { action: "INTERNAL_SERVER_ERROR" } })
      ).toBe(1)
    }))

  it.effect("nothing is sent for a request that does not fit, whatever the policy", () =>
    Effect.gen(function*() {
      const server = stub(good)
      yield* ended(Tokens.delete(".."), server)
      expect(server.sent).toEqual([])
    }))

  it.effect("each attempt is the same request", () =>
    Effect.gen(function*() {
      const server = stub(unavailable, unavailable, good)
      yield* ended(Tokens.list({ subject: "john" }), server)
      const told = server.sent.map(({ headers, method, url }) => ({ headers, method, url: url.href }))
      expect(told).toEqual([told[0], told[0], told[0]])
    }))
})

describe("a delete", () => {
  const deleted: Outcome = { succeeded: undefined }

  it.effect.each(rows([gone, { status: 404 }, { status: 400, body: { resultCode: "A161202" } }], String))(
    "that finds nothing any more when repeated has succeeded, case %#",
    ([, reply]) =>
      Effect.gen(function*() {
        expect(yield* ended(remove.call, stub(unavailable, reply))).toEqual(deleted)
      })
  )

  const noHarm: ReadonlyArray<readonly [string, StubReply]> = [
    ["429", throttled],
    ["a refused connection", refused],
    ["an unknown name", { code: "ENOTFOUND" }]
  ]

  it.effect.each(noHarm)(
    "that was not carried out, for %s, and then finds nothing fails with NotFound",
    ([, reply]) =>
      Effect.gen(function*() {
        expect(yield* ended(remove.call, stub(reply, gone))).toMatchObject({
          failed: { _tag: "NotFound", attempts: 2 }
        })
      })
  )

  it.effect("that was not sent for want of an access token, and then finds nothing fails with NotFound", () =>
    Effect.gen(function*() {
      let asked = 0
      const accessToken = Effect.suspend(() => asked++ === 0 ? Effect.never : Effect.succeed(Redacted.make(bearer)))
      expect(yield* ended(remove.call, stub(gone), { accessToken })).toMatchObject({
        failed: { _tag: "NotFound", attempts: 1 }
      })
    }))

  it.effect("that may have been carried out long before has succeeded when it finds nothing", () =>
    Effect.gen(function*() {
      expect(yield* ended(remove.call, stub(unavailable, throttled, gone))).toEqual(deleted)
    }))

  it.effect("that finds nothing at once fails with NotFound", () =>
    Effect.gen(function*() {
      expect(yield* ended(remove.call, stub(gone))).toMatchObject({ failed: { _tag: "NotFound", attempts: 1 } })
    }))

  it.effect("that another refusal follows fails with it", () =>
    Effect.gen(function*() {
      expect(yield* ended(remove.call, stub(unavailable, { status: 403 }))).toMatchObject({
        failed: { _tag: "Forbidden", attempts: 2 }
      })
    }))

  it.effect("of another kind does not take NotFound for a success", () =>
    Effect.gen(function*() {
      expect(yield* ended(revoke.call, stub(unavailable, gone))).toMatchObject({
        failed: { _tag: "NotFound", attempts: 2 }
      })
    }))
})

describe("the standard policy", () => {
  it.effect("sends 3 times at most", () =>
    Effect.gen(function*() {
      const server = stub(unavailable)
      yield* ended(list.call, server)
      expect(server.sent.length).toBe(3)
    }))

  it.effect("fails with the last error, and the number of attempts", () =>
    Effect.gen(function*() {
      expect(yield* ended(list.call, stub(refused, unavailable, { status: 502, body: { resultCode: "A1" } }))).toEqual({
        failed: {
          _tag: "UnexpectedStatus",
          attempts: 3,
          operation: "tokens.list",
          outcome: "unknown",
          resultCode: "A1",
          status: 502
        }
      })
    }))

  it.effect("tells the attempts of a success to nobody", () =>
    Effect.gen(function*() {
      expect(yield* ended(list.call, stub(unavailable, { status: 200, body: {} }))).toEqual({ succeeded: {} })
    }))

  const delays = [
    { what: "at once if the draw is lowest", reply: unavailable, draw: 0, expected: [0, 0] },
    { what: "half of 50 and of 100 ms if the draw is a half", reply: unavailable, draw: 0.5, expected: [25, 50] },
    { what: "50 and 100 ms at most", reply: unavailable, draw: 1, expected: [50, 100] },
    { what: "1 and 2 s at most after 429", reply: throttled, draw: 1, expected: [1000, 2000] },
    { what: "half of 1 and of 2 s after 429", reply: throttled, draw: 0.5, expected: [500, 1000] },
    { what: "50 and 100 ms at most after a refused connection", reply: refused, draw: 1, expected: [50, 100] }
  ]

  it.effect.each(rows(delays, ({ what }) => what))(
    "waits %s",
    ([, { draw, expected, reply }]) =>
      Effect.gen(function*() {
        const server = stub(reply)
        yield* drawing(draw)(ended(list.call, server))
        expect(waits(server)).toEqual(expected)
      })
  )

  it.effect("draws anew for each delay", () =>
    Effect.gen(function*() {
      const server = stub(unavailable)
      yield* Effect.withRandomFixed(ended(list.call, server), [0.2, 0.9])
      expect(waits(server)).toEqual([10, 90])
    }))

  it.effect("starts anew for each call", () =>
    Effect.gen(function*() {
      const server = stub(unavailable)
      yield* drawing(1)(ended(Effect.zipRight(Effect.exit(list.call), list.call), server))
      expect(waits(server)).toEqual([50, 100, 0, 50, 100])
    }))

  it.effect("spends no time on a success", () =>
    Effect.gen(function*() {
      const server = stub(good)
      const outcome = yield* observed(
        Effect.provide(list.call, clientOf({ url }, server, { retryPolicy: RetryPolicy.standard }))
      )
      expect({ outcome, requests: server.sent.length }).toMatchObject({ outcome: { succeeded: {} }, requests: 1 })
    }))
})

describe("a server that tells how long to wait", () => {
  const date = "Wed, 21 Oct 2026 07:28:00 GMT"
  const later = "Wed, 21 Oct 2026 07:28:07 GMT"

  const hints: ReadonlyArray<{
    readonly what: string
    readonly headers: Readonly<Record<string, string>>
    readonly wait: number
  }> = [
    { what: "Retry-After in seconds", headers: { "retry-after": "7" }, wait: 7000 },
    { what: "Retry-After of 0", headers: { "retry-after": "0" }, wait: 0 },
    { what: "Retry-After with a fraction, rounded up", headers: { "retry-after": "1.2" }, wait: 2000 },
    {
      what: "Retry-After as a date, from the date of the response",
      headers: { "retry-after": later, date },
      wait: 7000
    },
    { what: "Retry-After as a date in the past", headers: { "retry-after": date, date: later }, wait: 0 },
    {
      what: "Retry-After as a date, from 1970 on",
      headers: { "retry-after": "Thu, 01 Jan 1970 00:00:09 GMT" },
      wait: 9000
    },
    {
      what: "Retry-After as a date of RFC 850",
      headers: { "retry-after": "Wednesday, 21-Oct-26 07:28:07 GMT", date },
      wait: 7000
    },
    { what: "Retry-After as a date of asctime", headers: { "retry-after": "Thu Jan  1 00:00:09 1970" }, wait: 9000 },
    { what: "Ratelimit-Reset", headers: { "ratelimit-reset": "6" }, wait: 6000 },
    { what: "the longer of both", headers: { "retry-after": "3", "ratelimit-reset": "6" }, wait: 6000 },
    {
      what: "the longer of both, the other way round",
      headers: { "retry-after": "6", "ratelimit-reset": "3" },
      wait: 6000
    },
    { what: "20 s, which is the most", headers: { "retry-after": "20" }, wait: 20_000 },
    { what: "an unreadable Retry-After, which is ignored", headers: { "retry-after": "soon" }, wait: 0 },
    { what: "a negative Retry-After, which is ignored", headers: { "retry-after": "-5" }, wait: 0 },
    { what: "an empty Retry-After, which is ignored", headers: { "retry-after": "" }, wait: 0 },
    { what: "a hexadecimal Retry-After, which is ignored", headers: { "retry-after": "0x10" }, wait: 0 },
    { what: "a Retry-After in minutes, which is ignored", headers: { "retry-after": "5 minutes" }, wait: 0 },
    { what: "a year for a Retry-After, which is ignored", headers: { "retry-after": "2030-01-01" }, wait: 0 },
    {
      what: "an unreadable Retry-After beside a Ratelimit-Reset",
      headers: { "retry-after": "?", "ratelimit-reset": "4" },
      wait: 4000
    },
    { what: "no header", headers: {}, wait: 0 }
  ]

  it.effect.each(rows(hints, ({ what }) => what))(
    "is listened to: %s",
    ([, { headers, wait }]) =>
      Effect.gen(function*() {
        const server = stub({ status: 429, headers }, good)
        yield* drawing(0)(ended(list.call, server))
        expect(waits(server)).toEqual([wait])
      })
  )

  it.effect.each([503, 500])("is listened to with status %i", (status) =>
    Effect.gen(function*() {
      const server = stub({ status, headers: { "retry-after": "7" } }, good)
      yield* drawing(0)(ended(list.call, server))
      expect(waits(server)).toEqual([7000])
    }))

  it.effect("does not shorten the delay", () =>
    Effect.gen(function*() {
      const server = stub({ status: 429, headers: { "retry-after": "0" } }, good)
      yield* drawing(1)(ended(list.call, server))
      expect(waits(server)).toEqual([1000])
    }))

  it.effect.each(["21", "20.5", "86400", "999999999999"])(
    "ends the call at once if it asks for %s s",
    (seconds) =>
      Effect.gen(function*() {
        const server = stub({ status: 429, headers: { "retry-after": seconds } }, good)
        const outcome = yield* ended(list.call, server)
        expect({ outcome, requests: server.sent.length }).toEqual({
          outcome: {
            failed: {
              _tag: "TooManyRequests",
              attempts: 1,
              operation: "tokens.list",
              outcome: "not-applied",
              retryAfter: Math.ceil(Number(seconds)) * 1000
            }
          },
          requests: 1
        })
      })
  )

  it.effect("is told to the caller when the attempts are used up", () =>
    Effect.gen(function*() {
      const server = stub({ status: 429, headers: { "retry-after": "2" } })
      const outcome = yield* ended(list.call, server)
      expect(outcome).toMatchObject({ failed: { _tag: "TooManyRequests", attempts: 3, retryAfter: 2000 } })
    }))

  it.effect("is told in the error as a Duration", () =>
    Effect.gen(function*() {
      const { layer } = stub({ status: 429, headers: { "retry-after": "2" } })
      const error = yield* Effect.flip(Effect.provide(list.call, clientOf({ url }, { layer })))
      expect(error._tag === "TooManyRequests" && error.retryAfter).toEqual(Duration.seconds(2))
    }))
})

describe("the policy of a call", () => {
  const every = (duration: Duration.DurationInput, times: number) =>
    Schedule.spaced(duration).pipe(Schedule.intersect(Schedule.recurs(times)))

  it.effect("may be a plain schedule", () =>
    Effect.gen(function*() {
      const server = stub(unavailable)
      yield* ended(list.call, server, { retryPolicy: every("3 seconds", 4) })
      expect(waits(server)).toEqual([3000, 3000, 3000, 3000])
    }))

  it.effect("is the one of the call, also where it is the default and the client has another one", () =>
    Effect.gen(function*() {
      const server = stub(unavailable)
      const call = AuthleteClient.withRetryPolicy(list.call, RetryPolicy.standard)
      yield* ended(call, server, { retryPolicy: RetryPolicy.none })
      expect(server.sent).toHaveLength(3)
    }))

  it.effect("may be a schedule that looks at the error", () =>
    Effect.gen(function*() {
      const schedule = Schedule.forever.pipe(
        Schedule.whileInput((error: AuthleteError.AuthleteError) => error._tag === "TransportError")
      )
      const server = stub(refused, refused, unavailable)
      yield* ended(list.call, server, { retryPolicy: schedule })
      expect(server.sent.length).toBe(3)
    }))

  it.effect("does not decide whether a call may be sent again", () =>
    Effect.gen(function*() {
      const server = stub({ code: "ECONNRESET" }, good)
      yield* ended(create.call, server, { retryPolicy: Schedule.forever })
      expect(server.sent.length).toBe(1)
    }))

  it.effect("may be none", () =>
    Effect.gen(function*() {
      const server = stub(unavailable)
      yield* ended(list.call, server, { retryPolicy: RetryPolicy.none })
      expect(server.sent.length).toBe(1)
    }))

  it.effect("is the standard one if nothing is said", () =>
    Effect.gen(function*() {
      const server = stub(throttled)
      yield* drawing(1)(ended(list.call, server, { retryPolicy: undefined }))
      expect(waits(server)).toEqual([1000, 2000])
    }))

  it.effect("is that of withRetryPolicy before that of the client", () =>
    Effect.gen(function*() {
      const server = stub(unavailable)
      const call = AuthleteClient.withRetryPolicy(list.call, every("5 seconds", 1))
      yield* ended(call, server, { retryPolicy: RetryPolicy.none })
      expect(waits(server)).toEqual([5000])
    }))

  it.effect("is that of the innermost withRetryPolicy", () =>
    Effect.gen(function*() {
      const server = stub(unavailable)
      const call = list.call.pipe(
        AuthleteClient.withRetryPolicy(RetryPolicy.none),
        AuthleteClient.withRetryPolicy(Schedule.forever)
      )
      yield* ended(call, server)
      expect(server.sent.length).toBe(1)
    }))

  it.effect("is that of RetryPolicy.layer, given to the client's layer", () =>
    Effect.gen(function*() {
      const server = stub(unavailable)
      const client = clientOf({ url }, server, { retryPolicy: undefined }).pipe(
        Layer.provide(RetryPolicy.layer(RetryPolicy.none))
      )
      yield* Effect.exit(Effect.provide(list.call, client))
      expect(server.sent.length).toBe(1)
    }))

  it.effect("is that of RetryPolicy.layer, given to the caller", () =>
    Effect.gen(function*() {
      const server = stub(unavailable)
      const call = Effect.provide(list.call, RetryPolicy.layer(every("5 seconds", 1)))
      yield* ended(call, server, { retryPolicy: undefined })
      expect(waits(server)).toEqual([5000])
    }))

  it.effect("is the option of the client before RetryPolicy.layer given to the caller", () =>
    Effect.gen(function*() {
      const server = stub(unavailable)
      const call = Effect.provide(list.call, RetryPolicy.layer(Schedule.recurs(2)))
      yield* Effect.exit(Effect.provide(call, clientOf({ url }, server, { retryPolicy: RetryPolicy.none })))
      expect(server.sent.length).toBe(1)
    }))

  it.effect("is the option of the client before RetryPolicy.layer of both the client and the call", () =>
    Effect.gen(function*() {
      const server = stub(unavailable)
      const both = clientOf({ url }, server, { retryPolicy: RetryPolicy.none }).pipe(
        Layer.provideMerge(RetryPolicy.layer(Schedule.recurs(5)))
      )
      yield* Effect.exit(Effect.provide(list.call, both))
      expect(server.sent.length).toBe(1)
    }))

  it.effect("is that of withRetryPolicy before the option, and before RetryPolicy.layer of both", () =>
    Effect.gen(function*() {
      const server = stub(unavailable)
      const both = clientOf({ url }, server, { retryPolicy: RetryPolicy.none }).pipe(
        Layer.provideMerge(RetryPolicy.layer(Schedule.recurs(5)))
      )
      yield* Effect.exit(Effect.provide(AuthleteClient.withRetryPolicy(list.call, Schedule.recurs(2)), both))
      expect(server.sent.length).toBe(3)
    }))

  it.effect("is that of RetryPolicy.layer of both the client and the call, without an option", () =>
    Effect.gen(function*() {
      const server = stub(unavailable)
      const both = clientOf({ url }, server, { retryPolicy: undefined }).pipe(
        Layer.provideMerge(RetryPolicy.layer(Schedule.recurs(5)))
      )
      yield* Effect.exit(Effect.provide(list.call, both))
      expect(server.sent.length).toBe(6)
    }))

  it.effect("is the option of the client before RetryPolicy.layer of the client's layer", () =>
    Effect.gen(function*() {
      const server = stub(unavailable)
      const client = clientOf({ url }, server, { retryPolicy: RetryPolicy.none }).pipe(
        Layer.provide(RetryPolicy.layer(Schedule.recurs(5)))
      )
      yield* Effect.exit(Effect.provide(list.call, client))
      expect(server.sent.length).toBe(1)
    }))
})

describe("the timeout", () => {
  it.effect("is for one attempt", () =>
    Effect.gen(function*() {
      const server = stub("silence")
      yield* drawing(0)(ended(list.call, server, { timeout: "4 seconds" }))
      expect(waits(server)).toEqual([4000, 4000])
    }))

  it.effect("is 10 s if nothing is said", () =>
    Effect.gen(function*() {
      const server = stub("silence")
      yield* drawing(0)(ended(list.call, server, { timeout: undefined }))
      expect(waits(server)).toEqual([10_000, 10_000])
    }))

  it.effect("is that of withTimeout before that of the client", () =>
    Effect.gen(function*() {
      const server = stub("silence")
      yield* drawing(0)(ended(AuthleteClient.withTimeout(list.call, "1 second"), server))
      expect(waits(server)).toEqual([1000, 1000])
    }))

  it.effect("covers the time that a rotating access token takes, before anything is sent", () =>
    Effect.gen(function*() {
      const server = stub(good)
      const outcome = yield* ended(list.call, server, { accessToken: Effect.never, retryPolicy: RetryPolicy.none })
      expect({ outcome, requests: server.sent.length }).toEqual({
        outcome: {
          failed: {
            _tag: "TransportError",
            attempts: 0,
            operation: "tokens.list",
            outcome: "not-applied",
            reason: "Timeout"
          }
        },
        requests: 0
      })
    }))

  it.effect("does no harm before anything is sent: what is done once is tried again", () =>
    Effect.gen(function*() {
      let asked = 0
      const accessToken = Effect.suspend(() => ++asked < 3 ? Effect.never : Effect.succeed(Redacted.make(bearer)))
      const server = stub(good)
      const outcome = yield* ended(create.call, server, { accessToken })
      expect({ outcome, requests: server.sent.length }).toMatchObject({
        outcome: { succeeded: { action: "OK" } },
        requests: 1
      })
    }))

  it.effect("does not make up an attempt: what was sent before is what counts", () =>
    Effect.gen(function*() {
      let asked = 0
      const accessToken = Effect.suspend(() => asked++ > 0 ? Effect.never : Effect.succeed(Redacted.make(bearer)))
      const outcome = yield* ended(create.call, stub(refused), { accessToken })
      expect(outcome).toMatchObject({ failed: { reason: "Timeout", outcome: "not-applied", attempts: 1 } })
    }))

  it.effect("does not cover the waits between attempts", () =>
    Effect.gen(function*() {
      const server = stub({ status: 429, headers: { "retry-after": "15" } }, good)
      expect(yield* ended(list.call, server, { timeout: "1 second" })).toMatchObject({ succeeded: {} })
    }))
})
