/**
 * The clients of the service, found by id and by alias.
 */
import type { Client } from "../model/client.js"

export interface ClientStore {
  readonly byId: Map<number, Client>
  readonly byAlias: Map<string, Client>
}

export const make = (): ClientStore => ({ byId: new Map(), byAlias: new Map() })

/** Adds a client, in place of the one with the same id. Of two with the same alias, the alias means the later one. */
export const put = ({ byAlias, byId }: ClientStore, client: Client): void => {
  const before = byId.get(client.clientId)
  if (before?.alias !== undefined && byAlias.get(before.alias) === before) byAlias.delete(before.alias)
  // Deleted first, so that the map keeps the order in which clients were added: a restored snapshot adds them in it.
  byId.delete(client.clientId)
  byId.set(client.clientId, client)
  if (client.alias !== undefined) byAlias.set(client.alias, client)
}

/** The client with this alias or this id. */
export const find = ({ byAlias, byId }: ClientStore, identifier: string): Client | undefined =>
  byAlias.get(identifier) ?? (/^\d+$/.test(identifier) ? byId.get(Number(identifier)) : undefined)
