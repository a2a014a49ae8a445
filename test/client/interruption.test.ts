/**
 * A caller that is interrupted, or runs out of time, while a call is in one of its phases: what happens in which order.
 */
import * as HttpClient from "@effect/platform/HttpClient"
import type { HttpClientRequest } from "@effect/platform/HttpClientRequest"
import * as HttpClientResponse from "@effect/platform/HttpClientResponse"
import { expect, it } from "@effect/vitest"
import { Cause, Effect, Exit, Fiber, Layer, Redacted, Schedule, Stream, TestClock } from "effect"
import type { AuthleteClient } from "effect-authlete"
import { AuthleteError, Tokens } from "effect-authlete"
import { describe } from "vitest"
import { rows } from "../support/outcome.js"
import { recordingTracer } from "../support/renderings.js"
import { bearer, clientOf } from "../support/transports.js"

const url = "https://authlete.test"

/** What happened, one after the other. */
type Log = (event: string) => Effect.Effect<void>

type Reply = (request: HttpClientRequest) => Effect.Effect<HttpClientResponse.HttpClientResponse>

/** A call with a limit of 5 s for an attempt, sent once. */
const call = (reply: Reply, options: Partial<AuthleteClient.Options> = {}) => {
  const layer = Layer.succeed(HttpClient.HttpClient, HttpClient.make(reply))
  return Effect.provide(Tokens.list(), clientOf({ url }, { layer }, options))
}

const replied = (request: HttpClientRequest, status = 200) =>
  HttpClientResponse.fromWeb(request, new Response("{\"totalCount\":0}", { status }))

const ended = <A, E>(exit: Exit.Exit<A, E>): string => {
  if (Exit.isSuccess(exit)) return "done"
  if (Exit.isInterrupted(exit)) return "interrupted"
  const error = Cause.squash(exit.cause)
  return AuthleteError.isAuthleteError(error) ? error._tag : "died"
}

/** Tells how an effect ended, after a while. */
const telling = (log: Log, what: string, seconds = 0) => <A, E, R>(self: Effect.Effect<A, E, R>) =>
  Effect.onExit(self, (exit) => Effect.zipRight(Effect.sleep(`${seconds} seconds`), log(`${what}: ${ended(exit)}`)))

const never: Effect.Effect<never> = Effect.never

/** All that happens when the caller is interrupted after a second, until a minute later. */
const happening = (calling: (log: Log) => Effect.Effect<unknown, unknown>) =>
  Effect.gen(function*() {
    const events: Array<string> = []
    const { text, tracer } = recordingTracer()
    const log: Log = (event) =>
      Effect.sync(() => {
        events.push(event)
      })
    const caller = yield* Effect.fork(Effect.withTracer(telling(log, "call")(calling(log)), tracer))
    yield* TestClock.adjust("1 second")
    yield* log("interrupt")
    const interrupting = yield* Effect.fork(Fiber.interrupt(caller))
    yield* TestClock.adjust("1 minute")
    yield* Fiber.join(interrupting)
    return { events, spans: text().match(/endTime/g)?.length ?? 0 }
  })

const token = (self: Effect.Effect<unknown>) => ({ accessToken: Effect.as(self, Redacted.make(bearer)) })

interface Case {
  readonly what: string
  readonly calling: (log: Log) => Effect.Effect<unknown, unknown>
  readonly events: ReadonlyArray<string>
}

/** Tests of what happens. Whatever that is, the span of the call ends once. */
const tests = (cases: ReadonlyArray<Case>, title = "%s") =>
  it.effect.each(rows(cases, ({ what }) => what))(title, ([, { calling, events }]) =>
    Effect.gen(function*() {
      expect(yield* happening(calling)).toEqual({ events, spans: 1 })
    }))

