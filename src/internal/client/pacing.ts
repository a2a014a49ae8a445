/**
 * What all calls of a client share: a quota for their retries, and a gate that a 429 closes. Together they keep a
 * client from making an outage worse, or running into a rate limit again and again.
 */
import type { AuthleteError } from "../../AuthleteError.js"

/**
 * The quota: retries spend from it, successes give back to it. When too little is left, calls are not repeated. In an
 * outage many calls fail at once, and a client that sent each of them three times would make it worse.
 *
 * What was spent is one number for the whole client. How much may be spent is for the policy of each call to say.
 */
export interface RetryQuota {
  spent: number
}

/** What a retry costs, by the standard retry mode of AWS's SDKs. Less after a 429: a server that says so is up. */
const cost = (error: AuthleteError): number => error._tag === "TooManyRequests" ? 5 : 14

/** Pays for a retry, and gives the price back; `undefined` if less is left. */
export const spend = (quota: RetryQuota, limit: number, error: AuthleteError): number | undefined => {
  // Without a limit nothing is counted, or the retries of this call would use up what other policies allow.
  if (limit === Infinity) return 0
  const price = cost(error)
  if (!(limit - quota.spent >= price)) return undefined
  quota.spent += price
  return price
}

/** Gives back the price of a retry that has succeeded, or 1 for any other success. */
export const giveBack = (quota: RetryQuota, price = 1): void => {
  quota.spent = Math.max(0, quota.spent - price)
}

/**
 * The gate: when one call is told to come back later, it closes, and all calls wait until then. After that they start
 * spread over a second, since most of a crowd would be refused again.
 */
export interface RateGate {
  /** When it opens, in epoch milliseconds. */
  opensAt: number
  /** When it was closed last. If the clock shows an earlier time, it was set back, and the gate is taken for open. */
  closedAt: number
  /** How many calls have been given a time to start at since it was closed. */
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

/** For how long after the opening the waiting calls start, in milliseconds. */
const spread = 1000

/** The fractional parts of the multiples of the golden ratio spread evenly between 0 and 1, however many there are. */
const golden = (Math.sqrt(5) - 1) / 2

export const isClosed = (gate: RateGate, now: number): boolean => now >= gate.closedAt && now < gate.opensAt

/** Closes the gate until then, unless it is closed for longer already. */
export const close = (gate: RateGate, now: number, until: number): void => {
  // When many calls are refused, each refusal moves the opening a little. It is still the same gate for all of them.
  const wasClosed = isClosed(gate, now)
  if (!wasClosed) gate.admitted = 0
  gate.opensAt = wasClosed ? Math.max(gate.opensAt, until) : until
  gate.closedAt = now
}

/** How long a call that finds the gate closed has to wait, in milliseconds. The first call starts when it opens. */
export const delayAt = (gate: RateGate, now: number): number => {
  const share = (golden * gate.admitted++) % 1
  return gate.opensAt + share * spread - now
}
