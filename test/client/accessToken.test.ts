import * as FetchHttpClient from "@effect/platform/FetchHttpClient"
import * as HttpClient from "@effect/platform/HttpClient"
import * as HttpClientRequest from "@effect/platform/HttpClientRequest"
import { expect, it } from "@effect/vitest"
import { Effect, Option, Redacted } from "effect"
import type { Tracer } from "effect"
import { RetryPolicy, Tokens } from "effect-authlete"
import { describe } from "vitest"
import { jumpingClock } from "../support/clocks.js"
import { observed } from "../support/outcome.js"
import { recordingTracer } from "../support/renderings.js"
import type { StubReply } from "../support/stub.js"
import { stub } from "../support/stub.js"
import { clientOf } from "../support/transports.js"

const url = "https://authlete.test"
const ok: StubReply = { status: 200, body: { action: "OK", accessToken: "new" } }
const refused: StubReply = { status: 401, body: { resultCode: "A060001" } }

/** An access token that is another one each time it is asked for, until the last stays. */
const rotating = (...tokens: ReadonlyArray<string>) => {
  let asked = 0
  const accessToken = Effect.sync(() => Redacted.make(tokens[Math.min(asked++, tokens.length - 1)] ?? ""))
  return { accessToken, asked: () => asked }
}

/** A call with such a token: how it ends, and which tokens it was sent with. */
const calling = (
  replies: readonly [StubReply, ...ReadonlyArray<StubReply>],
  accessToken: Redacted.Redacted | Effect.Effect<Redacted.Redacted>,
  retryPolicy: RetryPolicy.Input = RetryPolicy.none
) =>
  Effect.gen(function*() {
    const server = stub(...replies)
    const outcome = yield* Tokens.create({ grantType: "CLIENT_CREDENTIALS" }).pipe(
      Effect.as("success"),
      Effect.provide(clientOf({ url }, server, { accessToken, retryPolicy })),
      observed,
      Effect.withClock(jumpingClock())
    )
    return { outcome, sent: server.sent.map(({ headers }) => headers["authorization"]) }
  })

const unauthorized = (attempts: number) => ({
  failed: {
    _tag: "Unauthorized",
    attempts,
    operation: "tokens.create",
    outcome: "not-applied",
    resultCode: "A060001",
    status: 401
  }
})

