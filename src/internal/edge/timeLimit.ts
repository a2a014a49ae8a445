/**
 * Limits the time of an effect. The effect runs in a fiber of its own, with a timer beside it. `Effect.timeout` races
 * two fibers, which takes longer than all else that the client does for a call.
 */
import { Clock } from "effect/Clock"
import * as Context from "effect/Context"
import * as DefaultServices from "effect/DefaultServices"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import type { Surroundings } from "./caller.js"
import { start } from "./caller.js"

export type Cancel = () => void

/** Effect's own clock. It goes by the timers of the system, so for this clock one of those will do. */
const systemClock = Context.get(DefaultServices.liveServices, Clock)

/** The longest delay of a system timer, in milliseconds: a longer one would fire at once. */
const longestTimer = 2 ** 31 - 1

const systemTimer = (millis: number, task: () => void): Cancel => {
  if (millis > longestTimer) return () => {}
  const timer = setTimeout(task, millis)
  return () => clearTimeout(timer)
}

/** Any other clock, such as `TestClock`, is asked to sleep. */
const sleepingTimer = (clock: Clock, millis: number, task: () => void): Cancel => {
  const sleeper = Effect.runFork(Effect.zipRight(clock.sleep(Duration.millis(millis)), Effect.sync(task)))
  return () => sleeper.unsafeInterruptAsFork(sleeper.id())
}

/** Runs a task after a time, by a clock. What is returned cancels that. */
export const timer = (clock: Clock, millis: number, task: () => void): Cancel =>
  clock === systemClock ? systemTimer(millis, task) : sleepingTimer(clock, millis, task)

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
  Effect.async<A, E>((resume) => {
    const fiber = start(surroundings, self())
    const cancel = timer(clock, millis, () => {
      const result = onTimeout()
      fiber.unsafeInterruptAsFork(fiber.id())
      resume(Effect.succeed(result))
    })
    fiber.addObserver((exit) => {
      cancel()
      resume(exit)
    })
    return Effect.suspend(() => Fiber.interrupt(fiber))
  })
