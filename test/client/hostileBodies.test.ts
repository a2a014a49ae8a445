import { Redacted } from "effect"
import * as Zlib from "node:zlib"
import type { Case } from "../support/hostile.js"
import {
  create,
  fail,
  hostile,
  introspect,
  invalid,
  notJson,
  process,
  revoke,
  unanswered,
  update
} from "../support/hostile.js"
import { answer, chunk, chunked, head, json, lastChunk } from "../support/http.js"
import { end, pause, send } from "../support/rawServer.js"

const empty = { totalCount: 0 }
const ok = { succeeds: empty }
const text = JSON.stringify(empty)

const notAnObject = invalid({ path: [], expected: "an object" })

hostile("bodies that are no answer", [
  { what: "broken JSON", reply: [answer(200, "{\"totalCount\":")], ends: notJson() },
  { what: "JSON with something after it", reply: [answer(200, `${text}}`)], ends: notJson() },
  { what: "a single quoted object", reply: [answer(200, "{'totalCount':0}")], ends: notJson() },
  { what: "white space", reply: [answer(200, " \r\n ")], ends: notJson() },
  { what: "NaN", reply: [answer(200, "{\"totalCount\":NaN}")], ends: notJson() },
  { what: "HTML", reply: [answer(200, "<!doctype html>", { "content-type": "text/html" })], ends: notJson() },
  { what: "NUL bytes", reply: [answer(200, "\0\0\0\0")], ends: notJson() },
  { what: "a list", reply: [json([empty])], ends: notAnObject },
  { what: "an empty list", reply: [json([])], ends: notAnObject },
  { what: "a text", reply: [json("totalCount")], ends: notAnObject },
  { what: "a number", reply: [json(7)], ends: notAnObject },
  { what: "true", reply: [json(true)], ends: notAnObject },
  { what: "null", reply: [json(null)], ends: notAnObject },
  { what: "null for an operation that reports", of: create, reply: [json(null)], ends: notAnObject },
  { what: "a list for an operation that reports", of: create, reply: [json([{ action: "OK" }])], ends: notAnObject },
  { what: "null for an operation that directs", of: fail, reply: [json(null)], ends: notAnObject },
  {
    what: "invalid UTF-8",
    reply: [answer(200, Buffer.concat([Buffer.from("{\"subject\":\""), Uint8Array.of(0xff), Buffer.from("\"}")]))],
    ends: invalid({ path: [], expected: "text in UTF-8" })
  },
  {
    what: "a character of UTF-8 that is cut off",
    reply: [answer(200, Buffer.from("\"ö").subarray(0, 2))],
    ends: invalid({ path: [], expected: "text in UTF-8" })
  },
  {
    what: "UTF-16",
    reply: [answer(200, Buffer.from(text, "utf16le"), { "content-type": "application/json; charset=utf-16" })],
    ends: notJson()
  }
])

