/**
 * Sends a call again where that can do no harm, at the times that the policy says and within what the client has left
 * for retries. A call that succeeds at once pays for none of this but a few comparisons.
 */
import type { Clock } from "effect/Clock"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import type * as Schedule from "effect/Schedule"
import * as ScheduleDecision from "effect/ScheduleDecision"
import * as Intervals from "effect/ScheduleIntervals"
import type { AuthleteError } from "../../AuthleteError.js"
import type { ResendClass } from "../../Operation.js"
import type { Policy } from "../../RetryPolicy.js"
import type { Quota } from "./quota.js"
import * as Quotas from "./quota.js"
import type { RateGate } from "./rateGate.js"
import * as RateGates from "./rateGate.js"

/** What the calls of a client have in common. */
export interface Shared {
  readonly quota: Quota
  readonly gate: RateGate
}

/** A wait before a call is sent. */
export interface Wait {
  /** In milliseconds. */
  readonly delay: number
  /** What the call failed with, if it waits for being sent again; nothing, if it waits at the gate. */
  readonly after: AuthleteError | undefined
}

/** What is asked for, or told, only of a call that does not succeed at once. */
interface Otherwise {
  /** Told of each failure of an attempt. */
  readonly onFailure: (error: AuthleteError) => void
  /** The error of a call that would have to wait too long for being sent at all. */
  readonly notSent: (retryAfter: Duration.Duration) => AuthleteError
  /** Told of each wait before it begins. */
  readonly onWait: (wait: Wait) => void
}

interface Resending {
  readonly resend: ResendClass
  readonly policy: Policy
  readonly shared: Shared
  readonly clock: Clock
  /** Told how much is left of the quota, after each call that could change it. */
  readonly onQuota: (left: number) => void
  readonly otherwise: () => Otherwise
}

/** Whether the failure may be gone the next time. */
const isTransient = (error: AuthleteError): boolean => {
  switch (error._tag) {
    case "TooManyRequests":
    case "InternalServer":
      return true
    case "UnexpectedStatus":
      return error.status === 502 || error.status === 503 || error.status === 504
    case "TransportError":
      return error.reason !== "Tls" && error.reason !== "Other"
    default:
      return false
  }
}

const mayResend = (resend: ResendClass, error: AuthleteError): boolean =>
  isTransient(error) && (resend !== "once" || error.outcome === "not-applied")

/** The delays of a schedule in milliseconds, until it ends with `undefined`. */
const stepping = (schedule: Schedule.Schedule<unknown, AuthleteError>) => {
  let state: unknown = schedule.initial
  return (now: number, error: AuthleteError): Effect.Effect<number | undefined> =>
    Effect.map(schedule.step(now, error, state), ([next, , decision]) => {
      state = next
      return ScheduleDecision.isDone(decision) ? undefined : Math.max(0, Intervals.start(decision.intervals) - now)
    })
}

/** A policy that allows less than others have spent has nothing left, rather than debts. */
const reportQuota = ({ onQuota, policy, shared: { quota } }: Resending) =>
  onQuota(Math.max(0, policy.quota - quota.spent))

/** Runs an attempt; its success pays back to the quota. */
const sending = <A>(
  attempt: Effect.Effect<A, AuthleteError>,
  options: Resending,
  onFailure: (error: AuthleteError) => Effect.Effect<A, AuthleteError>,
  price?: number
): Effect.Effect<A, AuthleteError> =>
  Effect.matchEffect(attempt, {
    onFailure,
    onSuccess: (value) => {
      Quotas.giveBack(options.shared.quota, price)
      reportQuota(options)
      return Effect.succeed(value)
    }
  })

/** What a call does about failures and the gate. Nothing of this is made for a call that succeeds at once. */
const waiting = <A>(
  attempt: Effect.Effect<A, AuthleteError>,
  begin: number,
  options: Resending
) => {
  const { clock, otherwise, policy, resend, shared: { gate, quota } } = options
  const { notSent, onFailure, onWait } = otherwise()
  const now = () => clock.unsafeCurrentTimeMillis()
  const cap = Duration.toMillis(policy.cap)
  const maxElapsed = Duration.toMillis(policy.maxElapsed)
  const step = stepping(policy.schedule)

  const isTooLong = (delay: number) => delay === Infinity || now() - begin + delay > maxElapsed

  const wait = (wait: Wait, next: () => Effect.Effect<A, AuthleteError>) => {
    onWait(wait)
    return Effect.flatMap(clock.sleep(Duration.millis(wait.delay)), next)
  }

  const closeGate = (error: AuthleteError) => {
    if (!policy.rateGate || error._tag !== "TooManyRequests" || error.retryAfter === undefined) return
    const told = Duration.toMillis(error.retryAfter)
    if (told <= cap) RateGates.close(gate, now(), now() + told)
  }

  /** How long to wait at the gate. */
  const atGate = () => {
    if (!policy.rateGate || !RateGates.isClosed(gate, now())) return 0
    return gate.opensAt - now() > cap ? Infinity : RateGates.delay(gate, now())
  }

  /**
   * Waits at the gate, unless it has waited for that opening already. While it waits, another refusal may close the gate
   * for longer: all in all, a call stays there no longer than the cap.
   */
  const throughGate = (
    next: Effect.Effect<A, AuthleteError>,
    tooLong: (wait: number) => AuthleteError,
    waitedUntil = 0,
    since = now()
  ): Effect.Effect<A, AuthleteError> => {
    const { opensAt } = gate
    const delay = opensAt > waitedUntil ? atGate() : 0
    if (delay === 0) return next
    return isTooLong(delay) || opensAt - since > cap
      ? Effect.failSync(() => tooLong(opensAt - now()))
      : wait({ delay, after: undefined }, () => throughGate(next, tooLong, opensAt, since))
  }

  const again = (error: AuthleteError): Effect.Effect<A, AuthleteError> =>
    Effect.flatMap(step(now(), error), (scheduled) => {
      if (scheduled === undefined) return Effect.fail(error)
      const { opensAt } = gate
      const delay = Math.max(scheduled, atGate())
      const price = isTooLong(delay) ? undefined : Quotas.spend(quota, policy.quota, error)
      if (price === undefined) return Effect.fail(error)
      reportQuota(options)
      const notSentAgain = () => {
        Quotas.giveBack(quota, price)
        return error
      }
      return wait({ delay, after: error }, () => throughGate(retry(price), notSentAgain, opensAt))
    })

  const failed = (error: AuthleteError): Effect.Effect<A, AuthleteError> => {
    onFailure(error)
    closeGate(error)
    return mayResend(resend, error) ? again(error) : Effect.fail(error)
  }

  const retry = (price: number) => sending(attempt, options, failed, price)

  const first = (next: Effect.Effect<A, AuthleteError>) => throughGate(next, (wait) => notSent(Duration.millis(wait)))

  return { failed, first }
}

/**
 * Runs an attempt again and again, until one succeeds, may not be followed by another, or the policy ends. The time of
 * the call begins when this is called.
 */
export const resending = <A>(
  attempt: Effect.Effect<A, AuthleteError>,
  options: Resending
): Effect.Effect<A, AuthleteError> => {
  const { clock, shared: { gate } } = options
  const begin = clock.unsafeCurrentTimeMillis()
  const first = sending(attempt, options, (error) => waiting(attempt, begin, options).failed(error))
  return RateGates.isClosed(gate, begin) ? waiting(attempt, begin, options).first(first) : first
}
