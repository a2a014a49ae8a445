/**
 * When, and how often, a call to Authlete is sent again. Whether it may be is not a matter of policy: an operation that
 * could do harm when done twice is sent again only if Authlete certainly did not do it.
 *
 * @since 0.1.0
 */
import * as Context from "effect/Context"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Predicate from "effect/Predicate"
import * as Random from "effect/Random"
import * as Schedule from "effect/Schedule"
import type { AuthleteError } from "./AuthleteError.js"

/**
 * @since 0.1.0
 * @category type ids
 */
export const TypeId: unique symbol = Symbol.for("effect-authlete/RetryPolicy")

/**
 * @since 0.1.0
 * @category type ids
 */
export type TypeId = typeof TypeId

/**
 * A policy: the schedule is stepped with the error of each failed attempt that may be repeated, and gives the delay
 * before the next one, or ends.
 *
 * @since 0.1.0
 * @category models
 */
export interface Policy {
  readonly [TypeId]: TypeId
  readonly schedule: Schedule.Schedule<unknown, AuthleteError>
}

/**
 * The policy of a plain `Schedule`. It alone says when: hints of the server such as `Retry-After` reach it in the error
 * that it is stepped with.
 *
 * @since 0.1.0
 * @category constructors
 */
export const fromSchedule = (schedule: Schedule.Schedule<unknown, AuthleteError>): Policy => ({
  [TypeId]: TypeId,
  schedule
})

/**
 * Every call is sent once.
 *
 * @since 0.1.0
 * @category policies
 */
export const none: Policy = fromSchedule(Schedule.stop)

const maxAttempts = 3
const base = Duration.millis(50)
const baseWhenThrottled = Duration.seconds(1)
const cap = Duration.seconds(20)

const hintOf = (error: AuthleteError): Duration.Duration =>
  "retryAfter" in error && error.retryAfter !== undefined ? error.retryAfter : Duration.zero

/** A random part of a delay that doubles with each retry, but at least what the server asks for. */
const delay = (retries: number, error: AuthleteError) => {
  const ceiling = Duration.times(error._tag === "TooManyRequests" ? baseWhenThrottled : base, 2 ** retries)
  return Effect.map(
    Random.next,
    (jitter) => Duration.max(hintOf(error), Duration.times(Duration.min(ceiling, cap), jitter))
  )
}

/**
 * The default: 3 attempts. The delay is a random part of 50 ms (1 s after a 429), doubled with each retry and capped at
 * 20 s. `Retry-After` (seconds or an HTTP date) and `Ratelimit-Reset` (seconds) lengthen it; if they ask for more than
 * 20 s, the call fails at once and the error's `retryAfter` says how long to wait.
 *
 * @since 0.1.0
 * @category policies
 */
export const standard: Policy = Schedule.recurs(maxAttempts - 1).pipe(
  Schedule.intersect(Schedule.identity<AuthleteError>()),
  Schedule.whileInput((error) => Duration.lessThanOrEqualTo(hintOf(error), cap)),
  Schedule.addDelayEffect(([retries, error]) => delay(retries, error)),
  fromSchedule
)

/**
 * The policy of the clients and calls in a context: `standard`, unless a layer gives another one. The option of a client
 * and `AuthleteClient.withRetryPolicy` go before it.
 *
 * @since 0.1.0
 * @category references
 */
export class RetryPolicy extends Context.Reference<RetryPolicy>()("effect-authlete/RetryPolicy", {
  defaultValue: () => standard
}) {}

/**
 * Either form that a policy may be given in.
 *
 * @since 0.1.0
 * @category models
 */
export type Input = Policy | Schedule.Schedule<unknown, AuthleteError>

/**
 * @since 0.1.0
 * @category constructors
 */
export const fromInput = (input: Input): Policy => Predicate.hasProperty(input, TypeId) ? input : fromSchedule(input)

/**
 * Gives the client that is built with this layer its retry policy: one of this module's, or any `Schedule`.
 *
 * @example
 * ```ts
 * import { FetchHttpClient } from "@effect/platform"
 * import { Layer, Schedule } from "effect"
 * import { AuthleteClient, RetryPolicy } from "effect-authlete"
 *
 * const AuthleteLive = AuthleteClient.layerConfig().pipe(
 *   Layer.provide([
 *     FetchHttpClient.layer,
 *     RetryPolicy.layer(Schedule.exponential("100 millis").pipe(Schedule.intersect(Schedule.recurs(3))))
 *   ])
 * )
 * ```
 *
 * @since 0.1.0
 * @category layers
 */
export const layer = (policy: Input): Layer.Layer<RetryPolicy> => Layer.succeed(RetryPolicy, fromInput(policy))
