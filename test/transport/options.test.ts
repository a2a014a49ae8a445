/**
 * What `NodeTransport` is told by its layer and by the context of a request: connections, TLS, proxies, undici's options,
 * and the platform's spans.
 */
import { NodeHttpClient } from "@effect/platform-node"
import * as HttpClient from "@effect/platform/HttpClient"
import { expect, it } from "@effect/vitest"
import { Cause, Effect, Exit, Layer, Option, Tracer } from "effect"
import * as NodeTransport from "effect-authlete/NodeTransport"
import * as Net from "node:net"
import { MockAgent, ProxyAgent } from "undici"
import { describe } from "vitest"
import { selfSigned } from "../../tools/faults/certificate.js"
import { head, json, respond } from "../../tools/faults/http.js"
import { always, comesAbout, pause, rawServer, send } from "../../tools/faults/rawServer.js"

const get = (url: string) => Effect.flatMap(HttpClient.get(url), (response) => response.json)

describe("the agent", () => {
  it.scopedLive("keeps a connection longer than undici does by default", () =>
    Effect.gen(function*() {
      const server = yield* rawServer(always(json({})))
      yield* get(server.url)
      yield* Effect.sleep("5 seconds")
      expect(server.openSockets()).toBe(1)
    }).pipe(Effect.provide(NodeTransport.layer)))

  it.scopedLive("keeps a connection as long as it is told", () =>
    Effect.gen(function*() {
      const server = yield* rawServer(always(json({})))
      yield* get(server.url)
      expect(yield* comesAbout(server.open(0))).toBe(true)
    }).pipe(Effect.provide(NodeTransport.layerAgent({ keepAliveTimeout: 100 }))))

  it.scopedLive("opens no more connections than it is told", () =>
    Effect.gen(function*() {
      const server = yield* rawServer(always(pause(5), json({})))
      yield* Effect.replicateEffect(get(server.url), 50, { concurrency: "unbounded" })
      expect(new Set(server.requests.map(({ connection }) => connection)).size).toBe(3)
    }).pipe(Effect.provide(NodeTransport.layerAgent({ connections: 3 }))))

  it.scopedLive("takes what TLS needs", () =>
    Effect.gen(function*() {
      const { cert, key } = selfSigned()
      const server = yield* rawServer(always(json({ secure: true })), { tls: { cert, key } })
      const response = yield* Effect.provide(
        HttpClient.get(server.url),
        yield* Layer.build(NodeTransport.layerAgent({ connect: { ca: cert } }))
      )
      expect([yield* response.json, response.remoteAddress]).toEqual([{ secure: true }, Option.some("127.0.0.1")])
    }))

  it.scopedLive("is one that undici refuses, if its options are", () =>
    Effect.gen(function*() {
      const exit = yield* Effect.exit(Layer.build(NodeTransport.layerAgent({ maxOrigins: -1 })))
      expect(Exit.isFailure(exit) ? String(Cause.squash(exit.cause)) : "").toContain("maxOrigins must be a number")
    }))
})

describe("another dispatcher", () => {
  /** A proxy that passes connections on. It tells which ones it was asked for. */
  const proxy = Effect.acquireRelease(
    Effect.async<{ readonly url: string; readonly asked: Array<string>; readonly server: Net.Server }>((resume) => {
      const asked: Array<string> = []
      const server = Net.createServer((socket) => {
        socket.on("error", () => socket.destroy())
        socket.once("data", (bytes) => {
          const target = /^CONNECT (\S+)/.exec(String(bytes))?.[1] ?? ""
          asked.push(target)
          const upstream = Net.connect(Number(target.split(":")[1]), "127.0.0.1", () => {
            socket.write("HTTP/1.1 200 OK\r\n\r\n")
            socket.pipe(upstream).pipe(socket)
          })
          upstream.on("error", () => socket.destroy())
        })
      })
      server.listen(0, "127.0.0.1", () => {
        const { port } = server.address() as Net.AddressInfo
        resume(Effect.succeed({ url: `http://127.0.0.1:${port}`, asked, server }))
      })
    }),
    ({ server }) => Effect.sync(() => server.close())
  )

  it.scopedLive("may be a proxy", () =>
    Effect.gen(function*() {
      const server = yield* rawServer(always(json({ here: true })))
      const { asked, url } = yield* proxy
      const client = yield* Layer.build(
        NodeTransport.layerDispatcher(
          Effect.acquireRelease(
            Effect.sync(() => new ProxyAgent({ uri: url, proxyTunnel: true })),
            (agent) => Effect.promise(() => agent.destroy())
          )
        )
      )
      const found = yield* Effect.provide(get(server.url), client)
      expect({ found, asked }).toEqual({ found: { here: true }, asked: [`127.0.0.1:${server.port}`] })
    }))

  it.scopedLive("may be a mock of undici's", () =>
    Effect.gen(function*() {
      const agent = new MockAgent()
      agent.disableNetConnect()
      agent.get("http://authlete.test").intercept({ path: "/there" }).reply(200, { mocked: true }, {
        headers: { "x-one": "1" }
      })
      const client = yield* Layer.build(NodeTransport.layerDispatcher(Effect.succeed(agent)))
      const response = yield* Effect.provide(HttpClient.get("http://authlete.test/there"), client)
      expect([yield* response.json, response.headers["x-one"], response.remoteAddress]).toEqual([
        { mocked: true },
        "1",
        Option.none()
      ])
    }))
})

