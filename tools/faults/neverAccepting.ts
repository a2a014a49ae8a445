/**
 * A server that is too busy to accept connections: a thread that listens, and then stands still. The system completes
 * as many connections as fit into the queue of the listener; when it is full, no attempt to connect succeeds.
 */
import type { Scope } from "effect"
import { Effect } from "effect"
import * as Net from "node:net"
import { Worker } from "node:worker_threads"

/** `Atomics.wait` holds the thread until it is woken, and no connection is taken from the queue. */
const standing = `
  const { parentPort, workerData } = require("node:worker_threads")
  const server = require("node:net").createServer().listen({ port: 0, host: "127.0.0.1", backlog: 1 }, () => {
    parentPort.postMessage(server.address().port)
    setImmediate(() => Atomics.wait(workerData, 0, 0))
  })
`

const listening = Effect.acquireRelease(
  Effect.async<{ readonly port: number; readonly stop: Effect.Effect<void> }>((resume) => {
    const gate = new Int32Array(new SharedArrayBuffer(4))
    const worker = new Worker(standing, { eval: true, workerData: gate })
    const stop = Effect.promise(async () => {
      Atomics.store(gate, 0, 1)
      Atomics.notify(gate, 0)
      await worker.terminate()
    })
    worker.once("message", (port: number) => resume(Effect.succeed({ port, stop })))
  }),
  ({ stop }) => stop
)

const connected = (port: number) =>
  Effect.acquireRelease(
    Effect.async<Net.Socket>((resume) => {
      const socket = Net.connect(port, "127.0.0.1", () => resume(Effect.succeed(socket)))
      socket.on("error", () => {})
    }),
    (socket) => Effect.sync(() => socket.destroy())
  )

/** The port of a listener whose queue still has a place: connections come about, and nobody ever reads from them. */
export const unattended: Effect.Effect<number, never, Scope.Scope> = Effect.map(listening, ({ port }) => port)

/** The port of a listener whose queue is full: no connection comes about. A queue of `n` holds `n + 1`. */
export const neverAccepting: Effect.Effect<number, never, Scope.Scope> = Effect.tap(
  unattended,
  (port) => Effect.all([connected(port), connected(port)])
)
