import { expect, it } from "@effect/vitest"
import { Clock, Duration, Effect, Exit, Fiber, Metric, Schedule } from "effect"
import { AuthleteClient, AuthleteMetrics, RetryPolicy, Tokens } from "effect-authlete"
import { describe } from "vitest"
import { jumpingClock } from "../support/clocks.js"
import { observed } from "../support/outcome.js"
import type { Stub, StubReply } from "../support/stub.js"
import { stubWith } from "../support/stub.js"
import { clientOf } from "../support/transports.js"

const url = "https://authlete.test"
const ok: StubReply = { status: 200, body: {} }
const throttled = (seconds: number): StubReply => ({ status: 429, headers: { "retry-after": `${seconds}` } })

/** Refuses the first requests, as many as it is told, and then responds with success. */
const refusing = (count: number, seconds: number) => stubWith((_, index) => index < count ? throttled(seconds) : ok)

/** Runs an effect with a client, on a clock that begins at 0 and never keeps a test waiting. */
const run = <A, E>(
  server: Stub,
  retryPolicy: RetryPolicy.Input,
  effect: Effect.Effect<A, E, AuthleteClient.AuthleteClient>
) =>
  effect.pipe(
    Effect.provide(clientOf({ url }, server, { retryPolicy, timeout: "1 minute" })),
    Effect.withClock(jumpingClock())
  )

const list = observed(Tokens.list())

const together = (count: number) =>
  Effect.forEach(Array.from({ length: count }), () => list, { concurrency: "unbounded" })

/** A call, and others that begin a while after it. */
const thenAfter = <A, E, R, A2, E2, R2>(
  first: Effect.Effect<A, E, R>,
  wait: Duration.DurationInput,
  then: Effect.Effect<A2, E2, R2>
) =>
  Effect.gen(function*() {
    const fiber = yield* Effect.fork(first)
    yield* Effect.sleep(wait)
    const others = yield* then
    return [yield* Fiber.join(fiber), others] as const
  })

const times = ({ sent }: Stub) => sent.map(({ at }) => at)

describe("a 429 that names a time", () => {
  it.effect("makes the other calls of the client wait for it", () =>
    Effect.gen(function*() {
      const server = refusing(1, 5)
      yield* run(server, RetryPolicy.standard, thenAfter(list, "1 second", together(3)))
      const [, ...others] = times(server)
      expect(others.every((at) => at >= 5000)).toBe(true)
    }))

  it.effect("lets the call that it was told to go first, at that time", () =>
    Effect.gen(function*() {
      const server = refusing(1, 5)
      yield* Effect.withRandomFixed(
        run(server, RetryPolicy.standard, thenAfter(list, "1 second", together(3))),
        [0.5]
      )
      expect(times(server)[1]).toBe(5000)
    }))

  it.effect("does not let them all go at once when the time has come", () =>
    Effect.gen(function*() {
      const server = refusing(100, 5)
      const results = yield* run(server, RetryPolicy.standard, together(100))
      const retries = times(server).slice(100)
      const inTenths = new Map<number, number>()
      for (const at of retries) inTenths.set(Math.floor(at / 100), (inTenths.get(Math.floor(at / 100)) ?? 0) + 1)
      expect({
        succeeded: results.filter((result) => "succeeded" in result).length,
        first: Math.min(...retries),
        isOver: Math.max(...retries) < 6001,
        most: Math.max(...inTenths.values()) <= 13
      }).toEqual({ succeeded: 100, first: 5000, isOver: true, most: true })
    }))

  it.effect("makes those wait again who were let through and met another one", () =>
    Effect.gen(function*() {
      const server = stubWith((_, index) => index === 0 ? throttled(5) : index === 1 ? throttled(7) : ok)
      yield* Effect.withRandomFixed(run(server, RetryPolicy.standard, thenAfter(list, "1 second", together(10))), [0])
      expect(times(server).slice(2).every((at) => at >= 12_000)).toBe(true)
    }))

  it.effect("does not keep those who come after it", () =>
    Effect.gen(function*() {
      const server = refusing(1, 5)
      yield* run(server, RetryPolicy.standard, Effect.zipRight(list, list))
      expect(times(server)).toEqual([0, 5000, 5000])
    }).pipe(Effect.withRandomFixed([0])))

  it.effect("says nothing to another client", () =>
    Effect.gen(function*() {
      const server = refusing(1, 5)
      const client = clientOf({ url }, server, { retryPolicy: RetryPolicy.standard, timeout: "1 minute" })
      const other = Effect.provide(list, client)
      yield* Effect.withClock(thenAfter(Effect.provide(list, client), "1 second", other), jumpingClock())
      expect(times(server)).toEqual([0, 1000, 5000])
    }).pipe(Effect.withRandomFixed([0])))

  it.effect("closes no gate for longer than the cap: each call is told by the server itself", () =>
    Effect.gen(function*() {
      const server = refusing(1, 21)
      yield* run(server, RetryPolicy.standard, Effect.zipRight(list, list))
      expect(times(server)).toEqual([0, 0])
    }))

  it.effect("without a time closes no gate", () =>
    Effect.gen(function*() {
      const server = stubWith((_, index) => index === 0 ? { status: 429 } : ok)
      yield* run(server, RetryPolicy.standard, thenAfter(list, "10 millis", list))
      expect(times(server)).toEqual([0, 10, 1000])
    }).pipe(Effect.withRandomFixed([1])))

  it.effect("counts the calls that wait", () =>
    Effect.gen(function*() {
      const waits = Metric.value(AuthleteMetrics.throttledWaits.pipe(Metric.tagged("operation", "tokens.count")))
      const before = yield* waits
      const server = refusing(1, 5)
      const count = observed(Tokens.count())
      yield* run(server, RetryPolicy.standard, thenAfter(count, "1 second", Effect.all([count, count])))
      expect((yield* waits).count - before.count).toBe(2)
    }))
})

