/**
 * Bodies that a strict reader would trip over, and that say all the same what Authlete has to say.
 */
import { Redacted } from "effect"
import { create, introspect, revoke } from "../calls.js"
import type { Case, Theme } from "../case.js"
import { head, json, respond } from "../http.js"
import { send } from "../rawServer.js"

const empty = { totalCount: 0 }
const ok = { succeeds: empty }
const text = JSON.stringify(empty)

export const oddResponses: Theme = {
  theme: "bodies that are odd, and yet a response",
  cases: [
    { what: "a byte order mark", means: "either", reply: [respond(200, `\ufeff${text}`)], ends: ok },
    { what: "white space around", reply: [respond(200, ` \r\n${text}\n`)], ends: ok },
    {
      what: "no content type",
      means: "either",
      reply: [send(`${head(200, { "content-length": `${text.length}` })}${text}`)],
      ends: ok
    },
    ...[
      "text/html",
      "text/plain; charset=iso-8859-1",
      "application/json;charset=UTF-8",
      "nonsense",
      "application/problem+json",
      "multipart/form-data"
    ].map(
      (type): Case => ({
        what: `the content type ${type}`,
        ...(!type.startsWith("application/json") && { means: "either" }),
        reply: [respond(200, text, { "content-type": type })],
        ends: ok
      })
    ),
    { what: "unknown fields", reply: [json({ ...empty, type: "tokenListResponse", more: { deep: [1] } })], ends: ok },
    {
      what: "an own __proto__ field",
      reply: [respond(200, "{\"totalCount\":0,\"__proto__\":{\"subject\":\"mallory\"}}")],
      ends: ok
    },
    {
      what: "a constructor field",
      reply: [json({ ...empty, constructor: { prototype: { subject: "mallory" } } })],
      ends: ok
    },
    { what: "a toString field", reply: [json({ ...empty, toString: null, hasOwnProperty: 1 })], ends: ok },
    { what: "a field twice", means: "either", reply: [respond(200, "{\"totalCount\":7,\"totalCount\":0}")], ends: ok },
    {
      what: "100,000 levels of lists in an unknown field",
      means: "either",
      reply: [respond(200, `{"totalCount":0,"deep":${"[".repeat(100_000)}${"]".repeat(100_000)}}`)],
      ends: ok
    },
    {
      what: "100,000 levels of objects in an unknown field",
      means: "either",
      reply: [respond(200, `{"totalCount":0,"deep":${"{\"a\":".repeat(100_000)}0${"}".repeat(100_000)}}`)],
      ends: ok
    },
    {
      what: "an unknown client type",
      reply: [json({ client: { clientType: "HYBRID" } })],
      ends: { succeeds: { client: { clientType: "HYBRID" } } }
    },
    {
      what: "an unknown grant type",
      of: introspect,
      reply: [json({ action: "OK", grantType: "TELEPATHY" })],
      ends: { succeeds: { action: "OK", grantType: "TELEPATHY" } }
    },
    {
      what: "a numeric result code",
      means: "either",
      of: revoke,
      reply: [json({ resultCode: 312001, count: 1 })],
      ends: { succeeds: { resultCode: "312001", count: 1 } }
    },
    {
      what: "an integer written with an exponent",
      reply: [respond(200, "{\"totalCount\":2e1}")],
      ends: { succeeds: { totalCount: 20 } }
    },
    {
      what: "an empty object where nothing is required",
      reply: [json({})],
      ends: { succeeds: {} }
    },
    {
      what: "text outside the basic plane, escaped and not",
      reply: [respond(200, "{\"subject\":\"🧑\\ud83e\\uddd1\"}")],
      ends: { succeeds: { subject: "🧑🧑" } }
    },
    {
      what: "a lone surrogate, escaped",
      means: "either",
      reply: [respond(200, "{\"subject\":\"\\ud800\"}")],
      ends: { succeeds: { subject: "\ud800" } }
    },
    {
      what: "an empty token",
      means: "either",
      of: create,
      reply: [json({ action: "OK", accessToken: "" })],
      ends: { succeeds: { action: "OK", accessToken: Redacted.make("") } }
    }
  ]
}
