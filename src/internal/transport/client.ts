/**
 * The client: sends a request by undici, and gives its response.
 */
import * as Headers from "@effect/platform/Headers"
import * as HttpClient from "@effect/platform/HttpClient"
import type { HttpClientError } from "@effect/platform/HttpClientError"
import { RequestError } from "@effect/platform/HttpClientError"
import type { HttpClientRequest } from "@effect/platform/HttpClientRequest"
import type { HttpClientResponse } from "@effect/platform/HttpClientResponse"
import * as UrlParams from "@effect/platform/UrlParams"
import type * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import type { Dispatcher } from "undici"
import { noteAccepted } from "../client/writing.js"
import * as Result from "../edge/result.js"
import type { Sender } from "../edge/transport.js"
import { callback, isScoped, isTraced, serviceByKey, withOtherwise, withSender } from "../edge/transport.js"
import { Exchange } from "./exchange.js"
import type { RequestBody } from "./requestBody.js"
import { readyBody, withBody } from "./requestBody.js"
import { ExchangeResponse } from "./response.js"

type Responding = Effect.Effect<HttpClientResponse, RequestError>

/** Where `NodeHttpClient.UndiciRequestOptions` stands in a context. */
const optionsKey = "@effect/platform-node/NodeHttpClient/undiciOptions"

type Options = Partial<Dispatcher.RequestOptions>

/** Times are limited by Effect's means, so undici does not limit them. */
const headersTimeout = 60 * 60 * 1000

const dispatchOptions = (
  request: HttpClientRequest,
  url: URL,
  { body, contentType }: RequestBody,
  options: Options | undefined
): Dispatcher.DispatchOptions => {
  const headers = contentType === undefined || "content-type" in request.headers
    ? request.headers
    : Headers.set(request.headers, "content-type", contentType)
  const own = {
    origin: url.origin,
    path: url.pathname + url.search,
    method: request.method,
    headers,
    body,
    headersTimeout,
    bodyTimeout: 0
  }
  return options === undefined ? own : { ...own, ...options, ...own }
}

/** Sends a request. The exchange ends if the wait for its head is interrupted, or by the signal. */
const send = (
  dispatcher: Dispatcher,
  request: HttpClientRequest,
  url: URL,
  body: RequestBody,
  options: Options | undefined,
  signal?: AbortSignal
): Responding =>
  callback((resume) => {
    const exchange = new Exchange(({ failure, status }) => {
      if (status === 0) {
        return resume(Effect.fail(new RequestError({ request, reason: "Transport", cause: failure })))
      }
      const response = new ExchangeResponse(request, exchange)
      exchange.endsWith(response)
      resume(Effect.succeed(response))
    }, options?.onInfo)
    noteAccepted(body.body, exchange)
    signal?.addEventListener("abort", () => exchange.breakOff(), { once: true })
    dispatcher.dispatch(dispatchOptions(request, url, body, options), exchange)
    return Effect.sync(() => exchange.giveUp())
  })

/**
 * Makes a client. What the context of its layer has is used where the context of a request has nothing.
 */
export const make = (dispatcher: Dispatcher, context: Context.Context<never>): HttpClient.HttpClient => {
  const exchangeFor = (request: HttpClientRequest, url: URL, sender: Sender, signal?: AbortSignal): Responding => {
    const options = serviceByKey<Options>(sender, context, optionsKey)
    const body = readyBody(request.body)
    return body === undefined
      ? withBody(request.body, (made) => send(dispatcher, request, url, made, options, signal))
      : send(dispatcher, request, url, body, options, signal)
  }

  /** The platform's way: with a span, and bound to a scope. It has objects of its own for each request. */
  const guarded = HttpClient.transformResponse(
    HttpClient.make((request, url, signal, sender) => exchangeFor(request, url, sender, signal)),
    withOtherwise(context)
  )

  const execute = (request: HttpClientRequest) =>
    withSender((sender) => {
      if (isTraced(sender, request) || isScoped(request)) return guarded.execute(request)
      return Result.match(UrlParams.makeUrl(request.url, request.urlParams, request.hash), {
        onFailure: (cause) => Effect.fail(new RequestError({ request, reason: "InvalidUrl", cause })),
        onSuccess: (url) => exchangeFor(request, url, sender)
      })
    })

  return HttpClient.makeWith<never, never, HttpClientError, never>(Effect.flatMap(execute), Effect.succeed)
}
