/**
 * What rounds come to, as rows of the table: ours against a peer, in one figure, and whether the ratio keeps its limit.
 */
import type { Row } from "../support/report.js"
import type { Rounds } from "./byTurns.js"

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

export interface Comparison<Name extends string> {
  readonly section: string
  readonly call: string
  readonly rounds: Rounds<Name>
  readonly ours: Name
  readonly peer: Name
  /** What the table calls the peer. */
  readonly named: string
  readonly judge: Judge
}

const rate = (microseconds: number) => `${Math.round(1e6 / microseconds).toLocaleString("en")}/s`

const duration = (microseconds: number) =>
  microseconds < 1_000 ? `${microseconds.toFixed(0)} µs` : `${(microseconds / 1_000).toFixed(2)} ms`

export const callsPerSecond = <Name extends string>(
  { call, judge, named, ours, peer, rounds, section }: Comparison<Name>
): Row => ({
  section,
  what: `${call}: calls per second`,
  ours: rate(rounds.median("time", ours)),
  peer: named,
  theirs: rate(rounds.median("time", peer)),
  // Who takes half the time makes twice the calls.
  ...judge(rounds.ratio("time", peer, ours))
})

const taken = (figure: "cpu" | "time", label: string) =>
<Name extends string>(
  { call, judge, named, ours, peer, rounds, section }: Comparison<Name>
): Row => ({
  section,
  what: `${call}: ${label}`,
  ours: duration(rounds.median(figure, ours)),
  peer: named,
  theirs: duration(rounds.median(figure, peer)),
  ...judge(rounds.ratio(figure, ours, peer))
})

/** Of the processor. */
export const cpuPerCall = taken("cpu", "CPU per call")

export const timePerCall = taken("time", "time per call")
