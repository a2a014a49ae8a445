/**
 * What comes in: over `NodeTransport` the same as over the platform's own client on undici.
 */
import { NodeHttpClient } from "@effect/platform-node"
import * as Cookies from "@effect/platform/Cookies"
import * as HttpClient from "@effect/platform/HttpClient"
import type * as HttpClientResponse from "@effect/platform/HttpClientResponse"
import { expect, it } from "@effect/vitest"
import { Chunk, Effect, Option, Stream } from "effect"
import * as NodeTransport from "effect-authlete/NodeTransport"
import { describe } from "vitest"
import { chunk, chunked, head, json, lastChunk, noContent, respond } from "../../tools/faults/http.js"
import type { Reply } from "../../tools/faults/rawServer.js"
import { always, end, inTurn, pause, rawServer, reset, send } from "../../tools/faults/rawServer.js"
import { rows } from "../support/outcome.js"

const layers = [
  { client: "layerUndici", layer: NodeHttpClient.layerUndici },
  { client: "NodeTransport", layer: NodeTransport.layer }
]

const text = "{\"subject\":\"jöhn\"}"

const framings: Readonly<Record<string, Reply>> = {
  "with its head": [respond(200, text)],
  "after its head": [send(head(200, { "content-length": "19" })), pause(20), send(text)],
  "in chunks": [chunked(200), chunk(text.slice(0, 5)), pause(20), chunk(text.slice(5)), lastChunk],
  "up to the end of the connection": [send(head(200, { connection: "close" }) + text), end]
}

const readings: Readonly<
  Record<string, (response: HttpClientResponse.HttpClientResponse) => Effect.Effect<unknown, unknown>>
> = {
  text: (response) => response.text,
  "text, twice": (response) => Effect.zipWith(response.text, response.text, (a, b) => a === b ? a : [a, b]),
  "text, twice at a time": (response) =>
    Effect.zipWith(response.text, response.text, (a, b) => a === b ? a : [a, b], { concurrent: true }),
  json: (response) => Effect.map(response.json, (value) => JSON.stringify(value)),
  arrayBuffer: (response) => Effect.map(response.arrayBuffer, (bytes) => new TextDecoder().decode(bytes)),
  stream: (response) => Stream.mkString(Stream.decodeText(response.stream))
}

describe.each(layers)("over $client", ({ layer }) => {
  for (const [framing, reply] of Object.entries(framings)) {
    it.scopedLive.each(rows(Object.entries(readings), ([how]) => how))(
      `a body that comes ${framing} is read: %s`,
      ([, [, read]]) =>
        Effect.gen(function*() {
          const server = yield* rawServer(always(...reply))
          const response = yield* HttpClient.get(server.url)
          expect(yield* read(response)).toBe(text)
        }).pipe(Effect.provide(layer))
    )
  }

  it.scopedLive("status, headers and cookies are those of the response", () =>
    Effect.gen(function*() {
      const server = yield* rawServer(
        always(respond(404, "", { "X-One": "1", "x-many": ["a", "b"], "set-cookie": ["c=1; Path=/", "d=2"] }))
      )
      const response = yield* HttpClient.get(server.url)
      const { cookies, headers, status } = response
      expect({ status, headers: { ...headers }, cookies: Cookies.toRecord(cookies) }).toEqual({
        status: 404,
        headers: {
          "content-type": "application/json",
          "content-length": "0",
          "x-one": "1",
          "x-many": "a, b",
          "set-cookie": "c=1; Path=/, d=2"
        },
        cookies: { c: "1", d: "2" }
      })
    }).pipe(Effect.provide(layer)))

  it.scopedLive("a response without cookies has none", () =>
    Effect.gen(function*() {
      const server = yield* rawServer(always(noContent))
      expect(Cookies.isEmpty((yield* HttpClient.get(server.url)).cookies)).toBe(true)
    }).pipe(Effect.provide(layer)))

  it.scopedLive("JSON without a text is null", () =>
    Effect.gen(function*() {
      const server = yield* rawServer(always(noContent))
      expect(yield* (yield* HttpClient.get(server.url)).json).toBeNull()
    }).pipe(Effect.provide(layer)))

  it.scopedLive("a form of fields is read", () =>
    Effect.gen(function*() {
      const server = yield* rawServer(always(respond(200, "a=1+2&b=%C3%B6")))
      expect(yield* (yield* HttpClient.get(server.url)).urlParamsBody).toEqual([["a", "1 2"], ["b", "ö"]])
    }).pipe(Effect.provide(layer)))

  it.scopedLive("a byte order mark is no part of the text", () =>
    Effect.gen(function*() {
      const server = yield* rawServer(always(respond(200, "\ufefftext")))
      expect(yield* (yield* HttpClient.get(server.url)).text).toBe("text")
    }).pipe(Effect.provide(layer)))

  it.scopedLive("a HEAD has headers and no body", () =>
    Effect.gen(function*() {
      const server = yield* rawServer(always(send(head(200, { "content-length": "100" }))))
      const response = yield* HttpClient.head(server.url)
      expect([response.headers["content-length"], yield* response.text]).toEqual(["100", ""])
    }).pipe(Effect.provide(layer)))

  it.scopedLive("what comes before the response is passed over", () =>
    Effect.gen(function*() {
      const server = yield* rawServer(always(send(head(103, { link: "</style.css>" })), respond(200, text)))
      const response = yield* HttpClient.get(server.url)
      expect([response.status, yield* response.text]).toEqual([200, text])
    }).pipe(Effect.provide(layer)))

  it.scopedLive("a redirect is given back, unless the client is told to follow it", () =>
    Effect.gen(function*() {
      const server = yield* rawServer(
        ({ target }) => target === "/" ? [respond(302, "", { location: "/there" })] : [respond(200, target)]
      )
      const client = yield* HttpClient.HttpClient
      const following = HttpClient.followRedirects(client)
      expect([(yield* client.get(server.url)).status, yield* (yield* following.get(server.url)).text]).toEqual([
        302,
        "/there"
      ])
    }).pipe(Effect.provide(layer)))

  it.scopedLive("JSON that is none is a ResponseError", () =>
    Effect.gen(function*() {
      const server = yield* rawServer(always(respond(200, "{")))
      const response = yield* HttpClient.get(server.url)
      expect(yield* Effect.flip(response.json)).toMatchObject({ _tag: "ResponseError", reason: "Decode" })
    }).pipe(Effect.provide(layer)))

  it.scopedLive("a stream ends early where its reader does", () =>
    Effect.gen(function*() {
      const server = yield* rawServer(always(chunked(200), chunk("first"), pause(10), chunk("second")))
      const response = yield* HttpClient.get(server.url)
      const first = yield* Stream.runHead(Stream.decodeText(response.stream))
      expect(first).toEqual(Option.some("first"))
    }).pipe(Effect.provide(layer)))

  it.scopedLive("a stream that is read slowly brings all that was sent, in its order", () =>
    Effect.gen(function*() {
      const parts = Array.from({ length: 50 }, (_, index) => String(index).padStart(10_000, "."))
      const server = yield* rawServer(always(chunked(200), ...parts.map((part) => chunk(part)), lastChunk))
      const response = yield* HttpClient.get(server.url)
      const read = yield* Stream.runCollect(
        Stream.tap(response.stream, () => Effect.promise(() => new Promise((resolve) => setImmediate(resolve))))
      )
      expect(Buffer.concat(Chunk.toReadonlyArray(read)).toString()).toBe(parts.join(""))
    }).pipe(Effect.provide(layer)))
})

