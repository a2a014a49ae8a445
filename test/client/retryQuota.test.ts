import { expect, it } from "@effect/vitest"
import { Effect, Metric, Schedule } from "effect"
import { AuthleteClient, AuthleteMetrics, RetryPolicy, Tokens } from "effect-authlete"
import { describe } from "vitest"
import { longTimeout, stepping } from "../support/clocks.js"
import { observed, rows } from "../support/outcome.js"
import type { Stub, StubReply } from "../support/stub.js"
import { stub, stubWith } from "../support/stub.js"
import { clientOf } from "../support/transports.js"

const url = "https://authlete.test"
const ok: StubReply = { status: 200, body: {} }
const failed: StubReply = { status: 500 }
const throttled: StubReply = { status: 429 }
const refused: StubReply = { status: 403 }

let services = 0

/** A client of a service that no other test has, so that its metrics are its own. */
const client = (server: Stub, retryPolicy: RetryPolicy.Input) => {
  const serviceId = `${++services}`
  const quota = AuthleteMetrics.retryQuota.pipe(Metric.tagged("server", url), Metric.tagged("service", serviceId))
  return {
    layer: clientOf({ url }, server, { serviceId, retryPolicy, timeout: longTimeout }),
    left: Effect.map(Metric.value(quota), ({ value }) => value)
  }
}

/** Makes calls one after the other on one client, with the jitter fixed at 1. */
const calling = (retryPolicy: RetryPolicy.Input, calls: number, server: Stub) =>
  Effect.gen(function*() {
    const { layer, left } = client(server, retryPolicy)
    const all = Effect.forEach(Array.from({ length: calls }), () => observed(Tokens.list()))
    const { result, waits } = yield* stepping(Effect.provide(all, layer), left).pipe(Effect.withRandomFixed([1]))
    return {
      delays: waits.map(({ delay }) => delay),
      quota: [...waits.map(({ seen }) => seen), yield* left],
      last: result.at(-1)
    }
  })

interface Sequence {
  readonly what: string
  readonly policy?: RetryPolicy.Options
  readonly calls?: number
  readonly replies: readonly [StubReply, ...ReadonlyArray<StubReply>]
  readonly delays: ReadonlyArray<number>
  /** What is left as each wait begins, and at the end. */
  readonly quota: ReadonlyArray<number>
  readonly succeeds?: boolean
}

const sequences: ReadonlyArray<Sequence> = [
  {
    what: "two failures and a success: the last retry is given back",
    replies: [failed, failed, ok],
    delays: [50, 100],
    quota: [486, 472, 486],
    succeeds: true
  },
  { what: "three failures: nothing is given back", replies: [failed], delays: [50, 100], quota: [486, 472, 472] },
  { what: "a quota for one retry", policy: { quota: 14 }, replies: [failed], delays: [50], quota: [0, 0] },
  {
    what: "five attempts",
    policy: { maxAttempts: 5 },
    replies: [failed],
    delays: [50, 100, 200, 400],
    quota: [486, 472, 458, 444, 444]
  },
  {
    what: "a throttled call: it costs less, and is given back",
    replies: [throttled, ok],
    delays: [1000],
    quota: [495, 500],
    succeeds: true
  },
  {
    what: "a delay that the cap bounds",
    policy: { maxAttempts: 5, cap: "150 millis" },
    replies: [failed],
    delays: [50, 100, 150, 150],
    quota: [486, 472, 458, 444, 444]
  },
  {
    what: "other bases",
    policy: { base: "10 millis", throttledBase: "3 seconds" },
    replies: [failed, throttled],
    delays: [10, 6000],
    quota: [486, 481, 481]
  },
  {
    what: "clean successes, which give back 1 each",
    calls: 4,
    replies: [failed, failed, failed, ok],
    delays: [50, 100],
    quota: [486, 472, 475],
    succeeds: true
  },
  {
    what: "successes of a client that has spent nothing",
    calls: 3,
    replies: [ok],
    delays: [],
    quota: [500],
    succeeds: true
  },
  {
    what: "refusals, which give nothing back",
    calls: 3,
    replies: [failed, failed, failed, refused],
    delays: [50, 100],
    quota: [486, 472, 472]
  }
]

