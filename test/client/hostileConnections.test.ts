import { expect, it } from "@effect/vitest"
import { Effect, Layer, Option } from "effect"
import { AuthleteClient, Tokens } from "effect-authlete"
import { describe } from "vitest"
import type { Case } from "../support/hostile.js"
import { calling, create, hostile, notJson, refused, remove, unanswered } from "../support/hostile.js"
import { answer, bytesOf, chunk, chunked, head, json, lastChunk } from "../support/http.js"
import { observed } from "../support/outcome.js"
import type { Reply } from "../support/rawServer.js"
import { always, end, inTurn, pause, rawServer, reset, send, unusedPort } from "../support/rawServer.js"
import { rows } from "../support/table.js"
import { clientOf, transports } from "../support/transports.js"

const empty = { totalCount: 0 }
const ok = { succeeds: empty }
const text = JSON.stringify(empty)

/** How a case ends on all transports, and on those that tell it in other words. */
type Ending = Pick<Case, "ends" | "but">

const wasReset: Ending = { ends: unanswered("Reset", "ECONNRESET") }

const wasClosed: Ending = {
  ends: unanswered("Reset", "UND_ERR_SOCKET"),
  but: { "node:http": unanswered("Reset", "ECONNRESET") }
}

/** Of a parser's objection, undici does not tell the code. */
const unparsable = (code: string): Ending => ({
  ends: unanswered("Other"),
  but: { "node:http": unanswered("Other", code) }
})

const cut = send(head(200, { "content-length": "100" }) + text)

hostile("connections that break", [
  { what: "a reset before any byte", reply: [reset], ...wasReset },
  { what: "a close before any byte", reply: [end], ...wasClosed },
  { what: "a reset within the head", reply: [send("HTTP/1.1 200 OK\r\ncontent-"), pause(10), reset], ...wasReset },
  { what: "a close within the head", reply: [send("HTTP/1.1 200 OK\r\ncontent-"), end], ...wasClosed },
  { what: "a reset within the body", reply: [cut, pause(10), reset], ...wasReset },
  { what: "a close within the body", reply: [cut, end], ...wasClosed },
  { what: "a reset within a chunk", reply: [chunked(200), send("ff\r\n{"), pause(10), reset], ...wasReset },
  { what: "a close between chunks", reply: [chunked(200), chunk(text), end], ...wasClosed },
  { what: "a reset of an operation that is done once", of: create, reply: [reset], ...wasReset },
  { what: "a reset of a delete", of: remove, reply: [reset], ...wasReset }
])

const timeout = 300
const timedOut: Ending = { ends: unanswered("Timeout") }

hostile("silence", [
  { what: "no byte at all", reply: [], timeout, ...timedOut },
  { what: "no body", reply: [send(head(200, { "content-length": "10" }))], timeout, ...timedOut },
  { what: "no more chunks", reply: [chunked(200), chunk("{")], timeout, ...timedOut },
  { what: "no end of the head", reply: [send("HTTP/1.1 200 OK\r\n")], timeout, ...timedOut },
  { what: "no body of an error", reply: [send(head(500, { "content-length": "10" }))], timeout, ...timedOut },
  { what: "no answer to an operation that is done once", of: create, reply: [], timeout, ...timedOut },
  {
    what: "a body that drips too slowly",
    reply: [
      send(head(200, { "content-length": "10" })),
      ...Array.from({ length: 9 }, () => [pause(60), send(" ")]).flat()
    ],
    timeout,
    ...timedOut
  }
], { concurrent: true })

const manyFields = Object.fromEntries(Array.from({ length: 1000 }, (_, index) => [`x-${index}`, "v"]))