const phases: ReadonlyArray<Case> = [
  {
    what: "while the access token is got, waits for the end of that",
    calling: (log) =>
      call((request) => Effect.as(log("sent"), replied(request)), token(telling(log, "token", 2)(never))),
    events: ["interrupt", "token: interrupted", "call: interrupted"]
  },
  {
    what: "while the access token is got and that cannot be interrupted, sends nothing",
    calling: (log) =>
      call(
        (request) => Effect.as(log("sent"), replied(request)),
        token(Effect.uninterruptible(telling(log, "token")(Effect.sleep("3 seconds"))))
      ),
    events: ["interrupt", "token: done", "call: interrupted"]
  },
  {
    what: "in flight, waits for the transport to end the request",
    calling: (log) => call(() => telling(log, "transport", 2)(Effect.zipRight(log("sent"), never))),
    events: ["sent", "interrupt", "transport: interrupted", "call: interrupted"]
  },
  {
    what: "in flight over a transport that cannot be interrupted, waits for the response",
    calling: (log) =>
      call((request) =>
        Effect.uninterruptible(telling(log, "transport")(Effect.as(Effect.sleep("2 seconds"), replied(request))))
      ),
    events: ["interrupt", "transport: done", "call: interrupted"]
  },
  {
    what: "in flight over a transport that dies when it is interrupted, is interrupted",
    calling: (log) => call(() => Effect.ensuring(Effect.zipRight(log("sent"), never), Effect.die(undefined))),
    events: ["sent", "interrupt", "call: interrupted"]
  },
  {
    what: "in a body, ends the reading of it",
    calling: (log) => {
      const stream = Stream.fromEffect(telling(log, "body")(never))
      return call((request) =>
        Effect.succeed(
          Object.create(replied(request), { stream: { value: stream } }) as HttpClientResponse.HttpClientResponse
        )
      )
    },
    events: ["interrupt", "body: interrupted", "call: interrupted"]
  },
  {
    what: "in the wait for the next attempt, makes none",
    calling: (log) =>
      call((request) => Effect.as(log("sent"), replied(request, 503)), { retryPolicy: Schedule.spaced("2 seconds") }),
    events: ["sent", "interrupt", "call: interrupted"]
  },
  {
    what: "in a call that cannot be interrupted, waits for its end",
    calling: (log) =>
      Effect.uninterruptible(
        telling(log, "inner")(call((request) => Effect.as(Effect.sleep("2 seconds"), replied(request))))
      ),
    events: ["interrupt", "inner: done", "call: interrupted"]
  },
  {
    what: "before a call in a finalizer, lets that go on to the limit of its time",
    calling: (log) =>
      Effect.ensuring(
        never,
        Effect.exit(telling(log, "finalizer")(call(() => telling(log, "transport")(never))))
      ),
    events: ["interrupt", "transport: interrupted", "finalizer: TransportError", "call: interrupted"]
  }
]

describe("an interruption", () => {
  tests(phases)
})

describe("the time limit of an attempt", () => {
  const limit = { timeout: "500 millis" } as const

  tests([
    {
      what: "does not wait for a transport that takes long to end a request",
      calling: (log) => call(() => telling(log, "transport", 2)(never), limit),
      events: ["call: TransportError", "interrupt", "transport: interrupted"]
    },
    {
      what: "is the end of the call, also when the transport dies of its interruption",
      calling: () => call(() => Effect.ensuring(never, Effect.die(undefined)), limit),
      events: ["call: TransportError", "interrupt"]
    },
    {
      what: "holds for an access token that cannot be interrupted",
      calling: (log) =>
        call((request) => Effect.as(log("sent"), replied(request)), {
          ...limit,
          ...token(Effect.uninterruptible(telling(log, "token")(Effect.sleep("3 seconds"))))
        }),
      events: ["call: TransportError", "interrupt", "token: done"]
    }
  ])
})

describe("a defect", () => {
  tests([
    { what: "of the transport", calling: () => call(() => Effect.die(undefined)), events: ["call: died", "interrupt"] },
    {
      what: "of the Effect that gets the access token",
      calling: () => call((request) => Effect.succeed(replied(request)), token(Effect.die(null))),
      events: ["call: died", "interrupt"]
    },
    {
      what: "that is an interruption of the transport by itself",
      calling: () => call(() => Effect.interrupt),
      events: ["call: interrupted", "interrupt"]
    }
  ], "%s reaches the caller")
})