describe("the quota", () => {
  it.effect.each(rows(sequences, ({ what }) => what))(
    "holds for %s",
    ([, { calls = 1, delays, policy, quota, replies, succeeds = false }]) =>
      Effect.gen(function*() {
        const result = yield* calling(RetryPolicy.make(policy), calls, stub(...replies))
        expect({ ...result, last: "succeeded" in (result.last ?? {}) }).toEqual({ delays, quota, last: succeeds })
      })
  )

  it.effect("that is empty makes a failure final at once", () =>
    Effect.gen(function*() {
      const server = stub(failed, ok)
      const { delays, last } = yield* calling(RetryPolicy.make({ quota: 0 }), 1, server)
      expect({ delays, last, requests: server.sent.length }).toMatchObject({
        delays: [],
        last: { failed: { _tag: "InternalServer", attempts: 1 } },
        requests: 1
      })
    }))

  it.effect("is shared by all calls of a client: an outage does not lead to three times the load", () =>
    Effect.gen(function*() {
      const server = stub(failed)
      yield* calling(RetryPolicy.standard, 100, server)
      // 500 is enough for 35 retries of 14; after that each call is sent once.
      expect(server.sent.length).toBe(135)
    }))

  it.effect("lets calls be sent again when the server has recovered", () =>
    Effect.gen(function*() {
      // One call that spends all there is, 14 successes that pay for a retry, and a call that needs it.
      const server = stubWith((_, index) => index === 0 || index === 1 || index === 16 ? failed : ok)
      const { last } = yield* calling(RetryPolicy.make({ quota: 14 }), 16, server)
      expect({ last, requests: server.sent.length }).toEqual({ last: { succeeded: {} }, requests: 18 })
    }))

  it.effect("is never more than it was at first", () =>
    Effect.gen(function*() {
      const server = stubWith((_, index) => index === 50 ? failed : ok)
      const { quota } = yield* calling(RetryPolicy.standard, 100, server)
      expect(Math.max(...quota)).toBe(500)
    }))

  it.effect("is not shared with another client", () =>
    Effect.gen(function*() {
      const policy = RetryPolicy.make({ quota: 14 })
      yield* calling(policy, 1, stub(failed))
      const { delays } = yield* calling(policy, 1, stub(failed))
      expect(delays).toEqual([50])
    }))

  it.effect("is shared by the policies of a client, each within what it allows", () =>
    Effect.gen(function*() {
      const server = stub(failed)
      const { layer, left } = client(server, RetryPolicy.standard)
      const both = Effect.zipRight(
        observed(Tokens.list()),
        observed(AuthleteClient.withRetryPolicy(Tokens.list(), RetryPolicy.make({ quota: 42 })))
      )
      yield* Effect.withRandomFixed(stepping(Effect.provide(both, layer), left), [1])
      expect(server.sent.length).toBe(3 + 2)
    }))

  it.effect("does not bound a plain schedule, unless it is told to", () =>
    Effect.gen(function*() {
      const many = Schedule.recurs(100)
      const unbounded = stub(failed)
      const bounded = stub(failed)
      yield* calling(many, 1, unbounded)
      yield* calling(RetryPolicy.fromSchedule(many, { quota: 28 }), 1, bounded)
      expect([unbounded.sent.length, bounded.sent.length]).toEqual([101, 3])
    }))

  it.effect("can be switched off", () =>
    Effect.gen(function*() {
      const server = stub(failed)
      yield* calling(RetryPolicy.make({ quota: Infinity }), 40, server)
      expect(server.sent.length).toBe(120)
    }))

  it.effect("is not spent by a policy that has no bound", () =>
    Effect.gen(function*() {
      const server = stubWith((_, index) => index < 101 || index === 102 ? failed : ok)
      const { layer, left } = client(server, RetryPolicy.standard)
      const both = Effect.zipRight(
        observed(AuthleteClient.withRetryPolicy(Tokens.list(), Schedule.recurs(100))),
        Effect.zipRight(Tokens.list(), observed(Tokens.list()))
      )
      const { result } = yield* stepping(Effect.provide(both, layer), left)
      expect({ result, left: yield* left }).toEqual({ result: { succeeded: {} }, left: 500 })
    }))

  it.effect("has nothing left, rather than debts, where another policy allows less than was spent", () =>
    Effect.gen(function*() {
      const { layer, left } = client(stub(failed), RetryPolicy.standard)
      const both = Effect.zipRight(
        observed(Tokens.list()),
        AuthleteClient.withRetryPolicy(Tokens.list(), RetryPolicy.make({ quota: 1 }))
      )
      yield* stepping(Effect.provide(Effect.exit(both), layer), left)
      const { left: after, layer: another } = client(stub(ok), RetryPolicy.make({ quota: 1 }))
      yield* stepping(Effect.provide(Tokens.list(), another), after)
      expect([yield* left, yield* after]).toEqual([472, 1])
    }))

  it.effect("is not spent on a call that may not be sent again", () =>
    Effect.gen(function*() {
      const { layer, left } = client(stub(failed, ok), RetryPolicy.standard)
      const create = Tokens.create({ grantType: "CLIENT_CREDENTIALS" })
      const all = Effect.zipRight(Effect.exit(create), Tokens.list())
      yield* stepping(Effect.provide(all, layer), left)
      expect(yield* left).toBe(500)
    }))
})

