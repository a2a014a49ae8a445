/**
 * Runs any schedule step by step, and makes a schedule of one function.
 */
import * as Cause from "effect/Cause"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Random from "effect/Random"
import * as Schedule from "effect/Schedule"

/** Gives the next delay in milliseconds, or `undefined` when the schedule ends. */
export type Step<In> = (now: number, input: In) => Effect.Effect<number | undefined>

/** Starts a schedule. It has a state, so each call of an operation starts it anew. */
export const stepping = <In>(schedule: Schedule.Schedule<unknown, In>): Step<In> => {
  let started: Effect.Success<ReturnType<typeof Schedule.toStep<unknown, In, never, never>>> | undefined
  const start = Effect.map(Schedule.toStep(schedule), (step) => started = step)
  return (now, input) =>
    Effect.flatMap(started === undefined ? start : Effect.succeed(started), (step) =>
      // A step fails only when the schedule is done.
      Effect.match(step(now, input), {
        onFailure: () => undefined,
        onSuccess: ([, delay]) => Math.max(0, Duration.toMillis(delay))
      }))
}

/**
 * Makes a schedule of a function from the number of steps before, the input, and a random number from 0 to 1 to the
 * next delay in milliseconds. The schedule ends when there is no delay.
 */
export const fromDelays = <In>(
  delay: (steps: number, input: In, random: number) => number | undefined
): Schedule.Schedule<unknown, In> =>
  Schedule.fromStep(Effect.sync(() => {
    let steps = 0
    return (_now: number, input: In) =>
      Effect.flatMap(Random.next, (random) => {
        const millis = delay(steps++, input, random)
        return millis === undefined
          ? Cause.done<unknown>(undefined)
          : Effect.succeed<[unknown, Duration.Duration]>([undefined, Duration.millis(millis)])
      })
  }))
