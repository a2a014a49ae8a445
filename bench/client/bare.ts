/**
 * The least that a program does for the same calls, with the `fetch` of Node or with the platform's clients:
 * the same headers and body, and the response's JSON, unchecked. It has no timeout, no retries and no errors to tell
 * apart, and it takes any response.
 */
import { FetchHttpClient, HttpClient, HttpClientRequest } from "@effect/platform"
import { NodeHttpClient } from "@effect/platform-node"
import { Effect, type Layer, ManagedRuntime } from "effect"
import { compete, competeInFibers } from "./contestant.js"
import { accessToken, create, type Documented, headers, introspect, revoke, serviceId } from "./documented.js"

const [origin = "", transport = "", option = ""] = process.argv.slice(2)

const overFetch = () => {
  const post = async <Response extends object>({ path, request }: Documented<Response>): Promise<Response> => {
    const response = await fetch(`${origin}/api/${serviceId}${path}`, {
      method: "POST",
      headers: { ...headers, "content-type": "application/json", authorization: `Bearer ${accessToken}` },
      body: JSON.stringify(request),
      ...(option === "signal" && { signal: new AbortController().signal })
    })
    return JSON.parse(await response.text()) as Response
  }
  compete({ revoke: () => post(revoke), introspect: () => post(introspect), create: () => post(create) })
}

const overPlatform = async (layer: Layer.Layer<HttpClient.HttpClient>) => {
  const runtime = ManagedRuntime.make(layer)

  /** The platform makes a span for each request, unless it is told not to. */
  const client = await runtime.runPromise(
    option === "no span"
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
}

if (transport === "fetch") overFetch()
else await overPlatform(transport === "undici" ? NodeHttpClient.layerUndici : FetchHttpClient.layer)
