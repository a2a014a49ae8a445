/**
 * What all calls of a client share, so that together they do not make an outage or a rate limit worse: a quota for their
 * retries, and a gate that a 429 closes.
 */
import type { AuthleteError } from "../../AuthleteError.js"

/**
 * The quota. An outage makes many calls fail at once, and a client that sent each of them three times would make it
 * worse: retries spend, successes pay back, and when nothing is left a failure is final.
 *
 * All policies of a client share one number, what was spent. What is left depends on how much a policy allows.
 */
export interface RetryQuota {
  spent: number
}

/** The costs are those of AWS's standard retry mode; a server that throttles is well, so asking it again costs less. */
const cost = (error: AuthleteError): number => error._tag === "TooManyRequests" ? 5 : 14

/** Pays for a retry; `undefined` if that is more than is left. */
export const spend = (quota: RetryQuota, limit: number, error: AuthleteError): number | undefined => {
  // What has no bound is not counted: it would be spent for the policies that have one.
  if (limit === Infinity) return 0
  const price = cost(error)
  if (!(limit - quota.spent >= price)) return undefined
  quota.spent += price
  return price
}

/** The success of a retry gives its price back, any other success 1. */
export const giveBack = (quota: RetryQuota, price = 1): void => {
  quota.spent = Math.max(0, quota.spent - price)
}

/**
 * The gate. When one call is told to come back later, all wait for that time. Then they start spread over a second: a
 * server that has just recovered its rate would refuse most of a crowd.
 */
export interface RateGate {
  /** When it opens, in epoch milliseconds. */
  opensAt: number
  /** When it was closed last: before that, the clock has been set back, and what it said then is void. */
  closedAt: number
  /** How many calls were given a time to start at, since it was open last. */
  admitted: number
}

/** What the calls of one client share. */
export interface Shared {
  readonly quota: RetryQuota
  readonly gate: RateGate
}

export const makeShared = (): Shared => ({
  quota: { spent: 0 },
  gate: { opensAt: 0, closedAt: 0, admitted: 0 }
})

/** Calls start within so many milliseconds after the gate has opened. */
const spread = 1000

/** The multiples of the golden ratio, without their whole parts, are spread evenly however many there are. */
const golden = (Math.sqrt(5) - 1) / 2

export const isClosed = (gate: RateGate, now: number): boolean => now >= gate.closedAt && now < gate.opensAt

/** Closes the gate until then, if it is not closed for longer already. */
export const close = (gate: RateGate, now: number, until: number): void => {
  // A crowd that is refused moves the time a little with each refusal. It stays one crowd.
  const wasClosed = isClosed(gate, now)
  if (!wasClosed) gate.admitted = 0
  gate.opensAt = wasClosed ? Math.max(gate.opensAt, until) : until
  gate.closedAt = now
}

/** The delay after which a call may start that has come to a closed gate. The first starts when it opens. */
export const delayAt = (gate: RateGate, now: number): number => {
  const share = (golden * gate.admitted++) % 1
  return gate.opensAt + share * spread - now
}
