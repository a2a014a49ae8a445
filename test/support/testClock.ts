/**
 * Runs a call on `TestClock` from wait to wait. What a stub answers takes real turns of the event loop, so that time is
 * moved only when the call has come to its next wait.
 */
import { Chunk, Clock, Effect, Fiber, Option, TestClock } from "effect"

const turn = Effect.promise(() => new Promise((resolve) => setImmediate(resolve)))

/** Longer than any wait of a test: the limit of an attempt, which is a sleep as well, but none to wait for. */
export const longTimeout = "1 day"

const farAway = 3_600_000

/** The time until the next sleeper wakes; nothing if there is none that a test would wait for. */
const nextDelay = Effect.gen(function*() {
  const now = yield* Clock.currentTimeMillis
  const sleeps = Chunk.toReadonlyArray(yield* TestClock.sleeps()).map((at) => at - now)
  return Option.liftPredicate(Math.min(...sleeps), (delay) => delay < farAway)
})

/**
 * The delays that a call waits for, one after the other, and what it ends with. `atWait` is looked at as each wait begins.
 */
export const stepping = <A, E, R, S>(call: Effect.Effect<A, E, R>, atWait: Effect.Effect<S>) =>
  Effect.gen(function*() {
    const fiber = yield* Effect.fork(call)
    const waits: Array<{ readonly delay: number; readonly seen: S }> = []
    while (Option.isNone(yield* Fiber.poll(fiber))) {
      const delay = yield* nextDelay
      if (Option.isSome(delay)) {
        waits.push({ delay: delay.value, seen: yield* atWait })
        yield* TestClock.adjust(delay.value)
      } else {
        yield* turn
      }
    }
    return { result: yield* Fiber.join(fiber), waits }
  })
