import * as Cause from "effect/Cause"
import * as Exit from "effect/Exit"

export * from "effect/Exit"

export const isInterrupted = (exit: Exit.Exit<unknown, unknown>): boolean =>
  Exit.isFailure(exit) && Cause.hasInterrupts(exit.cause)
