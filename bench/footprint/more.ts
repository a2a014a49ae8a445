/**
 * A row for what is had on top of something else: the limit is on the difference, since a ratio would flatter whoever
 * adds to something large.
 */
import type { Row } from "../support/row.js"

export interface More {
  readonly section: string
  readonly what: string
  readonly peer: string
  readonly ours: number
  readonly theirs: number
  /** Where it is not just that of the two figures. */
  readonly difference?: number
  readonly unit: string
  /** How much more there may be. */
  readonly atMost?: number
}

const text = (value: number, unit: string) => `${Math.round(value).toLocaleString("en")} ${unit}`

export const more = (
  { atMost, ours, peer, section, theirs, difference = ours - theirs, unit, what }: More
): Row => ({
  section,
  what,
  ours: `${text(ours, unit)} (${difference < 0 ? "−" : "+"}${text(Math.abs(difference), unit)})`,
  peer,
  theirs: text(theirs, unit),
  ratio: ours / theirs,
  ...(atMost !== undefined && { limit: `at most ${text(atMost, unit)} more`, holds: difference <= atMost })
})
