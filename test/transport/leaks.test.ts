/**
 * Thousands of responses that nobody reads, that are read in part, or whose reading is interrupted, leave nothing behind.
 */
import * as HttpClient from "@effect/platform/HttpClient"
import { expect, it } from "@effect/vitest"
import { Effect, Exit, Layer, Scope, Stream } from "effect"
import * as NodeTransport from "effect-authlete/NodeTransport"
import { setFlagsFromString } from "node:v8"
import { runInNewContext } from "node:vm"
import { describe } from "vitest"
import { chunk, chunked, head, lastChunk, respond } from "../../tools/faults/http.js"
import type { Reply } from "../../tools/faults/rawServer.js"
import { always, pause, rawServer, send } from "../../tools/faults/rawServer.js"
import { rows } from "../support/outcome.js"

setFlagsFromString("--expose-gc")
const collectGarbage = runInNewContext("gc") as () => void

/** Those that cost a connection each take much longer, and show the same with fewer. */
const [kept, broken] = [10_000, 2_500]

const concurrency = 50

/** More than is taken in before anybody reads. */
const large = "x".repeat(200_000)

type Call = (url: string) => Effect.Effect<unknown, unknown, HttpClient.HttpClient>

const wasted: Readonly<Record<string, readonly [calls: number, reply: Reply, call: Call]>> = {
  "small responses that are not read": [kept, [respond(200, "x".repeat(1000))], (url) => HttpClient.get(url)],
  "responses that come later, and are not read": [
    kept,
    [send(head(200, { "content-length": "4" })), pause(1), send("late")],
    (url) => HttpClient.get(url)
  ],
  "responses that are read to a half": [
    broken,
    [chunked(200), chunk("first"), chunk("second"), pause(5), chunk("third"), lastChunk],
    (url) => Effect.flatMap(HttpClient.get(url), ({ stream }) => Stream.runHead(stream))
  ],
  "responses whose reading is interrupted": [
    broken,
    [send(`${head(200, { "content-length": "100" })}{`)],
    (url) => Effect.flatMap(HttpClient.get(url), ({ text }) => Effect.timeout(text, 1))
  ],
  "requests that are interrupted": [broken, [], (url) => Effect.timeout(HttpClient.get(url), 100)]
}

const heapUsed = Effect.sync(() => {
  collectGarbage()
  collectGarbage()
  return process.memoryUsage().heapUsed
})

/** By how much it grew from one batch to the next, each time at least. */
const growth = (heap: ReadonlyArray<number>) =>
  Math.min(...heap.slice(1).map((bytes, index) => bytes - (heap[index] ?? 0)))

/** Collects garbage until something holds: connections of responses that nobody holds are closed with these. */
const eventually = (holds: () => boolean) =>
  Effect.gen(function*() {
    const end = Date.now() + 10_000
    while (!holds() && Date.now() < end) {
      collectGarbage()
      yield* Effect.sleep(50)
    }
    return holds()
  })

describe("thousands of times", () => {
  it.scopedLive.each(rows(Object.entries(wasted), ([what]) => what))(
    "%s",
    ([, [, [calls, reply, call]]]) =>
      Effect.gen(function*() {
        const server = yield* rawServer(always(...reply), { forgets: true })
        const scope = yield* Scope.make()
        // A connection that is given up before it is there keeps the server busy for longer than the client.
        const client = yield* Layer.buildWithScope(NodeTransport.layerAgent({ connections: concurrency }), scope)
        const one = Effect.withTracerEnabled(Effect.exit(call(server.url)), false)
        const heap: Array<number> = []
        for (let batch = 0; batch < 4; batch++) {
          yield* Effect.replicateEffect(one, calls / 4, { concurrency, discard: true }).pipe(Effect.provide(client))
          heap.push(yield* heapUsed)
        }
        yield* Scope.close(scope, Exit.void)
        expect({
          heap: growth(heap) < 500_000 ? "as before" : heap,
          released: yield* eventually(() => server.openSockets() === 0)
        }).toEqual({ heap: "as before", released: true })
      }),
    180_000
  )

  it.scopedLive("large responses that nobody holds give their connections back", () =>
    Effect.gen(function*() {
      const server = yield* rawServer(always(respond(200, large)), { forgets: true })
      const client = yield* Layer.build(NodeTransport.layer)
      const one = Effect.withTracerEnabled(Effect.exit(HttpClient.get(server.url)), false)
      yield* Effect.replicateEffect(one, 200, { concurrency, discard: true }).pipe(Effect.provide(client))
      expect(yield* eventually(() => server.openSockets() === 0)).toBe(true)
    }), 60_000)
})
