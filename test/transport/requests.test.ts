/**
 * What goes out: over `NodeTransport` the same as over the platform's own client on undici, in all that is plain.
 */
import { NodeHttpClient } from "@effect/platform-node"
import * as HttpBody from "@effect/platform/HttpBody"
import * as HttpClient from "@effect/platform/HttpClient"
import * as HttpClientRequest from "@effect/platform/HttpClientRequest"
import { expect, it } from "@effect/vitest"
import type { Layer } from "effect"
import { Cause, Effect, Exit, Stream } from "effect"
import * as NodeTransport from "effect-authlete/NodeTransport"
import { Readable } from "node:stream"
import { describe } from "vitest"
import { json, noContent } from "../../tools/faults/http.js"
import type { Recorded } from "../../tools/faults/rawServer.js"
import { always, rawServer } from "../../tools/faults/rawServer.js"
import { rows } from "../support/outcome.js"

const bothLayers = [
  { client: "layerUndici", layer: NodeHttpClient.layerUndici },
  { client: "NodeTransport", layer: NodeTransport.layer }
]

/** What a server is asked by these requests. The platform's span of a request would add headers. */
const asked = (
  layer: Layer.Layer<HttpClient.HttpClient>,
  ...requests: ReadonlyArray<(url: string) => HttpClientRequest.HttpClientRequest>
) =>
  Effect.gen(function*() {
    const server = yield* rawServer(always(noContent))
    const client = HttpClient.withTracerDisabledWhen(yield* HttpClient.HttpClient, () => true)
    yield* Effect.forEach(requests, (request) => client.execute(request(server.url)))
    return server.requests.map(({ body, headers, method, target }) => ({
      body,
      headers: { ...headers, host: "" } as Recorded["headers"],
      method,
      target
    }))
  }).pipe(Effect.scoped, Effect.provide(layer))

const bytes = new TextEncoder().encode("bytes, jöhn")

const plain: Readonly<Record<string, (url: string) => HttpClientRequest.HttpClientRequest>> = {
  "a GET": (url) => HttpClientRequest.get(`${url}/path`),
  "a query": (url) => HttpClientRequest.get(`${url}/path?a=1`, { urlParams: { b: "2 3", c: "ö" } }),
  "headers": (url) => HttpClientRequest.get(url, { headers: { "X-One": "1", "x-two": "ö" } }),
  "a HEAD": (url) => HttpClientRequest.head(url),
  "a DELETE": (url) => HttpClientRequest.del(url),
  "a text": (url) => HttpClientRequest.bodyText(HttpClientRequest.post(url), "text, jöhn", "text/plain"),
  "an empty text": (url) => HttpClientRequest.bodyText(HttpClientRequest.post(url), "", "text/plain"),
  "JSON": (url) => HttpClientRequest.bodyUnsafeJson(HttpClientRequest.patch(url), { subject: "jöhn" }),
  "a form of fields": (url) => HttpClientRequest.bodyUrlParams(HttpClientRequest.put(url), { a: "1", b: "2 3" }),
  "bytes": (url) => HttpClientRequest.bodyUint8Array(HttpClientRequest.post(url), bytes, "application/x-bytes"),
  "a stream of a length that is told": (url) =>
    HttpClientRequest.setBody(
      HttpClientRequest.post(url),
      HttpBody.stream(Stream.make(bytes, bytes), "application/x-bytes", 2 * bytes.length)
    ),
  "a stream": (url) => HttpClientRequest.bodyStream(HttpClientRequest.post(url), Stream.make(bytes, bytes)),
  "a string as it is": (url) => HttpClientRequest.setBody(HttpClientRequest.post(url), HttpBody.raw("raw")),
  "a stream of Node": (url) =>
    HttpClientRequest.setBody(HttpClientRequest.post(url), HttpBody.raw(Readable.from(["a", "b"]))),
  "a Blob": (url) => HttpClientRequest.setBody(HttpClientRequest.post(url), HttpBody.raw(new Blob(["blob"])))
}

describe("a request is what it is over layerUndici", () => {
  it.live.each(rows(Object.entries(plain), ([what]) => what))("%s", ([, [, request]]) =>
    Effect.gen(function*() {
      const theirs = yield* asked(NodeHttpClient.layerUndici, request)
      expect(theirs).toHaveLength(1)
      expect(yield* asked(NodeTransport.layer, request)).toEqual(theirs)
    }))
})

