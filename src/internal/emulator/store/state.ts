/**
 * All that the emulator remembers. The transitions are in `operations/`: each takes the state, a request and the time,
 * and gives what Authlete answers.
 */
import * as Clients from "../model/clients.js"
import type { ServiceSettings } from "../model/settings.js"
import type * as Tickets from "./tickets.js"
import * as TokenStore from "./tokenStore.js"

export interface State {
  service: ServiceSettings
  readonly clients: Clients.Clients
  readonly tickets: Tickets.Tickets
  readonly tokens: TokenStore.TokenStore
}

export const make = (service: ServiceSettings): State => ({
  service,
  clients: Clients.make(),
  tickets: new Map(),
  tokens: TokenStore.make()
})
