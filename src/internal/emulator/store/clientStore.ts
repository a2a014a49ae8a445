/**
 * The clients of the service, found by id, by alias and by the order of their creation. No call goes over all clients.
 *
 * The store is mutable, and the records in it are not, since snapshots share them.
 */
import { drawId } from "../crypto/random.js"
import type { ClientRecord } from "../model/client.js"

/** A client with its place in the order. */
interface Held {
  readonly sequence: number
  client: ClientRecord
}

/** Ascending by sequence. */
type List = Array<Held>

export interface ClientStore {
  readonly byId: Map<number, Held>
  /** All clients that have the alias. It belongs to the last of them. */
  readonly byAlias: Map<string, List>
  readonly byDeveloper: Map<string, List>
  readonly all: List
  nextSequence: number
  /** The `number` that the next client gets. */
  nextNumber: number
}

export const make = (): ClientStore => ({
  byId: new Map(),
  byAlias: new Map(),
  byDeveloper: new Map(),
  all: [],
  nextSequence: 0,
  nextNumber: 1
})

/** The first position whose client comes after the sequence number, or has it. */
const positionOf = (list: List, sequence: number): number => {
  let low = 0
  let high = list.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((list[middle]?.sequence ?? Infinity) < sequence) low = middle + 1
    else high = middle
  }
  return low
}

type Index = Map<string, List>

const enter = (index: Index, key: string | undefined, held: Held): void => {
  if (key === undefined) return
  const list = index.get(key)
  if (list === undefined) index.set(key, [held])
  else list.splice(positionOf(list, held.sequence), 0, held)
}

const leave = (index: Index, key: string | undefined, { sequence }: Held): void => {
  const list = key === undefined ? undefined : index.get(key)
  if (key === undefined || list === undefined) return
  list.splice(positionOf(list, sequence), 1)
  if (list.length === 0) index.delete(key)
}

const rename = (index: Index, held: Held, before: string | undefined, after: string | undefined): void => {
  if (before === after) return
  leave(index, before, held)
  enter(index, after, held)
}

export const remove = (store: ClientStore, clientId: number): void => {
  const held = store.byId.get(clientId)
  if (held === undefined) return
  store.byId.delete(clientId)
  store.all.splice(positionOf(store.all, held.sequence), 1)
  leave(store.byAlias, held.client.clientIdAlias, held)
  leave(store.byDeveloper, held.client.developer, held)
}

/** Adds a client as the last of all, in place of one with the same id. If several have an alias, it means the last. */
export const put = (store: ClientStore, client: ClientRecord): void => {
  remove(store, client.clientId)
  const held = { sequence: store.nextSequence++, client }
  store.nextNumber = Math.max(store.nextNumber, client.number + 1)
  store.byId.set(client.clientId, held)
  store.all.push(held)
  enter(store.byAlias, client.clientIdAlias, held)
  enter(store.byDeveloper, client.developer, held)
}

/** Changes a client, which keeps its place in the order. */
export const replace = (store: ClientStore, client: ClientRecord): void => {
  const held = store.byId.get(client.clientId)
  if (held === undefined) return
  rename(store.byAlias, held, held.client.clientIdAlias, client.clientIdAlias)
  rename(store.byDeveloper, held, held.client.developer, client.developer)
  held.client = client
}

export const get = ({ byId }: ClientStore, clientId: number): ClientRecord | undefined => byId.get(clientId)?.client

/** An id that no client has. */
export const freeId = (store: ClientStore): number => {
  const id = drawId()
  return get(store, id) === undefined ? id : freeId(store)
}

export const ofAlias = ({ byAlias }: ClientStore, alias: string): ClientRecord | undefined =>
  byAlias.get(alias)?.at(-1)?.client

/** The client with this alias or this id. */
export const find = (store: ClientStore, identifier: string): ClientRecord | undefined =>
  ofAlias(store, identifier) ?? (/^\d+$/.test(identifier) ? get(store, Number(identifier)) : undefined)

export interface Page {
  readonly totalCount: number
  readonly clients: ReadonlyArray<ClientRecord>
}

/** The clients of a developer, or all, from `start` to `end`, not included, in the order of their creation. */
export const page = (
  { all, byDeveloper }: ClientStore,
  developer: string | undefined,
  { end, start }: { readonly start: number; readonly end: number }
): Page => {
  const list = developer === undefined ? all : byDeveloper.get(developer) ?? []
  return { totalCount: list.length, clients: list.slice(start, Math.max(start, end)).map(({ client }) => client) }
}

/** Those of the ids that clients have, in the order of the clients' creation. */
export const inOrder = ({ byId }: ClientStore, clientIds: Iterable<number>): ReadonlyArray<ClientRecord> =>
  Array.from(clientIds, (clientId) => byId.get(clientId))
    .flatMap((held) => held ?? [])
    .sort((one, other) => one.sequence - other.sequence)
    .map(({ client }) => client)

export const everyone = ({ all }: ClientStore): ReadonlyArray<ClientRecord> => all.map(({ client }) => client)
