/**
 * Connections that break while the response is awaited or on its way.
 */
import { create, remove } from "../calls.js"
import type { Case, Theme } from "../case.js"
import { transportError } from "../endings.js"
import { chunk, chunked, head, json } from "../http.js"
import { end, inTurn, pause, reset, send } from "../rawServer.js"

const text = JSON.stringify({ totalCount: 0 })

type Ends = Pick<Case, "ends" | "but">

const wasReset: Ends = { ends: transportError("Reset", "ECONNRESET") }

/** What is not read yet when the reset arrives is read first, and then libuv reports a close. */
const wasBrokenOff = { codeVaries: ["ECONNRESET", "UND_ERR_SOCKET"], ends: transportError("Reset") }

export const wasClosed: Ends = {
  ends: transportError("Reset", "UND_ERR_SOCKET"),
  but: { "node:http": transportError("Reset", "ECONNRESET") }
}

const cut = send(head(200, { "content-length": "100" }) + text)

/** The connection that was kept after a response breaks off as the next request comes in on it. */
const stale = { before: 1, reply: inTurn([json({ totalCount: 0 })], [reset]), ...wasReset }

export const breaking: Theme = {
  theme: "connections that break",
  cases: [
    { what: "a reset before any byte", reply: [reset], ...wasReset },
    { what: "a close before any byte", reply: [end], ...wasClosed },
    {
      what: "a reset within the head",
      reply: [send("HTTP/1.1 200 OK\r\ncontent-"), pause(10), reset],
      ...wasBrokenOff
    },
    { what: "a close within the head", reply: [send("HTTP/1.1 200 OK\r\ncontent-"), end], ...wasClosed },
    { what: "a reset within the body", reply: [cut, pause(10), reset], ...wasBrokenOff },
    { what: "a close within the body", reply: [cut, end], ...wasClosed },
    { what: "a reset within a chunk", reply: [chunked(200), send("ff\r\n{"), pause(10), reset], ...wasBrokenOff },
    { what: "a close between chunks", reply: [chunked(200), chunk(text), end], ...wasClosed },
    { what: "a reset of an operation that is done once", of: create, reply: [reset], ...wasReset },
    { what: "a close of an operation that is done once", of: create, reply: [end], ...wasClosed },
    {
      what: "a close within the response to an operation that is done once",
      of: create,
      reply: [cut, end],
      ...wasClosed
    },
    { what: "a reset of a delete", of: remove, reply: [reset], ...wasReset },
    { what: "a kept connection that breaks", ...stale },
    { what: "a kept connection that breaks for an operation that is done once", of: create, ...stale }
  ]
}