hostile("bodies that are odd, and yet an answer", [
  { what: "a byte order mark", reply: [answer(200, `\ufeff${text}`)], ends: ok },
  { what: "white space around", reply: [answer(200, ` \r\n${text}\n`)], ends: ok },
  { what: "no content type", reply: [send(`${head(200, { "content-length": `${text.length}` })}${text}`)], ends: ok },
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
      reply: [answer(200, text, { "content-type": type })],
      ends: ok
    })
  ),
  { what: "unknown fields", reply: [json({ ...empty, type: "tokenListResponse", more: { deep: [1] } })], ends: ok },
  {
    what: "an own __proto__ field",
    reply: [answer(200, "{\"totalCount\":0,\"__proto__\":{\"subject\":\"mallory\"}}")],
    ends: ok
  },
  {
    what: "a constructor field",
    reply: [json({ ...empty, constructor: { prototype: { subject: "mallory" } } })],
    ends: ok
  },
  { what: "a toString field", reply: [json({ ...empty, toString: null, hasOwnProperty: 1 })], ends: ok },
  { what: "a field twice", reply: [answer(200, "{\"totalCount\":7,\"totalCount\":0}")], ends: ok },
  {
    what: "100,000 levels of lists in an unknown field",
    reply: [answer(200, `{"totalCount":0,"deep":${"[".repeat(100_000)}${"]".repeat(100_000)}}`)],
    ends: ok
  },
  {
    what: "100,000 levels of objects in an unknown field",
    reply: [answer(200, `{"totalCount":0,"deep":${"{\"a\":".repeat(100_000)}0${"}".repeat(100_000)}}`)],
    ends: ok
  },
  {
    what: "an unknown grant type",
    of: introspect,
    reply: [json({ action: "OK", grantType: "TELEPATHY" })],
    ends: { succeeds: { action: "OK", grantType: "TELEPATHY" } }
  },
  {
    what: "a numeric result code",
    of: revoke,
    reply: [json({ resultCode: 312001, count: 1 })],
    ends: { succeeds: { resultCode: "312001", count: 1 } }
  },
  {
    what: "an integer written with an exponent",
    reply: [answer(200, "{\"totalCount\":2e1}")],
    ends: { succeeds: { totalCount: 20 } }
  },
  {
    what: "nulls in nested fields",
    reply: [json({ accessTokens: [{ accessTokenHash: "h", subject: null, scopes: null }], client: { number: null } })],
    ends: { succeeds: { accessTokens: [{ accessTokenHash: "h" }], client: {} } }
  },
  {
    what: "an empty object where nothing is required",
    reply: [json({})],
    ends: { succeeds: {} }
  },
  {
    what: "text outside the basic plane, escaped and not",
    reply: [answer(200, "{\"subject\":\"🧑\\ud83e\\uddd1\"}")],
    ends: { succeeds: { subject: "🧑🧑" } }
  },
  {
    what: "a lone surrogate, escaped",
    reply: [answer(200, "{\"subject\":\"\\ud800\"}")],
    ends: { succeeds: { subject: "\ud800" } }
  },
  {
    what: "an empty token",
    of: create,
    reply: [json({ action: "OK", accessToken: "" })],
    ends: { succeeds: { action: "OK", accessToken: Redacted.make("") } }
  }
])

hostile("fields that do not fit", [
  {
    what: "100,000 levels of lists in a known field",
    reply: [answer(200, `{"subject":${"[".repeat(100_000)}${"]".repeat(100_000)}}`)],
    ends: invalid({ path: ["subject"], expected: "a string" })
  },
  {
    what: "a text for a number",
    reply: [json({ totalCount: "0" })],
    ends: invalid({ path: ["totalCount"], expected: "a number" })
  },
  {
    what: "1.5 for an integer",
    reply: [json({ totalCount: 1.5 })],
    ends: invalid({ path: ["totalCount"], expected: "an integer" })
  },
  {
    what: "an integer of 2^53 + 1",
    of: introspect,
    reply: [answer(200, "{\"action\":\"OK\",\"clientId\":9007199254740993}")],
    ends: invalid({ path: ["clientId"], expected: "an integer" })
  },
  {
    what: "the largest int64",
    of: introspect,
    reply: [answer(200, "{\"action\":\"OK\",\"clientId\":9223372036854775807}")],
    ends: invalid({ path: ["clientId"], expected: "an integer" })
  },
  {
    what: "a number beyond all numbers",
    reply: [answer(200, "{\"totalCount\":1e999}")],
    ends: invalid({ path: ["totalCount"], expected: "an integer" })
  },
  {
    what: "a list for a result code",
    of: revoke,
    reply: [json({ resultCode: ["A312001"] })],
    ends: invalid({ path: ["resultCode"], expected: "a string | a number" })
  },
  {
    what: "an object for a result message",
    of: revoke,
    reply: [json({ resultMessage: { en: "Revoked" } })],
    ends: invalid({ path: ["resultMessage"], expected: "a string" })
  },
  {
    what: "a text for a list",
    of: update,
    reply: [json({ action: "OK", scopes: "history.read" })],
    ends: invalid({ path: ["scopes"], expected: "a list" })
  },
  {
    what: "null in a list",
    of: update,
    reply: [json({ action: "OK", scopes: ["history.read", null] })],
    ends: invalid({ path: ["scopes", 1], expected: "a string" })
  },
  {
    what: "an object for a list",
    reply: [json({ accessTokens: {} })],
    ends: invalid({ path: ["accessTokens"], expected: "a list" })
  },
  {
    what: "a text for an object",
    of: update,
    reply: [json({ action: "OK", authorizationDetails: "all" })],
    ends: invalid({ path: ["authorizationDetails"], expected: "an object" })
  },
  {
    what: "a field of an element in a list",
    reply: [json({ accessTokens: [{ accessTokenHash: "h" }, { accessTokenHash: 7 }] })],
    ends: invalid({ path: ["accessTokens", 1, "accessTokenHash"], expected: "a string" })
  },
  {
    what: "a number for a secret",
    of: create,
    reply: [json({ action: "OK", accessToken: 7 })],
    ends: invalid({ path: ["accessToken"], expected: "a string" })
  },
  {
    what: "a missing secret",
    of: create,
    reply: [json({ action: "OK" })],
    ends: invalid({ path: ["accessToken"], expected: "a string, but it is missing" })
  },
  {
    what: "a null ticket",
    of: process,
    reply: [json({ action: "PASSWORD", ticket: null })],
    ends: invalid({ path: ["ticket"], expected: "a string, but it is missing" })
  },
  {
    what: "a thousand elements, of which the first is told",
    reply: [json({ accessTokens: Array.from({ length: 1000 }, () => ({ accessTokenHash: 7 })) })],
    ends: invalid({ path: ["accessTokens", 0, "accessTokenHash"], expected: "a string" })
  }
])

