/**
 * All tokens, found by value, by hash, by client, by subject and by order of creation. No call costs more because there
 * are more tokens than it deals with.
 *
 * The store is mutable. Each call of the API is one synchronous transition of it, so nobody sees it half changed.
 */
import type { TokenStatus } from "../operations/tokenList.js"
import * as ExpiryQueue from "./expiryQueue.js"
import * as Timeline from "./timeline.js"
import type { Half, TokenRecord } from "./tokenRecord.js"
import { isExpired } from "./tokenRecord.js"

interface HalfIndex {
  readonly byValue: Map<string, number>
  readonly byHash: Map<string, number>
}

export interface TokenStore {
  readonly records: Map<number, TokenRecord>
  readonly access: HalfIndex
  readonly refresh: HalfIndex
  /** The timelines of the service, of each client, of each subject and of each subject at a client. */
  readonly timelines: Map<string, Timeline.Timeline>
  /** The tokens that the timelines count as expired. */
  readonly expired: Set<number>
  /** All others, by when they expire; what is out of date may be among them. */
  expiries: ExpiryQueue.ExpiryQueue
  /** When `expired` was last brought up to date. */
  sweptAt: number
  nextSequence: number
}

/** Which tokens: those of the client, of the subject, of both, or all. */
export interface Filter {
  readonly clientId?: number | undefined
  readonly subject?: string | undefined
}

export const make = (): TokenStore => ({
  records: new Map(),
  access: { byValue: new Map(), byHash: new Map() },
  refresh: { byValue: new Map(), byHash: new Map() },
  timelines: new Map(),
  expired: new Set(),
  expiries: [],
  sweptAt: -Infinity,
  nextSequence: 0
})

const keyOf = ({ clientId, subject }: Filter): string => `${clientId ?? ""}/${subject ?? ""}`

const keysOf = ({ clientId, subject }: TokenRecord): ReadonlyArray<string> => [
  keyOf({}),
  keyOf({ clientId }),
  ...(subject === undefined ? [] : [keyOf({ subject }), keyOf({ clientId, subject })])
]

const timelineOf = (store: TokenStore, key: string): Timeline.Timeline => {
  const known = store.timelines.get(key)
  if (known !== undefined) return known
  const timeline = Timeline.make()
  store.timelines.set(key, timeline)
  return timeline
}

const index = ({ byHash, byValue }: HalfIndex, half: Half | undefined, sequence: number): void => {
  if (half === undefined) return
  byValue.set(half.value, sequence)
  byHash.set(half.hash, sequence)
}

const unindex = ({ byHash, byValue }: HalfIndex, half: Half | undefined): void => {
  if (half === undefined) return
  byValue.delete(half.value)
  byHash.delete(half.hash)
}

const countExpired = (store: TokenStore, record: TokenRecord, change: 1 | -1): void => {
  for (const key of keysOf(record)) Timeline.countExpired(timelineOf(store, key), record.sequence, change)
}

const enqueue = (store: TokenStore, { access: { expiresAt }, sequence }: TokenRecord): void =>
  ExpiryQueue.push(store.expiries, { expiresAt, sequence })

const rebuildQueue = (store: TokenStore): void => {
  store.expiries = []
  for (const record of store.records.values()) {
    if (!store.expired.has(record.sequence)) enqueue(store, record)
  }
}

const watchExpiry = (store: TokenStore, record: TokenRecord): void => {
  enqueue(store, record)
  // What is out of date goes when it has become the greater part.
  if (store.expiries.length > 2 * store.records.size + 1024) rebuildQueue(store)
}

const unwatchExpiry = (store: TokenStore, record: TokenRecord): void => {
  if (store.expired.delete(record.sequence)) countExpired(store, record, -1)
}

/** Adds a token as the newest of all. */
export const add = (store: TokenStore, fields: Omit<TokenRecord, "sequence">): TokenRecord => {
  const record = { ...fields, sequence: store.nextSequence++ }
  store.records.set(record.sequence, record)
  index(store.access, record.access, record.sequence)
  index(store.refresh, record.refresh, record.sequence)
  for (const key of keysOf(record)) Timeline.append(timelineOf(store, key), record.sequence)
  watchExpiry(store, record)
  return record
}

