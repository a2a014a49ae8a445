/**
 * What users put around the transport, and what transports do beyond HTTP/1.
 */
import { NodeHttpClient } from "@effect/platform-node"
import { Undici } from "@effect/platform-node"
import * as HttpClient from "@effect/platform/HttpClient"
import { expect, it } from "@effect/vitest"
import { Chunk, Effect, Fiber, Layer, Redacted, Schedule, Stream } from "effect"
import { AuthleteClient, RetryPolicy, Tokens } from "effect-authlete"
import * as NodeTransport from "effect-authlete/NodeTransport"
import * as Http2 from "node:http2"
import { describe } from "vitest"
import { create, list } from "../../tools/faults/calls.js"
import { selfSigned } from "../../tools/faults/certificate.js"
import { chunk, chunked, head, json, lastChunk } from "../../tools/faults/http.js"
import type { Reply } from "../../tools/faults/rawServer.js"
import { always, inTurn, rawServer, reset, send } from "../../tools/faults/rawServer.js"
import { observed, rows } from "../support/outcome.js"
import { bearer, clientOf, transports } from "../support/transports.js"

const body = { totalCount: 0, subject: "jöhn" }

/** The ways to look into a response on its way to the client. */
const readings: Readonly<Record<string, (client: HttpClient.HttpClient) => HttpClient.HttpClient>> = {
  text: HttpClient.tap((response) => response.text),
  json: HttpClient.tap((response) => response.json),
  arrayBuffer: HttpClient.tap((response) => response.arrayBuffer),
  stream: HttpClient.tap((response) => Stream.runCollect(response.stream)),
  urlParamsBody: HttpClient.tap((response) => response.urlParamsBody),
  "text, twice": HttpClient.tap((response) => Effect.zip(response.text, response.text)),
  "all of them": HttpClient.tap(({ arrayBuffer, json, stream, text }) =>
    Effect.all([json, text, arrayBuffer, Stream.runCollect(stream)])
  ),
  "the text and the status": (client) => HttpClient.filterStatusOk(HttpClient.tap(client, (response) => response.text))
}

const framings: Readonly<Record<string, Reply>> = {
  "of a length that is told": [json(body)],
  "in chunks": [
    chunked(200),
    chunk(Buffer.from(JSON.stringify(body)).subarray(0, 9)),
    chunk(Buffer.from(JSON.stringify(body)).subarray(9)),
    lastChunk
  ]
}

describe.each(transports)("over $transport, a transformClient", (transport) => {
  for (const [how, transformClient] of Object.entries(readings)) {
    for (const [framing, reply] of Object.entries(framings)) {
      it.scopedLive(`may read the body (${how}) ${framing}`, () =>
        Effect.gen(function*() {
          const server = yield* rawServer(always(...reply))
          const call = Effect.provide(Tokens.list(), clientOf(server, transport, { transformClient }))
          expect(yield* observed(call)).toEqual({ succeeded: body })
        }))
    }
  }

  it.scopedLive("reads what the server sent", () =>
    Effect.gen(function*() {
      const seen: Array<unknown> = []
      const server = yield* rawServer(always(json(body)))
      const transformClient = HttpClient.tap((response) =>
        Effect.gen(function*() {
          const bytes = Chunk.toReadonlyArray(yield* Stream.runCollect(response.stream))
          seen.push(
            yield* response.json,
            yield* response.text,
            new TextDecoder().decode(yield* response.arrayBuffer),
            Buffer.concat(bytes).toString(),
            response.status,
            response.headers["content-type"]
          )
        })
      )
      yield* Effect.provide(Tokens.list(), clientOf(server, transport, { transformClient }))
      const text = JSON.stringify(body)
      expect(seen).toEqual([body, text, text, text, 200, "application/json"])
    }))

  it.scopedLive("may read the body of a failure", () =>
    Effect.gen(function*() {
      const server = yield* rawServer(always(json({ resultCode: "A001101", resultMessage: "no" }, 500)))
      const options = { transformClient: HttpClient.tap((response) => response.text) }
      expect(yield* observed(Effect.provide(Tokens.list(), clientOf(server, transport, options)))).toMatchObject({
        failed: { _tag: "InternalServer", resultCode: "A001101" }
      })
    }))

  it.scopedLive("does not lift the limit of the body", () =>
    Effect.gen(function*() {
      const server = yield* rawServer(always(chunked(200), chunk("x".repeat(100)), lastChunk))
      const options = {
        maxResponseBytes: 10,
        transformClient: HttpClient.tap((response) => Effect.ignore(response.text))
      }
      expect(yield* observed(Effect.provide(Tokens.list(), clientOf(server, transport, options)))).toMatchObject({
        failed: { _tag: "InvalidResponse", issues: [{ expected: "a body of at most 10 bytes" }] }
      })
    }))

  it.scopedLive("does not hide that the connection broke within the body", () =>
    Effect.gen(function*() {
      const server = yield* rawServer(always(send(head(200, { "content-length": "20" }) + "{"), reset))
      const options = { transformClient: HttpClient.tap((response) => Effect.ignore(response.text)) }
      expect(yield* observed(Effect.provide(create.call, clientOf(server, transport, options)))).toMatchObject({
        failed: { _tag: "TransportError", reason: "Reset", outcome: "unknown" }
      })
    }))
})

