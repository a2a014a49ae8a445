/**
 * Contestants by turns, so that whatever else the machine does meets all of them, and figures of one round can be held
 * against each other.
 *
 * Each is a process of its own: its share of the processor is then known to the system, and neither the compiler's
 * opinion of shared code nor the heap of one is a burden on the other. While one has its turn, the others sleep.
 */
import { median, times } from "../support/measuring.js"
import type { Program } from "./programs.js"
import type { Order, Turn } from "./turn.js"

export interface Rounds<Name extends string> {
  /** The median over all rounds, in microseconds. */
  readonly median: (figure: keyof Turn, name: Name) => number
  /** The median, over all rounds, of what one took to what another took in the same round. */
  readonly ratio: (figure: keyof Turn, name: Name, to: Name) => number
}

const turn = { calls: 0, milliseconds: 150 }
const rounds = 15

/** After `warmUp` calls, which the compiler is to be done by, however long they take. */
export const byTurns = async <Name extends string>(
  programs: Readonly<Record<Name, Program>>,
  call: string,
  warmUp: number
): Promise<Rounds<Name>> => {
  const names = Object.keys(programs) as Array<Name>
  const take = async (name: Name, least: Omit<Order, "call">) => {
    const order: Order = { call, ...least }
    return await programs[name].ask(order) as Turn
  }
  for (const name of names) await take(name, { calls: warmUp, milliseconds: 0 })
  const measured: Array<Partial<Record<Name, Turn>>> = []
  for (const round of times(rounds)) {
    const turns: Partial<Record<Name, Turn>> = {}
    // Nobody is always the first, or always behind the same other.
    for (const name of round % 2 === 0 ? names : [...names].reverse()) turns[name] = await take(name, turn)
    measured.push(turns)
  }
  const inRound = (turns: Partial<Record<Name, Turn>>, figure: keyof Turn, name: Name) =>
    turns[name]?.[figure] ?? Number.NaN
  return {
    median: (figure, name) => median(measured.map((turns) => inRound(turns, figure, name))),
    ratio: (figure, name, to) =>
      median(measured.map((turns) => inRound(turns, figure, name) / inRound(turns, figure, to)))
  }
}
