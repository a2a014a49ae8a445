/**
 * All tokens, found by value, by hash, by client, by subject and by order of creation. The cost of a call depends on
 * how many tokens it is about, not on how many there are.
 *
 * The store is mutable, and the records in it are not, since snapshots share them. Each call of the API changes the
 * store synchronously, so nobody sees it half changed.
 */
import * as Option from "effect/Option"
import type { TokenStatus } from "../../operations/tokens/list.js"
import { opened, textClaim } from "../model/jwt.js"
import type { Half, TokenRecord } from "../model/tokenRecord.js"
import * as TokenRecords from "../model/tokenRecord.js"
import * as ExpiryQueue from "./expiryQueue.js"
import * as Timeline from "./timeline.js"
import type { Filter } from "./timelines.js"
import * as Timelines from "./timelines.js"

export type { Filter } from "./timelines.js"

interface HalfIndex {
  readonly byValue: Map<string, TokenRecord>
  readonly byHash: Map<string, TokenRecord>
}

export interface TokenStore {
  readonly access: HalfIndex
  readonly refresh: HalfIndex
  /** By refresh tokens that were replaced, but may be used again for a short time. */
  readonly byPreviousRefresh: Map<string, TokenRecord>
  readonly timelines: Timelines.Timelines
  /** The tokens that the timelines count as expired. */
  readonly expired: Set<TokenRecord>
  /** All other tokens, by expiry. Records that were removed or replaced may still be among them. */
  expiries: ExpiryQueue.ExpiryQueue
  /** When `expired` was last brought up to date. */
  sweptAt: number
  /** Lists of scopes by their JSON: tokens with the same scopes share one list. */
  readonly scopes: Map<string, ReadonlyArray<string>>
  nextSequence: number
}

export const make = (): TokenStore => ({
  access: { byValue: new Map(), byHash: new Map() },
  refresh: { byValue: new Map(), byHash: new Map() },
  byPreviousRefresh: new Map(),
  timelines: Timelines.make(),
  expired: new Set(),
  expiries: [],
  sweptAt: -Infinity,
  scopes: new Map(),
  nextSequence: 0
})

const index = ({ byHash, byValue }: HalfIndex, half: Half | undefined, record: TokenRecord): void => {
  if (half === undefined) return
  byValue.set(half.value, record)
  byHash.set(half.hash, record)
}

const unindex = ({ byHash, byValue }: HalfIndex, half: Half | undefined): void => {
  if (half === undefined) return
  byValue.delete(half.value)
  byHash.delete(half.hash)
}

const indexAll = (store: TokenStore, record: TokenRecord): void => {
  index(store.access, record.access, record)
  index(store.refresh, record.refresh, record)
  if (record.previousRefresh !== undefined) store.byPreviousRefresh.set(record.previousRefresh.value, record)
}

const unindexAll = (store: TokenStore, record: TokenRecord): void => {
  unindex(store.access, record.access)
  unindex(store.refresh, record.refresh)
  if (record.previousRefresh !== undefined) store.byPreviousRefresh.delete(record.previousRefresh.value)
}

const countExpired = (store: TokenStore, record: TokenRecord, by: 1 | -1): void =>
  Timelines.change(store.timelines, record, (timeline) => {
    if (timeline !== undefined) Timeline.countExpired(timeline, record, by)
    return timeline
  })

/** Whether the record has been neither removed nor replaced. */
const isCurrent = (store: TokenStore, record: TokenRecord): boolean =>
  store.access.byValue.get(record.access.value) === record

const rebuildQueue = (store: TokenStore): void => {
  store.expiries = []
  for (const record of store.access.byValue.values()) {
    if (!store.expired.has(record)) ExpiryQueue.push(store.expiries, record)
  }
}

const watchExpiry = (store: TokenStore, record: TokenRecord): void => {
  ExpiryQueue.push(store.expiries, record)
  // Rebuilt without the outdated records once they are the greater part.
  if (store.expiries.length > 2 * store.access.byValue.size + 1024) rebuildQueue(store)
}

const unwatchExpiry = (store: TokenStore, record: TokenRecord): void => {
  if (store.expired.delete(record)) countExpired(store, record, -1)
}

const maxShared = 1_000

const shared = ({ scopes: lists }: TokenStore, scopes: ReadonlyArray<string>): ReadonlyArray<string> => {
  const text = JSON.stringify(scopes)
  const known = lists.get(text)
  if (known !== undefined) return known
  // Most services have few scopes. With more, lists that no token uses any more would fill the map.
  if (lists.size < maxShared) lists.set(text, scopes)
  return scopes
}

