/**
 * A network between the guard and Authlete that delays and cuts: the guard says that it cannot tell now, never that a token
 * is bad, and never lets a token pass beyond its expiry.
 */
import { HttpServer } from "@effect/platform"
import { NodeHttpClient, NodeHttpServer } from "@effect/platform-node"
import { describe, expect, it } from "@effect/vitest"
import type { Duration } from "effect"
import { Context, Effect, Fiber, Layer, Redacted } from "effect"
import { AuthleteClient, AuthleteEmulator, RetryPolicy } from "effect-authlete"
import * as Http from "node:http"
import * as Net from "node:net"
import { handClock } from "../cache/tinyAuthlete.js"
import type { Setup } from "./guardedServer.js"
import { bearerHeaders, guardedServer, joined, until } from "./guardedServer.js"
import { listening } from "./listening.js"

type Manner =
  | "passes"
  /** Takes connections, and closes them at once. */
  | "refuses"
  /** Resets the connection when a request comes in. */
  | "resets"
  /** The same, but lets the requests after that through. */
  | "resetsOnce"
  /** Closes the connection when a request comes in. */
  | "closes"
  /** Lets requests through, and cuts the response within its head. */
  | "cutsHead"
  /** Lets requests through, and cuts the response within its body. */
  | "cutsBody"
  /** Lets requests through, and keeps what comes back until it is told to let that go. */
  | "holds"
  /** Responds with what is not HTTP. */
  | "babbles"

/** A proxy that hands bytes on, as long as it is told to. */
const proxyTo = (port: number) =>
  Effect.gen(function*() {
    const sockets = new Set<Net.Socket>()
    const held: Array<() => void> = []
    const state = { manner: "passes" as Manner, holding: () => {} }

    const back = (socket: Net.Socket, chunk: Buffer) => {
      switch (state.manner) {
        case "cutsHead":
          socket.end(chunk.subarray(0, 20))
          return
        case "cutsBody":
          socket.end(chunk.subarray(0, chunk.length - 10))
          return
        case "holds":
          held.push(() => socket.write(chunk))
          state.holding()
          return
        default:
          socket.write(chunk)
      }
    }

    const server = Net.createServer((socket) => {
      sockets.add(socket)
      socket.on("error", () => socket.destroy())
      if (state.manner === "refuses") return void socket.destroy()
      const upstream = Net.connect(port, "127.0.0.1")
      sockets.add(upstream)
      upstream.on("error", () => socket.destroy())
      upstream.on("data", (chunk: Buffer) => back(socket, chunk))
      socket.on("close", () => upstream.destroy())
      socket.on("data", (chunk: Buffer) => {
        switch (state.manner) {
          case "refuses":
          case "resets":
            return void socket.resetAndDestroy()
          case "resetsOnce":
            state.manner = "passes"
            return void socket.resetAndDestroy()
          case "closes":
            return void socket.end()
          case "babbles":
            return void socket.end("220 mail.example.com ESMTP\r\n\r\n")
          default:
            upstream.write(chunk)
        }
      })
    })
    const ownPort = yield* listening(server, sockets)
    return {
      url: `http://127.0.0.1:${ownPort}`,
      setManner: (manner: Manner) => {
        state.manner = manner
      },
      /** Waits until a response is held. */
      isHolding: Effect.async<void>((resume) => {
        if (held.length > 0) resume(Effect.void)
        else state.holding = () => resume(Effect.void)
      }),
      letGo: () => {
        state.manner = "passes"
        for (const send of held.splice(0)) send()
      }
    }
  })

interface Options extends Setup {
  readonly retryPolicy?: RetryPolicy.Policy
  /** The time limit of the client. */
  readonly timeout?: Duration.DurationInput
}

/** The emulator as a server, a proxy before it, and a guarded server whose client knows the proxy alone. */
const behindProxy = ({ retryPolicy = RetryPolicy.none, timeout = "20 seconds", ...setup }: Options = {}) =>
  Effect.gen(function*() {
    const emulator = yield* HttpServer.serve(AuthleteEmulator.httpApp).pipe(
      Layer.provideMerge(AuthleteEmulator.layerServer()),
      Layer.provideMerge(NodeHttpServer.layer(() => Http.createServer(), { host: "127.0.0.1", port: 0 })),
      Layer.orDie,
      Layer.build
    )
    const { address } = Context.get(emulator, HttpServer.HttpServer)
    const proxy = yield* proxyTo(address._tag === "TcpAddress" ? address.port : 0)
    const client = AuthleteClient.layer({
      serviceId: AuthleteEmulator.defaultServiceId,
      accessToken: Redacted.make(AuthleteEmulator.defaultAccessToken),
      baseUrl: proxy.url,
      timeout,
      retryPolicy
    }).pipe(Layer.provide(NodeHttpClient.layerUndici), Layer.orDie)
    const server = yield* guardedServer({
      ...setup,
      authlete: Layer.merge(client, Layer.succeedContext(Context.pick(AuthleteEmulator.AuthleteEmulator)(emulator)))
    })
    return { ...server, ...proxy }
  })

