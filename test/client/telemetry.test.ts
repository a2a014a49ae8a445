import { NodeSdk } from "@effect/opentelemetry"
import { expect, it } from "@effect/vitest"
import {
  AggregationTemporality,
  InMemoryMetricExporter,
  PeriodicExportingMetricReader
} from "@opentelemetry/sdk-metrics"
import { InMemorySpanExporter, SimpleSpanProcessor } from "@opentelemetry/sdk-trace-base"
import { Effect, Metric } from "effect"
import { AuthleteClient, AuthleteEmulator, AuthleteMetrics, RetryPolicy, Tokens } from "effect-authlete"
import { describe } from "vitest"

const emulator = AuthleteEmulator.AuthleteEmulator

/** Runs calls on the emulator, and gives what OpenTelemetry's exporters were given meanwhile. */
const exported = <A, E>(
  calls: Effect.Effect<A, E, AuthleteClient.AuthleteClient | AuthleteEmulator.AuthleteEmulator>
) =>
  Effect.gen(function*() {
    const spans = new InMemorySpanExporter()
    const metrics = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE)
    const metricReader = new PeriodicExportingMetricReader({ exporter: metrics, exportIntervalMillis: 3_600_000 })
    const telemetry = NodeSdk.layer(() => ({
      resource: { serviceName: "test" },
      spanProcessor: new SimpleSpanProcessor(spans),
      metricReader
    }))
    // The exporters forget what they hold when the layer is closed.
    const finished = yield* calls.pipe(
      Effect.exit,
      Effect.zipRight(Effect.promise(() => metricReader.forceFlush())),
      Effect.map(() => [...spans.getFinishedSpans()]),
      Effect.provide([AuthleteEmulator.layerClient(), telemetry])
    )
    const all = metrics.getMetrics().flatMap(({ scopeMetrics }) => scopeMetrics.flatMap((scope) => scope.metrics))
    return {
      spans: finished,
      metric: (name: string) => all.find(({ descriptor }) => descriptor.name === name)
    }
  })

const create = Tokens.create({ grantType: "CLIENT_CREDENTIALS", clientId: 26888344961664 })

/** The next responses of the emulator are failures, before it responds as it should. */
const after = <A, E, R>(
  faults: ReadonlyArray<Parameters<AuthleteEmulator.Service["failNext"]>[0]>,
  call: Effect.Effect<A, E, R>
) =>
  Effect.zipRight(Effect.flatMap(emulator, ({ failNext }) => Effect.forEach(faults, (fault) => failNext(fault))), call)

const quick = AuthleteClient.withRetryPolicy(RetryPolicy.make({ base: "2 millis", throttledBase: "3 millis" }))

