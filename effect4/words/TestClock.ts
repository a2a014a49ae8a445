import { Clock } from "effect/Clock"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as TestClock from "effect/testing/TestClock"

export * from "effect/testing/TestClock"

const waited = new WeakMap<Clock, Set<{ readonly at: number }>>()

/** The clock of a test, with a list of those who wait for a time, as Effect 3's has it. */
export const listing = <A, E, R>(self: Effect.Effect<A, E, R>): Effect.Effect<A, E, R> =>
  Effect.updateService(self, Clock, (clock) => {
    const sleepers = new Set<{ readonly at: number }>()
    const listed: Clock = Object.assign(Object.create(clock) as Clock, {
      sleep: (duration: Duration.Duration) =>
        Effect.suspend(() => {
          const sleeper = { at: clock.currentTimeMillisUnsafe() + Duration.toMillis(duration) }
          sleepers.add(sleeper)
          return Effect.ensuring(clock.sleep(duration), Effect.sync(() => sleepers.delete(sleeper)))
        })
    })
    waited.set(listed, sleepers)
    return listed
  })

/** The times that somebody waits for. */
export const sleeps = (): Effect.Effect<ReadonlyArray<number>> =>
  TestClock.testClockWith((clock) => Effect.sync(() => Array.from(waited.get(clock) ?? [], ({ at }) => at)))