hostile("framing", [
  { what: "a status line that is none", reply: [send("HELLO 200\r\n\r\n")], ...unparsable("HPE_INVALID_CONSTANT") },
  { what: "a status that is no number", reply: [send("HTTP/1.1 abc OK\r\n\r\n")], ...unparsable("HPE_INVALID_STATUS") },
  {
    what: "a status of two digits",
    reply: [send("HTTP/1.1 20 OK\r\ncontent-length: 0\r\n\r\n")],
    ...unparsable("HPE_INVALID_STATUS")
  },
  { what: "HTTP/0.9", reply: [send(text), end], ...unparsable("HPE_INVALID_CONSTANT") },
  { what: "HTTP/2", reply: [send("HTTP/2 200\r\n\r\n")], ...unparsable("HPE_INVALID_VERSION") },
  { what: "an SMTP greeting", reply: [send("220 mail.example.com ESMTP\r\n")], ...unparsable("HPE_INVALID_CONSTANT") },
  {
    what: "a line without a colon in the head",
    reply: [send("HTTP/1.1 200 OK\r\nnonsense\r\n\r\n")],
    ...unparsable("HPE_INVALID_HEADER_TOKEN")
  },
  {
    what: "no reason phrase",
    reply: [send(`HTTP/1.1 200\r\ncontent-length: ${text.length}\r\n\r\n${text}`)],
    ends: ok
  },
  { what: "HTTP/1.0 that closes", reply: [send(`HTTP/1.0 200 OK\r\n\r\n${text}`), end], ends: ok },
  {
    what: "a header of 100 kB",
    reply: [json(empty, 200, { "x-long": "x".repeat(100_000) })],
    ends: unanswered("Other", "UND_ERR_HEADERS_OVERFLOW"),
    but: { "node:http": unanswered("Other", "HPE_HEADER_OVERFLOW") }
  },
  { what: "a thousand headers", reply: [json(empty, 200, manyFields)], ends: ok },
  { what: "headers twice", reply: [json(empty, 200, { "x-twice": ["1", "2"], "set-cookie": ["a", "b"] })], ends: ok },
  {
    what: "two different lengths",
    reply: [send(head(200, { "content-length": [`${text.length}`, "5"] }) + text)],
    ends: unanswered("Reset", "UND_ERR_RES_CONTENT_LENGTH_MISMATCH"),
    but: { "node:http": unanswered("Other", "HPE_UNEXPECTED_CONTENT_LENGTH") }
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
  { what: "a length that is too small", reply: [answer(200, text, { "content-length": "5" })], ends: notJson() },
  {
    what: "something after the body",
    reply: [answer(200, `${text}garbage`, { "content-length": `${text.length}` })],
    ends: ok
  },
  { what: "a length that is too large", reply: [answer(200, text, { "content-length": "99" }), end], ...wasClosed },
  {
    what: "both chunks and a length",
    reply: [chunked(200, { "content-length": "5" }), chunk(text), lastChunk],
    ...unparsable("HPE_INVALID_CONTENT_LENGTH")
  },
  {
    what: "a chunk size that is none",
    reply: [chunked(200), send("zz\r\n{}\r\n0\r\n\r\n")],
    ends: unanswered("Other"),
    but: { "node:http": unanswered("Reset", "ECONNRESET") }
  },
  {
    what: "a chunk that is longer than its size",
    reply: [chunked(200), send("1\r\n{}}}\r\n0\r\n\r\n")],
    ends: unanswered("Other"),
    but: { "node:http": unanswered("Reset", "ECONNRESET") }
  },
  {
    what: "chunk extensions and trailers",
    reply: [chunked(200), send(`${text.length.toString(16)};a=b\r\n${text}\r\n0\r\nx-after: 1\r\n\r\n`)],
    ends: ok
  },
  { what: "no chunks", reply: [chunked(200), lastChunk], ends: notJson() },
  {
    // undici takes the answer for a fault, since nobody asked for it.
    what: "100 before the answer",
    reply: [send("HTTP/1.1 100 Continue\r\n\r\n"), json(empty)],
    ends: unanswered("Reset", "UND_ERR_SOCKET"),
    but: { "node:http": ok }
  },
  { what: "102 before the answer", reply: [send("HTTP/1.1 102 Processing\r\n\r\n"), json(empty)], ends: ok },
  {
    what: "103 before the answer",
    reply: [send("HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n"), json(empty)],
    ends: ok
  },
  {
    what: "101 instead of an answer",
    reply: [send("HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n")],
    ends: unanswered("Reset", "UND_ERR_SOCKET"),
    but: { "node:http": refused(101) }
  },
  {
    what: "204 with a body",
    of: remove,
    reply: [send(`${head(204, { "content-length": "2" })}{}`)],
    ends: { succeeds: undefined }
  },
  { what: "two answers for one request", reply: [json(empty), json({ totalCount: 1 })], ends: ok },
  { what: "an answer that closes the connection", reply: [json(empty, 200, { connection: "close" }), end], ends: ok }
])

describe.each(transports)("over $transport", (transport) => {
  it.live("a port that nobody listens on", () =>
    Effect.gen(function*() {
      const port = yield* unusedPort
      const outcome = yield* calling({}, { url: `http://127.0.0.1:${port}` }, transport)
      expect(outcome).toEqual({
        failed: { ...unanswered("Refused", "ECONNREFUSED", "not-applied"), operation: "tokens.list", attempts: 1 }
      })
    }))

  it.live("a name that nobody has", () =>
    Effect.gen(function*() {
      const outcome = yield* calling({}, { url: "http://nowhere.invalid" }, transport)
      expect(outcome).toMatchObject({
        failed: { _tag: "TransportError", reason: "Dns", outcome: "not-applied", attempts: 1 }
      })
    }))

  it.scopedLive("TLS to a server that speaks none", () =>
    Effect.gen(function*() {
      const server = yield* rawServer(always(json(empty)))
      const outcome = yield* calling({}, { url: `https://127.0.0.1:${server.port}` }, transport)
      expect({ outcome, requests: server.requests.length }).toMatchObject({
        outcome: { failed: { _tag: "TransportError", reason: "Tls" } },
        requests: 0
      })
    }))

  describe.concurrent("the connection", () => {
    const hungUp: ReadonlyArray<Pick<Case, "what" | "options" | "timeout"> & { readonly reply: Reply }> = [
      {
        what: "a body that claims to be too large",
        options: { maxResponseBytes: 10 },
        reply: [send(head(200, { "content-length": "11" }))]
      },
      {
        what: "a body that grows too large",
        options: { maxResponseBytes: 10 },
        reply: [chunked(200), chunk("x".repeat(11))]
      },
      { what: "a timeout without a head", timeout, reply: [] },
      { what: "a timeout within the body", timeout, reply: [send(head(200, { "content-length": "2" }) + "{")] }
    ]

    it.scopedLive.each(rows(hungUp, ({ what }) => what))(
      "is closed after %s",
      ([, { options, reply, timeout }]) =>
        Effect.gen(function*() {
          const server = yield* rawServer(always(...reply))
          const client = yield* Layer.build(clientOf(server, transport, options))
          const call = timeout === undefined ? Tokens.list() : AuthleteClient.withTimeout(Tokens.list(), timeout)
          yield* Effect.exit(Effect.provide(call, client))
          const closed = yield* Effect.timeoutOption(server.open(0), "2 seconds")
          expect(Option.isSome(closed)).toBe(true)
        })
    )

    it.scopedLive("does not give the second of two answers to the next call", () =>
      Effect.gen(function*() {
        const twice = send(Buffer.concat([bytesOf(json(empty)), bytesOf(json({ totalCount: 666 }))]))
        const server = yield* rawServer(inTurn([twice], [json({ totalCount: 2 })]))
        const client = yield* Layer.build(clientOf(server, transport))
        yield* Effect.provide(Tokens.list(), client)
        const second = yield* observed(Effect.provide(Tokens.list(), client))
        expect(second).not.toEqual({ succeeded: { totalCount: 666 } })
      }))
  })
})

/** node:http opens a connection for each call; the others keep one. */
describe.each(transports.filter(({ transport }) => transport !== "node:http"))("over $transport", (transport) => {
  const replies: ReadonlyArray<{ readonly what: string; readonly reply: Reply }> = [
    { what: "an answer", reply: [json(empty)] },
    { what: "an error with a large body", reply: [json({ resultMessage: "m".repeat(300_000) }, 503)] },
    { what: "an answer that does not fit", reply: [json({ totalCount: "m".repeat(300_000) })] },
    { what: "a redirect with a body", reply: [answer(302, "m".repeat(300_000), { location: "/" })] }
  ]

  it.scopedLive.each(rows(replies, ({ what }) => what))(
    "connections serve again after %s",
    ([, { reply }]) =>
      Effect.gen(function*() {
        const server = yield* rawServer(always(...reply))
        const client = yield* Layer.build(clientOf(server, transport))
        yield* Effect.repeatN(Effect.exit(Effect.provide(Tokens.list(), client)), 7)
        // A call may start before the one before has let go of its connection, but never finds two held.
        expect(new Set(server.requests.map(({ connection }) => connection)).size).toBeLessThanOrEqual(2)
      })
  )
})
