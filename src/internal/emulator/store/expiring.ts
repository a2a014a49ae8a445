/**
 * What lives for a limited time and is found by a value: tickets, codes, pushed requests.
 */
import * as Either from "effect/Either"
import { isExpired } from "../model/lifetime.js"
import type { ResultCode } from "../model/resultCodes.js"

export interface Expiring {
  readonly value: string
  /** In epoch milliseconds. */
  readonly expiresAt: number
}

export type Store<Item extends Expiring> = Map<string, Item>

/**
 * For how long something is remembered after it has expired, in milliseconds. Until then it is `expired`, and after that
 * `unknown`.
 */
const remembered = 86_400_000

/** Adds an item, and forgets those that expired long ago. The oldest come first. */
export const add = <Item extends Expiring>(store: Store<Item>, item: Item, now: number): void => {
  for (const { expiresAt, value } of store.values()) {
    if (expiresAt + remembered > now) break
    store.delete(value)
  }
  store.set(item.value, item)
}

/** The item, or the result code for why it cannot be used. It stays usable until it is deleted. */
export const find = <Item extends Expiring>(
  store: Store<Item>,
  value: string | undefined,
  codes: { readonly missing: ResultCode; readonly unknown: ResultCode; readonly expired: ResultCode },
  now: number
): Either.Either<Item, ResultCode> => {
  if (value === undefined) return Either.left(codes.missing)
  const item = store.get(value)
  if (item === undefined) return Either.left(codes.unknown)
  return isExpired(item, now) ? Either.left(codes.expired) : Either.right(item)
}
