/**
 * A server that responds with exactly the bytes it is told to, and remembers exactly what it was asked.
 */
import { Clock, Effect, FiberSet, Option } from "effect"
import type { Scope } from "effect"
import * as Events from "node:events"
import * as Net from "node:net"
import * as Tls from "node:tls"

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
  | { readonly _tag: "Until"; readonly event: Effect.Effect<void> }
  | { readonly _tag: "End" }
  | { readonly _tag: "Reset" }

export type Reply = ReadonlyArray<Step>

export const send = (bytes: string | Uint8Array): Step => ({ _tag: "Send", bytes: Buffer.from(bytes) })
export const pause = (millis: number): Step => ({ _tag: "Pause", millis })
/** Waits for something. */
export const until = (event: Effect.Effect<void>): Step => ({ _tag: "Until", event })
/** Closes the connection as it should be done. */
export const end: Step = { _tag: "End" }
/** Breaks the connection off. */
export const reset: Step = { _tag: "Reset" }

/** How a server responds to the request that came as the first (0), the second (1), … */
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
  /** The status of the response to each request; none if there was no response. */
  readonly statuses: ReadonlyArray<number | undefined>
  readonly openSockets: () => number
  /** Waits until so many requests came in. */
  readonly requested: (count: number) => Effect.Effect<void>
  /** Waits until so many sockets are open. */
  readonly open: (count: number) => Effect.Effect<void>
  /** Waits until no more sockets than that are open. */
  readonly atMost: (count: number) => Effect.Effect<void>
  /** Breaks all connections off, at once. */
  readonly breakOff: () => void
}

/** The response to whom speaks TLS to a plain server. */
const plainOnly = "HTTP/1.1 400 Bad Request\r\nconnection: close\r\n\r\n"

/** The status of a reply; what comes before it, such as 103, is none. */
const statusOf = (reply: Reply): number | undefined => {
  const bytes = Buffer.concat(reply.flatMap((step) => step._tag === "Send" ? [step.bytes] : []))
  const sent = bytes.toString("latin1", 0, 1024)
  const status = /(?:^|\r\n\r\n)HTTP\/1\.\d ([2-9]\d\d)\b/.exec(sent)?.[1]
  return status === undefined ? undefined : Number(status)
}

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

export interface Manner {
  /** Speaks TLS. */
  readonly tls?: Tls.TlsOptions
  /** Does this about every connection, and never looks at what comes in. */
  readonly greets?: Reply
  /** Keeps no record of what was asked. */
  readonly forgets?: boolean
}

/** Listens on a free port of 127.0.0.1 until the scope ends. */
export const rawServer = (
  script: Script,
  { forgets = false, greets, tls }: Manner = {}
): Effect.Effect<RawServer, never, Scope.Scope> =>
  Effect.gen(function*() {
    const fork = yield* FiberSet.makeRuntime<never>()
    const changes = new Events.EventEmitter().setMaxListeners(0)
    const requests: Array<Recorded> = []
    const statuses: Array<number | undefined> = []
    const sockets = new Set<Net.Socket>()
    let connections = 0
    let received = 0

    const perform = (socket: Net.Socket, step: Step): Effect.Effect<void> => {
      switch (step._tag) {
        case "Send":
          return Effect.async<void>((resume) => {
            socket.write(step.bytes, () => resume(Effect.void))
          })
        case "Pause":
          return Effect.sleep(step.millis)
        case "Until":
          return step.event
        case "End":
          return Effect.sync(() => socket.end())
        case "Reset":
          return Effect.sync(() => socket.resetAndDestroy())
      }
    }

    // Tests that hold time still hold that of the client, not that of the network.
    const carryOut = (socket: Net.Socket, reply: Reply) =>
      fork(Effect.withClock(Effect.forEach(reply, (step) => perform(socket, step)), Clock.make()))

    const count = (socket: Net.Socket) => {
      sockets.add(socket)
      changes.emit("change")
      socket.on("error", () => socket.destroy())
      socket.on("close", () => {
        sockets.delete(socket)
        changes.emit("change")
      })
    }

    const converse = (socket: Net.Socket) => {
      const connection = ++connections
      let pending = Buffer.alloc(0)
      socket.on("error", () => socket.destroy())
      socket.on("data", (chunk) => {
        if (pending.length === 0 && chunk[0] === 0x16) {
          socket.end(plainOnly)
          return
        }
        pending = Buffer.concat([pending, chunk])
        for (let next = parse(pending, connection); next !== undefined; next = parse(pending, connection)) {
          pending = Buffer.from(next.rest)
          const reply = script(next.request, received++)
          if (!forgets) {
            requests.push(next.request)
            statuses.push(statusOf(reply))
          }
          changes.emit("change")
          carryOut(socket, reply)
        }
      })
    }

    const greet = (socket: Net.Socket) => {
      socket.resume()
      carryOut(socket, greets ?? [])
    }

    const serve = greets === undefined ? converse : greet
    const server = tls === undefined
      ? Net.createServer({ noDelay: true }, serve)
      : Tls.createServer({ ...tls, noDelay: true }, serve)
    server.on("connection", count)

    const listening = Effect.async<Net.Server>((resume) => {
      server.listen(0, "127.0.0.1", () => resume(Effect.succeed(server)))
    })
    yield* Effect.acquireRelease(listening, () =>
      Effect.async<void>((resume) => {
        server.close(() => resume(Effect.void))
        for (const socket of sockets) socket.destroy()
      }))

    const waiting = (holds: () => boolean) =>
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
      url: `${tls === undefined ? "http" : "https"}://127.0.0.1:${port}`,
      requests,
      statuses,
      openSockets: () => sockets.size,
      requested: (count) => waiting(() => requests.length >= count),
      open: (count) => waiting(() => sockets.size === count),
      atMost: (count) => waiting(() => sockets.size <= count),
      breakOff: () => {
        for (const socket of sockets) socket.resetAndDestroy()
      }
    }
  })

/**
 * Whether something that needs no more than a moment comes about; a busy machine has some seconds for it, less
 * than a transport keeps an idle connection.
 */
export const comesAbout = (event: Effect.Effect<void>): Effect.Effect<boolean> =>
  Effect.map(Effect.timeoutOption(event, "3 seconds"), Option.isSome)

/** A port of 127.0.0.1 that nobody listens on. */
export const unusedPort: Effect.Effect<number> = Effect.map(
  Effect.scoped(rawServer(always())),
  ({ port }) => port
)