/** Adds a token as the newest of all. */
export const add = (store: TokenStore, fields: Omit<TokenRecord, "sequence">): TokenRecord => {
  const record = TokenRecords.make(store.nextSequence++, shared(store, fields.scopes), fields)
  const isCounted = (other: TokenRecord) => store.expired.has(other)
  indexAll(store, record)
  Timelines.change(store.timelines, record, (timeline) => Timeline.append(timeline, record, isCounted))
  watchExpiry(store, record)
  return record
}

export const remove = (store: TokenStore, record: TokenRecord): void => {
  unwatchExpiry(store, record)
  unindexAll(store, record)
  Timelines.change(store.timelines, record, (timeline) => {
    if (timeline === undefined) return undefined
    Timeline.remove(timeline, record)
    return Timeline.isEmpty(timeline) ? undefined : timeline
  })
}

/** Replaces the record of a token. Its place in the order, its client and its subject stay. */
export const update = (
  store: TokenStore,
  before: TokenRecord,
  changes: Partial<Omit<TokenRecord, "sequence" | "clientId" | "subject">>
): TokenRecord => {
  const after = TokenRecords.make(before.sequence, changes.scopes ?? before.scopes, { ...before, ...changes })
  unwatchExpiry(store, before)
  unindexAll(store, before)
  indexAll(store, after)
  Timelines.change(store.timelines, after, (timeline) => {
    if (timeline !== undefined) Timeline.replace(timeline, after)
    return timeline
  })
  watchExpiry(store, after)
  return after
}

/** Whether a pair has an access token with this value. */
export const isKnown = ({ access }: TokenStore, value: string): boolean => access.byValue.has(value)

/** The value of the access token behind a JWT. */
const valueBehind = (jwt: string): string | undefined =>
  Option.getOrUndefined(Option.map(opened(jwt), ({ claims }) => textClaim(claims, "jti")))

/** The pair whose access or refresh token has this value or this hash. An access token may also be given as the JWT. */
export const find = (
  store: TokenStore,
  half: "access" | "refresh",
  by: "byValue" | "byHash",
  key: string
): TokenRecord | undefined => {
  const found = store[half][by].get(key)
  if (found !== undefined || half === "refresh" || by === "byHash" || !key.includes(".")) return found
  return store.access.byValue.get(valueBehind(key) ?? "")
}

export const findByIdentifier = (
  store: TokenStore,
  half: "access" | "refresh",
  identifier: string
): TokenRecord | undefined => find(store, half, "byValue", identifier) ?? find(store, half, "byHash", identifier)

/** The pair whose refresh token replaced this one, if this one may still be used. */
export const findByPreviousRefresh = (
  { byPreviousRefresh }: TokenStore,
  value: string,
  now: number
): TokenRecord | undefined => {
  const record = byPreviousRefresh.get(value)
  return record?.previousRefresh !== undefined && now < record.previousRefresh.usableUntil ? record : undefined
}

/** A token that a client application presented, with its pair. */
export interface Presented {
  readonly record: TokenRecord
  readonly half: Half
  readonly type: "access_token" | "refresh_token"
}

const presentedAccessToken = (store: TokenStore, value: string): Presented | undefined => {
  const record = find(store, "access", "byValue", value)
  return record && { record, half: record.access, type: "access_token" }
}

const presentedRefreshToken = (store: TokenStore, value: string): Presented | undefined => {
  const record = find(store, "refresh", "byValue", value)
  return record?.refresh && { record, half: record.refresh, type: "refresh_token" }
}

/** Finds a token of either type. The hint, a `token_type_hint`, only says where to look first. */
export const findPresented = (store: TokenStore, value: string, hint: string | null): Presented | undefined =>
  hint === "refresh_token"
    ? presentedRefreshToken(store, value) ?? presentedAccessToken(store, value)
    : presentedAccessToken(store, value) ?? presentedRefreshToken(store, value)

/** The records, in the order of their creation. */
export const select = (store: TokenStore, filter: Filter): ReadonlyArray<TokenRecord> =>
  Timeline.all(Timelines.find(store.timelines, filter) ?? [])

/** Brings the counts of expired tokens up to date. */
const sweep = (store: TokenStore, now: number): void => {
  if (now < store.sweptAt) reviveAll(store)
  for (;;) {
    const record = ExpiryQueue.popExpired(store.expiries, now)
    if (record === undefined) break
    if (!isCurrent(store, record)) continue
    store.expired.add(record)
    countExpired(store, record, 1)
  }
  store.sweptAt = now
}

/** After the clock was set back, tokens that had expired may be valid again: starts over without any. */
const reviveAll = (store: TokenStore): void => {
  for (const record of Array.from(store.expired)) unwatchExpiry(store, record)
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
  const timeline = Timelines.find(store.timelines, filter) ?? []
  return {
    totalCount: Timeline.count(timeline, status, now),
    records: Timeline.slice(timeline, status, window, now)
  }
}
