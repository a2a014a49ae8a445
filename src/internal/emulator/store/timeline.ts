/**
 * Tokens in the order of their creation. They are held in blocks of 256, with counts of how many each block holds and
 * how many of those have expired. So a page far down the list is found by adding up counts instead of walking over
 * tokens. The counts lie in arrays of their own: to add up those of a million tokens takes microseconds.
 *
 * Up to 256 tokens, which is all that most subjects have, are a plain list without counts. It takes far less memory.
 */
import type { TokenStatus } from "../../operations/tokens/list.js"
import { isExpired } from "../model/lifetime.js"
import type { TokenRecord } from "../model/tokenRecord.js"

/** The records, ascending by their sequence numbers. */
type List = Array<TokenRecord>

interface Blocks {
  /** Ascending over all blocks. No block is empty. */
  readonly blocks: Array<List>
  /** How many tokens each block holds. */
  readonly held: Array<number>
  /** How many of them have expired. */
  readonly expired: Array<number>
  /** The sums of the two. */
  readonly total: { held: number; expired: number }
}

export type Timeline = List | Blocks

const blockSize = 256

export const isEmpty = (timeline: Timeline): boolean =>
  Array.isArray(timeline) ? timeline.length === 0 : timeline.blocks.length === 0

/** The last position that starts at the sequence number or before it. */
const search = (length: number, startOf: (index: number) => number, sequence: number): number => {
  let low = 0
  let high = length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (startOf(middle) <= sequence) low = middle
    else high = middle - 1
  }
  return low
}

const blockIndexOf = ({ blocks }: Blocks, sequence: number): number =>
  search(blocks.length, (index) => blocks[index]?.[0]?.sequence ?? Infinity, sequence)

const positionOf = (list: List, { sequence }: TokenRecord): number =>
  search(list.length, (index) => list[index]?.sequence ?? Infinity, sequence)

const change = (counts: Array<number>, index: number, by: 1 | -1): void => {
  counts[index] = (counts[index] ?? 0) + by
}

const appendToBlocks = ({ blocks, expired, held, total }: Blocks, record: TokenRecord): void => {
  total.held++
  const last = blocks[blocks.length - 1]
  if (last !== undefined && last.length < blockSize) {
    last.push(record)
    change(held, blocks.length - 1, 1)
  } else {
    blocks.push([record])
    held.push(1)
    expired.push(0)
  }
}

/**
 * Appends a record, whose sequence number must be greater than all others, and gives the timeline to use from now on: a
 * list that has become too long turns into blocks. `isCounted` says which of its tokens count as expired.
 */
export const append = (
  timeline: Timeline | undefined,
  record: TokenRecord,
  isCounted: (record: TokenRecord) => boolean
): Timeline => {
  if (timeline === undefined) return [record]
  if (!Array.isArray(timeline)) {
    appendToBlocks(timeline, record)
    return timeline
  }
  if (timeline.length < blockSize) {
    timeline.push(record)
    return timeline
  }
  const expired = timeline.filter(isCounted).length
  return {
    blocks: [timeline, [record]],
    held: [timeline.length, 1],
    expired: [expired, 0],
    total: { held: timeline.length + 1, expired }
  }
}

/** Removes a record, which must not be counted as expired any more. */
export const remove = (timeline: Timeline, record: TokenRecord): void => {
  if (Array.isArray(timeline)) {
    timeline.splice(positionOf(timeline, record), 1)
    return
  }
  const { blocks, expired, held, total } = timeline
  const index = blockIndexOf(timeline, record.sequence)
  const block = blocks[index] ?? []
  block.splice(positionOf(block, record), 1)
  change(held, index, -1)
  total.held--
  if (block.length === 0) {
    for (const list of [blocks, held, expired]) list.splice(index, 1)
  }
}

/** Puts a record in the place of the one with the same sequence number. */
export const replace = (timeline: Timeline, record: TokenRecord): void => {
  const list = Array.isArray(timeline) ? timeline : timeline.blocks[blockIndexOf(timeline, record.sequence)] ?? []
  list[positionOf(list, record)] = record
}

/** Counts one more token of the timeline, or with -1 one less, as expired. */
export const countExpired = (timeline: Timeline, { sequence }: TokenRecord, by: 1 | -1): void => {
  if (Array.isArray(timeline)) return
  change(timeline.expired, blockIndexOf(timeline, sequence), by)
  timeline.total.expired += by
}

const ofStatus = (list: List, status: TokenStatus, now: number): List =>
  status === "ALL" ? list : list.filter(({ access }) => isExpired(access, now) === (status === "INVALID"))

const countOf = (held: number, expired: number, status: TokenStatus): number =>
  status === "ALL" ? held : status === "INVALID" ? expired : held - expired

/** How many tokens of the status there are. The counts must be those of that time. */
export const count = (timeline: Timeline, status: TokenStatus, now: number): number => {
  if (Array.isArray(timeline)) return ofStatus(timeline, status, now).length
  return countOf(timeline.total.held, timeline.total.expired, status)
}

/** The tokens of the status from `start` to `end`, not included. The counts must be those of that time. */
export const slice = (
  timeline: Timeline,
  status: TokenStatus,
  { end, start }: { readonly start: number; readonly end: number },
  now: number
): ReadonlyArray<TokenRecord> => {
  if (Array.isArray(timeline)) return ofStatus(timeline, status, now).slice(start, end)
  const found: Array<TokenRecord> = []
  let passed = 0
  for (let index = 0; index < timeline.held.length && passed < end; index++) {
    const held = countOf(timeline.held[index] ?? 0, timeline.expired[index] ?? 0, status)
    if (passed + held > start) {
      const block = timeline.blocks[index] ?? []
      // If all tokens of the block have the status, there is no need to look at each.
      const matching = held === block.length ? block : ofStatus(block, status, now)
      found.push(...matching.slice(Math.max(0, start - passed), end - passed))
    }
    passed += held
  }
  return found
}

export const all = (timeline: Timeline): ReadonlyArray<TokenRecord> =>
  Array.isArray(timeline) ? timeline.slice() : timeline.blocks.flat()
