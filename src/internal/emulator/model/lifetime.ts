/**
 * How long tokens and tickets live. Authlete counts durations in seconds and points in time in epoch milliseconds. Its
 * response about a new token gives the expiry to the millisecond; what it keeps, and tells later, is whole seconds.
 */

/** The last second of the year 9999, which stands for the expiry of a token that never expires. */
export const never = 253_402_300_799_000

/** How many seconds are left until `never`. */
export const forever = (now: number): number => Math.floor((never - now) / 1000)

/** No point in time is later than `never`, so that a number always holds it exactly. */
const bounded = (millis: number): number => Math.min(millis, never)

export const after = (now: number, seconds: number): number => bounded(now + seconds * 1000)

/** A point in time as Authlete keeps it. */
export const stored = (millis: number): number => bounded(Math.round(millis / 1000) * 1000)

/** How long a token lives: in seconds, and until when to the millisecond. */
export interface Lifetime {
  readonly duration: number
  readonly expiresAt: number
}

/** The lifetime that was asked for, or the usual one where the request gives no positive number of seconds. */
export const lifetime = (now: number, asked: number | undefined, usual: number): Lifetime => {
  const seconds = asked !== undefined && asked > 0 ? asked : usual
  return { duration: Math.min(seconds, forever(now)), expiresAt: after(now, seconds) }
}

export const endless = (now: number): Lifetime => ({ duration: forever(now), expiresAt: never })

/** What is left of a lifetime that began earlier. */
export const remaining = (now: number, expiresAt: number): Lifetime => ({
  duration: Math.round((expiresAt - now) / 1000),
  expiresAt
})

export const isExpired = ({ expiresAt }: { readonly expiresAt: number }, now: number): boolean => expiresAt <= now
