import * as NodeSdk from "@effect/opentelemetry/NodeSdk"
import { expect, it } from "@effect/vitest"
import {
  AggregationTemporality,
  InMemoryMetricExporter,
  PeriodicExportingMetricReader
} from "@opentelemetry/sdk-metrics"
import { InMemorySpanExporter, SimpleSpanProcessor } from "@opentelemetry/sdk-trace-base"
import { Effect, Metric } from "effect"
import { AuthleteClient, AuthleteMetrics, RetryPolicy, Tokens } from "effect-authlete"
import { describe } from "vitest"
import { serviceId } from "../../tools/faults/planted.js"
import { jumpingClock } from "../support/clocks.js"
import type { StubReply } from "../support/stub.js"
import { stub } from "../support/stub.js"
import { clientOf } from "../support/transports.js"

const url = "https://authlete.test"

/** One response that is right for every operation of these tests. */
const good: StubReply = { status: 200, body: { action: "OK", accessToken: "new", totalCount: 0, count: 1 } }

/** Calls on a client with the standard policy. It gets one reply after the other, and then good ones. */
const responded = <A, E>(calls: Effect.Effect<A, E, AuthleteClient.AuthleteClient>, ...replies: Array<StubReply>) => {
  const [first = good, ...more] = [...replies, good]
  const client = clientOf({ url }, stub(first, ...more), { retryPolicy: RetryPolicy.standard })
  return Effect.provide(calls, client).pipe(Effect.exit, Effect.withClock(jumpingClock()))
}

/** Runs calls, and gives what OpenTelemetry's exporters were given meanwhile. */
const exported = <A, E>(calls: Effect.Effect<A, E, AuthleteClient.AuthleteClient>, ...replies: Array<StubReply>) =>
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
    const finished = yield* responded(calls, ...replies).pipe(
      Effect.zipRight(Effect.promise(() => metricReader.forceFlush())),
      Effect.map(() => [...spans.getFinishedSpans()]),
      Effect.provide(telemetry)
    )
    const all = metrics.getMetrics().flatMap(({ scopeMetrics }) => scopeMetrics.flatMap((scope) => scope.metrics))
    return {
      spans: finished,
      metric: (name: string) => all.find(({ descriptor }) => descriptor.name === name)
    }
  })

