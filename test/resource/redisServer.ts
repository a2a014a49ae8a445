/**
 * As much of Redis as publishing and subscribing needs: the requests and responses of RESP 2, on a port of this machine.
 */
import { Effect } from "effect"
import * as Net from "node:net"
import { listening } from "./listening.js"

/** The first request in what came in, if it is there as a whole: an array of bulk strings. */
const parse = (bytes: Buffer): { readonly words: ReadonlyArray<string>; readonly rest: Buffer } | undefined => {
  let at = 0
  const line = () => {
    const end = bytes.indexOf("\r\n", at)
    if (end < 0) return undefined
    const text = bytes.toString("latin1", at, end)
    at = end + 2
    return text
  }
  const head = line()
  if (head === undefined) return undefined
  const words: Array<string> = []
  for (let count = Number(head.slice(1)); count > 0; count--) {
    const size = Number(line()?.slice(1))
    if (!(bytes.length >= at + size + 2)) return undefined
    words.push(bytes.toString("utf8", at, at + size))
    at += size + 2
  }
  return { words, rest: bytes.subarray(at) }
}

const bulk = (text: string) => `$${Buffer.byteLength(text)}\r\n${text}\r\n`

export const redisServer = Effect.gen(function*() {
  const sockets = new Set<Net.Socket>()
  const subscribers = new Map<string, Set<Net.Socket>>()
  const published: Array<string> = []

  const send = (channel: string, message: string): number => {
    const listening = subscribers.get(channel) ?? new Set()
    for (const socket of listening) socket.write(`*3\r\n${bulk("message")}${bulk(channel)}${bulk(message)}`)
    return listening.size
  }

  const respond = (socket: Net.Socket, [name = "", channel = "", message = ""]: ReadonlyArray<string>): string => {
    switch (name.toLowerCase()) {
      case "subscribe":
        subscribers.set(channel, (subscribers.get(channel) ?? new Set()).add(socket))
        return `*3\r\n${bulk("subscribe")}${bulk(channel)}:1\r\n`
      case "publish":
        published.push(message)
        return `:${send(channel, message)}\r\n`
      case "info":
        return bulk("loading:0")
      default:
        return `-ERR unknown command '${name}'\r\n`
    }
  }

  const server = Net.createServer((socket) => {
    sockets.add(socket)
    let pending = Buffer.alloc(0)
    socket.on("error", () => socket.destroy())
    socket.on("close", () => {
      sockets.delete(socket)
      for (const listening of subscribers.values()) listening.delete(socket)
    })
    socket.on("data", (chunk: Buffer) => {
      pending = Buffer.concat([pending, chunk])
      for (let next = parse(pending); next !== undefined; next = parse(pending)) {
        pending = Buffer.from(next.rest)
        socket.write(respond(socket, next.words))
      }
    })
  })
  const port = yield* listening(server, sockets)
  return {
    url: `redis://127.0.0.1:${port}`,
    /** The messages that were published. */
    published,
    /** Publishes a message, as another client would. */
    send,
    subscriptions: (channel: string) => subscribers.get(channel)?.size ?? 0,
    /** Breaks all connections off. */
    breakOff: () => {
      subscribers.clear()
      for (const socket of sockets) socket.destroy()
    }
  }
})
