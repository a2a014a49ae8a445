/**
 * Ten thousand calls that fail in every way leave nothing behind: no connection, no fiber, no timer, no memory.
 */
import { expect, it } from "@effect/vitest"
import { Effect, Exit, Layer, Scope, Supervisor } from "effect"
import { RetryPolicy } from "effect-authlete"
import { setFlagsFromString } from "node:v8"
import { runInNewContext } from "node:vm"
import { describe } from "vitest"
import { create, introspect, list, revoke } from "../../tools/faults/calls.js"
import { chunk, chunked, head, json, respond } from "../../tools/faults/http.js"
import type { Script } from "../../tools/faults/rawServer.js"
import { end, rawServer, reset, send } from "../../tools/faults/rawServer.js"
import { clientOf, transports } from "../support/transports.js"
import { watched } from "./suite.js"

watched()

setFlagsFromString("--expose-gc")
const collectGarbage = runInNewContext("gc") as () => void

/** Ways to fail that take no time. */
const failures = [
  [json({ resultCode: "A1", resultMessage: "m".repeat(100) }, 400)],
  [json({}, 503, { "retry-after": "0" })],
  [reset],
  [respond(200, "<html>")],
  [send(`${head(200, { "content-length": "100" })}{`), end],
  [respond(429)],
  [json([])],
  [chunked(200), chunk("x".repeat(2000))],
  [end],
  [respond(302, "", { location: "/" })]
]

const failing: Script = (_, index) => failures[index % failures.length] ?? []

const operations = [list, create, revoke, introspect]

const concurrency = 50

/**
 * The pool of fetch comes to hold a few connections more than there are calls at a time, 54 at most, and no more of them
 * with 40,000 calls than with 5,000. What each call left behind would be far more than twice as many.
 */
const pooled = 2 * concurrency

/** The bytes in use, once all that nobody needs is gone. */
const heapUsed = Effect.sync(() => {
  collectGarbage()
  collectGarbage()
  return process.memoryUsage().heapUsed
})

/** By how much it grew from one batch to the next, each time at least. */
const growth = (heap: ReadonlyArray<number>) =>
  Math.min(...heap.slice(1).map((bytes, index) => bytes - (heap[index] ?? 0)))

const timers = () => process.getActiveResourcesInfo().filter((kind) => kind === "Timeout").length

/** One turn of the event loop after the other, until something holds: a timer would be one of those that are counted. */
const eventually = (holds: () => boolean) =>
  Effect.promise(async () => {
    const end = Date.now() + 10_000
    while (!holds() && Date.now() < end) await new Promise((resolve) => setImmediate(resolve))
    return holds()
  })

/** node:http sets a connection up for each call, which takes much longer and shows nothing else. */
describe.each(transports.filter(({ transport }) => transport !== "node:http"))("over $transport", (transport) => {
  it.scopedLive("10,000 failing calls", () =>
    Effect.gen(function*() {
      const server = yield* rawServer(failing, { forgets: true })
      const before = timers()
      const supervisor = yield* Supervisor.track
      const scope = yield* Scope.make()
      const client = yield* Layer.buildWithScope(
        clientOf(server, transport, {
          maxResponseBytes: 1000,
          retryPolicy: RetryPolicy.make({ base: "1 millis", throttledBase: "1 millis" })
        }),
        scope
      )
      let failed = 0
      const calls = (count: number) =>
        Effect.forEach(
          Array.from({ length: count }, (_, index) => operations[index % operations.length] ?? list),
          ({ call }) =>
            Effect.map(Effect.exit(call), (exit) => {
              if (Exit.isFailure(exit)) failed++
            }),
          { concurrency, discard: true }
        ).pipe(Effect.provide(client), Effect.supervised(supervisor))

      const heap: Array<number> = []
      for (let batch = 0; batch < 8; batch++) {
        yield* calls(1250)
        heap.push(yield* heapUsed)
      }
      // The server hears of a connection that the client has closed a little later.
      const sockets = yield* eventually(() => server.openSockets() <= pooled)
      yield* Scope.close(scope, Exit.void)

      expect({
        failed,
        sockets,
        fibers: (yield* supervisor.value).length,
        // Code that is compiled while it runs takes memory, too, but not more and more of it as what a call leaves would.
        heap: growth(heap) < 250_000 ? "as before" : heap,
        timers: yield* eventually(() => timers() <= before),
        released: transport.transport === "fetch" || (yield* eventually(() => server.openSockets() === 0))
      }).toEqual({ failed: 10_000, sockets: true, fibers: 0, heap: "as before", timers: true, released: true })
    }), 180_000)
})
