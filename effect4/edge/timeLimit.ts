/**
 * Limits the time of an effect. `Effect.timeout` takes as little, but does not give its result before the effect has
 * come to its end, and one that cannot be interrupted may never do so.
 */
import type { Clock } from "effect/Clock"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import type { Surroundings } from "./caller.js"
import { start } from "./caller.js"

interface Limit<A> {
  readonly clock: Clock
  readonly millis: number
  readonly surroundings: Surroundings
  /** Gives the result when the time is over. Called before the effect is interrupted. */
  readonly onTimeout: () => A
}

/**
 * Runs an effect for a limited time. When the time is over, the result is that of `onTimeout`, and the effect is
 * interrupted. The result does not wait for that, since the effect may not be interruptible.
 */
export const timeLimit = <A, E>(
  self: () => Effect.Effect<A, E>,
  { clock, millis, onTimeout, surroundings }: Limit<A>
): Effect.Effect<A, E> =>
  Effect.callback<A, E>((resume) => {
    const fiber = start(surroundings, self())
    let isOver = false
    const timer = Effect.runFork(Effect.andThen(
      clock.sleep(Duration.millis(millis)),
      Effect.sync(() => {
        const result = onTimeout()
        isOver = true
        fiber.interruptUnsafe()
        resume(Effect.succeed(result))
      })
    ))
    fiber.addObserver((exit) => {
      // The interruption of an effect whose time is over is no result.
      if (isOver) return
      timer.interruptUnsafe()
      resume(exit)
    })
    return Fiber.interrupt(fiber)
  })
