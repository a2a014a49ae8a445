/**
 * The client: sends a request by undici, and gives its response.
 */
import * as HttpClient from "@effect/platform/HttpClient"
import type { HttpClientError } from "@effect/platform/HttpClientError"
import { RequestError } from "@effect/platform/HttpClientError"
import type { HttpClientRequest } from "@effect/platform/HttpClientRequest"
import type { HttpClientResponse } from "@effect/platform/HttpClientResponse"
import * as Effect from "effect/Effect"
import type { HasOwnAttempt } from "../client/attempt.js"
import { OwnAttempt } from "../client/attempt.js"
import { noteAccepted } from "../client/writing.js"
import * as Result from "../edge/result.js"
import type { Sender } from "../edge/transport.js"
import { callback, isScoped, isTraced, withOtherwise, withSender } from "../edge/transport.js"
import { attemptInOneStep } from "./attempt.js"
import type { Dispatching, RequestOptions } from "./dispatching.js"
import { dispatch, optionsOf, urlOf } from "./dispatching.js"
import { Exchange } from "./exchange.js"
import type { RequestBody } from "./requestBody.js"
import { readyBody, withBody } from "./requestBody.js"
import { ExchangeResponse } from "./response.js"

type Responding = Effect.Effect<HttpClientResponse, RequestError>

/** Sends a request. The exchange ends if the wait for its head is interrupted, or by the signal. */
const send = (
  dispatching: Dispatching,
  request: HttpClientRequest,
  url: URL,
  body: RequestBody,
  options: RequestOptions | undefined,
  signal: AbortSignal | undefined
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
    dispatch(dispatching, exchange, request, url, body, options)
    return Effect.sync(() => exchange.giveUp())
  })

export const make = (dispatching: Dispatching): HttpClient.HttpClient => {
  const exchangeFor = (request: HttpClientRequest, url: URL, sender: Sender, signal?: AbortSignal): Responding => {
    const options = optionsOf(dispatching, sender)
    const body = readyBody(request.body)
    return body === undefined
      ? withBody(request.body, (made) => send(dispatching, request, url, made, options, signal))
      : send(dispatching, request, url, body, options, signal)
  }

  /** The platform's way: with a span, and bound to a scope. It makes several objects more for each request. */
  const guarded = HttpClient.transformResponse(
    HttpClient.make((request, url, signal, sender) => exchangeFor(request, url, sender, signal)),
    withOtherwise(dispatching.context)
  )

  const execute = (request: HttpClientRequest) =>
    withSender((sender) =>
      isTraced(sender, request) || isScoped(request)
        ? guarded.execute(request)
        : Result.match(urlOf(request), {
          onFailure: Effect.fail<HttpClientError>,
          onSuccess: (url) => exchangeFor(request, url, sender)
        })
    )

  const client = HttpClient.makeWith<never, never, HttpClientError, never>(Effect.flatMap(execute), Effect.succeed)
  const own: HasOwnAttempt = { [OwnAttempt]: attemptInOneStep(dispatching) }
  return Object.assign(client, own)
}
