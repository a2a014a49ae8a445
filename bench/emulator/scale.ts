/**
 * Whether calls take longer because there are more tokens, and what a token takes in memory.
 */
import type { ChildProcess } from "node:child_process"
import { once } from "node:events"
import { compare, few, many, type Round, type Row, start } from "./compare.js"

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
  const child = start("holder.ts", tokens, subjects)
  const [seeded] = await once(child, "message") as [Seeded]
  return { seeded, process: child }
}

const run = async (child: ChildProcess): Promise<Round> => {
  const reported = once(child, "message")
  child.send("run")
  const [round] = await reported as [Round]
  return round
}

export interface Scale {
  readonly rows: ReadonlyArray<Row>
  readonly seeded: Seeded
}

/** Ten tokens for each subject. */
export const scale = async (): Promise<Scale> => {
  const small = await startHolder(few, few / 10)
  const big = await startHolder(many, many / 10)
  const rows = await compare(() => run(small.process), () => run(big.process))
  small.process.kill()
  big.process.kill()
  return { rows, seeded: big.seeded }
}

/** What a token takes where each has a subject of its own, which is the most that it can take. */
export const memoryAtWorst = async (): Promise<Seeded> => {
  const { process: child, seeded } = await startHolder(many, many)
  child.kill()
  return seeded
}
