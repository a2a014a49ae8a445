/**
 * A line of the table that `npm run bench` prints: a measurement against its peer in the same run, and the limit that
 * the ratio of the two is to keep.
 */
export interface Row {
  /** The heading that the row stands under, such as `"Calls over undici"`. */
  readonly section: string
  readonly what: string
  /** The figure, with its unit. */
  readonly ours: string
  /** What it is compared with, by name. */
  readonly peer: string
  readonly theirs: string
  /** Ours to theirs, or the figure itself where there is no peer. */
  readonly ratio: number
  /** In words, such as `"at least 3.5"`; nothing where the row is for information. */
  readonly limit?: string
  readonly holds?: boolean
}
