/**
 * Responses that break the rules of HTTP/1.1, or make odd use of them.
 */
import { remove } from "../calls.js"
import type { Case, Theme } from "../case.js"
import { notJson, refused, transportError } from "../endings.js"
import { chunk, chunked, head, json, lastChunk, respond } from "../http.js"
import { end, send } from "../rawServer.js"
import { wasClosed } from "./breaking.js"

const empty = { totalCount: 0 }
const ok = { succeeds: empty }
const text = JSON.stringify(empty)

/** Of a parser's objection, undici does not tell the code. */
const unparsable = (code: string): Pick<Case, "ends" | "but"> => ({
  ends: transportError("Other"),
  but: { "node:http": transportError("Other", code) }
})

const manyFields = Object.fromEntries(Array.from({ length: 1000 }, (_, index) => [`x-${index}`, "v"]))

export const framing: Theme = {
  theme: "framing",
  cases: [
    { what: "a status line that is none", reply: [send("HELLO 200\r\n\r\n")], ...unparsable("HPE_INVALID_CONSTANT") },
    {
      what: "a status that is no number",
      reply: [send("HTTP/1.1 abc OK\r\n\r\n")],
      ...unparsable("HPE_INVALID_STATUS")
    },
    {
      what: "a status of two digits",
      reply: [send("HTTP/1.1 20 OK\r\ncontent-length: 0\r\n\r\n")],
      ...unparsable("HPE_INVALID_STATUS")
    },
    { what: "HTTP/0.9", reply: [send(text), end], ...unparsable("HPE_INVALID_CONSTANT") },
    { what: "HTTP/2", reply: [send("HTTP/2 200\r\n\r\n")], ...unparsable("HPE_INVALID_VERSION") },
    {
      what: "an SMTP greeting",
      reply: [send("220 mail.example.com ESMTP\r\n")],
      ...unparsable("HPE_INVALID_CONSTANT")
    },
    {
      what: "a line without a colon in the head",
      reply: [send("HTTP/1.1 200 OK\r\nnonsense\r\n\r\n")],
      ...unparsable("HPE_INVALID_HEADER_TOKEN")
    },
    {
      what: "no reason phrase",
      reply: [send(`HTTP/1.1 200\r\ncontent-type: application/json\r\ncontent-length: ${text.length}\r\n\r\n${text}`)],
      ends: ok
    },
    {
      what: "HTTP/1.0 that closes",
      reply: [send(`HTTP/1.0 200 OK\r\ncontent-type: application/json\r\n\r\n${text}`), end],
      ends: ok
    },
    {
      what: "a header of 100 kB",
      reply: [json(empty, 200, { "x-long": "x".repeat(100_000) })],
      // It is a response, but no server has reason to send such.
      means: "either",
      ends: transportError("Other", "UND_ERR_HEADERS_OVERFLOW"),
      but: { "node:http": transportError("Other", "HPE_HEADER_OVERFLOW") }
    },
    { what: "a thousand headers", reply: [json(empty, 200, manyFields)], ends: ok },
    { what: "headers twice", reply: [json(empty, 200, { "x-twice": ["1", "2"], "set-cookie": ["a", "b"] })], ends: ok },
    {
      what: "two different lengths",
      reply: [send(head(200, { "content-length": [`${text.length}`, "5"] }) + text)],
      ends: transportError("Reset", "UND_ERR_RES_CONTENT_LENGTH_MISMATCH"),
      but: { "node:http": transportError("Other", "HPE_UNEXPECTED_CONTENT_LENGTH") }
    },
    {
      what: "a length that is no number",
      reply: [send(head(200, { "content-length": "x" }) + text), end],
      ...unparsable("HPE_INVALID_CONTENT_LENGTH")
    },
    {
      what: "a negative length",
      reply: [send(head(200, { "content-length": "-1" }) + text), end],
      ...unparsable("HPE_INVALID_CONTENT_LENGTH")
    },
    { what: "a length that is too small", reply: [respond(200, text, { "content-length": "5" })], ends: notJson() },
    {
      what: "something after the body",
      reply: [respond(200, `${text}garbage`, { "content-length": `${text.length}` })],
      ends: ok
    },
    { what: "a length that is too large", reply: [respond(200, text, { "content-length": "99" }), end], ...wasClosed },
    {
      what: "both chunks and a length",
      reply: [chunked(200, { "content-length": "5" }), chunk(text), lastChunk],
      ...unparsable("HPE_INVALID_CONTENT_LENGTH")
    },
    {
      what: "a chunk size that is none",
      reply: [chunked(200), send("zz\r\n{}\r\n0\r\n\r\n")],
      ends: transportError("Other"),
      but: { "node:http": transportError("Reset", "ECONNRESET") }
    },
    {
      what: "a chunk that is longer than its size",
      reply: [chunked(200), send("1\r\n{}}}\r\n0\r\n\r\n")],
      ends: transportError("Other"),
      but: { "node:http": transportError("Reset", "ECONNRESET") }
    },
    {
      what: "chunk extensions and trailers",
      reply: [chunked(200), send(`${text.length.toString(16)};a=b\r\n${text}\r\n0\r\nx-after: 1\r\n\r\n`)],
      ends: ok
    },
    { what: "no chunks", reply: [chunked(200), lastChunk], ends: notJson() },
    {
      // undici takes the response for a fault, since nobody asked for it.
      what: "100 before the response",
      means: "success",
      reply: [send("HTTP/1.1 100 Continue\r\n\r\n"), json(empty)],
      ends: transportError("Reset", "UND_ERR_SOCKET"),
      but: { "node:http": ok }
    },
    { what: "102 before the response", reply: [send("HTTP/1.1 102 Processing\r\n\r\n"), json(empty)], ends: ok },
    {
      what: "103 before the response",
      reply: [send("HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n"), json(empty)],
      ends: ok
    },
    {
      what: "101 instead of a response",
      // The platform takes the connection for one that somebody speaks another protocol on from now on.
      heldBy: ["node:http"],
      reply: [send("HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n")],
      ends: transportError("Reset", "UND_ERR_SOCKET"),
      but: { "node:http": refused(101) }
    },
    {
      what: "204 with a body",
      of: remove,
      reply: [send(`${head(204, { "content-length": "2" })}{}`)],
      ends: { succeeds: undefined }
    },
    { what: "two responses for one request", reply: [json(empty), json({ totalCount: 1 })], ends: ok },
    { what: "a response that closes the connection", reply: [json(empty, 200, { connection: "close" }), end], ends: ok }
  ]
}