describe("the gate", () => {
  it.effect("can be switched off", () =>
    Effect.gen(function*() {
      const server = refusing(1, 5)
      yield* run(server, RetryPolicy.make({ rateGate: false }), thenAfter(list, "1 second", list))
      expect(times(server)).toEqual([0, 1000, 5000])
    }).pipe(Effect.withRandomFixed([0])))

  it.effect("can be switched off for one call", () =>
    Effect.gen(function*() {
      const server = refusing(1, 5)
      const hasty = AuthleteClient.withRetryPolicy(list, RetryPolicy.make({ rateGate: false }))
      yield* run(server, RetryPolicy.standard, thenAfter(list, "1 second", hasty))
      expect(times(server)).toEqual([0, 1000, 5000])
    }).pipe(Effect.withRandomFixed([0])))

  it.effect("is off for a plain schedule, and for none", () =>
    Effect.gen(function*() {
      const server = refusing(1, 5)
      const hasty = Effect.all([
        AuthleteClient.withRetryPolicy(list, RetryPolicy.none),
        AuthleteClient.withRetryPolicy(list, Schedule.recurs(1))
      ])
      yield* run(server, RetryPolicy.standard, thenAfter(list, "1 second", hasty))
      expect(times(server)).toEqual([0, 1000, 1000, 5000])
    }).pipe(Effect.withRandomFixed([0])))

  it.effect("is there for a schedule that asks for it", () =>
    Effect.gen(function*() {
      const server = refusing(1, 5)
      const policy = RetryPolicy.fromSchedule(Schedule.recurs(1), { rateGate: true })
      yield* run(server, policy, thenAfter(list, "1 second", list))
      expect(times(server).slice(1).every((at) => at >= 5000)).toBe(true)
    }))

  it.effect("fails a call at once that would overrun its time there, without sending it", () =>
    Effect.gen(function*() {
      const server = refusing(1, 5)
      const hasty = AuthleteClient.withRetryPolicy(list, RetryPolicy.make({ maxElapsed: "3 seconds" }))
      const [, outcome] = yield* run(server, RetryPolicy.standard, thenAfter(list, "1 second", hasty))
      expect({ outcome, requests: server.sent.length }).toEqual({
        outcome: {
          failed: {
            _tag: "TooManyRequests",
            attempts: 0,
            operation: "tokens.list",
            outcome: "not-applied",
            retryAfter: 4000
          }
        },
        requests: 2
      })
    }))

  it.effect("fails a call at once whose cap is shorter than the wait", () =>
    Effect.gen(function*() {
      const server = refusing(1, 5)
      const hasty = AuthleteClient.withRetryPolicy(list, RetryPolicy.make({ cap: "3 seconds" }))
      const [, outcome] = yield* run(server, RetryPolicy.standard, thenAfter(list, "1 second", hasty))
      expect(outcome).toMatchObject({ failed: { _tag: "TooManyRequests", attempts: 0, retryAfter: 4000 } })
    }))

  it.effect("keeps no call for longer than the cap, however often it is closed again", () =>
    Effect.gen(function*() {
      const server = stubWith(() => throttled(5))
      const began = yield* run(
        server,
        RetryPolicy.standard,
        Effect.zipRight(
          Effect.forEach(Array.from({ length: 100 }), () => list, { concurrency: "unbounded" }),
          Clock.currentTimeMillis
        )
      )
      // Three attempts, and up to 20 s at the gate before each but the first.
      expect(began).toBeLessThan(45_000)
    }))

  it.effect("is open when the clock has been set back to before it was closed", () =>
    Effect.gen(function*() {
      const server = refusing(1, 5)
      let offset = 3_600_000
      const moved = jumpingClock()
      const clock = { ...moved, unsafeCurrentTimeMillis: () => moved.unsafeCurrentTimeMillis() + offset }
      const once = AuthleteClient.withRetryPolicy(list, RetryPolicy.make({ maxAttempts: 1 }))
      const setBack = Effect.sync(() => {
        offset = 0
      })
      const client = clientOf({ url }, server, { retryPolicy: RetryPolicy.standard, timeout: "1 minute" })
      const outcome = yield* Effect.all([once, setBack, list]).pipe(Effect.provide(client), Effect.withClock(clock))
      expect(outcome[2]).toEqual({ succeeded: {} })
    }))

  it.effect("costs a call nothing that has to wait there before its retry: the retry is counted once", () =>
    Effect.gen(function*() {
      const retries = Metric.value(AuthleteMetrics.retries.pipe(
        Metric.tagged("operation", "tokens.count"),
        Metric.tagged("reason", "InternalServer")
      ))
      const before = yield* retries
      const server = stubWith((_, index) => index === 0 ? { status: 500 } : index === 1 ? throttled(5) : ok)
      const slow = RetryPolicy.make({ base: "2 seconds" })
      yield* run(server, slow, thenAfter(observed(Tokens.count()), "1 second", list)).pipe(Effect.withRandomFixed([1]))
      expect((yield* retries).count - before.count).toBe(1)
    }))

  it.effect("does not count the wait as time of the attempt", () =>
    Effect.gen(function*() {
      const server = refusing(1, 5)
      const call = AuthleteClient.withTimeout(list, "2 seconds")
      const [, outcome] = yield* run(server, RetryPolicy.standard, thenAfter(list, "1 second", call))
      expect(outcome).toEqual({ succeeded: {} })
    }))
})

