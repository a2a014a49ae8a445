/**
 * How a request is handed to undici.
 */
import * as Headers from "@effect/platform/Headers"
import { RequestError } from "@effect/platform/HttpClientError"
import type { HttpClientRequest } from "@effect/platform/HttpClientRequest"
import * as UrlParams from "@effect/platform/UrlParams"
import type * as Context from "effect/Context"
import type { Dispatcher } from "undici"
import * as Result from "../edge/result.js"
import type { Sender } from "../edge/transport.js"
import { serviceByKey } from "../edge/transport.js"
import type { Exchange } from "./exchange.js"
import type { RequestBody } from "./requestBody.js"

/** Where requests go, and the context of the layer, which has what the context of a request may not have. */
export interface Dispatching {
  readonly dispatcher: Dispatcher
  readonly context: Context.Context<never>
}

export type RequestOptions = Partial<Dispatcher.RequestOptions>

/** undici's options for a request: those of `NodeHttpClient.UndiciRequestOptions`, by the key that it has in a context. */
export const optionsOf = ({ context }: Dispatching, sender: Sender): RequestOptions | undefined =>
  serviceByKey(sender, context, "@effect/platform-node/NodeHttpClient/undiciOptions")

export const urlOf = (request: HttpClientRequest): Result.Result<URL, RequestError> =>
  Result.mapError(
    UrlParams.makeUrl(request.url, request.urlParams, request.hash),
    (cause) => new RequestError({ request, reason: "InvalidUrl", cause })
  )

/** Times are limited by Effect's means. undici's timer for the head cannot be switched off. */
const headersTimeout = 60 * 60 * 1000

/** What a request says of itself stands above the options. */
export const dispatch = (
  { dispatcher }: Dispatching,
  exchange: Exchange,
  request: HttpClientRequest,
  url: URL,
  { body, contentType }: RequestBody,
  options: RequestOptions | undefined
): void => {
  const headers = contentType === undefined || "content-type" in request.headers
    ? request.headers
    : Headers.set(request.headers, "content-type", contentType)
  const own: Dispatcher.DispatchOptions = {
    origin: url.origin,
    path: url.pathname + url.search,
    method: request.method,
    headers,
    body,
    headersTimeout,
    bodyTimeout: 0
  }
  dispatcher.dispatch(options === undefined ? own : { ...options, ...own }, exchange)
}
