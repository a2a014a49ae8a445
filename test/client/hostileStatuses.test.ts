import { expect, it } from "@effect/vitest"
import { Effect, Redacted, Schedule } from "effect"
import { describe } from "vitest"
import type { Case, Failing } from "../support/hostile.js"
import {
  calling,
  create,
  hostile,
  introspect,
  invalid,
  issue,
  list,
  notJson,
  process,
  refused,
  remove,
  revoke,
  revokeByClient,
  update
} from "../support/hostile.js"
import { answer, head, json, noContent } from "../support/http.js"
import { always, end, rawServer, send } from "../support/rawServer.js"
import { rows } from "../support/table.js"
import { transports } from "../support/transports.js"

const told = { resultCode: "A001101", resultMessage: "[A001101] /auth/token, something is wrong." }

const empty = { totalCount: 0 }

const statuses: ReadonlyArray<Case> = [
  ...[400, 401, 403, 404, 408, 409, 410, 415, 422, 425, 429, 451, 499, 500, 501, 502, 503, 504, 520, 599].map(
    (status): Case => ({ what: `status ${status}`, reply: [json(told, status)], ends: refused(status, told) })
  ),
  ...[400, 401, 404, 429, 500, 503].flatMap((status): ReadonlyArray<Case> => [
    {
      what: `status ${status} without a body`,
      reply: [answer(status)],
      ends: refused(status)
    },
    {
      what: `status ${status} with HTML`,
      reply: [answer(status, "<html><h1>Oh no</h1></html>", { "content-type": "text/html" })],
      ends: refused(status)
    },
    {
      what: `status ${status} for an operation that is done once`,
      of: create,
      reply: [json(told, status)],
      ends: refused(status, told)
    },
    {
      what: `status ${status} for an operation that directs`,
      of: issue,
      reply: [json({ ...told, action: "INTERNAL_SERVER_ERROR" }, status)],
      ends: refused(status, told)
    },
    {
      what: `status ${status} for a delete`,
      of: remove,
      reply: [json(told, status)],
      ends: refused(status, told)
    }
  ]),
  {
    what: "a numeric result code",
    reply: [json({ resultCode: 404, resultMessage: "" }, 404)],
    ends: refused(404, { resultCode: "404", resultMessage: "" })
  },
  {
    what: "result codes of odd types",
    reply: [json({ resultCode: { a: 1 }, resultMessage: ["m"] }, 400)],
    ends: refused(400)
  },
  {
    what: "result codes that are null",
    reply: [json({ resultCode: null, resultMessage: null }, 400)],
    ends: refused(400)
  },
  { what: "a list for an error", reply: [json([told], 400)], ends: refused(400) },
  { what: "null for an error", reply: [json(null, 400)], ends: refused(400) },
  { what: "a text for an error", reply: [json("wrong", 400)], ends: refused(400) },
  { what: "broken JSON for an error", reply: [answer(400, "{\"resultCode\":\"A1")], ends: refused(400) },
  { what: "invalid UTF-8 for an error", reply: [answer(400, Uint8Array.of(0xff, 0xfe))], ends: refused(400) },
  {
    what: "an error message of 4096 characters",
    reply: [json({ resultMessage: "m".repeat(4096) }, 400)],
    ends: refused(400, { resultMessage: "m".repeat(4096) })
  },
  {
    what: "an error message of 4097 characters",
    reply: [json({ resultCode: "A001101", resultMessage: "m".repeat(4097) }, 400)],
    ends: refused(400, { resultCode: "A001101" })
  },
  {
    what: "an error message of a million characters",
    reply: [json({ resultMessage: "m".repeat(1_000_000) }, 400)],
    ends: refused(400)
  },
  {
    what: "a result code of 4097 characters",
    reply: [json({ resultCode: "A".repeat(4097), resultMessage: "m" }, 400)],
    ends: refused(400, { resultMessage: "m" })
  },
  {
    what: "an error body that is larger than allowed",
    reply: [json({ resultMessage: "m".repeat(5000) }, 403)],
    options: { maxResponseBytes: 1000 },
    ends: refused(403)
  },
  {
    what: "an error whose body is cut off",
    reply: [send(head(403, { "content-length": "100" }) + "{\"resultCode\":"), end],
    ends: refused(403)
  },
  {
    what: "an unknown resource of a delete, told with status 400",
    of: remove,
    reply: [json({ resultCode: "A161202" }, 400)],
    ends: { _tag: "NotFound", outcome: "not-applied", status: 400, resultCode: "A161202" }
  },
  ...[200, 201, 202, 203, 206, 299].map((status): Case => ({
    what: `status ${status} with the answer`,
    reply: [json(empty, status)],
    ends: { succeeds: empty }
  })),
  { what: "status 204 where there should be an answer", reply: [noContent], ends: notJson(204) },
  {
    what: "status 205 where there should be an answer",
    reply: [send(head(205, { "content-length": "0" }))],
    ends: notJson(205)
  },
  { what: "status 200 without a body", reply: [answer(200)], ends: notJson() },
  { what: "status 200 with a body for a delete", of: remove, reply: [json(told)], ends: { succeeds: undefined } },
  { what: "status 200 without a body for a delete", of: remove, reply: [answer(200)], ends: { succeeds: undefined } },
  {
    what: "status 200 with HTML for a delete",
    of: remove,
    reply: [answer(200, "<html>")],
    ends: notJson()
  },
  { what: "status 204 for a delete", of: remove, reply: [noContent], ends: { succeeds: undefined } }
]

hostile("statuses", statuses)

const kinds = [
  { action: "BAD_REQUEST", status: 400 },
  { action: "UNAUTHORIZED", status: 401 },
  { action: "FORBIDDEN", status: 403 },
  { action: "NOT_FOUND", status: 404 },
  { action: "INTERNAL_SERVER_ERROR", status: 500 }
] as const