describe("interruption", () => {
  /** Whether it takes less than that, in one of twenty times: a machine that does other things, too, must not fail a test. */
  const canTakeLess = <A, E, R>(
    timed: Effect.Effect<readonly [Duration.Duration, A], E, R>,
    limit: Duration.DurationInput
  ) =>
    timed.pipe(
      Effect.map(([took]) => Duration.lessThan(took, limit)),
      Effect.repeat({ until: (isLess) => isLess, times: 19 })
    )

  const calling = (server: Stub, retryPolicy: RetryPolicy.Input) =>
    Effect.provide(Tokens.list(), clientOf({ url }, server, { retryPolicy }))

  /** Interrupts a call on the clock of the system, some time after it was sent. */
  const interrupting = (server: Stub, retryPolicy: RetryPolicy.Input) =>
    Effect.gen(function*() {
      const before = server.sent.length
      const fiber = yield* Effect.fork(calling(server, retryPolicy))
      while (server.sent.length === before) yield* Effect.sleep("1 millis")
      yield* Effect.sleep("20 millis")
      return yield* Effect.timed(Fiber.interrupt(fiber))
    })

  const waiting: ReadonlyArray<readonly [string, RetryPolicy.Input, StubReply]> = [
    ["in the wait before a retry", Schedule.spaced("100 millis"), { status: 503 }],
    ["in the wait that the server asked for", RetryPolicy.standard, throttled(1)],
    ["of an attempt in flight", RetryPolicy.standard, "silence"]
  ]

  it.live.each(waiting)("%s ends within 10 ms", ([, policy, reply]) =>
    Effect.gen(function*() {
      expect(yield* canTakeLess(interrupting(stubWith(() => reply), policy), "10 millis")).toBe(true)
    }))

  it.live.each(waiting)("%s sends nothing more", ([, policy, reply]) =>
    Effect.gen(function*() {
      const server = stubWith(() => reply)
      const [, exit] = yield* interrupting(server, policy)
      const requests = server.sent.length
      yield* Effect.sleep("1200 millis")
      expect({ isInterrupted: Exit.isInterrupted(exit), more: server.sent.length - requests }).toEqual({
        isInterrupted: true,
        more: 0
      })
    }))

  it.live("by an outer timeout is no slower", () =>
    Effect.gen(function*() {
      const call = Effect.option(Effect.timeout(
        calling(stubWith(() => throttled(1)), RetryPolicy.standard),
        "50 millis"
      ))
      expect(yield* canTakeLess(Effect.timed(call), "60 millis")).toBe(true)
    }))

  it.effect("at the gate sends nothing", () =>
    Effect.gen(function*() {
      const server = refusing(1, 5)
      const impatient = Effect.timeout(list, "1 second").pipe(Effect.option)
      yield* run(server, RetryPolicy.standard, thenAfter(list, "1 second", impatient))
      expect(times(server)).toEqual([0, 5000])
    }).pipe(Effect.withRandomFixed([0])))
})
