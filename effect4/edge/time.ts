/**
 * Durations as callers give them, and the time of a clock.
 */
import type { Clock } from "effect/Clock"
import * as Duration from "effect/Duration"
import * as Option from "effect/Option"

/** A duration, a text such as `"3 seconds"`, or a number of milliseconds. */
export type DurationInput = Duration.Input

export const toDuration = (input: DurationInput): Duration.Duration => Duration.fromInputUnsafe(input)

/** A duration in milliseconds; `undefined` if this is none. */
export const millisOf = (input: unknown): number | undefined =>
  Option.getOrUndefined(Option.map(Duration.fromInput(input as DurationInput), Duration.toMillis))

/** The time of a clock, in milliseconds since 1970-01-01T00:00:00Z. */
export const millisNow = (clock: Clock): number => clock.currentTimeMillisUnsafe()

/** The same in nanoseconds. */
export const nanosNow = (clock: Clock): bigint => clock.currentTimeNanosUnsafe()
