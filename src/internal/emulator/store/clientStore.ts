/**
 * The clients of the service, found by id and by alias.
 */
import type { Client } from "../model/client.js"

export interface ClientStore {
  readonly byId: Map<number, Client>
  readonly byAlias: Map<string, Client>
}

export const make = (): ClientStore => ({ byId: new Map(), byAlias: new Map() })

/**
 * Adds a client or replaces the one with the same id. If two clients have the same alias, it belongs to the later one.
 */
export const put = ({ byAlias, byId }: ClientStore, client: Client): void => {
  const before = byId.get(client.clientId)
  if (before?.alias !== undefined && byAlias.get(before.alias) === before) byAlias.delete(before.alias)
  // Deleted first, so that the map has the clients in the order in which they were put: a snapshot depends on it.
  byId.delete(client.clientId)
  byId.set(client.clientId, client)
  if (client.alias !== undefined) byAlias.set(client.alias, client)
}

/** The client with this alias or this id. */
export const find = ({ byAlias, byId }: ClientStore, identifier: string): Client | undefined =>
  byAlias.get(identifier) ?? (/^\d+$/.test(identifier) ? byId.get(Number(identifier)) : undefined)
