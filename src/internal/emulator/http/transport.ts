/**
 * An HttpClient that runs the emulator in the fiber of the caller, whose clock and interruption apply. Requests and
 * responses are real ones, in bytes.
 */
import * as Headers from "@effect/platform/Headers"
import * as HttpClient from "@effect/platform/HttpClient"
import * as HttpClientError from "@effect/platform/HttpClientError"
import type * as HttpClientRequest from "@effect/platform/HttpClientRequest"
import * as HttpClientResponse from "@effect/platform/HttpClientResponse"
import * as HttpServerRequest from "@effect/platform/HttpServerRequest"
import * as HttpServerResponse from "@effect/platform/HttpServerResponse"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import type { ConnectionReset } from "./connection.js"

type Handler = Effect.Effect<
  HttpServerResponse.HttpServerResponse,
  ConnectionReset,
  HttpServerRequest.HttpServerRequest
>

const webBody = ({ body }: HttpClientRequest.HttpClientRequest): Effect.Effect<BodyInit | undefined> => {
  switch (body._tag) {
    case "Empty":
      return Effect.succeed(undefined)
    case "Uint8Array":
      return Effect.succeed(body.body.slice())
    case "FormData":
      return Effect.succeed(body.formData)
    case "Stream":
      return Stream.toReadableStreamEffect(body.stream)
    case "Raw":
      // A raw body is for the transport to interpret. This one takes what `fetch` takes.
      return Effect.succeed(body.body as BodyInit)
  }
}

/** The length of a stream is known when it ends, so its header is not trusted. */
const headersOf = ({ body, headers }: HttpClientRequest.HttpClientRequest): Headers.Headers =>
  body._tag === "Stream" || body._tag === "Raw" ? Headers.remove(headers, "content-length") : headers

const webRequest = (request: HttpClientRequest.HttpClientRequest, url: URL) =>
  Effect.flatMap(webBody(request), (body) => {
    const init: RequestInit & { duplex: "half" } = {
      method: request.method,
      headers: headersOf(request),
      body: body ?? null,
      // Without it, Node refuses a body that is a stream.
      duplex: "half"
    }
    return Effect.try({
      try: () => new Request(url, init),
      // Such as a GET with a body.
      catch: (cause) => new HttpClientError.RequestError({ request, reason: "Encode", cause })
    })
  })

export const make = (handler: Handler): HttpClient.HttpClient =>
  HttpClient.make((request, url) => {
    const failed = (cause: unknown) => new HttpClientError.RequestError({ request, reason: "Transport", cause })
    const respondTo = (web: Request) =>
      handler.pipe(
        Effect.provideService(HttpServerRequest.HttpServerRequest, HttpServerRequest.fromWeb(web)),
        Effect.mapError(failed),
        Effect.flatMap((response) => Effect.try({ try: () => HttpServerResponse.toWeb(response), catch: failed }))
      )
    return webRequest(request, url).pipe(
      Effect.flatMap(respondTo),
      Effect.map((response) => HttpClientResponse.fromWeb(request, response))
    )
  })