describe("a client of the user's that fails with something odd", () => {
  const unreadable = {
    get code(): string {
      throw new Error("no code")
    }
  }

  const failures: ReadonlyArray<readonly [name: string, failure: unknown]> = [
    ["undefined", undefined],
    ["null", null],
    ["a text", "no"],
    ["a number", 0],
    ["an object whose code cannot be read", unreadable],
    ["an error whose cause cannot be read", { code: "no code", cause: unreadable }]
  ]

  it.effect.each(rows(failures, ([name]) => name))(
    "is a TransportError: %s",
    ([, [, failure]]) =>
      Effect.gen(function*() {
        const client = HttpClient.make(() => Effect.fail(failure as never))
        const layer = Layer.succeed(HttpClient.HttpClient, client)
        const call = Effect.provide(list.call, clientOf({ url: "https://authlete.test" }, { layer }))
        expect(yield* observed(call)).toEqual({
          failed: {
            _tag: "TransportError",
            operation: "tokens.list",
            attempts: 1,
            outcome: "unknown",
            reason: "Other"
          }
        })
      })
  )
})

describe("an access token that is got by an Effect which cannot be interrupted", () => {
  it.live("does not hold a call past its time limit", () =>
    Effect.gen(function*() {
      const accessToken = Effect.uninterruptible(Effect.as(Effect.sleep("2 seconds"), Redacted.make(bearer)))
      const layer = Layer.succeed(HttpClient.HttpClient, HttpClient.make(() => Effect.never))
      const client = clientOf({ url: "https://authlete.test" }, { layer }, { accessToken, timeout: "20 millis" })
      const begin = Date.now()
      const outcome = yield* observed(Effect.provide(list.call, client))
      expect({ outcome, isSoon: Date.now() - begin < 1000 }).toMatchObject({
        outcome: { failed: { _tag: "TransportError", reason: "Timeout", attempts: 0, outcome: "not-applied" } },
        isSoon: true
      })
    }))
})

/** A client over undici with these options of its agent. */
const overUndici = (url: string, options: Undici.Agent.Options, client: Partial<AuthleteClient.Options> = {}) =>
  clientOf({ url }, {
    layer: NodeHttpClient.layerUndiciWithoutDispatcher.pipe(
      Layer.provide(Layer.scoped(
        NodeHttpClient.Dispatcher,
        Effect.acquireRelease(
          Effect.sync(() => new Undici.Agent(options)),
          (agent) => Effect.promise(() => agent.destroy())
        )
      ))
    )
  }, client)

const overNodeTransport: typeof overUndici = (url, options, client) =>
  clientOf({ url }, { layer: NodeTransport.layerAgent(options) }, client)

/** undici tells of requests that a connection has accepted, and `NodeTransport` of all, also those before that. */
const telling = [
  { transport: "undici", over: overUndici },
  { transport: "NodeTransport", over: overNodeTransport }
]