const outages: ReadonlyArray<Manner> = ["refuses", "resets", "closes", "cutsHead", "cutsBody", "holds", "babbles"]

describe("a network to Authlete", () => {
  for (const manner of outages) {
    it.scopedLive(`that ${manner}: 503 with Retry-After for good tokens and bad ones, and nothing stays of it`, () =>
      Effect.gen(function*() {
        const { ask, issue, letGo, setManner } = yield* behindProxy({
          timeout: manner === "holds" ? "1500 millis" : "20 seconds"
        })
        const token = yield* issue()
        setManner(manner)
        for (const presented of [token, "no-such-token"]) {
          const { body, challenge, headers, status } = yield* ask({ headers: bearerHeaders(presented) })
          expect([status, headers["retry-after"], challenge, body]).toEqual([503, "5", undefined, ""])
        }
        letGo()
        expect((yield* ask({ headers: bearerHeaders(token) })).status).toBe(200)
        expect((yield* ask({ headers: bearerHeaders("no-such-token") })).status).toBe(401)
      }))
  }

  it.scopedLive("that resets once is no outage for a client that sends again", () =>
    Effect.gen(function*() {
      const { ask, issue, setManner } = yield* behindProxy({ retryPolicy: RetryPolicy.standard })
      const headers = bearerHeaders(yield* issue())
      setManner("resetsOnce")
      expect((yield* ask({ headers })).status).toBe(200)
    }))

  it.scopedLive("that is gone leaves what is known in use until its time to live", () => {
    const { clock, state } = handClock()
    return Effect.gen(function*() {
      const { ask, issue, setManner } = yield* behindProxy({ cache: { timeToLive: "30 seconds" } })
      const headers = bearerHeaders(yield* issue())
      expect((yield* ask({ headers })).status).toBe(200)
      setManner("resets")
      state.now = 29_999
      expect((yield* ask({ headers })).status).toBe(200)
      state.now = 30_000
      expect((yield* ask({ headers })).status).toBe(503)
    }).pipe(Effect.withClock(clock))
  })

  for (const onOutage of ["fail", "stale"] as const) {
    it.scopedLive(`that is gone lets no token pass beyond its expiry, with onOutage "${onOutage}"`, () => {
      const { clock, state } = handClock()
      return Effect.gen(function*() {
        const { ask, issue, setManner } = yield* behindProxy({ cache: { timeToLive: "1 hour", onOutage } })
        const headers = bearerHeaders(yield* issue({ accessTokenDuration: 60 }))
        expect((yield* ask({ headers })).status).toBe(200)
        setManner("resets")
        state.now = 59_999
        expect((yield* ask({ headers })).status).toBe(200)
        for (const now of [60_000, 60_001, 100_000]) {
          state.now = now
          expect((yield* ask({ headers })).status).toBe(503)
        }
      }).pipe(Effect.withClock(clock))
    })
  }

  it.scopedLive("that delays a response lets nobody pass with it who asks when the token has expired", () => {
    const { clock, state } = handClock()
    return Effect.gen(function*() {
      const { ask, isHolding, issue, letGo, setManner } = yield* behindProxy()
      const headers = bearerHeaders(yield* issue({ accessTokenDuration: 60 }))
      const before = yield* joined
      setManner("holds")
      const first = yield* Effect.fork(ask({ headers }))
      yield* isHolding
      state.now = 60_000
      const second = yield* Effect.fork(ask({ headers }))
      yield* until(Effect.map(joined, (count) => count === before + 1))
      letGo()
      // Authlete said so when the token was good.
      expect((yield* Fiber.join(first)).status).toBe(200)
      expect((yield* Fiber.join(second)).status).toBe(401)
      expect((yield* ask({ headers })).status).toBe(401)
    }).pipe(Effect.withClock(clock))
  })
})
