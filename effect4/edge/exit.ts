/**
 * How a fiber ended.
 */
import * as Cause from "effect/Cause"
import type * as Exit from "effect/Exit"
import * as Option from "effect/Option"

/** Whether a fiber was interrupted, rather than ended by a defect. */
export const isInterrupted = (exit: Exit.Failure<unknown, unknown>): boolean => Cause.hasInterrupts(exit.cause)

/** The error that a fiber failed with, if it did not end otherwise. */
export const failureIn = <E>(exit: Exit.Failure<unknown, E>): E | undefined =>
  Option.getOrUndefined(Cause.findErrorOption(exit.cause))
