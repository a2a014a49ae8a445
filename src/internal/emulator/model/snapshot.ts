/**
 * What the emulator has come to, written down so that it can go on from there.
 */
import * as Schema from "effect/Schema"
import * as State from "../store/state.js"
import * as Tickets from "../store/tickets.js"
import * as TokenStore from "../store/tokenStore.js"
import * as Clients from "./clients.js"
import { ServiceSettings } from "./settings.js"
import { TokenRecord } from "./tokenRecord.js"

/**
 * All that the emulator remembers, as plain data that survives JSON. It holds the values of tokens and tickets: treat it
 * like a password.
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
  clients: Schema.Array(Clients.Client),
  tickets: Schema.Array(Tickets.Ticket),
  tokens: Schema.Array(TokenRecord)
})

export const toSnapshot = (state: State.State): Snapshot => ({
  service: state.service,
  clients: Array.from(state.clients.byId.values()),
  tickets: Array.from(state.tickets.values()),
  tokens: TokenStore.select(state.tokens, {})
})

export const fromSnapshot = (snapshot: Snapshot): State.State => {
  const state = State.make(snapshot.service)
  for (const client of snapshot.clients) Clients.put(state.clients, client)
  for (const ticket of snapshot.tickets) state.tickets.set(ticket.value, ticket)
  for (const token of snapshot.tokens) TokenStore.add(state.tokens, token)
  return state
}
