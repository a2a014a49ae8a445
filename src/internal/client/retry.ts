/**
 * The retry loop: sends a call again if that can do no harm, when the policy says so, and if the client's retry quota
 * allows it. What is known of the call between two attempts is kept here, and handed to the next attempt.
 *
 * A call is *in doubt* once an attempt may have been carried out although no response said so, because its connection
 * broke, for example. From then on, no error of the call says `"not-applied"`, and a delete that finds nothing has
 * succeeded.
 */
import type { Clock } from "effect/Clock"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import type { AuthleteError } from "../../AuthleteError.js"
import type { ResendClass } from "../../Operation.js"
import type { Policy } from "../../RetryPolicy.js"
import * as Result from "../edge/result.js"
import { stepping } from "../edge/schedule.js"
import { millisNow } from "../edge/time.js"
import type { Shared } from "./pacing.js"
import * as Pacing from "./pacing.js"
import type { ReceivedResponse } from "./response.js"

/** An access token that Authlete refused, and the response that refused it. */
export interface Refusal {
  readonly bearer: string
  readonly response: ReceivedResponse
}

/** What is known of a call between two attempts. */
export interface History {
  /** How often the request was sent. */
  readonly attempts: number
  readonly inDoubt: boolean
  /** The access token that was refused, once one was. */
  readonly refusal: Refusal | undefined
}

export const noHistory: History = { attempts: 0, inDoubt: false, refusal: undefined }

/** How an attempt ended. */
export interface Attempted<A> {
  readonly result: Result.Result<A, AuthleteError>
  /** How often the request was sent, this attempt included if it got that far. */
  readonly attempts: number
  /** The status of the response, if there was one. */
  readonly status: number | undefined
  readonly refusal: Refusal | undefined
}

/** A wait before a call is sent. */
export interface Wait {
  /** In milliseconds. */
  readonly delay: number
  /** How often the request was sent. */
  readonly attempts: number
  /**
   * The error after which the call is sent again. Nothing if it waits because a 429 made all calls of the client wait.
   */
  readonly after: AuthleteError | undefined
}

/** A call, as the loop needs it. */
export interface Retrying<A> {
  readonly attempt: (history: History) => Effect.Effect<Attempted<A>>
  readonly resend: ResendClass
  readonly policy: Policy
  readonly shared: Shared
  readonly clock: Clock
  /** Whether there can be another access token when one was refused. */
  readonly canRenew: boolean
  /** The result of a call that would have to wait too long before it is sent at all. */
  readonly notSent: (retryAfter: Duration.Duration) => Attempted<A>
  /** Called before each wait. */
  readonly onWait: (wait: Wait) => void
  /** Called with what is left of the quota, whenever that may have changed. */
  readonly onQuota: (left: number) => void
}

/** Whether the failure may have passed the next time. */
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

/** What is left is never negative: a policy with a small quota may find that others have spent more. */
const reportQuota = <A>({ onQuota, policy, shared: { quota } }: Retrying<A>) =>
  onQuota(Math.max(0, policy.quota - quota.spent))

const succeeded = <A>(call: Retrying<A>, price?: number) => {
  Pacing.giveBack(call.shared.quota, price)
  reportQuota(call)
}

const closeGate = ({ clock, policy, shared }: Retrying<unknown>, error: AuthleteError) => {
  if (!policy.rateGate || error._tag !== "TooManyRequests" || error.retryAfter === undefined) return
  const now = millisNow(clock)
  const wait = Duration.toMillis(error.retryAfter)
  // A wait above the cap is not for all calls: one odd response could lock a client for a day.
  if (wait <= Duration.toMillis(policy.cap)) Pacing.close(shared.gate, now, now + wait)
}

/** How long a call has to wait at the gate, in milliseconds. Infinity if that is more than the cap. */
const waitAtGate = ({ clock, policy, shared: { gate } }: Retrying<unknown>): number => {
  const now = millisNow(clock)
  if (!policy.rateGate || !Pacing.isClosed(gate, now)) return 0
  return gate.opensAt - now > Duration.toMillis(policy.cap) ? Infinity : Pacing.delayAt(gate, now)
}

/**
 * The loop, for a call whose first attempt has failed, or that finds the gate closed before its first attempt.
 */
const loop = <A>(call: Retrying<A>, begin: number, first: Attempted<A> | undefined): Effect.Effect<Attempted<A>> =>
  Effect.gen(function*() {
    const { clock, onWait, policy, resend, shared: { gate, quota } } = call
    const cap = Duration.toMillis(policy.cap)
    const maxElapsed = Duration.toMillis(policy.maxElapsed)
    const now = () => millisNow(clock)
    const isTooLong = (delay: number) => delay === Infinity || now() - begin + delay > maxElapsed
    const wait = (delay: number, attempts: number, after: AuthleteError | undefined) => {
      onWait({ delay, attempts, after })
      return clock.sleep(Duration.millis(delay))
    }

    const nextDelay = stepping(policy.schedule)
    let history = noHistory
    let last = first
    let isRenewed = false
    let price: number | undefined
    // The opening of the gate that the call has waited for already. It does not wait twice for the same one.
    let waitedUntil = 0

    for (;;) {
      if (last !== undefined) {
        if (Result.isSuccess(last.result)) {
          succeeded(call, price)
          return last
        }
        const error = Result.failureOf(last.result)
        history = {
          attempts: last.attempts,
          inDoubt: history.inDoubt || error.outcome === "unknown",
          refusal: last.refusal ?? history.refusal
        }
        if (history.refusal !== undefined && call.canRenew && !isRenewed) {
          isRenewed = true
          last = yield* call.attempt(history)
          continue
        }
        closeGate(call, error)
        if (!mayResend(resend, error)) return last
        const scheduled = yield* nextDelay(now(), error)
        if (scheduled === undefined) return last
        waitedUntil = gate.opensAt
        const delay = Math.max(scheduled, waitAtGate(call))
        price = isTooLong(delay) ? undefined : Pacing.spend(quota, policy.quota, error)
        if (price === undefined) return last
        reportQuota(call)
        yield* wait(delay, history.attempts, error)
      }
      // While a call waits, another 429 may close the gate for longer. In all, the call waits no longer than the cap.
      const since = now()
      while (gate.opensAt > waitedUntil) {
        const { opensAt } = gate
        const delay = waitAtGate(call)
        if (delay === 0) break
        if (isTooLong(delay) || opensAt - since > cap) {
          if (last === undefined) return call.notSent(Duration.millis(opensAt - now()))
          Pacing.giveBack(quota, price)
          return last
        }
        waitedUntil = opensAt
        yield* wait(delay, history.attempts, undefined)
      }
      last = yield* call.attempt(history)
    }
  })

/**
 * Makes attempts until one succeeds, the policy ends, or another one could do harm. A call that succeeds at once never
 * enters the loop, which would cost it time.
 */
export const retrying = <A>(call: Retrying<A>): Effect.Effect<Attempted<A>> => {
  const begin = millisNow(call.clock)
  if (Pacing.isClosed(call.shared.gate, begin)) return loop(call, begin, undefined)
  return Effect.flatMap(call.attempt(noHistory), (attempted) => {
    if (Result.isFailure(attempted.result)) return loop(call, begin, attempted)
    succeeded(call)
    return Effect.succeed(attempted)
  })
}
