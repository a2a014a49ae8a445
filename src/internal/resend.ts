/**
 * Sends a call again where that can do no harm, at the times that the policy says. Nothing of this is built before a
 * first attempt has failed.
 */
import * as Effect from "effect/Effect"
import * as Schedule from "effect/Schedule"
import type { AuthleteError } from "../AuthleteError.js"
import type { Policy } from "../RetryPolicy.js"
import type { ResendClass } from "./operation.js"

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

/**
 * Runs an attempt again and again, until one succeeds, may not be followed by another, or the policy ends.
 */
export const resending =
  (resend: ResendClass, policy: Policy) =>
  <A>(attempt: Effect.Effect<A, AuthleteError>): Effect.Effect<A, AuthleteError> =>
    Effect.catchAll(attempt, (first) => {
      if (!mayResend(resend, first)) return Effect.fail(first)
      return Effect.flatMap(Schedule.driver(policy.schedule), (driver) => {
        const after = (error: AuthleteError): Effect.Effect<A, AuthleteError> =>
          driver.next(error).pipe(
            Effect.mapError(() => error),
            Effect.zipRight(
              Effect.catchAll(attempt, (next) => mayResend(resend, next) ? after(next) : Effect.fail(next))
            )
          )
        return after(first)
      })
    })
