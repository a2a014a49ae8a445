/**
 * Many calls that meet an overloaded server: they back off together, come back spread, and ask for less the longer it
 * lasts. The time of the client stands still but for what a test moves; the server responds in its own.
 */
import * as HttpClient from "@effect/platform/HttpClient"
import { expect, it } from "@effect/vitest"
import { Clock, Effect, Exit, Fiber, Layer, TestClock } from "effect"
import { RetryPolicy } from "effect-authlete"
import { describe } from "vitest"
import { create, list } from "../../tools/faults/calls.js"
import { json, respond } from "../../tools/faults/http.js"
import type { Recorded, Reply } from "../../tools/faults/rawServer.js"
import { always, rawServer } from "../../tools/faults/rawServer.js"
import { hastyClock } from "../support/clocks.js"
import { clientOf, transports } from "../support/transports.js"
import { watched } from "./suite.js"

watched()

const created = json({ action: "OK", accessToken: "t", totalCount: 0 })
const throttled = json({ resultCode: "A1" }, 429, { "retry-after": "2" })

const crowd = 100

/** Waits until so many calls wait to be sent; on the same clock, the attempts have their time limits of 5 seconds. */
const waiting = (count: number) =>
  Effect.promise(() => new Promise((resolve) => setImmediate(resolve))).pipe(
    Effect.zipRight(TestClock.sleeps()),
    Effect.repeat({ until: (sleeps) => Array.from(sleeps).filter((at) => at < 5000).length === count })
  )

describe.each(transports)("over $transport", (transport) => {
  /** A hundred calls that have met a 429 together, and how the requests of the client go on. */
  const meeting = Effect.gen(function*() {
    const starts: Array<number> = []
    const server = yield* rawServer((_, index) => [index < crowd ? throttled : created])
    const client = yield* Layer.build(clientOf(server, transport, {
      retryPolicy: RetryPolicy.standard,
      transformClient: HttpClient.tapRequest(() => Effect.map(Clock.currentTimeMillis, (now) => starts.push(now)))
    }))
    const call = Effect.exit(Effect.provide(create.call, client))
    const calls = yield* Effect.forEach(Array.from({ length: crowd }), () => Effect.fork(call))
    yield* server.requested(crowd)
    yield* waiting(crowd)
    return { server, starts, call, calls }
  })

  it.scoped("a hundred calls that meet a 429 together wait for the time that it names", () =>
    Effect.gen(function*() {
      const { server, starts } = yield* meeting
      yield* TestClock.adjust("1999 millis")
      expect({ requests: server.requests.length, starts: starts.length }).toEqual({ requests: 100, starts: 100 })
    }))

  it.scoped("a call that comes later waits for it, too", () =>
    Effect.gen(function*() {
      const { call, server, starts } = yield* meeting
      yield* Effect.fork(call)
      yield* waiting(crowd + 1)
      yield* TestClock.adjust("1999 millis")
      expect({ requests: server.requests.length, starts: starts.length }).toEqual({ requests: 100, starts: 100 })
    }))

  it.scoped("they come back spread over a second, and all of them are done", () =>
    Effect.gen(function*() {
      const { calls, server, starts } = yield* meeting
      yield* TestClock.adjust("3 seconds")
      yield* server.requested(2 * crowd)
      const exits = yield* Effect.forEach(calls, Fiber.join)
      const again = starts.slice(crowd).sort((one, other) => one - other)
      const tenths = Array.from({ length: 10 }, (_, tenth) =>
        again.filter((at) => at >= 2000 + tenth * 100 && at < 2100 + tenth * 100).length)
      expect({
        done: exits.filter(Exit.isSuccess).length,
        first: again[0],
        count: again.length,
        evenly: tenths.filter((count) =>
          count < 5 || count > 15
        )
      }).toEqual({ done: 100, first: 2000, count: 100, evenly: [] })
    }))
})

describe.each(transports)("over $transport", (transport) => {
  const limit = 5000

  /** Calls one after the other, and how many requests each of them took. */
  const following = (script: (request: Recorded, index: number) => Reply, count: number) =>
    Effect.gen(function*() {
      const server = yield* rawServer(script)
      const retryPolicy = RetryPolicy.standard
      const client = yield* Layer.build(clientOf(server, transport, { retryPolicy, timeout: limit }))
      const counted = Effect.gen(function*() {
        const before = server.requests.length
        yield* Effect.exit(Effect.provide(list.call, client))
        return server.requests.length - before
      })
      return yield* Effect.withClock(Effect.replicateEffect(counted, count), hastyClock(limit))
    })

  it.scopedLive("an outage is asked more often than there are calls only until the quota is used up", () =>
    Effect.gen(function*() {
      // 500 pays for 35 retries of 14 each.
      expect(yield* following(always(respond(503)), 30)).toEqual([
        ...Array.from({ length: 17 }, () => 3),
        2,
        ...Array.from({ length: 12 }, () => 1)
      ])
    }))

  it.scopedLive("a server that throttles is asked more often, for it is well", () =>
    Effect.gen(function*() {
      // 500 pays for 100 retries of 5 each.
      const requests = yield* following(always(respond(429)), 60)
      expect({ most: requests.slice(0, 50), rest: requests.slice(50) }).toEqual({
        most: Array.from({ length: 50 }, () => 3),
        rest: Array.from({ length: 10 }, () => 1)
      })
    }))

  it.scopedLive("successes pay for retries again", () =>
    Effect.gen(function*() {
      // 18 calls use up all but 10 of the quota; 14 calls that succeed add as many; one of 24 is enough for a retry.
      const script = (_: Recorded, index: number) => [index < 53 || index >= 53 + 14 ? respond(503) : created]
      expect((yield* following(script, 18 + 14 + 3)).slice(18 + 14)).toEqual([2, 1, 1])
    }))
})
