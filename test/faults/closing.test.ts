/**
 * Clients that are done with while they are still at work.
 */
import { expect, it } from "@effect/vitest"
import { Clock, Deferred, Duration, Effect, Exit, Fiber, Layer, Scope } from "effect"
import { RetryPolicy, Tokens } from "effect-authlete"
import { describe } from "vitest"
import { create } from "../../tools/faults/calls.js"
import { json } from "../../tools/faults/http.js"
import { always, rawServer, until } from "../../tools/faults/rawServer.js"
import type { Outcome } from "../support/outcome.js"
import { outcomeOf } from "../support/outcome.js"
import type { Transport } from "../support/transports.js"
import { clientOf, transports } from "../support/transports.js"
import { watched } from "./suite.js"

watched()

/** A clock that tells when a wait begins that is longer than an attempt may take, and never ends it. */
const holding = (begun: Deferred.Deferred<void>): Clock.Clock => {
  const real = Clock.make()
  return {
    [Clock.ClockTypeId]: Clock.ClockTypeId,
    unsafeCurrentTimeMillis: () => real.unsafeCurrentTimeMillis(),
    unsafeCurrentTimeNanos: () => real.unsafeCurrentTimeNanos(),
    currentTimeMillis: real.currentTimeMillis,
    currentTimeNanos: real.currentTimeNanos,
    sleep: (duration) =>
      Duration.greaterThan(duration, "8 seconds")
        ? Effect.zipRight(Deferred.succeed(begun, undefined), Effect.never)
        : real.sleep(duration)
  }
}

describe.each(transports)("over $transport", (transport) => {
  /** Interrupts a call once it waits. */
  const interrupted = (call: Effect.Effect<unknown, unknown>) =>
    Effect.gen(function*() {
      const begun = yield* Deferred.make<void>()
      const fiber = yield* Effect.fork(Effect.withClock(call, holding(begun)))
      yield* Deferred.await(begun)
      return Exit.isInterrupted(yield* Fiber.interrupt(fiber))
    })

  it.scopedLive("a call that waits for its next attempt can be interrupted, and is not sent again", () =>
    Effect.gen(function*() {
      const server = yield* rawServer(always(json({}, 503, { "retry-after": "10" })))
      const client = yield* Layer.build(clientOf(server, transport, { retryPolicy: RetryPolicy.standard }))
      const ended = yield* interrupted(Effect.provide(Tokens.list(), client))
      expect({ ended, requests: server.requests.length }).toEqual({ ended: true, requests: 1 })
    }))

  it.scopedLive("a call that waits because another one met a 429 can be interrupted, and is never sent", () =>
    Effect.gen(function*() {
      const server = yield* rawServer(always(json({}, 429, { "retry-after": "10" })))
      const retryPolicy = RetryPolicy.make({ maxAttempts: 1 })
      const client = yield* Layer.build(clientOf(server, transport, { retryPolicy }))
      yield* Effect.exit(Effect.provide(Tokens.list(), client))
      const ended = yield* interrupted(Effect.provide(create.call, client))
      expect({ ended, requests: server.requests.length }).toEqual({ ended: true, requests: 1 })
    }))
})

const destroyed = (attempts: number, code: string): Outcome => ({
  failed: { _tag: "TransportError", attempts, code, operation: "tokens.create", outcome: "unknown", reason: "Reset" }
})

/** The clients of the platform close their connections with their layer; fetch belongs to the process. */
const closed: Readonly<Record<Transport["transport"], Outcome>> = {
  undici: destroyed(1, "UND_ERR_DESTROYED"),
  fetch: { succeeded: expect.objectContaining({ action: "OK" }) },
  "node:http": destroyed(1, "ECONNRESET"),
  NodeTransport: destroyed(1, "UND_ERR_DESTROYED")
}

describe.each(transports)("over $transport", (transport) => {
  it.scopedLive("calls in flight end when the layer is closed", () =>
    Effect.gen(function*() {
      const mayRespond = yield* Deferred.make<void>()
      const server = yield* rawServer(
        always(until(Deferred.await(mayRespond)), json({ action: "OK", accessToken: "t" }))
      )
      const scope = yield* Scope.make()
      const client = yield* Layer.buildWithScope(clientOf(server, transport), scope)
      const fibers = yield* Effect.forEach(
        Array.from({ length: 5 }),
        () => Effect.fork(Effect.provide(create.call, client))
      )
      yield* server.requested(5)
      yield* Scope.close(scope, Exit.void)
      yield* Deferred.succeed(mayRespond, undefined)
      const exits = yield* Effect.forEach(fibers, Fiber.await)
      expect(exits.map(outcomeOf)).toEqual(exits.map(() => closed[transport.transport]))
    }))
})
