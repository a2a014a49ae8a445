import * as Clocks from "effect/Clock"
import * as Context from "effect/Context"
import type * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"

export { currentTimeMillis, currentTimeNanos } from "effect/Clock"

export const ClockTypeId = "effect/Clock"

/** A clock with the names of Effect 3. */
export interface Clock {
  readonly unsafeCurrentTimeMillis: () => number
  readonly unsafeCurrentTimeNanos: () => bigint
  readonly currentTimeMillis: Effect.Effect<number>
  readonly currentTimeNanos: Effect.Effect<bigint>
  readonly sleep: (duration: Duration.Duration) => Effect.Effect<void>
  readonly [ClockTypeId]?: typeof ClockTypeId
}

/** A clock that goes by the time of the system. */
export const make = (): Clock => {
  const clock = Context.get(Context.empty(), Clocks.Clock)
  return {
    unsafeCurrentTimeMillis: () => clock.currentTimeMillisUnsafe(),
    unsafeCurrentTimeNanos: () => clock.currentTimeNanosUnsafe(),
    currentTimeMillis: clock.currentTimeMillis,
    currentTimeNanos: clock.currentTimeNanos,
    sleep: (duration) => clock.sleep(duration)
  }
}

/** The same clock with the names of Effect 4. */
export const adapted = (clock: Clock): Clocks.Clock => ({
  currentTimeMillisUnsafe: () => clock.unsafeCurrentTimeMillis(),
  currentTimeMillis: Effect.suspend(() => clock.currentTimeMillis),
  currentTimeNanosUnsafe: () => clock.unsafeCurrentTimeNanos(),
  currentTimeNanos: Effect.suspend(() => clock.currentTimeNanos),
  monotonicTimeNanosUnsafe: () => clock.unsafeCurrentTimeNanos(),
  monotonicTimeNanos: Effect.suspend(() => clock.currentTimeNanos),
  sleep: (duration) => clock.sleep(duration)
})