describe("over NodeTransport", () => {
  it.scopedLive("a response tells the address that it came from", () =>
    Effect.gen(function*() {
      const server = yield* rawServer(always(json({})))
      const responses = [yield* HttpClient.get(server.url), yield* HttpClient.get(server.url)]
      expect(responses.map(({ remoteAddress }) => remoteAddress)).toEqual(
        responses.map(() => Option.some("127.0.0.1"))
      )
    }).pipe(Effect.provide(NodeTransport.layer)))

  it.scopedLive("a whole body can be read again, in any way", () =>
    Effect.gen(function*() {
      const server = yield* rawServer(always(respond(200, text)))
      const response = yield* HttpClient.get(server.url)
      const read = yield* Effect.forEach(Object.values(readings), (read) => read(response))
      expect(read).toEqual(read.map(() => text))
    }).pipe(Effect.provide(NodeTransport.layer)))

  it.scopedLive("a body that was read in parts cannot be read again", () =>
    Effect.gen(function*() {
      const server = yield* rawServer(always(chunked(200), pause(10), chunk(text), lastChunk))
      const response = yield* HttpClient.get(server.url)
      yield* Stream.runDrain(response.stream)
      const errors = [yield* Effect.flip(response.text), yield* Effect.flip(Stream.runDrain(response.stream))]
      expect(errors).toMatchObject(errors.map(() => ({ _tag: "ResponseError", reason: "Decode" })))
    }).pipe(Effect.provide(NodeTransport.layer)))

  it.scopedLive("a multipart form is read", () =>
    Effect.gen(function*() {
      const body = "--x\r\ncontent-disposition: form-data; name=\"a\"\r\n\r\n1\r\n--x--\r\n"
      const server = yield* rawServer(always(respond(200, body, { "content-type": "multipart/form-data; boundary=x" })))
      expect((yield* (yield* HttpClient.get(server.url)).formData).get("a")).toBe("1")
    }).pipe(Effect.provide(NodeTransport.layer)))

  it.scopedLive("a body that breaks off is a ResponseError, for each who reads it", () =>
    Effect.gen(function*() {
      const server = yield* rawServer(always(send(`${head(200, { "content-length": "100" })}{`), pause(20), reset))
      const response = yield* HttpClient.get(server.url)
      const errors = yield* Effect.forEach(
        [response.text, response.json, response.arrayBuffer, Stream.runDrain(response.stream)],
        (read: Effect.Effect<unknown, unknown>) => Effect.flip(read)
      )
      expect(errors).toMatchObject(errors.map(() => ({ _tag: "ResponseError", reason: "Decode" })))
    }).pipe(Effect.provide(NodeTransport.layer)))

  it.scopedLive("a response shows what it is, without its body", () =>
    Effect.gen(function*() {
      const server = yield* rawServer(inTurn([respond(201, "a body")]))
      const response = yield* HttpClient.get(server.url)
      expect(JSON.parse(JSON.stringify(response))).toMatchObject({
        _id: "@effect/platform/HttpClientResponse",
        status: 201,
        request: { method: "GET" }
      })
      expect(String(response)).not.toContain("a body")
    }).pipe(Effect.provide(NodeTransport.layer)))
})
