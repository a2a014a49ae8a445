/**
 * Finds the tokens that have expired, in a binary heap ordered by expiry. The cost depends on how many have expired,
 * not on how many there are.
 */
import type { TokenRecord } from "../model/tokenRecord.js"

/** The heap holds the records themselves, so it takes one reference for each token. */
export type ExpiryQueue = Array<TokenRecord>

const at = (queue: ExpiryQueue, index: number): number => queue[index]?.access.expiresAt ?? Infinity

const swap = (queue: ExpiryQueue, one: number, other: number): void => {
  const [first, second] = [queue[one], queue[other]]
  if (first === undefined || second === undefined) return
  queue[one] = second
  queue[other] = first
}

export const push = (queue: ExpiryQueue, record: TokenRecord): void => {
  let index = queue.push(record) - 1
  while (index > 0) {
    const parent = (index - 1) >> 1
    if (at(queue, parent) <= at(queue, index)) return
    swap(queue, parent, index)
    index = parent
  }
}

const sink = (queue: ExpiryQueue): void => {
  let index = 0
  for (;;) {
    const left = 2 * index + 1
    const child = at(queue, left + 1) < at(queue, left) ? left + 1 : left
    if (at(queue, index) <= at(queue, child)) return
    swap(queue, index, child)
    index = child
  }
}

/** Removes and gives the token that expired first, if any has expired by `now`. */
export const popExpired = (queue: ExpiryQueue, now: number): TokenRecord | undefined => {
  if (at(queue, 0) > now) return undefined
  swap(queue, 0, queue.length - 1)
  const expired = queue.pop()
  sink(queue)
  return expired
}
