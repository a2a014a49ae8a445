/**
 * An attempt at a call of Authlete's API in one step: an exchange, and a timer beside it. It needs no fiber of its own,
 * and ends as the attempts over all other transports do (`client/attempt.ts`).
 */
import type { Headers } from "@effect/platform/Headers"
import * as HttpClientRequest from "@effect/platform/HttpClientRequest"
import * as Effect from "effect/Effect"
import type { Call, HasOwnAttempt, OwnAttempt } from "../client/attempt.js"
import { bearerOf, noResponse, responded } from "../client/attempt.js"
import type { ReceivedResponse } from "../client/response.js"
import { declaredLength, isClearWithoutBody, isEmpty, textOf, tooLarge, withoutBody } from "../client/response.js"
import type { Attempted, History } from "../client/retry.js"
import { failureOf, timedOut, timedOutBefore } from "../client/transport.js"
import * as Result from "../edge/result.js"
import { millisNow } from "../edge/time.js"
import { timer } from "../edge/timeLimit.js"
import { callback } from "../edge/transport.js"
import type { Dispatching } from "./dispatching.js"
import { dispatch, optionsOf, urlOf } from "./dispatching.js"
import { Exchange } from "./exchange.js"

/** The response of an exchange. Its headers are read when somebody looks at them, which is where something is wrong. */
class Received implements ReceivedResponse {
  readonly status: number
  readonly body: ReceivedResponse["body"]
  readonly receivedAt: number
  private readonly exchange: Exchange

  constructor(exchange: Exchange, body: ReceivedResponse["body"], receivedAt: number) {
    this.status = exchange.status
    this.body = body
    this.receivedAt = receivedAt
    this.exchange = exchange
  }

  get headers(): Headers {
    return this.exchange.headers
  }
}

/** The body of an exchange that is over; nothing if it broke off, and the status alone does not tell enough. */
const bodyOf = (exchange: Exchange, limit: number): ReceivedResponse["body"] | undefined => {
  if (isEmpty(exchange)) return Result.succeed("")
  if (exchange.size > limit) return tooLarge(limit)
  const { bytes } = exchange
  if (bytes !== undefined) return textOf(bytes)
  return isClearWithoutBody(exchange.status) ? withoutBody : undefined
}

const isDeclaredTooLarge = (exchange: Exchange, limit: number) =>
  !isEmpty(exchange) && (declaredLength(exchange.headers) ?? 0) > limit

/** Sends the request of a call, and says how the attempt ended. */
const attemptWith = <Response, ResponseEncoded>(
  dispatching: Dispatching,
  call: Call<Response, ResponseEncoded>,
  history: History,
  bearer: string
): Effect.Effect<Attempted<Response>> =>
  callback((resume) => {
    const { caller, identity, prepared, settings: { maxResponseBytes }, timeout } = call
    const attempts = history.attempts + 1
    const request = HttpClientRequest.bearerToken(prepared.request, bearer)

    const end = (attempted: () => Attempted<Response>) => {
      cancelTimer()
      // Worked out by the caller's fiber, which can bear a defect. undici could not.
      resume(Effect.sync(attempted))
    }

    const received = (exchange: Exchange, body: ReceivedResponse["body"]) =>
      end(() => responded(call, history, attempts, bearer, new Received(exchange, body, millisNow(caller.clock))))

    const whenEnded = () => {
      const body = exchange.status === 0 ? undefined : bodyOf(exchange, maxResponseBytes)
      if (body !== undefined) return received(exchange, body)
      end(() => noResponse(identity, history, attempts, failureOf(exchange.failure)))
    }

    const options = optionsOf(dispatching, caller.fiber)
    const exchange = new Exchange(() => {
      if (exchange.isEnded) return whenEnded()
      if (!isDeclaredTooLarge(exchange, maxResponseBytes)) return exchange.readWhole(whenEnded)
      exchange.giveUp()
      received(exchange, tooLarge(maxResponseBytes))
    }, options?.onInfo)
    exchange.limit = maxResponseBytes

    const cancelTimer = timer(caller.clock, timeout, () => {
      // A request that is done once was not carried out if it was not written by then. All others are sent again anyway.
      const isUnwritten = prepared.resend === "once" && exchange.abort === null
      resume(Effect.sync(() => noResponse(identity, history, attempts, isUnwritten ? timedOutBefore : timedOut)))
      exchange.giveUp()
    })

    Result.match(urlOf(request), {
      onFailure: (error) => end(() => noResponse(identity, history, attempts, failureOf(error))),
      // The client sends a text or nothing.
      onSuccess: (url) => {
        const body = request.body._tag === "Uint8Array" ? request.body.body : null
        dispatch(dispatching, exchange, request, url, { body }, options)
      }
    })
    call.caller.cancel = () => {
      cancelTimer()
      exchange.giveUp()
    }
  })

/** The way of a client that sends its requests there. */
export const attemptInOneStep =
  (dispatching: Dispatching): NonNullable<HasOwnAttempt[typeof OwnAttempt]> => (call, history, token) =>
    Result.match(bearerOf(call, history, token), {
      onFailure: Effect.succeed,
      onSuccess: (bearer) => attemptWith(dispatching, call, history, bearer)
    })
