/**
 * Whether calls take longer because there are more tokens, and what a token takes in memory.
 */
import { type ChildProcess, fork } from "node:child_process"
import { once } from "node:events"
import { fileURLToPath } from "node:url"
import { median, times } from "./statistics.js"

const few = 1_000
const many = 1_000_000
const rounds = 60

export interface Seeded {
  /** Of the processor. */
  readonly seconds: number
  readonly bytesPerToken: number
}

interface Holder {
  readonly seeded: Seeded
  readonly process: ChildProcess
}

const startHolder = async (tokens: number, subjects: number): Promise<Holder> => {
  const child = fork(fileURLToPath(new URL("holder.ts", import.meta.url)), [String(tokens), String(subjects)], {
    execArgv: ["--import", "tsx", "--expose-gc", "--max-old-space-size=6000"]
  })
  const [seeded] = await once(child, "message") as [Seeded]
  return { seeded, process: child }
}

type Round = Readonly<Record<string, number>>

const run = async ({ process: child }: Holder): Promise<Round> => {
  const answered = once(child, "message")
  child.send("run")
  const [round] = await answered as [Round]
  return round
}

export interface Row {
  readonly name: string
  /** Microseconds. */
  readonly few: number
  readonly many: number
}

export interface Scale {
  readonly rows: ReadonlyArray<Row>
  readonly seeded: Seeded
}

/** Ten tokens for each subject. */
export const scale = async (): Promise<Scale> => {
  const small = await startHolder(few, few / 10)
  const big = await startHolder(many, many / 10)
  const measured: Array<readonly [Round, Round]> = []
  // They take turns. The first rounds are for the compiler.
  for (const round of times(rounds + 20)) {
    const pair = [await run(small), await run(big)] as const
    if (round >= 20) measured.push(pair)
  }
  small.process.kill()
  big.process.kill()
  const rows = Object.keys(measured[0]?.[0] ?? {}).map((name) => ({
    name,
    few: median(measured.map(([round]) => round[name] ?? Number.NaN)),
    many: median(measured.map(([, round]) => round[name] ?? Number.NaN))
  }))
  return { rows, seeded: big.seeded }
}

/** What a token takes where each has a subject of its own, which is the most that it can take. */
export const memoryAtWorst = async (): Promise<Seeded> => {
  const { process: child, seeded } = await startHolder(many, many)
  child.kill()
  return seeded
}
