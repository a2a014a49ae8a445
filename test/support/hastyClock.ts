/**
 * A clock for calls over a network that should not wait between their attempts: it lets one duration pass as it is,
 * that of the time limit of an attempt, and skips all others.
 */
import { Clock, Duration, Effect } from "effect"

export const hastyClock = (limit: number): Clock.Clock => {
  const real = Clock.make()
  let skipped = 0
  const now = () => real.unsafeCurrentTimeMillis() + skipped
  const nanos = () => real.unsafeCurrentTimeNanos() + BigInt(Math.round(skipped * 1_000_000))

  return {
    ...real,
    unsafeCurrentTimeMillis: now,
    unsafeCurrentTimeNanos: nanos,
    currentTimeMillis: Effect.sync(now),
    currentTimeNanos: Effect.sync(nanos),
    sleep: (duration) =>
      Duration.toMillis(duration) === limit ? real.sleep(duration) : Effect.sync(() => {
        skipped += Duration.toMillis(duration)
      })
  }
}
