/**
 * A time limit that costs little. `Effect.timeout` races two fibers, which takes longer than all else that the client
 * does for a call; here the effect runs in one fiber, and there is nothing but a timer beside it.
 */
import { Clock } from "effect/Clock"
import * as Context from "effect/Context"
import * as DefaultServices from "effect/DefaultServices"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Fiber from "effect/Fiber"
import * as Runtime from "effect/Runtime"
import * as RuntimeFlags from "effect/RuntimeFlags"

type Cancel = () => void

/** Effect's own clock measures time by the system's timers, so that they can be used without a fiber that sleeps. */
const systemClock = Context.get(DefaultServices.liveServices, Clock)

/** What is longer, a timer takes for nothing at all, and Effect's clock for ever. */
const longestTimer = 2 ** 31 - 1

const systemTimer = (millis: number, task: () => void): Cancel => {
  if (millis > longestTimer) return () => {}
  const timer = setTimeout(task, millis)
  return () => clearTimeout(timer)
}

/** Any other clock, such as one that a test moves, is asked to sleep. */
const sleepingTimer = (clock: Clock, millis: number, task: () => void): Cancel => {
  const sleeper = Effect.runFork(Effect.zipRight(clock.sleep(Duration.millis(millis)), Effect.sync(task)))
  return () => sleeper.unsafeInterruptAsFork(sleeper.id())
}

const timer = (clock: Clock, millis: number, task: () => void): Cancel =>
  clock === systemClock ? systemTimer(millis, task) : sleepingTimer(clock, millis, task)

interface Limit<E> {
  readonly clock: Clock
  readonly millis: number
  readonly onTimeout: () => E
  /** What the effect finds around it. */
  readonly runtime: Runtime.Runtime<never>
}

/**
 * Interrupts an effect that takes longer, and fails instead. The limit holds where the caller cannot be interrupted, too:
 * a call in a finalizer must not hang for ever.
 */
export const timeLimit = <A, E, E2>(
  self: () => Effect.Effect<A, E>,
  { clock, millis, onTimeout, runtime }: Limit<E2>
): Effect.Effect<A, E | E2> => {
  const run = Runtime.runFork(Runtime.enableRuntimeFlag(runtime, RuntimeFlags.Interruption))
  return Effect.async<A, E | E2>((resume) => {
    const fiber = run(self())
    let isLate = false
    const cancel = timer(clock, millis, () => {
      isLate = true
      fiber.unsafeInterruptAsFork(fiber.id())
    })
    fiber.addObserver((exit) => {
      cancel()
      resume(isLate && Exit.isInterrupted(exit) ? Effect.failSync(onTimeout) : exit)
    })
    return Effect.suspend(() => Fiber.interrupt(fiber))
  })
}
