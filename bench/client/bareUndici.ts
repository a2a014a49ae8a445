/**
 * The least that a program on the platform's client over undici does for the same calls: the same headers and body, and
 * the answer's JSON, unchecked. It has no timeout, no retries and no errors to tell apart, and it takes any answer.
 */
import { HttpClient, HttpClientRequest } from "@effect/platform"
import { NodeHttpClient } from "@effect/platform-node"
import { Effect, ManagedRuntime } from "effect"
import { competeInFibers } from "./contestant.js"
import { accessToken, create, type Documented, introspect, revoke, serviceId } from "./documented.js"
import { headers } from "./headers.js"

const [origin = "", span = ""] = process.argv.slice(2)

const runtime = ManagedRuntime.make(NodeHttpClient.layerUndici)

/** The platform makes a span for each request, unless it is told not to. */
const client = await runtime.runPromise(
  span === "no span"
    ? Effect.map(HttpClient.HttpClient, HttpClient.withTracerDisabledWhen(() => true))
    : HttpClient.HttpClient
)

const post = <Response extends object>({ path, request }: Documented<Response>): Effect.Effect<Response, unknown> =>
  Effect.suspend(() =>
    client.execute(
      HttpClientRequest.post(`${origin}/api/${serviceId}${path}`, { headers }).pipe(
        HttpClientRequest.bearerToken(accessToken),
        HttpClientRequest.bodyText(JSON.stringify(request), "application/json")
      )
    )
  ).pipe(
    Effect.flatMap((response) => response.text),
    Effect.map((text) => JSON.parse(text) as Response)
  )

competeInFibers(runtime, { revoke: post(revoke), introspect: post(introspect), create: post(create) })
