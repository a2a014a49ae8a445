/**
 * When a failed call to Authlete is sent again, and how often. Whether it may be sent again is not for the policy to
 * say: an operation that could do harm when done twice is repeated only if Authlete certainly did not do it.
 *
 * @since 0.1.0
 */
import * as Duration from "effect/Duration"
import * as Layer from "effect/Layer"
import * as Predicate from "effect/Predicate"
import * as Schedule from "effect/Schedule"
import type { AuthleteError, Issue } from "./AuthleteError.js"
import type { Referred } from "./internal/edge/context.js"
import { Reference } from "./internal/edge/context.js"
import { fromDelays } from "./internal/edge/schedule.js"
import type { DurationInput } from "./internal/edge/time.js"
import { millisOf, toDuration } from "./internal/edge/time.js"

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
 * A retry policy, as `make` and `fromSchedule` make it.
 *
 * @since 0.1.0
 * @category models
 */
export interface Policy {
  readonly [TypeId]: TypeId
  /** Gets the error of each failed attempt that may be repeated, and gives the delay before the next one, or ends. */
  readonly schedule: Schedule.Schedule<unknown, AuthleteError>
  /** The retry quota, as `Bounds` describes it; `Infinity` for no limit. */
  readonly quota: number
  /** Whether a 429 that says how long to wait makes all calls of the client wait. */
  readonly rateGate: boolean
  /** The longest wait that the server may ask for. A call that would have to wait longer fails at once. */
  readonly cap: Duration.Duration
  /** How much time may pass from the start of a call to the end of its last delay. */
  readonly maxElapsed: Duration.Duration
  /** The figures that make no sense, such as a negative one. A call with such a policy fails with `InvalidRequest`. */
  readonly issues: ReadonlyArray<Issue>
}

/**
 * The limits that a policy may have, beside its schedule.
 *
 * @since 0.1.0
 * @category models
 */
export interface Bounds {
  /**
   * The budget that all retries of a client share, so that they do not make an outage worse. A retry takes 14 from it,
   * or 5 after a 429. A retry that succeeds gives back what it took, and any other success gives back 1. When less is
   * left than a retry takes, the call fails with the error that it met. Defaults to 500 with `make`, and to `Infinity`,
   * which is no limit, with `fromSchedule`. The figures are those of the standard retry mode of AWS's SDKs.
   */
  readonly quota?: number | undefined
  /**
   * Whether a 429 that says how long to wait makes all calls of the client wait. They then start spread over a second,
   * so that they do not all meet the rate limit again. Defaults to `true` with `make`, and to `false` with
   * `fromSchedule`.
   */
  readonly rateGate?: boolean | undefined
  /**
   * The longest wait that the server may ask for. A call that would have to wait longer fails at once. Defaults to 20
   * seconds.
   */
  readonly cap?: DurationInput | undefined
  /**
   * How much time may pass from the start of a call to the end of its last delay. A call whose next delay would end
   * later fails at once. No limit by default.
   */
  readonly maxElapsed?: DurationInput | undefined
}

const defaultCap = "20 seconds"

/** What an option has to be, and how to say so. */
interface Rule {
  readonly holds: (value: unknown) => boolean
  readonly expected: string
}

/** A negative duration and `NaN` count as zero to Effect; here they are a mistake. */
const isDuration = (value: unknown): boolean =>
  millisOf(value) !== undefined &&
  (typeof value === "number" || typeof value === "bigint" ? value >= 0 : !/^\s*-/.test(String(value)))

const duration: Rule = { holds: isDuration, expected: "a duration that is not negative" }

const finiteDuration: Rule = {
  holds: (value) => isDuration(value) && millisOf(value) !== Infinity,
  expected: "a finite duration"
}

const rules = {
  quota: { holds: (value) => typeof value === "number" && value >= 0, expected: "a number that is not negative" },
  rateGate: { holds: (value) => typeof value === "boolean", expected: "true or false" },
  cap: duration,
  maxElapsed: duration,
  base: finiteDuration,
  throttledBase: finiteDuration,
  maxAttempts: {
    holds: (value) => typeof value === "number" && value >= 1 && (Number.isInteger(value) || value === Infinity),
    expected: "a whole number above zero, or Infinity"
  }
} satisfies Readonly<Record<string, Rule>>

/** The options that make no sense. */
const issuesOf = (options: { readonly [Name in keyof typeof rules]?: unknown }): ReadonlyArray<Issue> =>
  Object.entries(rules).flatMap(([name, { expected, holds }]) => {
    const value = options[name as keyof typeof rules]
    return value === undefined || holds(value) ? [] : [{ path: [name], expected }]
  })

