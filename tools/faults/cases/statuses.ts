/**
 * Every kind of status, with and without the body that belongs to it.
 */
import { create, issue, remove } from "../calls.js"
import type { Case, Theme } from "../case.js"
import { notJson, refused } from "../endings.js"
import { head, json, noContent, respond } from "../http.js"
import { end, send } from "../rawServer.js"

export const told = { resultCode: "A001101", resultMessage: "[A001101] /auth/token, something is wrong." }

const empty = { totalCount: 0 }

/** A success of another status than the API's documents have: a client may take it for one, or insist. */
const outsideContract = "either"

export const statuses: Theme = {
  theme: "statuses",
  cases: [
    ...[400, 401, 403, 404, 408, 409, 410, 415, 422, 425, 429, 451, 499, 500, 501, 502, 503, 504, 520, 599].map(
      (status): Case => ({ what: `status ${status}`, reply: [json(told, status)], ends: refused(status, told) })
    ),
    ...[400, 401, 403, 404, 429, 500, 502, 503, 504].flatMap((status): ReadonlyArray<Case> => [
      {
        what: `status ${status} without a body`,
        reply: [respond(status)],
        ends: refused(status)
      },
      {
        what: `status ${status} with HTML`,
        reply: [respond(status, "<html><h1>Oh no</h1></html>", { "content-type": "text/html" })],
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
    { what: "broken JSON for an error", reply: [respond(400, "{\"resultCode\":\"A1")], ends: refused(400) },
    { what: "invalid UTF-8 for an error", reply: [respond(400, Uint8Array.of(0xff, 0xfe))], ends: refused(400) },
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
      what: `status ${status} with the response`,
      reply: [json(empty, status)],
      ...(status !== 200 && { means: outsideContract }),
      ends: { succeeds: empty }
    })),
    { what: "status 204 where there should be a response", reply: [noContent], ends: notJson(204) },
    {
      what: "status 205 where there should be a response",
      reply: [send(head(205, { "content-length": "0" }))],
      ends: notJson(205)
    },
    { what: "status 200 without a body", reply: [respond(200)], ends: notJson() },
    {
      what: "status 200 with a body for a delete",
      of: remove,
      reply: [json(told)],
      means: outsideContract,
      ends: { succeeds: undefined }
    },
    {
      what: "status 200 without a body for a delete",
      of: remove,
      reply: [respond(200)],
      means: outsideContract,
      ends: { succeeds: undefined }
    },
    {
      what: "status 200 with HTML for a delete",
      of: remove,
      means: outsideContract,
      reply: [respond(200, "<html>")],
      ends: notJson()
    },
    { what: "status 204 for a delete", of: remove, reply: [noContent], ends: { succeeds: undefined } }
  ]
}
