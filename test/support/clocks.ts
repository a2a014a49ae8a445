/**
 * Three ways to keep a test from waiting: a clock for calls over a network, one for calls without, and steps on
 * `TestClock`.
 */
import { Chunk, Clock, Duration, Effect, Fiber, Option, TestClock } from "effect"

/**
 * A clock for calls over a network that should not wait between their attempts: it lets one duration pass as it is,
 * that of the time limit of an attempt, and skips all others.
 */
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

interface Sleeper {
  readonly at: number
  readonly wake: () => void
}

/**
 * A clock that starts at 0 and never keeps a test waiting: whenever nothing is left to do but to wait, it jumps to the
 * time that is waited for. For tests without a network, where all that there is to do happens before the next timer.
 */
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

const turn = Effect.promise(() => new Promise((resolve) => setImmediate(resolve)))

/** Longer than any wait of a test: the limit of an attempt, which is a sleep as well, but none to wait for. */
export const longTimeout = "1 day"

const farAway = 3_600_000

/** The time until the next sleeper wakes; nothing if there is none that a test would wait for. */
const nextDelay = Effect.gen(function*() {
  const now = yield* Clock.currentTimeMillis
  const sleeps = Chunk.toReadonlyArray(yield* TestClock.sleeps()).map((at) => at - now)
  return Option.liftPredicate(Math.min(...sleeps), (delay) => delay < farAway)
})

/**
 * Runs a call on `TestClock` from wait to wait. The response of a stub takes real turns of the event loop, so that time is
 * moved only when the call has come to its next wait.
 *
 * Gives the delays that a call waits for, one after the other, and what it ends with. `atWait` is looked at as each wait
 * begins.
 */
export const stepping = <A, E, R, S>(call: Effect.Effect<A, E, R>, atWait: Effect.Effect<S>) =>
  Effect.gen(function*() {
    const fiber = yield* Effect.fork(call)
    const waits: Array<{ readonly delay: number; readonly seen: S }> = []
    while (Option.isNone(yield* Fiber.poll(fiber))) {
      const delay = yield* nextDelay
      if (Option.isSome(delay)) {
        waits.push({ delay: delay.value, seen: yield* atWait })
        yield* TestClock.adjust(delay.value)
      } else {
        yield* turn
      }
    }
    return { result: yield* Fiber.join(fiber), waits }
  })