/** The error that an action stands for, with the status that it came with. */
const reported = (kind: number, status: number): Failing => {
  const error = refused(kind, told)
  return "status" in error ? { ...error, status } : error
}

hostile("actions", [
  {
    what: "a 429 is one, whatever action its body reports",
    of: create,
    reply: [json({ ...told, action: "FORBIDDEN" }, 429)],
    ends: refused(429, told)
  },
  ...[create, update].flatMap((of) =>
    kinds.map(({ action }): Case => ({
      what: `a 401 of ${of.operation} is one, and stays one, whatever its body reports: ${action}`,
      of,
      options: { retryPolicy: Schedule.recurs(5) },
      reply: [json({ ...told, action }, 401)],
      ends: refused(401, told)
    }))
  ),
  ...[create, update].flatMap((of) =>
    kinds.flatMap(({ action, status }) =>
      [200, 400, 500, 502].map((given): Case => ({
        what: `${of.operation} is told ${action} with status ${given}`,
        of,
        reply: [json({ ...told, action }, given)],
        ends: reported(status, given)
      }))
    )
  ),
  {
    what: "an action of an operation that reports counts also when fields do not fit",
    of: create,
    reply: [json({ action: "FORBIDDEN", accessToken: 7, resultCode: 7 })],
    ends: { _tag: "Forbidden", outcome: "not-applied", status: 200, resultCode: "7" }
  },
  ...(["BAD_REQUEST", "INVALID_CLIENT", "INTERNAL_SERVER_ERROR"] as const).flatMap((action): ReadonlyArray<Case> => [
    {
      what: `${action} is an answer of the token endpoint`,
      of: process,
      reply: [json({ ...told, action, responseContent: "{}" })],
      ends: { succeeds: { ...told, action, responseContent: Redacted.make("{}") } }
    },
    {
      what: `${action} is an answer of the revocation endpoint`,
      of: revokeByClient,
      reply: [json({ ...told, action, responseContent: "{}" })],
      ends: { succeeds: { ...told, action, responseContent: "{}" } }
    }
  ]),
  ...(["BAD_REQUEST", "UNAUTHORIZED", "FORBIDDEN", "INTERNAL_SERVER_ERROR"] as const).map((action): Case => ({
    what: `${action} is an answer of introspection`,
    of: introspect,
    reply: [json({ ...told, action })],
    ends: { succeeds: { ...told, action } }
  })),
  {
    what: "an action means nothing to an operation that has none",
    of: revoke,
    reply: [json({ ...told, action: "FORBIDDEN", count: 1 })],
    ends: { succeeds: { ...told, count: 1 } }
  },
  {
    what: "the action of another operation is named",
    of: issue,
    reply: [json({ ...told, action: "PASSWORD" })],
    ends: invalid({ path: ["action"], expected: "\"OK\" | \"INTERNAL_SERVER_ERROR\"", actual: "PASSWORD" })
  },
  {
    what: "an unknown action of an operation that reports is named",
    of: create,
    reply: [json({ ...told, action: "TRY_AGAIN", accessToken: "t" })],
    ends: invalid({ path: ["action"], expected: "\"OK\"", actual: "TRY_AGAIN" })
  },
  {
    what: "an action in small letters is not named",
    of: create,
    reply: [json({ action: "ok", accessToken: "t" })],
    ends: invalid({ path: ["action"], expected: "\"OK\"" })
  },
  ...["toString", "constructor", "__proto__", "hasOwnProperty"].map((action): Case => ({
    what: `the action ${action} is none`,
    of: update,
    reply: [json({ action })],
    ends: invalid({ path: ["action"], expected: "\"OK\"" })
  })),
  {
    what: "an action that is no text is none",
    of: update,
    reply: [json({ action: ["FORBIDDEN"] })],
    ends: invalid({ path: ["action"], expected: "\"OK\"" })
  },
  {
    what: "a missing action is told",
    of: update,
    reply: [json(told)],
    ends: invalid({ path: ["action"], expected: "\"OK\", but it is missing" })
  },
  {
    what: "a null action counts as missing",
    of: issue,
    reply: [json({ ...told, action: null })],
    ends: invalid({ path: ["action"], expected: "\"OK\" | \"INTERNAL_SERVER_ERROR\", but it is missing" })
  }
])

describe("redirects", () => {
  const redirects = transports.flatMap((transport) =>
    [300, 301, 302, 303, 304, 305, 307, 308].flatMap((status) =>
      [list, create].map((of) => ({
        transport,
        status,
        of,
        name: `${transport.transport} does not follow ${status} of ${of.operation}`
      }))
    )
  )

  it.scopedLive.each(rows(redirects, ({ name }) => name))(
    "%s",
    ([, { of, status, transport }]) =>
      Effect.gen(function*() {
        const elsewhere = yield* rawServer(always(json(empty)))
        const server = yield* rawServer(always(answer(status, "", { location: `${elsewhere.url}/other` })))
        const outcome = yield* calling({ of }, server, transport)
        expect({ outcome, requests: server.requests.length, elsewhere: elsewhere.requests.length }).toEqual({
          outcome: {
            failed: {
              _tag: "UnexpectedStatus",
              attempts: 1,
              operation: of.operation,
              outcome: "unknown",
              status
            }
          },
          requests: 1,
          elsewhere: 0
        })
      })
  )

  it.scopedLive.each(transports)(
    "$transport does not follow a redirect to the same server",
    (transport) =>
      Effect.gen(function*() {
        const server = yield* rawServer(always(answer(302, "", { location: "/other" })))
        yield* calling({}, server, transport)
        expect(server.requests.length).toBe(1)
      })
  )
})
