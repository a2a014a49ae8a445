/**
 * An HttpClient that notes what goes over the wire.
 */
import * as HttpClient from "@effect/platform/HttpClient"
import type * as HttpClientRequest from "@effect/platform/HttpClientRequest"
import * as HttpClientResponse from "@effect/platform/HttpClientResponse"
import * as Effect from "effect/Effect"

export interface Exchange {
  /** Whether the request is one of the library's, and not one that was spoilt on purpose. */
  readonly byClient: boolean
  readonly method: string
  readonly url: URL
  readonly contentType: string
  readonly body: string
  readonly status: number
  readonly responseType: string
  readonly responseBody: string
}

const textOf = ({ body }: HttpClientRequest.HttpClientRequest) =>
  body._tag === "Uint8Array" ? new TextDecoder().decode(body.body) : ""

export const recording =
  (exchanges: Array<Exchange>, byClient: boolean) => (client: HttpClient.HttpClient): HttpClient.HttpClient =>
    HttpClient.make((request, url) =>
      Effect.gen(function*() {
        const response = yield* client.execute(request)
        const responseBody = yield* response.text
        exchanges.push({
          byClient,
          method: request.method,
          // The query may still be apart from the URL of the request.
          url,
          contentType: ("contentType" in request.body ? request.body.contentType : undefined) ?? "",
          body: textOf(request),
          status: response.status,
          responseType: response.headers["content-type"] ?? "",
          responseBody
        })
        const { headers, status } = response
        // The body has been read, so the client gets it anew.
        return HttpClientResponse.fromWeb(
          request,
          new Response(responseBody === "" ? null : responseBody, { headers, status })
        )
      })
    )
