/**
 * Authlete counts durations in seconds and points in time in epoch milliseconds. It answers a new token's expiry to the
 * millisecond, but keeps whole seconds, which is what later answers tell.
 */

/** The last second of the year 9999: what stands for the expiry of a token that never expires. */
export const never = 253_402_300_799_000

/** How many seconds are left. */
export const forever = (now: number): number => Math.floor((never - now) / 1000)

/** A point in time that a number holds exactly: none is later than `never`. */
const bounded = (millis: number): number => Math.min(millis, never)

export const after = (now: number, seconds: number): number => bounded(now + seconds * 1000)

export const stored = (millis: number): number => bounded(Math.round(millis / 1000) * 1000)
