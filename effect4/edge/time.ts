/**
 * Durations as callers give them, and the time of a clock.
 */
import type { Clock } from "effect/Clock"
import * as Duration from "effect/Duration"
import * as Option from "effect/Option"
import * as Predicate from "effect/Predicate"

/** A duration, a text such as `"3 seconds"`, a number of milliseconds, or an object such as `{ seconds: 3 }`. */
export type DurationInput = Duration.Input

export const toDuration = (input: DurationInput): Duration.Duration => Duration.fromInputUnsafe(input)

const units = new Set(["weeks", "days", "hours", "minutes", "seconds", "milliseconds", "microseconds", "nanoseconds"])

/** Effect itself takes any object, and one without a unit that it knows is no time at all. */
const isInput = (input: unknown): input is DurationInput =>
  !Predicate.isObject(input) || Duration.isDuration(input) || Object.keys(input).some((name) => units.has(name))

/** A duration in milliseconds; `undefined` if this is none. Nor is a negative one, which Effect 3 does not have. */
export const millisOf = (input: unknown): number | undefined =>
  Option.liftPredicate(input, isInput).pipe(
    Option.flatMap(Duration.fromInput),
    Option.map(Duration.toMillis),
    Option.filter((millis) => millis >= 0),
    Option.getOrUndefined
  )

/** The time of a clock, in milliseconds since 1970-01-01T00:00:00Z. */
export const millisNow = (clock: Clock): number => clock.currentTimeMillisUnsafe()

/** The same in nanoseconds. */
export const nanosNow = (clock: Clock): bigint => clock.currentTimeNanosUnsafe()