const create = Tokens.create({ grantType: "CLIENT_CREDENTIALS", clientId: 26888344961664 })

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

  it.scopedLive("of a span's kind and attributes no more than OpenTelemetry's conventions name", () =>
    Effect.gen(function*() {
      const { spans: [call] } = yield* exported(create)
      expect({ kind: call?.kind, attributes: call?.attributes }).toEqual({
        kind: 2,
        attributes: {
          "http.request.method": "POST",
          "http.response.status_code": 200,
          "server.address": "authlete.test",
          "server.port": 443,
          "url.scheme": "https",
          "url.template": "/api/{serviceId}/auth/token/create"
        }
      })
    }))

  it.scopedLive("each retry, with its attempt, delay and reason", () =>
    Effect.gen(function*() {
      const { spans } = yield* exported(
        Effect.withRandomFixed(Tokens.list(), [1]),
        { status: 503 },
        { status: 429 }
      )
      expect(spans.flatMap(({ events }) => events.map(({ attributes, name }) => ({ name, attributes })))).toEqual([
        { name: "retry", attributes: { attempt: 2, delay_ms: 50, reason: "UnexpectedStatus" } },
        { name: "retry", attributes: { attempt: 3, delay_ms: 2000, reason: "TooManyRequests" } }
      ])
    }))

  it.scopedLive("why a connection broke", () =>
    Effect.gen(function*() {
      const { spans: [call] } = yield* exported(Tokens.list(), { code: "ECONNRESET" })
      expect(call?.events.map(({ attributes }) => attributes?.["reason"])).toEqual(["TransportError: Reset"])
    }))

  it.scopedLive("the wait of a call at the gate that another call has met with", () =>
    Effect.gen(function*() {
      const once = AuthleteClient.withRetryPolicy(Tokens.list(), RetryPolicy.make({ maxAttempts: 1 }))
      const { spans } = yield* exported(
        Effect.zipRight(Effect.exit(once), Tokens.count()),
        { status: 429, headers: { "retry-after": "1" } }
      )
      expect(spans.map(({ events }) => events.map(({ name }) => name))).toEqual([["exception"], ["throttled"]])
    }))

  it.scopedLive("the failure of a call: its status, its error, and how often it was sent again", () =>
    Effect.gen(function*() {
      const { spans: [call] } = yield* exported(Tokens.list(), { status: 503 }, { status: 503 }, { status: 400 })
      expect(call?.status.code).toBe(2)
      expect(call?.attributes).toMatchObject({
        "error.type": "BadRequest",
        "http.request.resend_count": 2,
        "http.response.status_code": 400
      })
    }))

  it.scopedLive("how long calls took, in seconds, by operation and outcome", () =>
    Effect.gen(function*() {
      const calls = Effect.zipRight(Tokens.revoke({ subject: "otel" }), Tokens.delete("no-such-token"))
      const { metric } = yield* exported(calls, good, { status: 404 })
      const duration = metric("authlete.client.operation.duration")
      const points = duration?.dataPoints.map(({ attributes }) => [attributes["operation"], attributes["outcome"]])
      expect({ unit: duration?.descriptor.unit, points }).toMatchObject({
        unit: "s",
        points: expect.arrayContaining([["tokens.revoke", "success"], ["tokens.delete", "NotFound"]]) as unknown
      })
    }))

  it.scopedLive("how often calls were sent again, and why", () =>
    Effect.gen(function*() {
      const { metric } = yield* exported(Tokens.list(), { status: 500 })
      expect(metric("authlete.client.retries")?.dataPoints.map(({ attributes }) => attributes)).toContainEqual({
        operation: "tokens.list",
        reason: "InternalServer"
      })
    }))

  it.scopedLive("how often calls waited because they were too many", () =>
    Effect.gen(function*() {
      const { metric } = yield* exported(Tokens.list(), { status: 429 })
      expect(metric("authlete.client.throttled_waits")?.dataPoints.map(({ attributes }) => attributes)).toContainEqual({
        operation: "tokens.list"
      })
    }))

  it.scopedLive("what is left for retries, of each client", () =>
    Effect.gen(function*() {
      const { metric } = yield* exported(Tokens.list())
      expect(metric("authlete.client.retry_quota")?.dataPoints).toContainEqual(
        expect.objectContaining({ attributes: { server: url, service: serviceId }, value: 500 })
      )
    }))

  it.scopedLive("the client's own labels, although the caller has set others of these names", () =>
    Effect.gen(function*() {
      const { metric } = yield* exported(
        Effect.tagMetrics(Tokens.update({ accessToken: "the-token" }), "operation", "mine")
      )
      const points = metric("authlete.client.operation.duration")?.dataPoints.map(({ attributes }) => attributes)
      expect(points).toContainEqual(expect.objectContaining({ operation: "tokens.update", outcome: "success" }))
      expect(points).not.toContainEqual(expect.objectContaining({ operation: "mine" }))
    }))
})

describe("the metrics", () => {
  const durations = (operation: string, outcome: string) =>
    Metric.value(
      AuthleteMetrics.operationDuration.pipe(Metric.tagged("operation", operation), Metric.tagged("outcome", outcome))
    )

  const counted = <A, E>(
    call: Effect.Effect<A, E, AuthleteClient.AuthleteClient>,
    operation: string,
    outcome: string,
    ...replies: Array<StubReply>
  ) =>
    Effect.gen(function*() {
      const before = yield* durations(operation, outcome)
      yield* responded(call, ...replies)
      const { count, sum } = yield* durations(operation, outcome)
      return { calls: count - before.count, seconds: sum - before.sum }
    })

  it.live("count a call that succeeds", () =>
    Effect.gen(function*() {
      expect(yield* counted(create, "tokens.create", "success")).toMatchObject({ calls: 1 })
    }))

  it.live("count a call that is interrupted", () =>
    Effect.gen(function*() {
      const hanging = Effect.timeout(Tokens.count(), "20 millis")
      expect(yield* counted(hanging, "tokens.count", "interrupted", "silence")).toMatchObject({ calls: 1 })
    }))

  it.live("count a call once, however often it is sent", () =>
    Effect.gen(function*() {
      expect(yield* counted(Tokens.list(), "tokens.list", "success", { status: 500 })).toMatchObject({ calls: 1 })
    }))

  it.live("measure a call with its waits", () =>
    Effect.gen(function*() {
      const slow = Effect.withRandomFixed(Tokens.revoke({ subject: "slow" }), [1])
      const { seconds } = yield* counted(slow, "tokens.revoke", "success", { status: 503 }, { status: 503 })
      expect(seconds).toBeCloseTo(0.05 + 0.1, 9)
    }))

  it.live("have the labels of the caller, too", () =>
    Effect.gen(function*() {
      const labelled = AuthleteMetrics.operationDuration.pipe(
        Metric.tagged("tenant", "acme"),
        Metric.tagged("operation", "tokens.create"),
        Metric.tagged("outcome", "success")
      )
      yield* responded(Effect.tagMetrics(create, "tenant", "acme"))
      expect((yield* Metric.value(labelled)).count).toBe(1)
    }))
})
