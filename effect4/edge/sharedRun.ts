/**
 * Runs an effect once, in a fiber of its own, for all fibers that wait for it.
 */
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import type { Caller } from "./caller.js"

/** A run that has begun. */
export interface SharedRun<A, E> {
  /** Waits for the run. A fiber that is interrupted meanwhile leaves, and the others go on waiting. */
  readonly join: Effect.Effect<A, E>
  readonly interrupt: Effect.Effect<void>
}

/**
 * Begins a run, in the context of the fiber that asks for it first. It ends when that fiber does not need it any more
 * only if no other one waits: `onAbandoned` is then called, and the run is interrupted.
 *
 * A fiber of Effect 4 begins within the call that starts it, and wakes others that may want to end the run before it is
 * known. So the run begins in a later turn.
 */
export const startShared = <A, E>(
  { context }: Caller,
  self: Effect.Effect<A, E>,
  onAbandoned: () => void
): SharedRun<A, E> => {
  const fiber = Effect.runForkWith(context)(Effect.andThen(Effect.yieldNow, self))
  let waiting = 0
  return {
    join: Effect.callback<A, E>((resume) => {
      waiting++
      const leave = fiber.addObserver(resume)
      return Effect.sync(() => {
        leave()
        waiting--
        if (waiting > 0) return
        onAbandoned()
        fiber.interruptUnsafe()
      })
    }),
    interrupt: Fiber.interrupt(fiber)
  }
}
