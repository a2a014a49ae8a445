/**
 * A process with the client, which makes calls and says what is left of them on the heap. It needs `--expose-gc`.
 */
import { Effect, Stream } from "effect"
import { Tokens } from "effect-authlete"
import { setTimeout } from "node:timers/promises"
import { failingServiceId, revoke, serviceId } from "./documented.js"
import { runtimeOn, transports } from "./runtime.js"
import { keepInFlight, repeated } from "./turn.js"

const [origin = ""] = process.argv.slice(2)

export interface HeapOrder {
  readonly what: "successes" | "failures" | "stream"
  readonly count: number
}

/** In bytes, after the collector has run. */
const heapUsed = (): number => {
  globalThis.gc?.()
  globalThis.gc?.()
  return process.memoryUsage().heapUsed
}

/** The heap after all calls have come to rest. */
const settled = async (): Promise<number> => {
  await setTimeout(200)
  return heapUsed()
}

const runtime = runtimeOn({ origin, transport: transports.undici, serviceId })
const failing = runtimeOn({ origin, transport: transports.undici, serviceId: failingServiceId })

const call = Tokens.revoke(revoke.request)

const calls = {
  successes: async () => {
    await runtime.runPromise(call)
  },
  failures: async () => {
    const { _tag } = await failing.runPromise(Effect.flip(call))
    if (_tag !== "BadRequest") throw new Error(_tag)
  }
}

/** The heap at each quarter of a stream. */
const quarters = async (count: number): Promise<ReadonlyArray<number>> => {
  const samples: Array<number> = []
  let streamed = 0
  await runtime.runPromise(
    Stream.runForEach(Stream.take(Tokens.stream(), count), () =>
      Effect.sync(() => {
        streamed++
        if (streamed % (count / 4) === 0) samples.push(heapUsed())
      }))
  )
  if (streamed !== count) throw new Error(`${streamed} tokens in place of ${count}`)
  return samples
}

/** The heap before, and then once, or at each quarter. */
const run = async ({ count, what }: HeapOrder): Promise<ReadonlyArray<number>> => {
  const before = await settled()
  if (what === "stream") return [before, ...await quarters(count)]
  await keepInFlight(repeated(calls[what]), (made) => made < count)
  return [before, await settled()]
}

process.on("message", (order: HeapOrder) => {
  void run(order).then((heaps) => process.send?.(heaps))
})
process.once("disconnect", () => process.exit())
process.send?.("ready")
