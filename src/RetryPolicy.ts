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
import * as ScheduleDecision from "effect/ScheduleDecision"
import * as ScheduleInterval from "effect/ScheduleInterval"
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
 * A policy. `make` makes one of the standard kind, `fromSchedule` one of any schedule.
 *
 * @since 0.1.0
 * @category models
 */
export interface Policy {
  readonly [TypeId]: TypeId
  /** Stepped with the error of each failed attempt that may be repeated: gives the delay before the next one, or ends. */
  readonly schedule: Schedule.Schedule<unknown, AuthleteError>
  /** What the retries of a client may cost before successes pay it back; `Infinity` for no bound. */
  readonly quota: number
  /** Whether calls wait for the time that a 429 has named to any call of their client. */
  readonly rateGate: boolean
  /** The longest wait that a call takes upon itself because the server asks for it. */
  readonly cap: Duration.Duration
  /** The longest that a call may take, if its next delay is to begin. */
  readonly maxElapsed: Duration.Duration
}

/**
 * What every policy may bound, beside its schedule.
 *
 * @since 0.1.0
 * @category models
 */
export interface Bounds {
  /**
   * What the retries of a client may cost, so that an outage is not made worse: 14 for each, 5 after a 429. The success
   * of a retry gives its cost back, and every other success 1. When it does not last for a retry, the call fails at once.
   * Defaults to 500 with `make`, and to `Infinity`, which is no bound, with `fromSchedule`.
   */
  readonly quota?: number | undefined
  /**
   * Whether all calls of a client wait for the time that a 429 has named to one of them. When it has come, they start
   * spread over a second. Defaults to `true` with `make`, and to `false` with `fromSchedule`.
   */
  readonly rateGate?: boolean | undefined
  /** The longest wait that a call takes upon itself because the server asks for it. Defaults to 20 seconds. */
  readonly cap?: Duration.DurationInput | undefined
  /**
   * A delay that would end later than this after the begin of the call is not begun: the call fails. Defaults to no
   * bound.
   */
  readonly maxElapsed?: Duration.DurationInput | undefined
}

const defaultCap = Duration.seconds(20)

/**
 * The policy of a plain `Schedule`. It alone says when: hints of the server such as `Retry-After` reach it in the error
 * that it is stepped with.
 *
 * @since 0.1.0
 * @category constructors
 */
export const fromSchedule = (
  schedule: Schedule.Schedule<unknown, AuthleteError>,
  bounds: Bounds = {}
): Policy => ({
  [TypeId]: TypeId,
  schedule,
  quota: bounds.quota ?? Infinity,
  rateGate: bounds.rateGate ?? false,
  cap: Duration.decode(bounds.cap ?? defaultCap),
  maxElapsed: Duration.decode(bounds.maxElapsed ?? Duration.infinity)
})

/**
 * Every call is sent once; again only if its access token was refused and the client has got another one.
 *
 * @since 0.1.0
 * @category policies
 */
export const none: Policy = fromSchedule(Schedule.stop)

/**
 * What a policy of the standard kind can be made of. No delay is longer than `cap`.
 *
 * @since 0.1.0
 * @category models
 */
export interface Options extends Bounds {
  /** How often a call is sent at most. Defaults to 3. */
  readonly maxAttempts?: number | undefined
  /** The bound of the first delay, which doubles with each one. Defaults to 50 milliseconds. */
  readonly base?: Duration.DurationInput | undefined
  /** The same after a 429. Defaults to 1 second. */
  readonly throttledBase?: Duration.DurationInput | undefined
}

/** In milliseconds. */
const hintOf = (error: AuthleteError): number =>
  "retryAfter" in error && error.retryAfter !== undefined ? Duration.toMillis(error.retryAfter) : 0

/**
 * A policy of the standard kind. The delay before a retry is a random part of `base`, doubled with each one, and at most
 * `cap`. `Retry-After` (seconds or an HTTP date) and `Ratelimit-Reset` (seconds) lengthen it; if they ask for more than
 * `cap`, the call fails at once and the error's `retryAfter` says how long to wait.
 *
 * @example
 * ```ts
 * import { RetryPolicy } from "effect-authlete"
 *
 * // For a page that somebody waits for.
 * const RetryLive = RetryPolicy.layer(RetryPolicy.make({ maxAttempts: 5, cap: "2 seconds", maxElapsed: "5 seconds" }))
 * ```
 *
 * @since 0.1.0
 * @category constructors
 */
export const make = (options: Options = {}): Policy => {
  const base = Duration.toMillis(options.base ?? 50)
  const throttledBase = Duration.toMillis(options.throttledBase ?? 1000)
  const cap = Duration.toMillis(options.cap ?? defaultCap)
  const maxRetries = (options.maxAttempts ?? 3) - 1

  const delay = (retries: number, error: AuthleteError, jitter: number): number => {
    const ceiling = (error._tag === "TooManyRequests" ? throttledBase : base) * 2 ** retries
    return Math.max(hintOf(error), Math.min(ceiling, cap) * jitter)
  }

  // Not put together from combinators: those would be most of what the retries take in the bundle of an app.
  const schedule = Schedule.makeWithState(
    0,
    (now, error: AuthleteError, retries) =>
      Effect.map(Random.next, (jitter) => [
        retries + 1,
        undefined,
        retries < maxRetries && hintOf(error) <= cap
          ? ScheduleDecision.continueWith(ScheduleInterval.after(now + delay(retries, error, jitter)))
          : ScheduleDecision.done
      ])
  )
  return fromSchedule(schedule, { ...options, quota: options.quota ?? 500, rateGate: options.rateGate ?? true })
}

/**
 * The default: 3 attempts, with the delays, the quota and the gate that `make` tells about.
 *
 * @since 0.1.0
 * @category policies
 */
export const standard: Policy = make()

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
