/**
 * The faults that the emulator plays on demand, in front of an Authlete that does what it is asked.
 */
import { Schedule } from "effect"
import type { AuthleteEmulator } from "effect-authlete"
import { create, introspect, remove, revoke } from "../calls.js"
import type { Case, Theme } from "../case.js"
import { emulated } from "../emulated.js"
import { hinting, notJson, refused, timedOut, transportError } from "../endings.js"
import { wasClosed } from "./breaking.js"

/** What the emulator says where it was not told what to say. */
const told = { resultCode: "A999101", resultMessage: "[A999101] This failure was scripted." }

const wasReset = transportError("Reset", "ECONNRESET")

const again = { retryPolicy: Schedule.recurs(2) }

const none = { succeeds: { start: 0, end: 5, totalCount: 0 } }

/** A fault that stays, whoever tries again. */
const lasting = (fault: AuthleteEmulator.Fault) => emulated({ ...fault, times: Infinity })

const cases: ReadonlyArray<Case> = [
  ...[400, 401, 403, 404, 408, 425, 429, 500, 502, 503, 504].map((status): Case => ({
    what: `status ${status}`,
    at: lasting({ status }),
    ends: refused(status, told)
  })),
  {
    what: "status 429 with a hint",
    at: lasting({ status: 429, headers: { "retry-after": "2" } }),
    ends: hinting(refused(429, told), 2000)
  },
  {
    what: "HTML with status 502",
    at: lasting({ status: 502, headers: { "content-type": "text/html" }, body: "<h1>Bad Gateway</h1>" }),
    ends: refused(502)
  },
  { what: "a response that is late", at: emulated({ latency: "50 millis" }), ends: none },
  { what: "no response", at: lasting({ hang: true }), timeout: 300, ends: timedOut },
  { what: "a response that is too late", at: lasting({ latency: "1 minute" }), timeout: 300, ends: timedOut },
  { what: "a reset before the response", at: lasting({ reset: "before" }), ends: wasReset },
  { what: "a reset inside the response", at: lasting({ reset: "inside" }), ...wasClosed },
  { what: "half of the response", at: lasting({ garble: "truncated" }), ends: notJson() },
  { what: "HTML in the place of the response", at: lasting({ garble: "malformed" }), ends: notJson() },
  {
    what: "status 503, twice, for an operation that reads",
    at: emulated({ status: 503, times: 2 }),
    means: "either",
    options: again,
    requests: 3,
    ends: none
  },
  {
    what: "a reset after a revocation was carried out",
    of: revoke,
    at: lasting({ reset: "before", applied: true }),
    ends: wasReset
  },
  {
    what: "a failure after a token was created",
    of: create,
    at: emulated({ status: 503, applied: true }),
    options: again,
    ends: refused(503, told)
  },
  {
    what: "a reset after a token was created",
    of: create,
    at: emulated({ reset: "before", applied: true }),
    options: again,
    ends: wasReset
  },
  {
    what: "silence after a token was created",
    of: create,
    at: emulated({ hang: true, applied: true }),
    options: again,
    timeout: 300,
    ends: timedOut
  },
  {
    what: "half of the response after a token was created",
    of: create,
    at: emulated({ garble: "truncated" }),
    options: again,
    ends: notJson()
  },
  {
    what: "a failure of introspection",
    of: introspect,
    at: lasting({ status: 500 }),
    ends: refused(500, told)
  },
  {
    what: "a delete of what is not there",
    of: remove,
    at: emulated(),
    ends: refused(404, { resultCode: "A161202", resultMessage: "[A161202] The token does not exist." })
  }
]

export const emulator: Theme = { theme: "the emulator's faults", concurrent: true, cases }
