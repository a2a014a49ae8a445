/**
 * Tokens in the order of their creation, such that a page far down the list is found without walking there: they are
 * held in blocks, and whole blocks are skipped by what is known of each. The counts lie side by side, apart from the
 * blocks, so that running over the counts of a million tokens takes microseconds.
 */
import type { TokenStatus } from "../operations/tokenList.js"

export interface Timeline {
  /** The sequence numbers of the tokens, ascending over all blocks. No block is empty. */
  readonly blocks: Array<Array<number>>
  /** How many tokens each block holds. */
  readonly held: Array<number>
  /** How many of them have expired. */
  readonly expired: Array<number>
}

const blockSize = 256

export const make = (): Timeline => ({ blocks: [], held: [], expired: [] })

export const isEmpty = ({ blocks }: Timeline): boolean => blocks.length === 0

/** The last block that starts at the sequence number or before it. */
const blockIndexOf = ({ blocks }: Timeline, sequence: number): number => {
  let low = 0
  let high = blocks.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((blocks[middle]?.[0] ?? Infinity) <= sequence) low = middle
    else high = middle - 1
  }
  return low
}

const change = (counts: Array<number>, index: number, by: 1 | -1): void => {
  counts[index] = (counts[index] ?? 0) + by
}

/** Appends a sequence number; it must be greater than all before. */
export const append = ({ blocks, expired, held }: Timeline, sequence: number): void => {
  const last = blocks[blocks.length - 1]
  if (last !== undefined && last.length < blockSize) {
    last.push(sequence)
    change(held, blocks.length - 1, 1)
  } else {
    blocks.push([sequence])
    held.push(1)
    expired.push(0)
  }
}

/** Removes a sequence number; it must not be counted as expired any more. */
export const remove = (timeline: Timeline, sequence: number): void => {
  const { blocks, expired, held } = timeline
  const index = blockIndexOf(timeline, sequence)
  const position = blocks[index]?.indexOf(sequence) ?? -1
  if (position < 0) return
  blocks[index]?.splice(position, 1)
  change(held, index, -1)
  if (held[index] === 0) {
    for (const list of [blocks, held, expired]) list.splice(index, 1)
  }
}

/** Counts one more token of the timeline, or with -1 one less, as expired. */
export const countExpired = (timeline: Timeline, sequence: number, by: 1 | -1): void =>
  change(timeline.expired, blockIndexOf(timeline, sequence), by)

/** How many tokens of the status a block holds. */
const countIn = ({ expired, held }: Timeline, index: number, status: TokenStatus): number => {
  const [all, gone] = [held[index] ?? 0, expired[index] ?? 0]
  return status === "ALL" ? all : status === "INVALID" ? gone : all - gone
}

export const count = (timeline: Timeline, status: TokenStatus): number => {
  let total = 0
  for (let index = 0; index < timeline.held.length; index++) total += countIn(timeline, index, status)
  return total
}

/** The sequence numbers of the status from `start` to `end`, not included; `matches` tells which have the status. */
export const slice = (
  timeline: Timeline,
  status: TokenStatus,
  matches: (sequence: number) => boolean,
  { end, start }: { readonly start: number; readonly end: number }
): ReadonlyArray<number> => {
  const found: Array<number> = []
  let passed = 0
  for (let index = 0; index < timeline.held.length && passed < end; index++) {
    const held = countIn(timeline, index, status)
    if (passed + held > start) {
      const block = timeline.blocks[index] ?? []
      const matching = status === "ALL" ? block : block.filter(matches)
      found.push(...matching.slice(Math.max(0, start - passed), end - passed))
    }
    passed += held
  }
  return found
}

export const all = ({ blocks }: Timeline): ReadonlyArray<number> => blocks.flat()