export const remove = (store: TokenStore, record: TokenRecord): void => {
  unwatchExpiry(store, record)
  store.records.delete(record.sequence)
  unindex(store.access, record.access)
  unindex(store.refresh, record.refresh)
  for (const key of keysOf(record)) {
    const timeline = timelineOf(store, key)
    Timeline.remove(timeline, record.sequence)
    if (Timeline.isEmpty(timeline)) store.timelines.delete(key)
  }
}

/** Changes what is known of a token; its place in the order, its client and its subject are not among it. */
export const update = (
  store: TokenStore,
  before: TokenRecord,
  changes: Partial<Omit<TokenRecord, "sequence" | "clientId" | "subject">>
): TokenRecord => {
  const after = { ...before, ...changes }
  unwatchExpiry(store, before)
  unindex(store.access, before.access)
  unindex(store.refresh, before.refresh)
  store.records.set(after.sequence, after)
  index(store.access, after.access, after.sequence)
  index(store.refresh, after.refresh, after.sequence)
  watchExpiry(store, after)
  return after
}

/** The pair whose access or refresh token has this value or this hash. */
export const find = (
  store: TokenStore,
  half: "access" | "refresh",
  by: "byValue" | "byHash",
  key: string
): TokenRecord | undefined => {
  const sequence = store[half][by].get(key)
  return sequence === undefined ? undefined : store.records.get(sequence)
}

export const findByIdentifier = (
  store: TokenStore,
  half: "access" | "refresh",
  identifier: string
): TokenRecord | undefined => find(store, half, "byValue", identifier) ?? find(store, half, "byHash", identifier)

const lookUp = (store: TokenStore, filter: Filter): Timeline.Timeline =>
  store.timelines.get(keyOf(filter)) ?? Timeline.make()

const recordsOf = (store: TokenStore, sequences: ReadonlyArray<number>): ReadonlyArray<TokenRecord> =>
  sequences.flatMap((sequence) => store.records.get(sequence) ?? [])

/** The records, in the order of their creation. */
export const select = (store: TokenStore, filter: Filter): ReadonlyArray<TokenRecord> =>
  recordsOf(store, Timeline.all(lookUp(store, filter)))

/** Brings the counts of expired tokens up to date. */
const sweep = (store: TokenStore, now: number): void => {
  if (now < store.sweptAt) reviveAll(store)
  for (;;) {
    const expiry = ExpiryQueue.popExpired(store.expiries, now)
    if (expiry === undefined) break
    const record = store.records.get(expiry.sequence)
    // The entry is out of date if the token is gone, or expires at another time by now, or is counted already.
    const isCurrent = record?.access.expiresAt === expiry.expiresAt && !store.expired.has(expiry.sequence)
    if (record === undefined || !isCurrent) continue
    store.expired.add(record.sequence)
    countExpired(store, record, 1)
  }
  store.sweptAt = now
}

/** For a clock that was set back: which tokens have expired has to be found out anew. */
const reviveAll = (store: TokenStore): void => {
  for (const sequence of Array.from(store.expired)) {
    const record = store.records.get(sequence)
    if (record !== undefined) unwatchExpiry(store, record)
  }
  rebuildQueue(store)
}

export interface Page {
  readonly totalCount: number
  readonly records: ReadonlyArray<TokenRecord>
}

export const page = (
  store: TokenStore,
  filter: Filter,
  status: TokenStatus,
  window: { readonly start: number; readonly end: number },
  now: number
): Page => {
  if (status !== "ALL") sweep(store, now)
  const timeline = lookUp(store, filter)
  const matches = (sequence: number) => {
    const record = store.records.get(sequence)
    return record !== undefined && isExpired(record.access, now) === (status === "INVALID")
  }
  return {
    totalCount: Timeline.count(timeline, status),
    records: recordsOf(store, Timeline.slice(timeline, status, matches, window))
  }
}
