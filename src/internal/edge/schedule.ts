/**
 * Runs any schedule step by step, and makes a schedule of one function.
 */
import * as Effect from "effect/Effect"
import * as Random from "effect/Random"
import * as Schedule from "effect/Schedule"
import * as ScheduleDecision from "effect/ScheduleDecision"
import * as ScheduleInterval from "effect/ScheduleInterval"
import * as Intervals from "effect/ScheduleIntervals"

/** Gives the next delay in milliseconds, or `undefined` when the schedule ends. */
export type Step<In> = (now: number, input: In) => Effect.Effect<number | undefined>

/** Starts a schedule. It has a state, so each call of an operation starts it anew. */
export const stepping = <In>(schedule: Schedule.Schedule<unknown, In>): Step<In> => {
  let state: unknown = schedule.initial
  return (now, input) =>
    Effect.map(schedule.step(now, input, state), ([next, , decision]) => {
      state = next
      return ScheduleDecision.isDone(decision) ? undefined : Math.max(0, Intervals.start(decision.intervals) - now)
    })
}

/**
 * Makes a schedule of a function from the number of steps before, the input, and a random number from 0 to 1 to the
 * next delay in milliseconds. The schedule ends when there is no delay. Made of Effect's combinators, it would double
 * what retries add to the bundle of an app.
 */
export const fromDelays = <In>(
  delay: (steps: number, input: In, random: number) => number | undefined
): Schedule.Schedule<unknown, In> =>
  Schedule.makeWithState(0, (now, input: In, steps) =>
    Effect.map(Random.next, (random) => {
      const millis = delay(steps, input, random)
      return [
        steps + 1,
        undefined,
        millis === undefined
          ? ScheduleDecision.done
          : ScheduleDecision.continueWith(ScheduleInterval.after(now + millis))
      ]
    }))
