/**
 * How long a server asks to wait, from the headers of its answer.
 */
import type { Headers } from "@effect/platform/Headers"
import * as Duration from "effect/Duration"

/** The names of the days and months in an HTTP date are English, and the zone is always GMT (RFC 9110, section 5.6.7). */
const httpDate = /^[A-Za-z]{3,9},? .* GMT$|^[A-Za-z]{3} [A-Za-z]{3} .* \d{4}$/

const parseDate = (text: string | undefined): number | undefined => {
  if (text === undefined || !httpDate.test(text)) return undefined
  const millis = Date.parse(text)
  return Number.isNaN(millis) ? undefined : millis
}

/** A number of seconds; a fraction is rounded up, and what is no number, or negative, is no hint. */
const parseSeconds = (text: string | undefined): number | undefined =>
  text !== undefined && /^\d{1,12}(\.\d+)?$/.test(text.trim()) ? Math.ceil(Number(text)) * 1000 : undefined

/** `Retry-After` as a date counts from the answer's own `Date`, if it has one: the clocks may differ. */
const retryAfter = (headers: Headers, now: number): number | undefined => {
  const until = parseDate(headers["retry-after"])
  return until === undefined
    ? parseSeconds(headers["retry-after"])
    : Math.max(0, until - (parseDate(headers["date"]) ?? now))
}

/**
 * The wait that `Retry-After` (seconds or an HTTP date) and `Ratelimit-Reset` (seconds) ask for; the longer, if both do.
 */
export const waitOf = (headers: Headers, now: number): Duration.Duration | undefined => {
  const waits = [retryAfter(headers, now), parseSeconds(headers["ratelimit-reset"])].filter((wait) =>
    wait !== undefined
  )
  return waits.length === 0 ? undefined : Duration.millis(Math.max(...waits))
}
