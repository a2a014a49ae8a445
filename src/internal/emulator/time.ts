/**
 * Authlete counts durations in seconds and points in time in epoch milliseconds. It answers a new token's expiry to the
 * millisecond, but keeps whole seconds, which is what later answers tell.
 */

export const after = (now: number, seconds: number): number => now + seconds * 1000

export const stored = (millis: number): number => Math.round(millis / 1000) * 1000

/** The last second of the year 9999: what stands for the expiry of a token that never expires. */
export const never = 253_402_300_799_000
