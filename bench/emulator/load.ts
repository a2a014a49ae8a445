/**
 * Servers in processes of their own, so that what is measured does not share a core with what measures, and load on them:
 * a number of requests in flight at any time.
 */
import { Undici } from "@effect/platform-node"
import { type ChildProcess, spawn } from "node:child_process"
import { createInterface } from "node:readline"

export interface Server {
  readonly origin: string
  /** From the start of the process until it said where it listens, in milliseconds. */
  readonly startUp: number
  readonly process: ChildProcess
}

/** Starts a Node process that prints the address that it listens on in its first line. */
export const startServer = (...args: ReadonlyArray<string>): Promise<Server> => {
  const begin = performance.now()
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] })
  return new Promise((resolve, reject) => {
    child.once("exit", (code) => reject(new Error(`${args.join(" ")} ended with ${code}`)))
    createInterface({ input: child.stdout }).once("line", (line) => {
      const origin = /http:\/\/[\w.]+:\d+/.exec(line)?.[0]
      if (origin === undefined) reject(new Error(`no address in: ${line}`))
      else resolve({ origin, startUp: performance.now() - begin, process: child })
    })
  })
}

export const stopServer = ({ process: child }: Server): Promise<void> =>
  new Promise((resolve) => {
    child.removeAllListeners("exit").once("exit", () => resolve())
    child.kill()
  })

export interface Call {
  readonly method: "DELETE" | "GET" | "POST"
  readonly path: string
  readonly body?: object | undefined
}

export type Send = (call: Call) => Promise<string>

/** What sends calls to an origin. It rejects what does not get a status of 2xx. */
export const sender = (origin: string, accessToken: string, connections: number) => {
  const pool = new Undici.Pool(origin, { connections })
  const headers = { authorization: `Bearer ${accessToken}`, "content-type": "application/json" }
  const send: Send = ({ body, method, path }) =>
    new Promise((resolve, reject) => {
      const chunks: Array<Buffer> = []
      let status = 0
      // Less comfortable than `request`, but what the client does is part of what is measured.
      pool.dispatch({ method, path, headers, body: body === undefined ? null : JSON.stringify(body) }, {
        onRequestStart: () => {},
        onResponseStart: (_controller, statusCode) => {
          status = statusCode
        },
        onResponseData: (_controller, chunk) => {
          chunks.push(chunk)
        },
        onResponseEnd: () => {
          const text = Buffer.concat(chunks).toString()
          if (status < 300) resolve(text)
          else reject(new Error(`${method} ${path}: ${status} ${text}`))
        },
        onResponseError: (_controller, error) => reject(error)
      })
    })
  return { send, close: () => pool.close() }
}

/** Keeps that many calls in flight for that long, and counts how many end in a second. */
export const requestsPerSecond = async (
  send: Send,
  nextCall: () => Call,
  { inFlight, milliseconds }: { readonly inFlight: number; readonly milliseconds: number }
): Promise<number> => {
  const begin = performance.now()
  let ended = 0
  const oneAfterTheOther = async () => {
    while (performance.now() - begin < milliseconds) {
      await send(nextCall())
      ended++
    }
  }
  await Promise.all(Array.from({ length: inFlight }, oneAfterTheOther))
  return ended / (performance.now() - begin) * 1000
}
