/**
 * The least that a program does for the same calls, with the `fetch` of Node, with undici or with the platform's clients:
 * the same headers and body, and the response's JSON, unchecked. It has no timeout, no retries and no errors to tell
 * apart, and it takes any response.
 */
import { FetchHttpClient, HttpClient, HttpClientRequest } from "@effect/platform"
import { NodeHttpClient } from "@effect/platform-node"
import { Effect, type Layer, ManagedRuntime } from "effect"
import * as undici from "undici"
import { compete, competeInFibers } from "./contestant.js"
import { accessToken, create, type Documented, headers, introspect, revoke, serviceId } from "./documented.js"

const [origin = "", transport = "", option = ""] = process.argv.slice(2)

interface Post {
  readonly method: "POST"
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** Without the platform, given what sends a request and gives the text of its response. */
const over = (send: (url: string, post: Post) => Promise<string>) => {
  const post = async <Response extends object>({ path, request }: Documented<Response>): Promise<Response> => {
    const text = await send(`${origin}/api/${serviceId}${path}`, {
      method: "POST",
      headers: { ...headers, "content-type": "application/json", authorization: `Bearer ${accessToken}` },
      body: JSON.stringify(request)
    })
    return JSON.parse(text) as Response
  }
  compete({ revoke: () => post(revoke), introspect: () => post(introspect), create: () => post(create) })
}

const byFetch = async (url: string, post: Post) => {
  const response = await fetch(url, option === "signal" ? { ...post, signal: new AbortController().signal } : post)
  return await response.text()
}

const byUndici = async (url: string, post: Post) => {
  const { body } = await undici.request(url, post)
  return await body.text()
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

if (transport === "fetch") over(byFetch)
else if (transport === "undici.request") over(byUndici)
else await overPlatform(transport === "undici" ? NodeHttpClient.layerUndici : FetchHttpClient.layer)
