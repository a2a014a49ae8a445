import * as Effect from "effect/Effect"
import * as Schedule from "effect/Schedule"

export * from "effect/Schedule"

/** As long as both go on. */
export const intersect =
  (that: Schedule.Schedule<unknown, unknown>) =>
  <In>(self: Schedule.Schedule<unknown, In>): Schedule.Schedule<unknown, In> =>
    Schedule.max([self, that]) as Schedule.Schedule<unknown, In>

/** As long as something holds for the input. */
export const whileInput = <In>(holds: (input: In) => boolean) => (self: Schedule.Schedule<unknown, In>) =>
  Schedule.while(self, ({ input }) => Effect.succeed(holds(input)))
