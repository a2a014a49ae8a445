/**
 * Sends the spans of calls to OpenTelemetry, here to its console exporter.
 *
 * `npx tsx examples/tracing.ts`
 */
import { NodeSdk } from "@effect/opentelemetry"
import { NodeRuntime } from "@effect/platform-node"
import { ConsoleSpanExporter, SimpleSpanProcessor } from "@opentelemetry/sdk-trace-base"
import { Effect } from "effect"
import { Tokens } from "effect-authlete"
import { AuthleteLive } from "./authlete.js"

const TracingLive = NodeSdk.layer(() => ({
  resource: { serviceName: "authorization-server" },
  spanProcessor: new SimpleSpanProcessor(new ConsoleSpanExporter())
}))

// The span `authlete.tokens.create` becomes a child of `sign-in`. It has the method, the server and the status, and
// neither a URL nor a body, where the tokens are.
const signIn = Tokens.create({ grantType: "AUTHORIZATION_CODE", clientId: 26888344961664, subject: "john" }).pipe(
  Effect.withSpan("sign-in")
)

signIn.pipe(
  Effect.provide([AuthleteLive, TracingLive]),
  NodeRuntime.runMain
)
