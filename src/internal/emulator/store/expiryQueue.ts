/**
 * Which token expires next: a binary heap, so that time passing costs no more than the tokens that expire in it.
 */
import type { TokenRecord } from "../model/tokenRecord.js"

/** What is kept for each token is the record that is there anyway. */
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

/** Takes the next one that has expired by `now`, if there is any. */
export const popExpired = (queue: ExpiryQueue, now: number): TokenRecord | undefined => {
  if (at(queue, 0) > now) return undefined
  swap(queue, 0, queue.length - 1)
  const expired = queue.pop()
  sink(queue)
  return expired
}
