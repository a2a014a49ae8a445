import { expect, it } from "@effect/vitest"
import { Clock, Effect, Fiber, Option, Redacted, TestClock } from "effect"
import type { AuthleteClient } from "effect-authlete"
import { Tokens } from "effect-authlete"
import { describe } from "vitest"
import { jumpingClock } from "../support/clocks.js"
import { observed } from "../support/outcome.js"
import type { StubReply } from "../support/stub.js"
import { stub } from "../support/stub.js"
import { bearer, clientOf } from "../support/transports.js"

const url = "https://authlete.test"
const ok: StubReply = { status: 200, body: { totalCount: 0 } }

/** A call with a limit of 5 s for an attempt, sent once. */
const calling = (reply: StubReply, options: Partial<AuthleteClient.Options> = {}) =>
  observed(Effect.provide(Tokens.list(), clientOf({ url }, stub(reply), options)))

const timedOut = { failed: { _tag: "TransportError", reason: "Timeout" } }

describe("the time limit of an attempt", () => {
  it.effect("obeys TestClock", () =>
    Effect.gen(function*() {
      const fiber = yield* Effect.fork(calling("silence"))
      yield* TestClock.adjust("4999 millis")
      const before = yield* Fiber.poll(fiber)
      yield* TestClock.adjust("1 millis")
      expect({ before, outcome: yield* Fiber.join(fiber) }).toMatchObject({ before: Option.none(), outcome: timedOut })
    }))

  it.live("obeys a clock that is not the system's own", () =>
    Effect.gen(function*() {
      const call = Effect.withClock(calling("silence", { timeout: "20 millis" }), Clock.make())
      expect(yield* call).toMatchObject(timedOut)
    }))

  it.live("holds where the caller cannot be interrupted, as in a finalizer", () =>
    Effect.gen(function*() {
      expect(yield* Effect.uninterruptible(calling("silence", { timeout: "20 millis" }))).toMatchObject(timedOut)
    }))

  it.effect("sends nothing once it is over, also when what gets the access token cannot be interrupted", () =>
    Effect.gen(function*() {
      const accessToken = Effect.uninterruptible(Effect.as(Effect.sleep("6 seconds"), Redacted.make(bearer)))
      expect(yield* Effect.withClock(calling(ok, { accessToken }), jumpingClock())).toMatchObject({
        failed: { reason: "Timeout", attempts: 0, outcome: "not-applied" }
      })
    }))

  it.live("of a call that has ended leaves no timer behind", () =>
    Effect.gen(function*() {
      const timers = () => process.getActiveResourcesInfo().filter((name) => name === "Timeout").length
      const before = timers()
      yield* calling(ok, { timeout: "1 hour" })
      expect(timers()).toBe(before)
    }))

  it.live("may be longer than any timer of the system", () =>
    Effect.gen(function*() {
      expect(yield* calling(ok, { timeout: "1000 days" })).toEqual({ succeeded: { totalCount: 0 } })
    }))

  it.live("that is infinite is none", () =>
    Effect.gen(function*() {
      expect(yield* calling(ok, { timeout: Infinity })).toEqual({ succeeded: { totalCount: 0 } })
    }))
})
