/**
 * Whether the ratio of a row keeps its limit.
 */
import type { Row } from "../support/row.js"

export type Judge = (ratio: number) => Pick<Row, "ratio" | "limit" | "holds">

export const atLeast = (limit: number): Judge => (ratio) => ({
  ratio,
  limit: `at least ${limit.toFixed(2)}`,
  holds: ratio >= limit
})

export const atMost = (limit: number): Judge => (ratio) => ({
  ratio,
  limit: `at most ${limit.toFixed(2)}`,
  holds: ratio <= limit
})

/** For information. */
export const told: Judge = (ratio) => ({ ratio })
