/**
 * What a response says in its `action`, along with the status or against it.
 */
import { Redacted, Schedule } from "effect"
import { create, introspect, issue, process, revoke, revokeByClient, update } from "../calls.js"
import type { Case, Theme } from "../case.js"
import type { Failing } from "../endings.js"
import { invalid, refused } from "../endings.js"
import { json } from "../http.js"
import { told } from "./statuses.js"

/** A client may leave it to its caller to look at the action. */
const inTheResponse = "either"

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

export const actions: Theme = {
  theme: "actions",
  cases: [
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
          ...(given === 200 && { means: inTheResponse }),
          ends: reported(status, given)
        }))
      )
    ),
    {
      what: "an action of an operation that reports counts also when fields do not fit",
      means: inTheResponse,
      of: create,
      reply: [json({ action: "FORBIDDEN", accessToken: 7, resultCode: 7 })],
      ends: { _tag: "Forbidden", outcome: "not-applied", status: 200, resultCode: "7" }
    },
    ...(["BAD_REQUEST", "INVALID_CLIENT", "INTERNAL_SERVER_ERROR"] as const).flatMap((action): ReadonlyArray<Case> => [
      {
        what: `${action} is a response of the token endpoint`,
        of: process,
        reply: [json({ ...told, action, responseContent: "{}" })],
        ends: { succeeds: { ...told, action, responseContent: Redacted.make("{}") } }
      },
      {
        what: `${action} is a response of the revocation endpoint`,
        of: revokeByClient,
        reply: [json({ ...told, action, responseContent: "{}" })],
        ends: { succeeds: { ...told, action, responseContent: "{}" } }
      }
    ]),
    ...(["BAD_REQUEST", "UNAUTHORIZED", "FORBIDDEN", "INTERNAL_SERVER_ERROR"] as const).map((action): Case => ({
      what: `${action} is a response of introspection`,
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
      means: inTheResponse,
      of: issue,
      reply: [json({ ...told, action: "PASSWORD" })],
      ends: invalid({ path: ["action"], expected: "\"OK\" | \"INTERNAL_SERVER_ERROR\"", actual: "PASSWORD" })
    },
    {
      what: "an unknown action of an operation that reports is named",
      means: inTheResponse,
      of: create,
      reply: [json({ ...told, action: "TRY_AGAIN", accessToken: "t" })],
      ends: invalid({ path: ["action"], expected: "\"OK\"", actual: "TRY_AGAIN" })
    },
    {
      what: "an action in small letters is not named",
      means: inTheResponse,
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
      means: inTheResponse,
      of: update,
      reply: [json(told)],
      ends: invalid({ path: ["action"], expected: "\"OK\", but it is missing" })
    },
    {
      what: "a null action counts as missing",
      means: inTheResponse,
      of: issue,
      reply: [json({ ...told, action: null })],
      ends: invalid({ path: ["action"], expected: "\"OK\" | \"INTERNAL_SERVER_ERROR\", but it is missing" })
    }
  ]
}
