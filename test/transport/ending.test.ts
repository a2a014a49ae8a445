/**
 * How exchanges over `NodeTransport` end before their time, and what becomes of their connections.
 */
import * as HttpClient from "@effect/platform/HttpClient"
import * as HttpClientRequest from "@effect/platform/HttpClientRequest"
import { expect, it } from "@effect/vitest"
import { Deferred, Effect, Exit, Fiber, Layer, Scope, Stream } from "effect"
import * as NodeTransport from "effect-authlete/NodeTransport"
import { describe } from "vitest"
import { chunk, chunked, head, json, lastChunk } from "../../tools/faults/http.js"
import type { Reply } from "../../tools/faults/rawServer.js"
import { always, comesAbout, inTurn, rawServer, send } from "../../tools/faults/rawServer.js"
import { rows } from "../support/outcome.js"

const oneConnection = NodeTransport.layerAgent({ connections: 1 })

const body = "x".repeat(100_000)

/** The phases of an exchange, by what the server has done until then, and what the caller does in it. */
const phases: Readonly<
  Record<string, readonly [reply: Reply, call: (url: string) => Effect.Effect<unknown, unknown, HttpClient.HttpClient>]>
> = {
  "before the head": [[], (url) => HttpClient.get(url)],
  "within the body": [
    [send(`${head(200, { "content-length": "100" })}{`)],
    (url) => Effect.flatMap(HttpClient.get(url), ({ text }) => text)
  ],
  "within a body that is streamed": [
    [chunked(200), chunk("first")],
    (url) => Effect.flatMap(HttpClient.get(url), ({ stream }) => Stream.runDrain(stream))
  ],
  "while the request is streamed": [
    [],
    (url) =>
      HttpClient.execute(HttpClientRequest.bodyStream(HttpClientRequest.post(url), Stream.never)).pipe(Effect.asVoid)
  ]
}

/** The platform's span of a request, and what it does about a response, is one way; the lean one has neither. */
const ways: Readonly<Record<string, <A, E, R>(self: Effect.Effect<A, E, R>) => Effect.Effect<A, E, R>>> = {
  "with a span": (self) => self,
  "without a span": Effect.withTracerEnabled(false)
}

