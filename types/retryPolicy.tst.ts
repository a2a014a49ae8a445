import { Schedule } from "effect"
import type { Effect, Layer, Metric } from "effect"
import type { AuthleteError } from "effect-authlete"
import { AuthleteClient, AuthleteMetrics, RetryPolicy, Tokens } from "effect-authlete"
import { describe, expect, test } from "tstyche"

declare const policy: RetryPolicy.Policy

describe("RetryPolicy.make", () => {
  test("gives a policy, with options or without", () => {
    expect(RetryPolicy.make()).type.toBe<RetryPolicy.Policy>()
    expect(RetryPolicy.make({ maxAttempts: 5, cap: "2 seconds", maxElapsed: 5000, quota: Infinity, rateGate: false }))
      .type
      .toBe<RetryPolicy.Policy>()
  })

  test("takes no unit that is none", () => {
    expect(RetryPolicy.make).type.not.toBeCallableWith({ cap: "2 parsecs" })
  })

  test("takes no option that is none", () => {
    expect(RetryPolicy.make).type.not.toBeCallableWith({ attempts: 5 })
  })
})

describe("RetryPolicy.fromSchedule", () => {
  test("steps the schedule with the error", () => {
    expect(RetryPolicy.fromSchedule).type.toBeCallableWith(
      Schedule.whileInput(Schedule.forever, ({ outcome }: AuthleteError.AuthleteError) => outcome === "unknown")
    )
  })

  test("takes no schedule that needs something else to be stepped with", () => {
    expect(RetryPolicy.fromSchedule).type.not.toBeCallableWith(
      Schedule.whileInput(Schedule.forever, (error: Date) => error.getTime() > 0)
    )
  })

  test("takes the bounds that every policy may have, and not what only a standard one has", () => {
    expect(RetryPolicy.fromSchedule).type.toBeCallableWith(Schedule.forever, { quota: 28, rateGate: true })
    expect(RetryPolicy.fromSchedule).type.not.toBeCallableWith(Schedule.forever, { maxAttempts: 3 })
  })
})

test("a layer is made of a policy or a schedule, and needs nothing", () => {
  expect(RetryPolicy.layer(policy)).type.toBe<Layer.Layer<RetryPolicy.RetryPolicy>>()
  expect(RetryPolicy.layer(Schedule.recurs(3))).type.toBe<Layer.Layer<RetryPolicy.RetryPolicy>>()
})

test("withRetryPolicy takes both, first or last", () => {
  type Listed = Effect.Effect<Tokens.TokenListResponse, AuthleteError.AuthleteError, AuthleteClient.AuthleteClient>
  expect(AuthleteClient.withRetryPolicy(Tokens.list(), policy)).type.toBe<Listed>()
  expect(Tokens.list().pipe(AuthleteClient.withRetryPolicy(Schedule.recurs(3)))).type.toBe<Listed>()
})

test("the metrics are Effect's own kinds", () => {
  expect(AuthleteMetrics.operationDuration).type.toBe<Metric.Metric.Histogram<number>>()
  expect(AuthleteMetrics.retries).type.toBe<Metric.Metric.Counter<number>>()
  expect(AuthleteMetrics.throttledWaits).type.toBe<Metric.Metric.Counter<number>>()
  expect(AuthleteMetrics.retryQuota).type.toBe<Metric.Metric.Gauge<number>>()
})
