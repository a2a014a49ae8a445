/**
 * Runs an effect once, in a fiber of its own, for all fibers that wait for it.
 */
import * as Effect from "effect/Effect"
import type * as Exit from "effect/Exit"
import * as Fiber from "effect/Fiber"
import * as Runtime from "effect/Runtime"
import * as RuntimeFlags from "effect/RuntimeFlags"
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
 */
export const startShared = <A, E>(
  { context, fiber: caller, flags }: Caller,
  self: Effect.Effect<A, E>,
  onAbandoned: () => void
): SharedRun<A, E> => {
  const runtime = Runtime.make({
    context,
    fiberRefs: caller.getFiberRefs(),
    // The first caller may be in a region that cannot be interrupted. That is no reason for the run to be.
    runtimeFlags: RuntimeFlags.enable(flags, RuntimeFlags.Interruption)
  })
  const fiber = Runtime.runFork(runtime, self)
  let waiting = 0
  return {
    join: Effect.async<A, E>((resume) => {
      const observer = (exit: Exit.Exit<A, E>) => resume(exit)
      waiting++
      fiber.addObserver(observer)
      return Effect.sync(() => {
        fiber.removeObserver(observer)
        waiting--
        if (waiting > 0) return
        onAbandoned()
        fiber.unsafeInterruptAsFork(fiber.id())
      })
    }),
    interrupt: Effect.asVoid(Fiber.interrupt(fiber))
  }
}
