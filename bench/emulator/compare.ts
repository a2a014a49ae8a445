/**
 * The same calls in two processes, one with few and one with many tokens, by turns, so that what else the machine does
 * meets both.
 */
import { type ChildProcess, fork } from "node:child_process"
import { fileURLToPath } from "node:url"
import { median, times } from "../support/measuring.js"

export const few = 1_000
export const many = 1_000_000

const rounds = 60
/** The first rounds are for the compiler. */
const warmUp = 20

/** Microseconds, by the name of the call. */
export type Round = Readonly<Record<string, number>>

export interface Row {
  readonly name: string
  /** Microseconds. */
  readonly few: number
  readonly many: number
}

export const start = (program: string, ...args: ReadonlyArray<number>): ChildProcess =>
  fork(fileURLToPath(new URL(program, import.meta.url)), args.map(String), {
    execArgv: ["--import", "tsx", "--expose-gc", "--max-old-space-size=6000"]
  })

export const compare = async (small: () => Promise<Round>, big: () => Promise<Round>): Promise<ReadonlyArray<Row>> => {
  const measured: Array<readonly [Round, Round]> = []
  for (const round of times(warmUp + rounds)) {
    const pair = [await small(), await big()] as const
    if (round >= warmUp) measured.push(pair)
  }
  return Object.keys(measured[0]?.[0] ?? {}).map((name) => ({
    name,
    few: median(measured.map(([round]) => round[name] ?? Number.NaN)),
    many: median(measured.map(([, round]) => round[name] ?? Number.NaN))
  }))
}