describe("a rotating access token that is refused", () => {
  it.effect("is asked for anew, and the call is sent again", () =>
    Effect.gen(function*() {
      const { accessToken } = rotating("old", "new")
      expect(yield* calling([refused, ok], accessToken)).toEqual({
        outcome: { succeeded: "success" },
        sent: ["Bearer old", "Bearer new"]
      })
    }))

  it.effect("is asked for anew once: a second refusal is Unauthorized", () =>
    Effect.gen(function*() {
      const { accessToken, asked } = rotating("first", "second", "third")
      const result = yield* calling([refused], accessToken)
      expect({ ...result, asked: asked() }).toEqual({
        outcome: unauthorized(2),
        sent: ["Bearer first", "Bearer second"],
        asked: 2
      })
    }))

  it.effect("is not sent twice: if it is still the same, the refusal stands", () =>
    Effect.gen(function*() {
      const { accessToken, asked } = rotating("same")
      const result = yield* calling([refused, ok], accessToken)
      expect({ ...result, asked: asked() }).toEqual({ outcome: unauthorized(1), sent: ["Bearer same"], asked: 2 })
    }))

  it.effect("is no failure that costs of the quota for retries", () =>
    Effect.gen(function*() {
      const { accessToken } = rotating("old", "new")
      const { outcome } = yield* calling([refused, ok], accessToken, RetryPolicy.make({ quota: 0 }))
      expect(outcome).toEqual({ succeeded: "success" })
    }))

  it.effect("leaves the retries after another failure as they are", () =>
    Effect.gen(function*() {
      const { accessToken } = rotating("old", "new")
      const { outcome, sent } = yield* calling([refused, { status: 429 }, ok], accessToken, RetryPolicy.standard)
      expect({ outcome, sent }).toEqual({
        outcome: { succeeded: "success" },
        sent: ["Bearer old", "Bearer new", "Bearer new"]
      })
    }))

  it.effect("that comes back after another was tried is told with all attempts and what is in doubt", () =>
    Effect.gen(function*() {
      const { accessToken } = rotating("old", "new", "old")
      const server = stub(refused, { status: 500 })
      const outcome = yield* Tokens.revoke({ subject: "john" }).pipe(
        Effect.provide(clientOf({ url }, server, { accessToken, retryPolicy: RetryPolicy.standard })),
        observed,
        Effect.withClock(jumpingClock())
      )
      expect(outcome).toMatchObject({ failed: { _tag: "Unauthorized", attempts: 2, outcome: "unknown" } })
    }))

  it.effect("and stays the same has its status in the span", () =>
    Effect.gen(function*() {
      const { spans, tracer } = recordingTracer()
      yield* Effect.withTracer(calling([refused], rotating("same").accessToken), tracer)
      expect(spans[0]?.attributes.get("http.response.status_code")).toBe(401)
    }))

  it.effect("that is no token when asked for anew is InvalidRequest", () =>
    Effect.gen(function*() {
      const { accessToken } = rotating("old", " ")
      const { outcome } = yield* calling([refused], accessToken)
      expect(outcome).toMatchObject({ failed: { _tag: "InvalidRequest", attempts: 1 } })
    }))

  it.effect("is in no message of the server about the other one", () =>
    Effect.gen(function*() {
      const { accessToken } = rotating("the-old-token", "the-new-token")
      const echo: StubReply = { status: 401, body: { resultMessage: "the-old-token, the-new-token" } }
      const { outcome } = yield* calling([refused, echo], accessToken)
      expect(outcome).toMatchObject({ failed: { resultMessage: "<redacted>, <redacted>" } })
    }))
})

describe("a constant access token that is refused", () => {
  it.effect("is Unauthorized at once", () =>
    Effect.gen(function*() {
      expect(yield* calling([refused, ok], Redacted.make("constant"))).toEqual({
        outcome: unauthorized(1),
        sent: ["Bearer constant"]
      })
    }))
})

describe("what gets a rotating access token", () => {
  /** Sees what surrounds it when it is asked for a token. */
  const seeing = <A>(look: Effect.Effect<A>) => {
    const seen: Array<A> = []
    return { seen, accessToken: Effect.as(Effect.map(look, (found) => seen.push(found)), Redacted.make("token")) }
  }

  it.effect("is a part of the operation's span", () =>
    Effect.gen(function*() {
      const { accessToken, seen } = seeing(Effect.orDie(Effect.currentSpan))
      yield* calling([ok], accessToken)
      expect(seen.map(({ name }: Tracer.Span) => name)).toEqual(["authlete.tokens.create"])
    }))

  it.effect("has spans for its own requests", () =>
    Effect.gen(function*() {
      const request = HttpClientRequest.get("https://issuer.test")
      const { accessToken, seen } = seeing(
        Effect.withFiberRuntime<boolean>((fiber) =>
          Effect.succeed(fiber.getFiberRef(HttpClient.currentTracerDisabledWhen)(request))
        )
      )
      yield* calling([ok], accessToken)
      expect(seen).toEqual([false])
    }))

  it.effect("follows redirects if the caller does", () =>
    Effect.gen(function*() {
      const { accessToken, seen } = seeing(Effect.serviceOption(FetchHttpClient.RequestInit))
      yield* Effect.provideService(calling([ok], accessToken), FetchHttpClient.RequestInit, { redirect: "follow" })
      expect(seen).toEqual([Option.some({ redirect: "follow" })])
    }))
})