describe("maxElapsed", () => {
  const limited = (maxElapsed: number) => RetryPolicy.make({ maxAttempts: 5, maxElapsed })

  it.effect("ends a call instead of beginning a delay that would overrun it", () =>
    Effect.gen(function*() {
      const server = stub(failed)
      const { delays, last } = yield* calling(limited(349), 1, server)
      expect({ delays, last }).toMatchObject({
        delays: [50, 100],
        last: { failed: { _tag: "InternalServer", attempts: 3 } }
      })
    }))

  it.effect("allows a delay that just ends in time", () =>
    Effect.gen(function*() {
      const { delays } = yield* calling(limited(350), 1, stub(failed))
      expect(delays).toEqual([50, 100, 200])
    }))

  it.effect("counts the delay that the server asks for", () =>
    Effect.gen(function*() {
      const server = stub({ status: 429, headers: { "retry-after": "4" } })
      const { delays, last } = yield* calling(limited(3999), 1, server)
      expect({ delays, last }).toMatchObject({ delays: [], last: { failed: { attempts: 1, retryAfter: 4000 } } })
    }))

  it.effect("spends nothing of the quota for a retry that is not made", () =>
    Effect.gen(function*() {
      const { quota } = yield* calling(limited(10), 2, stub(failed, ok))
      expect(quota).toEqual([500])
    }))

  it.effect("holds for a plain schedule, if it is told to", () =>
    Effect.gen(function*() {
      const policy = RetryPolicy.fromSchedule(Schedule.spaced("1 second"), { maxElapsed: "2500 millis" })
      const { delays } = yield* calling(policy, 1, stub(failed))
      expect(delays).toEqual([1000, 1000])
    }))

  it.effect("counts the time that attempts take", () =>
    Effect.gen(function*() {
      const { left } = client(stub("silence"), limited(1049))
      const layer = clientOf({ url }, stub("silence"), { retryPolicy: limited(1049), timeout: "1 second" })
      const { waits } = yield* stepping(Effect.provide(observed(Tokens.list()), layer), left).pipe(
        Effect.withRandomFixed([1])
      )
      expect(waits.map(({ delay }) => delay)).toEqual([1000])
    }))
})
