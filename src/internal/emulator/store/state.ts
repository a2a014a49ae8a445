/**
 * The state of the emulator, and its form as plain data. The operations change it: each takes the state, a request and
 * the time, and gives Authlete's response.
 */
import * as Schema from "effect/Schema"
import { JsonObject, Struct } from "../../edge/schema.js"
import { optional } from "../../schema/fields.js"
import type { KeptClient } from "../model/client.js"
import * as Client from "../model/client.js"
import type { Jwk } from "../model/jwks.js"
import type { ServiceRecord } from "../model/service.js"
import * as Service from "../model/service.js"
import { TokenRecord } from "../model/tokenRecord.js"
import * as Authorizations from "./authorizations.js"
import * as ClientStore from "./clientStore.js"
import type * as Expiring from "./expiring.js"
import * as GrantedScopes from "./grantedScopes.js"
import * as Grants from "./grants.js"
import * as Pending from "./pending.js"
import * as Tickets from "./tickets.js"
import * as TokenStore from "./tokenStore.js"

export interface State {
  /** The id of the service, or 0 if that is no number. */
  readonly apiKey: number
  service: ServiceRecord
  /** Whether the service was deleted. Nothing is left of it then. */
  isDeleted: boolean
  readonly clients: ClientStore.ClientStore
  readonly tickets: Tickets.Tickets
  readonly tokens: TokenStore.TokenStore
  readonly grantedScopes: GrantedScopes.Store
  readonly grants: Grants.Grants
  /** Authorization requests by their tickets. */
  readonly authorizations: Expiring.Store<Authorizations.Ticket>
  readonly codes: Expiring.Store<Authorizations.Code>
  readonly pushed: Expiring.Store<Authorizations.Pushed>
  readonly devices: Pending.Store<Pending.DeviceRequest>
  readonly backchannel: Pending.Store<Pending.BackchannelRequest>
  /** The keys that the emulator made for a service without keys of its own, once they were needed. */
  madeKeys: ReadonlyArray<Jwk> | undefined
}

export const make = (service: ServiceRecord, apiKey: number): State => ({
  apiKey,
  service,
  isDeleted: false,
  clients: ClientStore.make(),
  tickets: new Map(),
  tokens: TokenStore.make(),
  grantedScopes: new Map(),
  grants: new Map(),
  authorizations: new Map(),
  codes: new Map(),
  pushed: new Map(),
  devices: new Map(),
  backchannel: new Map(),
  madeKeys: undefined
})

/** Deletes a client with its tokens and all that was granted to it. Its tickets end in an error of their own. */
export const deleteClient = ({ clients, grantedScopes, grants, tokens }: State, clientId: number): void => {
  for (const record of TokenStore.select(tokens, { clientId })) TokenStore.remove(tokens, record)
  grantedScopes.delete(clientId)
  Grants.removeOfClient(grants, clientId)
  ClientStore.remove(clients, clientId)
}

/** Deletes the service with all that belongs to it. The emulator plays none until it is reset. */
export const deleteService = (state: State): void => {
  Object.assign(state, { ...make({}, state.apiKey), isDeleted: true })
}

/** Version 1 had no number, and short names for the fields of the service and of clients. */
const version = 2

/**
 * The whole state of an emulator, as plain data that can be written as JSON. It holds the values of tokens and tickets,
 * the secrets of clients and the keys of the service: treat it like a password.
 *
 * @since 0.1.0
 * @category snapshots
 */
export interface Snapshot extends Schema.Schema.Type<typeof Snapshot> {}

/**
 * @since 0.1.0
 * @category snapshots
 */
export const Snapshot = Struct({
  /** The version of the format: 2. A snapshot without it is of the first one, which can be read as well. */
  version: optional(Schema.Literal(version)),
  service: Service.KeptService,
  /** Whether the service was deleted. */
  deleted: optional(Schema.Boolean),
  clients: Schema.Array(Client.KeptClient),
  tickets: Schema.Array(Tickets.Ticket),
  tokens: Schema.Array(TokenRecord),
  grantedScopes: optional(Schema.Array(GrantedScopes.GrantedScopes)),
  grants: optional(Schema.Array(Grants.GrantRecord)),
  authorizations: optional(Schema.Array(Authorizations.Ticket)),
  codes: optional(Schema.Array(Authorizations.Code)),
  pushed: optional(Schema.Array(Authorizations.Pushed)),
  devices: optional(Schema.Array(Pending.DeviceRequest)),
  backchannel: optional(Schema.Array(Pending.BackchannelRequest)),
  /** The keys that the emulator made for the service, private parts included. */
  madeKeys: optional(Schema.Array(JsonObject))
})

export const toSnapshot = (state: State): Snapshot => ({
  version,
  service: state.service,
  ...(state.isDeleted ? { deleted: true } : {}),
  clients: ClientStore.everyone(state.clients),
  tickets: Array.from(state.tickets.values()),
  tokens: TokenStore.select(state.tokens, {}),
  grantedScopes: GrantedScopes.all(state.grantedScopes),
  grants: Array.from(state.grants.values()),
  authorizations: Array.from(state.authorizations.values()),
  codes: Array.from(state.codes.values()),
  pushed: Array.from(state.pushed.values()),
  devices: Pending.all(state.devices),
  backchannel: Pending.all(state.backchannel),
  ...(state.madeKeys === undefined ? {} : { madeKeys: state.madeKeys })
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

/** The service and the clients of the first version have what seeds have. */
const isOld = (snapshot: Snapshot): boolean => snapshot.version === undefined

const serviceOf = (snapshot: Snapshot, now: number): ServiceRecord =>
  Service.merged(isOld(snapshot) ? Service.initial(now) : {}, snapshot.service)

const clientOf = (snapshot: Snapshot, client: KeptClient, number: number, now: number) =>
  isOld(snapshot) ? Client.fromSeed(client, number, now) : Client.fromKept(client, number, now)

export const fromSnapshot = (snapshot: Snapshot, apiKey: number, now: number): State => {
  const state = make(serviceOf(snapshot, now), apiKey)
  state.isDeleted = snapshot.deleted === true
  for (const client of snapshot.clients) {
    ClientStore.put(state.clients, clientOf(snapshot, client, state.clients.nextNumber, now))
  }
  for (const ticket of snapshot.tickets) state.tickets.set(ticket.value, ticket)
  for (const token of snapshot.tokens) TokenStore.add(state.tokens, token)
  for (const granted of snapshot.grantedScopes ?? []) GrantedScopes.put(state.grantedScopes, granted)
  for (const grant of snapshot.grants ?? []) state.grants.set(grant.grantId, grant)
  for (const ticket of snapshot.authorizations ?? []) state.authorizations.set(ticket.value, ticket)
  for (const code of snapshot.codes ?? []) state.codes.set(code.value, code)
  for (const pushed of snapshot.pushed ?? []) state.pushed.set(pushed.value, pushed)
  for (const request of snapshot.devices ?? []) Pending.put(state.devices, request)
  for (const request of snapshot.backchannel ?? []) Pending.put(state.backchannel, request)
  state.madeKeys = snapshot.madeKeys
  return state
}
