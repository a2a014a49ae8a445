import * as Duration from "effect/Duration"

export * from "effect/Duration"

export type DurationInput = Duration.Input

export const greaterThan = (self: DurationInput, that: DurationInput): boolean =>
  Duration.toMillis(self) > Duration.toMillis(that)

export const lessThan = (self: DurationInput, that: DurationInput): boolean =>
  Duration.toMillis(self) < Duration.toMillis(that)