describe("UndiciRequestOptions", () => {
  const closing = { reset: true } as NodeHttpClient.UndiciRequestOptions["Type"]

  it.scopedLive.each([false, true])(
    "hold for a request that has them in its context; with a span: %s",
    (traced) =>
      Effect.gen(function*() {
        const server = yield* rawServer(always(json({})))
        const call = Effect.withTracerEnabled(get(server.url), traced)
        yield* Effect.provideService(call, NodeHttpClient.UndiciRequestOptions, closing)
        yield* call
        expect(server.requests.map(({ headers }) => headers["connection"])).toEqual(["close", "keep-alive"])
      }).pipe(Effect.provide(NodeTransport.layer))
  )

  it.scopedLive.each([false, true])(
    "hold for all requests of a layer that has them; with a span: %s",
    (traced) =>
      Effect.gen(function*() {
        const server = yield* rawServer(always(json({})))
        yield* Effect.withTracerEnabled(get(server.url), traced)
        expect(server.requests[0]?.headers["connection"]).toBe("close")
      }).pipe(
        Effect.provide(Layer.provide(NodeTransport.layer, Layer.succeed(NodeHttpClient.UndiciRequestOptions, closing)))
      )
  )

  it.scopedLive("hear of what comes before the response", () =>
    Effect.gen(function*() {
      const informed: Array<unknown> = []
      const server = yield* rawServer(always(send(head(103, { link: "</style.css>" })), json({})))
      const onInfo = (info: unknown) => informed.push(info)
      yield* Effect.provideService(
        get(server.url),
        NodeHttpClient.UndiciRequestOptions,
        { onInfo } as unknown as typeof closing
      )
      expect(informed).toEqual([{ statusCode: 103, headers: { link: "</style.css>" } }])
    }).pipe(Effect.provide(NodeTransport.layer)))

  it.scopedLive("do not stand in for what the request says itself", () =>
    Effect.gen(function*() {
      const server = yield* rawServer(always(json({})))
      const other = { path: "/other", method: "DELETE" } as typeof closing
      yield* Effect.provideService(get(`${server.url}/path`), NodeHttpClient.UndiciRequestOptions, other)
      expect(server.requests[0]).toMatchObject({ method: "GET", target: "/path" })
    }).pipe(Effect.provide(NodeTransport.layer)))
})

describe("spans of the platform", () => {
  /** Effect's own tracer, and the spans that it has made. */
  const recording = Effect.map(Effect.tracer, (tracer) => {
    const spans: Array<Tracer.Span> = []
    const span: Tracer.Tracer["span"] = (...given) => {
      const made = tracer.span(...given)
      spans.push(made)
      return made
    }
    return { spans, tracer: Tracer.make({ span, context: (f) => f() }) }
  })

  it.scopedLive("are made for a request, and its headers tell of them", () =>
    Effect.gen(function*() {
      const server = yield* rawServer(always(respond(200, "{}", { "x-one": "1" })))
      const { spans, tracer } = yield* recording
      yield* Effect.withTracer(get(`${server.url}/path`), tracer)
      expect({
        names: spans.map(({ name }) => name),
        attributes: Object.fromEntries(spans[0]?.attributes ?? []),
        told: server.requests[0]?.headers["traceparent"]?.includes(spans[0]?.traceId ?? "none")
      }).toMatchObject({
        names: ["http.client GET"],
        attributes: {
          "http.request.method": "GET",
          "url.path": "/path",
          "http.response.status_code": 200,
          "http.response.header.x-one": "1"
        },
        told: true
      })
    }).pipe(Effect.provide(NodeTransport.layer)))

  it.scopedLive("are not made where they are switched off", () =>
    Effect.gen(function*() {
      const server = yield* rawServer(always(json({})))
      const { spans, tracer } = yield* recording
      const client = HttpClient.withTracerDisabledWhen(yield* HttpClient.HttpClient, () => true)
      yield* Effect.withTracer(client.get(server.url), tracer)
      expect([spans, server.requests[0]?.headers["traceparent"]]).toEqual([[], undefined])
    }).pipe(Effect.provide(NodeTransport.layer)))
})