describe("over NodeTransport", () => {
  it.live("a form with a file is sent as multipart, with its length", () =>
    Effect.gen(function*() {
      const form = new FormData()
      form.append("name", "jöhn")
      form.append("file", new File(["content"], "file.txt", { type: "text/plain" }))
      const [request] = yield* asked(
        NodeTransport.layer,
        (url) => HttpClientRequest.bodyFormData(HttpClientRequest.post(url), form)
      )
      const { body = "", headers = {} } = request ?? {}
      const parsed = yield* Effect.promise(() => new Response(body, { headers }).formData())
      const file = parsed.get("file")
      expect({
        length: headers["content-length"],
        name: parsed.get("name"),
        file: file instanceof File ? [file.name, file.type, yield* Effect.promise(() => file.text())] : undefined
      }).toEqual({
        length: `${Buffer.byteLength(body)}`,
        name: "jöhn",
        file: ["file.txt", "text/plain", "content"]
      })
    }))

  it.live("URLSearchParams as they are become a form", () =>
    Effect.gen(function*() {
      const [request] = yield* asked(NodeTransport.layer, (url) =>
        HttpClientRequest.setBody(
          HttpClientRequest.post(url),
          HttpBody.raw(new URLSearchParams({ a: "1 2" }))
        ))
      expect(request).toMatchObject({
        body: "a=1+2",
        headers: { "content-type": "application/x-www-form-urlencoded;charset=UTF-8", "content-length": "5" }
      })
    }))

  it.live("a ReadableStream as it is goes out in chunks", () =>
    Effect.gen(function*() {
      const [request] = yield* asked(NodeTransport.layer, (url) =>
        HttpClientRequest.setBody(
          HttpClientRequest.post(url),
          HttpBody.raw(new Blob(["a stream of the web"]).stream())
        ))
      expect(request).toMatchObject({
        body: "a stream of the web",
        headers: { "transfer-encoding": "chunked" }
      })
    }))

  it.live("the fragment of a URL stays here", () =>
    Effect.gen(function*() {
      const [request] = yield* asked(
        NodeTransport.layer,
        (url) => HttpClientRequest.get(`${url}/path?a=1`, { hash: "secret" })
      )
      expect(request?.target).toBe("/path?a=1")
    }))

  it.live("a request can be sent again as it is", () =>
    Effect.gen(function*() {
      const form = new FormData()
      form.append("name", "john")
      const requests = yield* asked(
        NodeTransport.layer,
        ...[1, 2].map(() => (url: string) => HttpClientRequest.bodyFormData(HttpClientRequest.post(url), form))
      )
      expect(requests.map(({ body }) => body.includes("john"))).toEqual([true, true])
    }))
})

const failing: Readonly<Record<string, readonly [reason: string, request: HttpClientRequest.HttpClientRequest]>> = {
  "a URL that is none": ["InvalidUrl", HttpClientRequest.get("http://")],
  "a scheme that is not of HTTP": ["Transport", HttpClientRequest.get("ftp://localhost")],
  "a header that is none": ["Transport", HttpClientRequest.get("http://localhost:1", { headers: { "x-a": "a\nb" } })],
  "a body that is none": [
    "Transport",
    HttpClientRequest.setBody(HttpClientRequest.post("http://localhost:1"), HttpBody.raw(7))
  ],
  "a port that nobody listens on": ["Transport", HttpClientRequest.get("http://localhost:1")],
  "a stream that fails": [
    "Transport",
    HttpClientRequest.bodyStream(HttpClientRequest.post("http://localhost:1"), Stream.fail("no"))
  ]
}

describe.each(bothLayers)("over $client, a RequestError", ({ layer }) => {
  it.scopedLive.each(rows(Object.entries(failing), ([what]) => what))(
    "%s",
    ([, [, [reason, request]]]) =>
      Effect.gen(function*() {
        const client = HttpClient.withTracerDisabledWhen(yield* HttpClient.HttpClient, () => true)
        const exit = yield* Effect.exit(client.execute(request))
        expect(Exit.isFailure(exit) ? Cause.squash(exit.cause) : exit).toMatchObject({ _tag: "RequestError", reason })
      }).pipe(Effect.provide(layer))
  )

  it.scopedLive("a stream that fails halfway breaks the request off", () =>
    Effect.gen(function*() {
      const server = yield* rawServer(always(json({})))
      const body = Stream.concat(Stream.make(bytes), Stream.fromEffect(Effect.delay(Effect.fail("no"), 50)))
      const client = yield* HttpClient.HttpClient
      const exit = yield* Effect.exit(
        client.execute(HttpClientRequest.bodyStream(HttpClientRequest.post(server.url), body))
      )
      expect({ failed: Exit.isFailure(exit), requests: server.requests.length }).toEqual({ failed: true, requests: 0 })
    }).pipe(Effect.provide(layer)))
})