const zipped = Zlib.gzipSync(text)
const gzip = { "content-encoding": "gzip" }
const limited = { maxResponseBytes: 1000 }
const tooLarge = invalid({ path: [], expected: "a body of at most 1000 bytes" })
const notText = invalid({ path: [], expected: "text in UTF-8" })

const torn = Buffer.from("{\"subject\":\"ö🧑\"}")

hostile("sizes and encodings", [
  {
    what: "a body of just the allowed size",
    options: { maxResponseBytes: text.length },
    reply: [answer(200, text)],
    ends: ok
  },
  {
    what: "a chunked body of just the allowed size",
    options: { maxResponseBytes: text.length },
    reply: [chunked(200), chunk(text), lastChunk],
    ends: ok
  },
  { what: "a body that is too large", options: limited, reply: [answer(200, " ".repeat(1001))], ends: tooLarge },
  {
    what: "a body that claims to be too large, and never comes",
    options: limited,
    reply: [send(head(200, { "content-length": "1001" }))],
    ends: tooLarge
  },
  {
    what: "a chunked body that is too large, and never ends",
    options: limited,
    reply: [chunked(200), chunk("x".repeat(600)), chunk("x".repeat(600))],
    ends: tooLarge
  },
  {
    what: "a body without a length that is too large, and never ends",
    options: limited,
    reply: [send(`${head(200)}${"x".repeat(1001)}`)],
    ends: tooLarge
  },
  {
    what: "a length beyond all numbers",
    options: limited,
    reply: [send(head(200, { "content-length": "9007199254740993" }))],
    ends: tooLarge
  },
  {
    what: "a gzipped body, which only fetch unpacks",
    reply: [answer(200, zipped, gzip)],
    ends: notText,
    but: { fetch: ok }
  },
  {
    what: "a gzip bomb",
    options: limited,
    reply: [answer(200, Zlib.gzipSync(Buffer.alloc(16 * 1024 * 1024)), gzip)],
    ends: tooLarge
  },
  {
    what: "a small body that unpacks to one that is too large",
    options: limited,
    reply: [answer(200, Zlib.gzipSync(" ".repeat(5000)), gzip)],
    ends: notText,
    but: { fetch: tooLarge }
  },
  {
    what: "a body that is not gzipped as it claims to be",
    reply: [answer(200, text, gzip)],
    ends: ok,
    but: { fetch: unanswered("Other", "Z_DATA_ERROR") }
  },
  {
    what: "a gzipped body that is cut off",
    reply: [answer(200, zipped.subarray(0, 20), gzip)],
    ends: notText,
    but: { fetch: notJson() }
  },
  { what: "an unknown encoding", reply: [answer(200, text, { "content-encoding": "snappy" })], ends: ok },
  { what: "the encoding identity", reply: [answer(200, text, { "content-encoding": "identity" })], ends: ok },
  {
    what: "one byte at a time, characters torn apart",
    reply: [
      send(head(200, { "content-length": `${torn.length}` })),
      ...Array.from(torn).flatMap((byte) => [pause(2), send(Uint8Array.of(byte))])
    ],
    ends: { succeeds: { subject: "ö🧑" } }
  },
  {
    what: "one byte per chunk, characters torn apart",
    reply: [
      chunked(200),
      ...Array.from(torn).flatMap((byte) => [pause(2), chunk(Uint8Array.of(byte))]),
      lastChunk
    ],
    ends: { succeeds: { subject: "ö🧑" } }
  },
  { what: "a body that ends with the connection", reply: [send(`${head(200)}${text}`), end], ends: ok }
])
