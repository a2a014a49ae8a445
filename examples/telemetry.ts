/**
 * Sends the spans and the metrics of calls to OpenTelemetry, here to its console exporters.
 *
 * `npx tsx examples/telemetry.ts`
 */
import { NodeSdk } from "@effect/opentelemetry"
import { NodeRuntime } from "@effect/platform-node"
import { ConsoleMetricExporter, PeriodicExportingMetricReader } from "@opentelemetry/sdk-metrics"
import { ConsoleSpanExporter, SimpleSpanProcessor } from "@opentelemetry/sdk-trace-base"
import { Effect } from "effect"
import { Tokens } from "effect-authlete"
import { AuthleteLive } from "./authlete.js"

const TelemetryLive = NodeSdk.layer(() => ({
  resource: { serviceName: "authorization-server" },
  spanProcessor: new SimpleSpanProcessor(new ConsoleSpanExporter()),
  metricReader: new PeriodicExportingMetricReader({ exporter: new ConsoleMetricExporter() })
}))

// The span `authlete.tokens.create` becomes a child of `sign-in`. It has the method, the server and the status, an event
// for each retry, and neither a URL nor a body, where the tokens are. The metrics come when the program ends: how long
// the calls took, by operation and outcome, and what is left of the quota for retries.
const signIn = Tokens.create({ grantType: "AUTHORIZATION_CODE", clientId: 26888344961664, subject: "john" }).pipe(
  Effect.withSpan("sign-in")
)

signIn.pipe(
  Effect.provide([AuthleteLive, TelemetryLive]),
  NodeRuntime.runMain
)
