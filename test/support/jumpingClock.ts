/**
 * A clock that starts at 0 and never keeps a test waiting: whenever nothing is left to do but to wait, it jumps to the
 * time that is waited for. For tests without a network, where all that there is to do happens before the next timer.
 */
import { Clock, Duration, Effect } from "effect"

interface Sleeper {
  readonly at: number
  readonly wake: () => void
}

export const jumpingClock = (): Clock.Clock => {
  const sleepers = new Set<Sleeper>()
  let now = 0
  let timer: NodeJS.Timeout | undefined
  const nanos = () => BigInt(Math.round(now * 1_000_000))

  const jump = () => {
    const [next] = Array.from(sleepers).sort((a, b) => a.at - b.at)
    if (next === undefined) return
    sleepers.delete(next)
    now = next.at
    next.wake()
    rest()
  }

  const rest = () => {
    clearTimeout(timer)
    timer = setTimeout(jump, 1)
  }

  return {
    ...Clock.make(),
    unsafeCurrentTimeMillis: () => now,
    unsafeCurrentTimeNanos: nanos,
    currentTimeMillis: Effect.sync(() => now),
    currentTimeNanos: Effect.sync(nanos),
    sleep: (duration) =>
      Effect.async<void>((resume) => {
        const sleeper: Sleeper = { at: now + Duration.toMillis(duration), wake: () => resume(Effect.void) }
        sleepers.add(sleeper)
        rest()
        return Effect.sync(() => sleepers.delete(sleeper))
      })
  }
}
