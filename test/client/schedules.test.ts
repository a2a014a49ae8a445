/**
 * The schedules of Effect as retry policies: when each of them sends a call again.
 */
import * as HttpClient from "@effect/platform/HttpClient"
import { expect, it } from "@effect/vitest"
import { Effect, Schedule } from "effect"
import { RetryPolicy, Tokens } from "effect-authlete"
import { describe } from "vitest"
import { jumpingClock } from "../support/clocks.js"
import { stub } from "../support/stub.js"
import { clientOf } from "../support/transports.js"

const unavailable = { status: 503 }

/** When a call is sent, in milliseconds from the first time, if an attempt takes 30 and the sixth one ends it. */
const sentAt = (schedule: Schedule.Schedule<unknown>) =>
  Effect.gen(function*() {
    const server = stub(unavailable, unavailable, unavailable, unavailable, unavailable, { status: 400 })
    const client = clientOf({ url: "https://authlete.test" }, server, {
      retryPolicy: RetryPolicy.fromSchedule(schedule),
      transformClient: HttpClient.transformResponse(Effect.delay("30 millis"))
    })
    yield* Effect.exit(Effect.provide(Tokens.list(), client))
    return server.sent.map(({ at }) => at - (server.sent[0]?.at ?? 0))
  }).pipe(Effect.withClock(jumpingClock()))

describe("a call is sent again by a schedule", () => {
  const schedules: ReadonlyArray<
    readonly [name: string, schedule: Schedule.Schedule<unknown>, at: ReadonlyArray<number>]
  > = [
    ["recurs", Schedule.recurs(2), [0, 30, 60]],
    ["forever", Schedule.forever, [0, 30, 60, 90, 120, 150]],
    ["spaced", Schedule.spaced("100 millis"), [0, 130, 260, 390, 520, 650]],
    ["exponential", Schedule.exponential("100 millis"), [0, 130, 360, 790, 1620, 3250]],
    ["fibonacci", Schedule.fibonacci("100 millis"), [0, 130, 260, 490, 820, 1350]],
    // These two go by the time that has passed.
    ["fixed", Schedule.fixed("100 millis"), [0, 130, 230, 330, 430, 530]],
    ["windowed", Schedule.windowed("100 millis"), [0, 130, 230, 330, 430, 530]]
  ]

  it.effect.each(schedules)("%s", ([, schedule, at]) =>
    Effect.gen(function*() {
      expect(yield* sentAt(schedule)).toEqual(at)
    }))
})