describe.each(rows(Object.entries(ways), ([name]) => name))("a request %s", (_, [, inThisWay]) => {
  it.scopedLive.each(rows(Object.entries(phases), ([what]) => what))(
    "can be interrupted %s, and its connection is closed",
    ([, [, [reply, call]]]) =>
      Effect.gen(function*() {
        const server = yield* rawServer(always(...reply))
        const fiber = yield* Effect.fork(inThisWay(call(server.url)))
        yield* server.open(1)
        yield* Effect.sleep(50)
        const exit = yield* Fiber.interrupt(fiber)
        expect({ interrupted: Exit.isInterrupted(exit), closed: yield* comesAbout(server.open(0)) }).toEqual({
          interrupted: true,
          closed: true
        })
      }).pipe(Effect.provide(NodeTransport.layer))
  )

  it.scopedLive("that is interrupted while it waits for a connection is not sent, and leaves the connection as it is", () =>
    Effect.gen(function*() {
      const free = yield* Deferred.make<void>()
      const server = yield* rawServer(inTurn([{ _tag: "Until", event: Deferred.await(free) }, json(1)], [json(2)]))
      const get = Effect.flatMap(HttpClient.get(server.url), (response) => response.json)
      const first = yield* Effect.fork(get)
      yield* server.requested(1)
      const waiting = yield* Effect.fork(inThisWay(HttpClient.get(`${server.url}/never`)))
      yield* Effect.sleep(20)
      yield* Fiber.interrupt(waiting)
      yield* Deferred.succeed(free, undefined)
      const responses = [yield* Fiber.join(first), yield* get]
      expect({ responses, requests: server.requests.map(({ connection, target }) => [connection, target]) }).toEqual({
        responses: [1, 2],
        requests: [[1, "/"], [1, "/"]]
      })
    }).pipe(Effect.provide(oneConnection)))

  it.scopedLive("is over when the reader of its stream has enough", () =>
    Effect.gen(function*() {
      const server = yield* rawServer(always(chunked(200), chunk("first")))
      const response = yield* inThisWay(HttpClient.get(server.url))
      yield* Stream.runHead(response.stream)
      expect(yield* comesAbout(server.open(0))).toBe(true)
    }).pipe(Effect.provide(NodeTransport.layer)))

  it.scopedLive("does not take in more of a body that is not read, or read slowly, than a little", () =>
    Effect.gen(function*() {
      let sent = 0
      const parts = Array.from({ length: 500 }, () => [
        chunk(body),
        { _tag: "Until", event: Effect.sync(() => sent++) } as const
      ]).flat()
      const server = yield* rawServer(always(chunked(200), ...parts, lastChunk))
      const response = yield* inThisWay(HttpClient.get(server.url))
      yield* Effect.sleep(300)
      const unread = sent
      const size = yield* Stream.runFold(response.stream, 0, (total, { length }) => total + length)
      // What fits into the buffers of the sockets is on its way, some megabytes; not all 50.
      expect({ held: unread < 250, size, sent }).toEqual({ held: true, size: 500 * body.length, sent: 500 })
    }).pipe(Effect.provide(NodeTransport.layer)))

  it.scopedLive("gives its connection back when a small body is not read", () =>
    Effect.gen(function*() {
      const server = yield* rawServer(always(json({ a: body.slice(0, 50_000) })))
      yield* Effect.repeatN(inThisWay(HttpClient.get(server.url)), 5)
      expect(server.requests.map(({ connection }) => connection)).toEqual([1, 1, 1, 1, 1, 1])
    }).pipe(Effect.provide(oneConnection)))

  it.scopedLive("fails when the layer is closed", () =>
    Effect.gen(function*() {
      const server = yield* rawServer(always())
      const scope = yield* Scope.make()
      const client = yield* Layer.buildWithScope(NodeTransport.layer, scope)
      const fiber = yield* Effect.fork(Effect.provide(inThisWay(HttpClient.get(server.url)), client))
      yield* server.requested(1)
      yield* Scope.close(scope, Exit.void)
      const error = yield* Effect.flip(Fiber.join(fiber))
      expect({ error, closed: yield* comesAbout(server.open(0)) }).toMatchObject({
        error: { _tag: "RequestError", reason: "Transport", cause: { code: "UND_ERR_DESTROYED" } },
        closed: true
      })
    }))
})

describe("a request that is bound to a scope", () => {
  it.scopedLive("is over with it, whatever was read", () =>
    Effect.gen(function*() {
      const server = yield* rawServer(always(chunked(200), chunk("first")))
      const client = HttpClient.withScope(yield* HttpClient.HttpClient)
      yield* Effect.withTracerEnabled(Effect.scoped(client.get(server.url)), false)
      expect(yield* comesAbout(server.open(0))).toBe(true)
    }).pipe(Effect.provide(NodeTransport.layer)))

  it.scopedLive("fails for those who read its body when the scope ends", () =>
    Effect.gen(function*() {
      const server = yield* rawServer(always(chunked(200), chunk("first")))
      const scope = yield* Scope.make()
      const client = HttpClient.withScope(yield* HttpClient.HttpClient)
      const response = yield* Effect.withTracerEnabled(Scope.extend(client.get(server.url), scope), false)
      const reading = yield* Effect.fork(Effect.flip(response.text))
      yield* Effect.sleep(20)
      yield* Scope.close(scope, Exit.void)
      expect(yield* Fiber.join(reading)).toMatchObject({ _tag: "ResponseError" })
    }).pipe(Effect.provide(NodeTransport.layer)))
})
