/**
 * How long tokens and tickets live. Authlete counts durations in seconds, and points in time in epoch milliseconds. The
 * response about a new token gives the expiry to the millisecond. What is stored, and given later, is rounded to
 * seconds.
 */

/** The last second of the year 9999, which stands for the expiry of a token that never expires. */
export const never = 253_402_300_799_000

/** How many seconds are left until `never`. */
export const forever = (now: number): number => Math.floor((never - now) / 1000)

/** Nothing is later than `never`: beyond some year, a number cannot hold the milliseconds exactly. */
const bounded = (millis: number): number => Math.min(millis, never)

export const after = (now: number, seconds: number): number => bounded(now + seconds * 1000)

/** A point in time as Authlete stores it: rounded to seconds. */
export const stored = (millis: number): number => bounded(Math.round(millis / 1000) * 1000)

/** How long a token lives, in seconds, and when it expires, in epoch milliseconds. */
export interface Lifetime {
  readonly duration: number
  readonly expiresAt: number
}

/** The lifetime that was asked for, in seconds; the usual one if that is missing or not positive. */
export const lifetime = (now: number, asked: number | undefined, usual: number): Lifetime => {
  const seconds = asked !== undefined && asked > 0 ? asked : usual
  return { duration: Math.min(seconds, forever(now)), expiresAt: after(now, seconds) }
}

export const endless = (now: number): Lifetime => ({ duration: forever(now), expiresAt: never })

/** The rest of a lifetime that began earlier. */
export const remaining = (now: number, expiresAt: number): Lifetime => ({
  duration: Math.round((expiresAt - now) / 1000),
  expiresAt
})

export const isExpired = ({ expiresAt }: { readonly expiresAt: number }, now: number): boolean => expiresAt <= now
