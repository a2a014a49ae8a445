/**
 * Servers that ask to be left alone for a while, and servers that go on failing until the attempts are used up.
 */
import { Schedule } from "effect"
import { RetryPolicy } from "effect-authlete"
import type { Called } from "../calls.js"
import { create, introspect, issue, list, remove, revoke, update } from "../calls.js"
import type { Case, Theme } from "../case.js"
import { hinting, refused, transportError } from "../endings.js"
import { json, respond } from "../http.js"
import { inTurn, reset } from "../rawServer.js"
import { told } from "./statuses.js"

const date = "Wed, 21 Oct 2026 07:28:00 GMT"
const later = "Wed, 21 Oct 2026 07:28:02 GMT"

const hints: ReadonlyArray<
  { readonly what: string; readonly headers: Readonly<Record<string, string>>; readonly millis?: number }
> = [
  { what: "no hint", headers: {} },
  { what: "Retry-After in seconds", headers: { "retry-after": "2" }, millis: 2000 },
  { what: "Retry-After of 0", headers: { "retry-after": "0" }, millis: 0 },
  { what: "Retry-After as a date", headers: { "retry-after": later, date }, millis: 2000 },
  { what: "Retry-After as a date in the past", headers: { "retry-after": date, date: later }, millis: 0 },
  { what: "Ratelimit-Reset", headers: { "ratelimit-reset": "2" }, millis: 2000 },
  { what: "both hints", headers: { "retry-after": "1", "ratelimit-reset": "2" }, millis: 2000 },
  { what: "a day to wait", headers: { "retry-after": "86400" }, millis: 86_400_000 },
  { what: "an unreadable hint", headers: { "retry-after": "soon" } },
  { what: "a negative hint", headers: { "retry-after": "-5" } },
  { what: "a hint beyond all numbers", headers: { "retry-after": "9".repeat(400) } }
]

export const waiting: Theme = {
  theme: "hints",
  cases: [429, 503, 500].flatMap((status) =>
    hints.map(({ headers, millis, what }): Case => ({
      what: `status ${status} with ${what}`,
      reply: [json(told, status, headers)],
      ends: hinting(refused(status, told), millis)
    }))
  )
}

/** Without waits, so that each case is over at once. */
const thrice = { retryPolicy: Schedule.recurs(2) }

const always = (what: string, of: Called, status: number, sent: number): Case => ({
  what: `status ${status}, again and again, for ${what}`,
  of,
  options: thrice,
  reply: [json(told, status)],
  requests: sent,
  attempts: sent,
  ends: refused(status, told)
})

/** The standard policy, in a hurry. */
const quick = { base: "1 millis", throttledBase: "1 millis" } as const

const bounded = (what: string, status: number, policy: RetryPolicy.Options, sent: number, seconds?: number): Case => ({
  what: `status ${status}, again and again, ${what}`,
  options: { retryPolicy: RetryPolicy.make({ ...quick, ...policy }) },
  reply: [json(told, status, seconds === undefined ? {} : { "retry-after": `${seconds}` })],
  requests: sent,
  attempts: sent,
  ends: hinting(refused(status, told), seconds === undefined ? undefined : seconds * 1000)
})

const recovering = inTurn([respond(503)], [reset], [json({ totalCount: 0 })])

export const attempts: Theme = {
  theme: "attempts",
  cases: [
    ...[500, 502, 503, 504].flatMap((status) => [
      always("an operation that reads", list, status, 3),
      always("an operation that may be repeated", revoke, status, 3),
      always("an update, which may be repeated", update, status, 3),
      always("a delete", remove, status, 3),
      always("an operation that is done once", create, status, 1),
      always("a response to a ticket, which is done once", issue, status, 1)
    ]),
    always("an operation that reads", introspect, 429, 3),
    always("an operation that is done once", create, 429, 3),
    ...[400, 401, 403, 404, 408, 425, 501].map((status) => always("an operation that reads", list, status, 1)),
    bounded("with the standard policy", 503, {}, 3),
    bounded("with five attempts", 503, { maxAttempts: 5 }, 5),
    bounded("with a quota that is empty", 503, { quota: 0 }, 1),
    bounded("with a quota for one retry", 503, { quota: 27 }, 2),
    bounded("with a quota for one retry", 429, { quota: 9 }, 2),
    bounded("with a wait that is longer than the call may take", 503, { maxElapsed: "1 second" }, 1, 2),
    bounded("with a wait that is longer than the call may take", 429, { maxElapsed: "1 second" }, 1, 2),
    bounded("with a wait that is longer than any", 503, { cap: "1 second" }, 1, 2),
    bounded("with a wait that is longer than any", 429, { cap: "1 second" }, 1, 2),
    {
      what: "a failure, a reset, and then a response",
      // Whoever does not try again is right to fail.
      means: "either",
      options: thrice,
      reply: recovering,
      requests: 3,
      ends: { succeeds: { totalCount: 0 } }
    },
    {
      what: "a reset, again and again, for an operation that reads",
      options: thrice,
      reply: [reset],
      requests: 3,
      attempts: 3,
      ends: transportError("Reset", "ECONNRESET")
    },
    {
      what: "429, and then a reset, for an operation that is done once",
      of: create,
      options: thrice,
      reply: inTurn([respond(429)], [reset], [json({ action: "OK", accessToken: "t" })]),
      requests: 2,
      attempts: 2,
      ends: transportError("Reset", "ECONNRESET")
    },
    {
      what: "a delete that is done by an attempt without a response",
      // Whoever does not try again is right to fail.
      means: "either",
      of: remove,
      options: thrice,
      reply: inTurn([reset], [json({ resultCode: "A161202" }, 404)]),
      requests: 2,
      ends: { succeeds: undefined }
    }
  ]
}
