/**
 * The state of the emulator, and its form as plain data. The operations change it: each takes the state, a request and
 * the time, and gives Authlete's response.
 */
import * as Schema from "effect/Schema"
import { Client } from "../model/client.js"
import { ServiceSettings } from "../model/service.js"
import { TokenRecord } from "../model/tokenRecord.js"
import * as ClientStore from "./clientStore.js"
import * as Tickets from "./tickets.js"
import * as TokenStore from "./tokenStore.js"

export interface State {
  service: ServiceSettings
  readonly clients: ClientStore.ClientStore
  readonly tickets: Tickets.Tickets
  readonly tokens: TokenStore.TokenStore
}

export const make = (service: ServiceSettings): State => ({
  service,
  clients: ClientStore.make(),
  tickets: new Map(),
  tokens: TokenStore.make()
})

/**
 * The whole state of an emulator, as plain data that can be written as JSON. It holds the values of tokens and tickets:
 * treat it like a password.
 *
 * @since 0.1.0
 * @category snapshots
 */
export interface Snapshot extends Schema.Schema.Type<typeof Snapshot> {}

/**
 * @since 0.1.0
 * @category snapshots
 */
export const Snapshot = Schema.Struct({
  service: ServiceSettings,
  clients: Schema.Array(Client),
  tickets: Schema.Array(Tickets.Ticket),
  tokens: Schema.Array(TokenRecord)
})

export const toSnapshot = (state: State): Snapshot => ({
  service: state.service,
  clients: Array.from(state.clients.byId.values()),
  tickets: Array.from(state.tickets.values()),
  tokens: TokenStore.select(state.tokens, {})
})

type Path = ReadonlyArray<string | number>

/** The values that must be unique, each with its place. */
const identities = ({ clients, tickets, tokens }: Snapshot): ReadonlyArray<ReadonlyArray<readonly [Path, unknown]>> => {
  const half = (name: "access" | "refresh", field: "value" | "hash") =>
    tokens.map((token, index) => [["tokens", index, name, field], token[name]?.[field]] as const)
  return [
    clients.map(({ clientId }, index) => [["clients", index, "clientId"], clientId]),
    tickets.map(({ value }, index) => [["tickets", index, "value"], value]),
    half("access", "value"),
    half("access", "hash"),
    half("refresh", "value"),
    half("refresh", "hash")
  ]
}

/** The places where a snapshot repeats a value that must be unique, such as that of a token. */
export const duplicatesIn = (snapshot: Snapshot): ReadonlyArray<Path> =>
  identities(snapshot).flatMap((places) => {
    const seen = new Set<unknown>()
    return places.flatMap(([path, value]) => {
      if (value === undefined) return []
      const isNew = !seen.has(value)
      seen.add(value)
      return isNew ? [] : [path]
    })
  })

export const fromSnapshot = (snapshot: Snapshot): State => {
  const state = make(snapshot.service)
  for (const client of snapshot.clients) ClientStore.put(state.clients, client)
  for (const ticket of snapshot.tickets) state.tickets.set(ticket.value, ticket)
  for (const token of snapshot.tokens) TokenStore.add(state.tokens, token)
  return state
}
