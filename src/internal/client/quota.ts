/**
 * What the retries of a client may still cost. An outage makes many calls fail at once, and a client that sent each of
 * them three times would make it worse: retries spend, successes pay back, and when nothing is left a failure is final.
 *
 * One number is shared by all policies of a client: what was spent. What is left depends on how much a policy allows.
 */
import type { AuthleteError } from "../../AuthleteError.js"

export interface Quota {
  spent: number
}

/** A server that throttles is well and says when to come back, so that asking it again harms less. */
const cost = (error: AuthleteError): number => error._tag === "TooManyRequests" ? 5 : 14

/** Pays for a retry; `undefined` if that is more than is left. */
export const spend = (quota: Quota, limit: number, error: AuthleteError): number | undefined => {
  // What has no bound is not counted: it would be spent for the policies that have one.
  if (limit === Infinity) return 0
  const price = cost(error)
  if (!(limit - quota.spent >= price)) return undefined
  quota.spent += price
  return price
}

/** The success of a retry gives its price back, another success a little of what was spent. */
export const giveBack = (quota: Quota, price = 1): void => {
  quota.spent = Math.max(0, quota.spent - price)
}
