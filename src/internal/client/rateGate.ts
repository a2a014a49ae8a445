/**
 * The gate that the calls of a client wait at when one of them was told to come back later. They are let through spread
 * over a while: a server that has just recovered its rate would refuse most of a crowd.
 */
export interface RateGate {
  /** When it opens, in epoch milliseconds. */
  opensAt: number
  /** When it was closed last: before that, the clock has been set back, and what it said then is void. */
  closedAt: number
  /** How many calls were given a time to start at, since it was open last. */
  admitted: number
}

/** Calls start within so many milliseconds after the gate has opened. */
const spread = 1000

/**
 * The fraction of the golden ratio: its multiples, without their whole parts, are spread evenly however many there are,
 * and the first is 0.
 */
const golden = (Math.sqrt(5) - 1) / 2

export const make = (): RateGate => ({ opensAt: 0, closedAt: 0, admitted: 0 })

export const isClosed = (gate: RateGate, now: number): boolean => now >= gate.closedAt && now < gate.opensAt

/** Closes the gate until then, if it is not closed for longer already. */
export const close = (gate: RateGate, now: number, until: number): void => {
  // A crowd that is refused moves the time a little with each refusal. It stays one crowd.
  const wasClosed = isClosed(gate, now)
  if (!wasClosed) gate.admitted = 0
  gate.opensAt = wasClosed ? Math.max(gate.opensAt, until) : until
  gate.closedAt = now
}

/** The delay after which a call may start that has come to a closed gate. */
export const delay = (gate: RateGate, now: number): number => {
  const share = (golden * gate.admitted++) % 1
  return gate.opensAt + share * spread - now
}
