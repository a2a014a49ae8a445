/**
 * How a fiber ended.
 */
import * as Cause from "effect/Cause"
import type * as Exit from "effect/Exit"

/** Whether a fiber was interrupted, rather than ended by a defect. */
export const isInterrupted = (exit: Exit.Failure<unknown, unknown>): boolean => Cause.isInterrupted(exit.cause)
