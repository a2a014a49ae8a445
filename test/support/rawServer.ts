/**
 * A server that answers with exactly the bytes it is told to, and remembers exactly what it was asked.
 */
import { Clock, Effect, FiberSet } from "effect"
import type { Scope } from "effect"
import * as Events from "node:events"
import * as Net from "node:net"

export interface Recorded {
  readonly method: string
  /** The path with the query, as it stood in the request line. */
  readonly target: string
  /** By names in lower case. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  /** Counted from 1. */
  readonly connection: number
}

/** One thing that a server does about a request. */
export type Step =
  | { readonly _tag: "Send"; readonly bytes: Uint8Array }
  | { readonly _tag: "Pause"; readonly millis: number }
  | { readonly _tag: "End" }
  | { readonly _tag: "Reset" }

export type Reply = ReadonlyArray<Step>

export const send = (bytes: string | Uint8Array): Step => ({ _tag: "Send", bytes: Buffer.from(bytes) })
export const pause = (millis: number): Step => ({ _tag: "Pause", millis })
/** Closes the connection as it should be done. */
export const end: Step = { _tag: "End" }
/** Breaks the connection off. */
export const reset: Step = { _tag: "Reset" }

/** What a server answers to the request that came as the first (0), the second (1), … */
export type Script = (request: Recorded, index: number) => Reply

export const always = (...steps: Reply): Script => () => steps

/** One reply after the other; the last one stays. */
export const inTurn = (...replies: ReadonlyArray<Reply>): Script => (_, index) =>
  replies[Math.min(index, replies.length - 1)] ?? []

export interface RawServer {
  readonly port: number
  readonly url: string
  /** What was asked so far. */
  readonly requests: ReadonlyArray<Recorded>
  readonly openSockets: () => number
  /** Waits until so many requests came in. */
  readonly requested: (count: number) => Effect.Effect<void>
  /** Waits until so many sockets are open. */
  readonly open: (count: number) => Effect.Effect<void>
}

/** The answer to whom speaks TLS to a plain server. */
const plainOnly = "HTTP/1.1 400 Bad Request\r\nconnection: close\r\n\r\n"

const unchunk = (bytes: Buffer): { readonly body: string; readonly size: number } | undefined => {
  const parts: Array<Buffer> = []
  let at = 0
  for (;;) {
    const line = bytes.indexOf("\r\n", at)
    if (line < 0) return undefined
    const length = Number.parseInt(bytes.toString("latin1", at, line), 16)
    const next = line + 2 + length + 2
    if (bytes.length < next) return undefined
    if (length === 0) return { body: Buffer.concat(parts).toString(), size: next }
    parts.push(bytes.subarray(line + 2, line + 2 + length))
    at = next
  }
}

/** The first request in what came in, if it is there as a whole, and the bytes after it. */
const parse = (
  bytes: Buffer,
  connection: number
): { readonly request: Recorded; readonly rest: Buffer } | undefined => {
  const headEnd = bytes.indexOf("\r\n\r\n")
  if (headEnd < 0) return undefined
  const [requestLine = "", ...fields] = bytes.toString("latin1", 0, headEnd).split("\r\n")
  const [method = "", target = ""] = requestLine.split(" ")
  const headers = Object.fromEntries(fields.map((field) => {
    const colon = field.indexOf(":")
    return [field.slice(0, colon).toLowerCase(), field.slice(colon + 1).trim()]
  }))
  const after = bytes.subarray(headEnd + 4)
  const length = Number(headers["content-length"] ?? 0)
  const sized = headers["transfer-encoding"] === "chunked"
    ? unchunk(after)
    : after.length < length
    ? undefined
    : { body: after.toString("utf8", 0, length), size: length }
  return sized && {
    request: { method, target, headers, body: sized.body, connection },
    rest: after.subarray(sized.size)
  }
}

/** Listens on a free port of 127.0.0.1 until the scope ends. */
export const rawServer = (script: Script): Effect.Effect<RawServer, never, Scope.Scope> =>
  Effect.gen(function*() {
    const fork = yield* FiberSet.makeRuntime<never>()
    const changes = new Events.EventEmitter().setMaxListeners(0)
    const requests: Array<Recorded> = []
    const sockets = new Set<Net.Socket>()
    let connections = 0

    const perform = (socket: Net.Socket, step: Step): Effect.Effect<void> => {
      switch (step._tag) {
        case "Send":
          return Effect.async<void>((resume) => {
            socket.write(step.bytes, () => resume(Effect.void))
          })
        case "Pause":
          return Effect.sleep(step.millis)
        case "End":
          return Effect.sync(() => socket.end())
        case "Reset":
          return Effect.sync(() => socket.resetAndDestroy())
      }
    }

    const server = Net.createServer({ noDelay: true }, (socket) => {
      const connection = ++connections
      let received = Buffer.alloc(0)
      sockets.add(socket)
      changes.emit("change")
      socket.on("error", () => socket.destroy())
      socket.on("close", () => {
        sockets.delete(socket)
        changes.emit("change")
      })
      socket.on("data", (chunk) => {
        if (received.length === 0 && chunk[0] === 0x16) {
          socket.end(plainOnly)
          return
        }
        received = Buffer.concat([received, chunk])
        for (let next = parse(received, connection); next !== undefined; next = parse(received, connection)) {
          received = Buffer.from(next.rest)
          const reply = script(next.request, requests.length)
          requests.push(next.request)
          changes.emit("change")
          // Tests that hold time still hold that of the client, not that of the network.
          fork(Effect.withClock(Effect.forEach(reply, (step) => perform(socket, step)), Clock.make()))
        }
      })
    })

    const listening = Effect.async<Net.Server>((resume) => {
      server.listen(0, "127.0.0.1", () => resume(Effect.succeed(server)))
    })
    yield* Effect.acquireRelease(listening, () =>
      Effect.async<void>((resume) => {
        server.close(() => resume(Effect.void))
        for (const socket of sockets) socket.destroy()
      }))

    const until = (holds: () => boolean) =>
      Effect.async<void>((resume) => {
        const check = () => {
          if (!holds()) return
          changes.off("change", check)
          resume(Effect.void)
        }
        changes.on("change", check)
        check()
        return Effect.sync(() => changes.off("change", check))
      })

    const { port } = server.address() as Net.AddressInfo
    return {
      port,
      url: `http://127.0.0.1:${port}`,
      requests,
      openSockets: () => sockets.size,
      requested: (count) => until(() => requests.length >= count),
      open: (count) => until(() => sockets.size === count)
    }
  })

/** A port of 127.0.0.1 that nobody listens on. */
export const unusedPort: Effect.Effect<number> = Effect.map(
  Effect.scoped(rawServer(always())),
  ({ port }) => port
)