/**
 * Makes a policy of any `Schedule`. The schedule alone says when a call is sent again: it does not follow `Retry-After`
 * by itself, but finds it as `retryAfter` in the error that it gets.
 *
 * @since 0.1.0
 * @category constructors
 */
export const fromSchedule = (schedule: Schedule.Schedule<unknown, AuthleteError>, bounds: Bounds = {}): Policy => {
  const issues = issuesOf(bounds)
  // With an issue, no call gets as far as to need the figures.
  const { cap = defaultCap, maxElapsed = Infinity, quota = Infinity, rateGate = false } = issues.length === 0
    ? bounds
    : {}
  return {
    [TypeId]: TypeId,
    schedule,
    quota,
    rateGate,
    cap: toDuration(cap),
    maxElapsed: toDuration(maxElapsed),
    issues
  }
}

/**
 * Sends every call once. (A call whose access token was refused is still sent again if the client is given another
 * token.)
 *
 * @since 0.1.0
 * @category policies
 */
export const none: Policy = fromSchedule(Schedule.recurs(0))

/**
 * The options of `make`. No delay is longer than `cap`.
 *
 * @since 0.1.0
 * @category models
 */
export interface Options extends Bounds {
  /** How often a call is sent at most. Defaults to 3. */
  readonly maxAttempts?: number | undefined
  /** The first delay is a random part of this, which doubles with each retry. Defaults to 50 milliseconds. */
  readonly base?: DurationInput | undefined
  /** The same after a 429. Defaults to 1 second. */
  readonly throttledBase?: DurationInput | undefined
}

/** The wait that the server asks for, in milliseconds. */
const askedWait = (error: AuthleteError): number =>
  "retryAfter" in error && error.retryAfter !== undefined ? Duration.toMillis(error.retryAfter) : 0

/**
 * Makes a policy with exponential delays and jitter: the delay is random between 0 and `base`, which doubles with each
 * retry up to `cap`. If the response has `Retry-After` (seconds or an HTTP date) or `Ratelimit-Reset` (seconds), the
 * delay is at least that long. If they ask for more than `cap`, the call fails at once, and `retryAfter` of the error
 * says how long to wait.
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
  const issues = issuesOf(options)
  const {
    base = 50,
    cap = defaultCap,
    maxAttempts = 3,
    maxElapsed,
    quota = 500,
    rateGate = true,
    throttledBase = 1000
  } = issues.length === 0 ? options : {}
  const longest = Duration.toMillis(cap)

  const schedule = fromDelays((retries, error: AuthleteError, random) => {
    const asked = askedWait(error)
    if (retries >= maxAttempts - 1 || asked > longest) return undefined
    const first = Duration.toMillis(error._tag === "TooManyRequests" ? throttledBase : base)
    return Math.max(asked, Math.min(first * 2 ** retries, longest) * random)
  })
  return { ...fromSchedule(schedule, { cap, maxElapsed, quota, rateGate }), issues }
}

/**
 * The default: the policy of `make` without options. A call is sent at most 3 times.
 *
 * @since 0.1.0
 * @category policies
 */
export const standard: Policy = make()

/**
 * The retry policy for the clients and calls in a context: `standard`, unless a layer provides another one.
 *
 * Of several policies, a call takes the first of these: `AuthleteClient.withRetryPolicy`; the option `retryPolicy` of
 * the client; this reference in the context of the call; this reference when the client was made.
 *
 * @since 0.1.0
 * @category references
 */
export class RetryPolicy extends Reference<RetryPolicy>()("effect-authlete/RetryPolicy", {
  defaultValue: () => standard
}) {}

/**
 * What may be given as a retry policy: one of this module's, or any `Schedule`.
 *
 * @since 0.1.0
 * @category models
 */
export type Input = Policy | Schedule.Schedule<unknown, AuthleteError>

/**
 * The policy that is given, or the one that `fromSchedule` makes of a `Schedule`.
 *
 * @since 0.1.0
 * @category constructors
 */
export const fromInput = (input: Input): Policy => {
  if (Predicate.hasProperty(input, TypeId)) return input
  return Schedule.isSchedule(input)
    ? fromSchedule(input)
    // JavaScript may pass anything.
    : { ...none, issues: [{ path: [], expected: "a policy of RetryPolicy, or a Schedule" }] }
}

/**
 * Provides the retry policy for the clients that are built on this layer, and for the calls that are made with it.
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
export const layer = (policy: Input): Layer.Layer<Referred<RetryPolicy>> =>
  Layer.succeed(RetryPolicy, fromInput(policy))