describe("OpenTelemetry is told", () => {
  it.scopedLive("the span of a call, as a child of the caller's", () =>
    Effect.gen(function*() {
      const { spans } = yield* exported(Effect.withSpan(create, "sign-in"))
      const [call, signIn] = spans
      expect({ names: spans.map(({ name }) => name), parent: call?.parentSpanContext?.spanId }).toEqual({
        names: ["authlete.tokens.create", "sign-in"],
        parent: signIn?.spanContext().spanId
      })
    }))

  it.scopedLive("each retry, with its attempt, delay and reason", () =>
    Effect.gen(function*() {
      const { spans } = yield* exported(
        after([{ status: 503 }, { status: 429 }], Tokens.list()).pipe(quick, Effect.withRandomFixed([1]))
      )
      expect(spans.flatMap(({ events }) => events.map(({ attributes, name }) => ({ name, attributes })))).toEqual([
        { name: "retry", attributes: { attempt: 2, delay_ms: 2, reason: "UnexpectedStatus" } },
        { name: "retry", attributes: { attempt: 3, delay_ms: 6, reason: "TooManyRequests" } }
      ])
    }))

  it.scopedLive("why a connection broke", () =>
    Effect.gen(function*() {
      const { spans } = yield* exported(quick(after([{ reset: "before" }], Tokens.list())))
      const [retry] = spans[0]?.events ?? []
      expect(retry?.attributes?.["reason"]).toBe("TransportError: Reset")
    }))

  it.scopedLive("the wait of a call at the gate that another call has met with", () =>
    Effect.gen(function*() {
      const fault = { status: 429, headers: { "retry-after": "1" } }
      const { spans } = yield* exported(
        after([fault], Effect.exit(AuthleteClient.withRetryPolicy(Tokens.list(), RetryPolicy.make({ maxAttempts: 1 }))))
          .pipe(Effect.zipRight(Tokens.count()))
      )
      expect(spans.map(({ events }) => events.map(({ name }) => name))).toEqual([["exception"], ["throttled"]])
    }))

  it.scopedLive("how long calls took, in seconds, by operation and outcome", () =>
    Effect.gen(function*() {
      const calls = Effect.zipRight(Tokens.revoke({ subject: "otel" }), Tokens.delete("no-such-token"))
      const { metric } = yield* exported(calls)
      const duration = metric("authlete.client.operation.duration")
      const points = duration?.dataPoints.map(({ attributes }) => [attributes["operation"], attributes["outcome"]])
      expect({ unit: duration?.descriptor.unit, points }).toMatchObject({
        unit: "s",
        points: expect.arrayContaining([["tokens.revoke", "success"], ["tokens.delete", "NotFound"]]) as unknown
      })
    }))

  it.scopedLive("how often calls were sent again, and why", () =>
    Effect.gen(function*() {
      const { metric } = yield* exported(quick(after([{ status: 500 }], Tokens.list())))
      expect(metric("authlete.client.retries")?.dataPoints.map(({ attributes }) => attributes)).toContainEqual({
        operation: "tokens.list",
        reason: "InternalServer"
      })
    }))

  it.scopedLive("how often calls waited because they were too many", () =>
    Effect.gen(function*() {
      const { metric } = yield* exported(quick(after([{ status: 429 }], Tokens.list())))
      expect(metric("authlete.client.throttled_waits")?.dataPoints.map(({ attributes }) => attributes)).toContainEqual({
        operation: "tokens.list"
      })
    }))

  it.scopedLive("what is left for retries, of each client", () =>
    Effect.gen(function*() {
      const { metric } = yield* exported(Tokens.list())
      expect(metric("authlete.client.retry_quota")?.dataPoints).toContainEqual(
        expect.objectContaining({
          attributes: { server: "https://us.authlete.com", service: AuthleteEmulator.defaultServiceId },
          value: 500
        })
      )
    }))
})

describe("the metrics", () => {
  const durations = (operation: string, outcome: string) =>
    Metric.value(
      AuthleteMetrics.operationDuration.pipe(Metric.tagged("operation", operation), Metric.tagged("outcome", outcome))
    )

  const counted = <A, E>(
    call: Effect.Effect<A, E, AuthleteClient.AuthleteClient | AuthleteEmulator.AuthleteEmulator>,
    operation: string,
    outcome: string
  ) =>
    Effect.gen(function*() {
      const before = yield* durations(operation, outcome)
      yield* Effect.exit(Effect.provide(call, AuthleteEmulator.layerClient()))
      const { count, max } = yield* durations(operation, outcome)
      return { calls: count - before.count, longest: max }
    })

  it.live("count a call that succeeds", () =>
    Effect.gen(function*() {
      expect(yield* counted(create, "tokens.create", "success")).toMatchObject({ calls: 1 })
    }))

  it.live("count a call that is interrupted", () =>
    Effect.gen(function*() {
      const hanging = after([{ hang: true }], Tokens.count()).pipe(Effect.timeout("20 millis"))
      expect(yield* counted(hanging, "tokens.count", "interrupted")).toMatchObject({ calls: 1 })
    }))

  it.live("count a call once, however often it is sent", () =>
    Effect.gen(function*() {
      expect(yield* counted(quick(after([{ status: 500 }], Tokens.list())), "tokens.list", "success"))
        .toMatchObject({ calls: 1 })
    }))

  it.live("measure a call with its waits", () =>
    Effect.gen(function*() {
      const slow = after([{ latency: "60 millis" }], Tokens.revoke({ subject: "slow" }))
      const { longest } = yield* counted(slow, "tokens.revoke", "success")
      expect(longest).toBeGreaterThanOrEqual(0.06)
    }))

  it.live("have the labels of the caller, too", () =>
    Effect.gen(function*() {
      const labelled = AuthleteMetrics.operationDuration.pipe(
        Metric.tagged("tenant", "acme"),
        Metric.tagged("operation", "tokens.create"),
        Metric.tagged("outcome", "success")
      )
      yield* create.pipe(Effect.tagMetrics("tenant", "acme"), Effect.provide(AuthleteEmulator.layerClient()))
      expect((yield* Metric.value(labelled)).count).toBe(1)
    }))
})
