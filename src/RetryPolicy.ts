/**
 * When, and how often, a call to Authlete is sent again. Whether it may be is not a matter of policy: an operation that
 * could do harm when done twice is sent again only if Authlete certainly did not do it.
 *
 * @since 0.1.0
 */
import * as Duration from "effect/Duration"
import * as Layer from "effect/Layer"
import * as Predicate from "effect/Predicate"
import * as Schedule from "effect/Schedule"
import type { AuthleteError, Issue } from "./AuthleteError.js"
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
  /** Whether a 429 that names a time makes all calls of the client wait for it. */
  readonly rateGate: boolean
  /** The longest wait that the server may ask for. A call that would have to wait longer fails. */
  readonly cap: Duration.Duration
  /** How much time may pass from the begin of a call to the end of its last delay. */
  readonly maxElapsed: Duration.Duration
  /** The figures that cannot be used, such as a negative one. Calls with such a policy fail with `InvalidRequest`. */
  readonly issues: ReadonlyArray<Issue>
}

/**
 * What every policy may bound, beside its schedule.
 *
 * @since 0.1.0
 * @category models
 */
export interface Bounds {
  /**
   * What the retries of a client may cost all together, so that an outage is not made worse. A retry costs 14 (5 after a
   * 429); if it succeeds, it gives its cost back, and any other success gives back 1. A call whose retry would cost more
   * than is left fails at once. Defaults to 500 with `make`, and to `Infinity`, which is no bound, with `fromSchedule`.
   * The figures are those of the standard retry mode of AWS's SDKs.
   */
  readonly quota?: number | undefined
  /**
   * Whether a 429 that names a time makes all calls of the client wait for it; after that they start spread over a
   * second. Defaults to `true` with `make`, and to `false` with `fromSchedule`.
   */
  readonly rateGate?: boolean | undefined
  /** The longest wait that the server may ask for. A call that would have to wait longer fails. Defaults to 20 seconds. */
  readonly cap?: DurationInput | undefined
  /**
   * How much time may pass from the begin of a call to the end of its last delay: a call whose next delay would end later
   * fails at once. Defaults to no bound.
   */
  readonly maxElapsed?: DurationInput | undefined
}

const defaultCap = Duration.seconds(20)

/** What an option has to be. */
interface Rule {
  readonly holds: (value: unknown) => boolean
  readonly expected: string
}

/** A negative duration and `NaN` count as zero to Effect; here they are a mistake. */
const isDuration = (value: unknown): boolean =>
  millisOf(value) !== undefined &&
  (typeof value === "number" || typeof value === "bigint" ? value >= 0 : !/^\s*-/.test(String(value)))

const rules = {
  quota: { holds: (value) => typeof value === "number" && value >= 0, expected: "a number that is not negative" },
  rateGate: { holds: (value) => typeof value === "boolean", expected: "true or false" },
  cap: { holds: isDuration, expected: "a duration that is not negative" },
  maxElapsed: { holds: isDuration, expected: "a duration that is not negative" },
  base: { holds: (value) => isDuration(value) && millisOf(value) !== Infinity, expected: "a finite duration" },
  throttledBase: { holds: (value) => isDuration(value) && millisOf(value) !== Infinity, expected: "a finite duration" },
  maxAttempts: {
    holds: (value) => typeof value === "number" && value >= 1 && (Number.isInteger(value) || value === Infinity),
    expected: "a whole number above zero, or Infinity"
  }
} satisfies Readonly<Record<string, Rule>>

/** An option that can be used, or its default; what cannot be used is noted. */
const reading =
  (options: { readonly [Name in keyof typeof rules]?: unknown }, issues: Array<Issue>) =>
  <A>(name: keyof typeof rules, byDefault: A): A => {
    const value = options[name]
    if (value === undefined) return byDefault
    if (rules[name].holds(value)) return value as A
    issues.push({ path: [name], expected: rules[name].expected })
    return byDefault
  }

/**
 * The policy of a plain `Schedule`. It alone says when: hints of the server such as `Retry-After` reach it in the error
 * that it is stepped with.
 *
 * @since 0.1.0
 * @category constructors
 */
export const fromSchedule = (schedule: Schedule.Schedule<unknown, AuthleteError>, bounds: Bounds = {}): Policy => {
  const issues: Array<Issue> = []
  const read = reading(bounds, issues)
  return {
    [TypeId]: TypeId,
    schedule,
    quota: read("quota", Infinity),
    rateGate: read("rateGate", false),
    cap: toDuration(read<DurationInput>("cap", defaultCap)),
    maxElapsed: toDuration(read<DurationInput>("maxElapsed", Duration.infinity)),
    issues
  }
}

/**
 * Every call is sent once; again only if its access token was refused and the client has got another one.
 *
 * @since 0.1.0
 * @category policies
 */
export const none: Policy = fromSchedule(Schedule.recurs(0))

/**
 * What a policy of the standard kind can be made of. No delay is longer than `cap`.
 *
 * @since 0.1.0
 * @category models
 */
export interface Options extends Bounds {
  /** How often a call is sent at most. Defaults to 3. */
  readonly maxAttempts?: number | undefined
  /** The longest first delay; it doubles with each retry. Defaults to 50 milliseconds. */
  readonly base?: DurationInput | undefined
  /** The longest first delay after a 429; it doubles with each retry. Defaults to 1 second. */
  readonly throttledBase?: DurationInput | undefined
}

/** The wait that the server asks for, in milliseconds. */
const askedWait = (error: AuthleteError): number =>
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
  const issues: Array<Issue> = []
  const read = reading(options, issues)
  const base = Duration.toMillis(read<DurationInput>("base", 50))
  const throttledBase = Duration.toMillis(read<DurationInput>("throttledBase", 1000))
  const cap = Duration.toMillis(read<DurationInput>("cap", defaultCap))
  const maxRetries = read("maxAttempts", 3) - 1

  const schedule = fromDelays((retries, error: AuthleteError, random) => {
    const asked = askedWait(error)
    if (retries >= maxRetries || asked > cap) return undefined
    const longest = (error._tag === "TooManyRequests" ? throttledBase : base) * 2 ** retries
    return Math.max(asked, Math.min(longest, cap) * random)
  })
  const policy = fromSchedule(schedule, { ...options, quota: options.quota ?? 500, rateGate: options.rateGate ?? true })
  return { ...policy, issues: [...issues, ...policy.issues.filter(({ path }) => path[0] !== "cap")] }
}

/**
 * The default: 3 attempts, with the delays, the quota and the gate that `make` tells about.
 *
 * @since 0.1.0
 * @category policies
 */
export const standard: Policy = make()

/**
 * The policy of the clients and calls in a context: `standard`, unless a layer gives another one.
 *
 * Of several policies, a call takes the first of these: `AuthleteClient.withRetryPolicy`; the option `retryPolicy` of the
 * client; this reference in the context of the call; this reference when the client was made.
 *
 * @since 0.1.0
 * @category references
 */
export class RetryPolicy extends Reference<RetryPolicy>()("effect-authlete/RetryPolicy", {
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
export const fromInput = (input: Input): Policy => {
  if (Predicate.hasProperty(input, TypeId)) return input
  return Schedule.isSchedule(input)
    ? fromSchedule(input)
    // JavaScript may pass anything.
    : { ...none, issues: [{ path: [], expected: "a policy of RetryPolicy, or a Schedule" }] }
}

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
