/**
 * A process with a cache alone: what an entry takes of the heap, and what a hit takes of time, with few tokens and with
 * many. It needs `--expose-gc`.
 */
import { Context, Effect, Layer } from "effect"
import { AuthleteClient, Introspection, IntrospectionCache } from "effect-authlete"
import { good } from "./good.js"

/** In bytes, after the collector has run. */
const heapUsed = (): number => {
  globalThis.gc?.()
  globalThis.gc?.()
  return process.memoryUsage().heapUsed
}

/** What a decoder makes: new objects and texts for each response. */
const response = () => JSON.parse(good)

const Always = Layer.sync(AuthleteClient.AuthleteClient, () => ({ execute: () => Effect.sync(response) }))

/** 43 characters, as Authlete's tokens have. */
const tokenOf = (index: number) => `${index}`.padStart(43, "t")

const scopes = ["history.read"]

const introspect = (index: number) => Introspection.process({ token: tokenOf(index), scopes })

export interface Entries {
  readonly tokens: number
  readonly capacity: number
}

export interface Measured {
  readonly entries: number
  /** In bytes. */
  readonly heap: number
  /** In microseconds. */
  readonly perHit: number
  readonly longestMiss: number
}

const hits = 100_000

const measure = ({ capacity, tokens }: Entries) =>
  Effect.gen(function*() {
    const before = heapUsed()
    const context = yield* Layer.build(
      IntrospectionCache.layer({ capacity, timeToLive: "1 hour" }).pipe(Layer.provide(Always))
    )
    const client = Context.get(context, AuthleteClient.AuthleteClient)
    let longestMiss = 0
    for (let index = 0; index < tokens; index++) {
      const begin = performance.now()
      yield* Effect.provideService(introspect(index), AuthleteClient.AuthleteClient, client)
      longestMiss = Math.max(longestMiss, performance.now() - begin)
    }
    const entries = yield* Context.get(context, IntrospectionCache.IntrospectionCache).size
    const heap = heapUsed() - before
    // The newest ones are there whatever the capacity.
    const kept = Math.min(tokens, capacity)
    const begin = performance.now()
    for (let index = 0; index < hits; index++) {
      yield* Effect.provideService(
        introspect(tokens - 1 - (index * 7_919) % kept),
        AuthleteClient.AuthleteClient,
        client
      )
    }
    const measured: Measured = { entries, heap, perHit: (performance.now() - begin) / hits * 1000, longestMiss }
    return measured
  }).pipe(Effect.scoped)

process.on("message", (order: Entries) => {
  void Effect.runPromise(Effect.orDie(measure(order))).then((measured) => process.send?.(measured))
})
process.once("disconnect", () => process.exit())
process.send?.("ready")
