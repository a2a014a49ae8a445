/**
 * Bodies that are too large, compressed, or come in small pieces.
 */
import * as Zlib from "node:zlib"
import type { Theme } from "../case.js"
import { invalid, notJson, transportError } from "../endings.js"
import { chunk, chunked, head, lastChunk, respond } from "../http.js"
import { end, pause, send } from "../rawServer.js"

const empty = { totalCount: 0 }
const ok = { succeeds: empty }
const text = JSON.stringify(empty)

const zipped = Zlib.gzipSync(text)
const gzip = { "content-encoding": "gzip" }
const limited = { maxResponseBytes: 1000 }
const tooLarge = invalid({ path: [], expected: "a body of at most 1000 bytes" })
const notText = invalid({ path: [], expected: "text in UTF-8" })

const type = { "content-type": "application/json" }

const torn = Buffer.from("{\"subject\":\"ö🧑\"}")

export const sizes: Theme = {
  theme: "sizes and encodings",
  concurrent: true,
  cases: [
    {
      what: "a body of just the allowed size",
      options: { maxResponseBytes: text.length },
      reply: [respond(200, text)],
      ends: ok
    },
    {
      what: "a chunked body of just the allowed size",
      options: { maxResponseBytes: text.length },
      reply: [chunked(200), chunk(text), lastChunk],
      ends: ok
    },
    { what: "a body that is too large", options: limited, reply: [respond(200, " ".repeat(1001))], ends: tooLarge },
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
      means: "either",
      reply: [respond(200, zipped, gzip)],
      ends: notText,
      but: { fetch: ok }
    },
    {
      what: "a gzip bomb",
      options: limited,
      reply: [respond(200, Zlib.gzipSync(Buffer.alloc(16 * 1024 * 1024)), gzip)],
      ends: tooLarge
    },
    {
      what: "a small body that unpacks to one that is too large",
      options: limited,
      reply: [respond(200, Zlib.gzipSync(" ".repeat(5000)), gzip)],
      ends: notText,
      but: { fetch: tooLarge }
    },
    {
      what: "a body that is not gzipped as it claims to be",
      means: "either",
      reply: [respond(200, text, gzip)],
      ends: ok,
      but: { fetch: transportError("Other", "Z_DATA_ERROR") }
    },
    {
      what: "a gzipped body that is cut off",
      reply: [respond(200, zipped.subarray(0, 20), gzip)],
      ends: notText,
      but: { fetch: notJson() }
    },
    {
      what: "an unknown encoding",
      means: "either",
      reply: [respond(200, text, { "content-encoding": "snappy" })],
      ends: ok
    },
    { what: "the encoding identity", reply: [respond(200, text, { "content-encoding": "identity" })], ends: ok },
    {
      what: "one byte at a time, characters torn apart",
      reply: [
        send(head(200, { ...type, "content-length": `${torn.length}` })),
        ...Array.from(torn).flatMap((byte) => [pause(10), send(Uint8Array.of(byte))])
      ],
      ends: { succeeds: { subject: "ö🧑" } }
    },
    {
      what: "one byte per chunk, characters torn apart",
      reply: [
        chunked(200),
        ...Array.from(torn).flatMap((byte) => [pause(10), chunk(Uint8Array.of(byte))]),
        lastChunk
      ],
      ends: { succeeds: { subject: "ö🧑" } }
    },
    { what: "a body that ends with the connection", reply: [send(`${head(200, type)}${text}`), end], ends: ok }
  ]
}