describe.each(telling)("over $transport with one connection", ({ over }) => {
  it.scopedLive("a call that timed out while it waited for the connection was not applied", () =>
    Effect.gen(function*() {
      const server = yield* rawServer(always())
      const client = yield* Layer.build(over(server.url, { connections: 1 }, { timeout: "400 millis" }))
      const first = yield* Effect.fork(observed(Effect.provide(create.call, client)))
      yield* server.requested(1)
      const second = yield* observed(
        Effect.provide(AuthleteClient.withTimeout(create.call, "100 millis"), client)
      )
      expect({ first: yield* Fiber.join(first), second, requests: server.requests.length }).toMatchObject({
        first: { failed: { reason: "Timeout", outcome: "unknown" } },
        second: { failed: { reason: "Timeout", outcome: "not-applied" } },
        requests: 1
      })
    }))

  it.scopedLive("so were all that waited", () =>
    Effect.gen(function*() {
      const server = yield* rawServer(always())
      const client = yield* Layer.build(over(server.url, { connections: 1 }, { timeout: "600 millis" }))
      const first = yield* Effect.fork(observed(Effect.provide(create.call, client)))
      yield* server.requested(1)
      const waiting = observed(Effect.provide(AuthleteClient.withTimeout(create.call, "100 millis"), client))
      const outcomes = yield* Effect.replicateEffect(waiting, 3, { concurrency: "unbounded" })
      yield* Fiber.join(first)
      const notApplied = { failed: { reason: "Timeout", outcome: "not-applied" } }
      expect({ outcomes, requests: server.requests.length }).toMatchObject({
        outcomes: [notApplied, notApplied, notApplied],
        requests: 1
      })
    }))

  it.scopedLive("it is sent again once the connection is free, and creates one token", () =>
    Effect.gen(function*() {
      const created = json({ action: "OK", accessToken: "a-token" })
      const server = yield* rawServer(inTurn(
        [{ _tag: "Pause", millis: 300 }, created],
        [created]
      ))
      const client = yield* Layer.build(over(server.url, { connections: 1 }))
      const first = yield* Effect.fork(observed(Effect.provide(create.call, client)))
      yield* server.requested(1)
      const second = yield* observed(create.call.pipe(
        AuthleteClient.withTimeout("200 millis"),
        AuthleteClient.withRetryPolicy(RetryPolicy.make({ base: "200 millis", maxAttempts: 9 })),
        Effect.provide(client)
      ))
      expect({ first: yield* Fiber.join(first), second, requests: server.requests.length }).toMatchObject({
        first: { succeeded: { action: "OK" } },
        second: { succeeded: { action: "OK" } },
        requests: 2
      })
    }))
})

describe.each(telling)("over $transport by HTTP/2", ({ over }) => {
  /** A server that closes the first streams with a code, and then gives a response. */
  const http2Server = (code: number, times: number) =>
    Effect.acquireRelease(
      Effect.async<{ readonly url: string; readonly server: Http2.Http2SecureServer; readonly seen: () => number }>(
        (resume) => {
          let seen = 0
          const server = Http2.createSecureServer(selfSigned())
          server.on("stream", (stream) => {
            stream.on("error", () => {})
            if (seen++ < times) return stream.close(code)
            stream.respond({ ":status": 200, "content-type": "application/json" })
            stream.end(JSON.stringify({ totalCount: 0, action: "OK", accessToken: "a-token" }))
          })
          server.listen(0, "127.0.0.1", () => {
            const address = server.address()
            const port = typeof address === "object" && address !== null ? address.port : 0
            resume(Effect.succeed({ url: `https://127.0.0.1:${port}`, server, seen: () => seen }))
          })
        }
      ),
      ({ server }) => Effect.sync(() => server.close())
    )

  const agent: Undici.Agent.Options = { allowH2: true, connect: { rejectUnauthorized: false } }

  it.scopedLive.each([list, create])(
    "a refused stream was not applied, so the call is sent again: $operation",
    ({ call }) =>
      Effect.gen(function*() {
        const { seen, url } = yield* http2Server(Http2.constants.NGHTTP2_REFUSED_STREAM, 1)
        const client = over(url, agent, { retryPolicy: Schedule.recurs(1) })
        const outcome = yield* observed(Effect.provide(call, client))
        expect({ outcome, seen: seen() }).toMatchObject({ outcome: { succeeded: {} }, seen: 2 })
      })
  )

  it.scopedLive("another reset of a stream may have been applied", () =>
    Effect.gen(function*() {
      const { url } = yield* http2Server(Http2.constants.NGHTTP2_INTERNAL_ERROR, 9)
      const outcome = yield* observed(Effect.provide(create.call, over(url, agent)))
      expect(outcome).toMatchObject({ failed: { _tag: "TransportError", reason: "Reset", outcome: "unknown" } })
    }))
})
