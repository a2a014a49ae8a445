/**
 * The clients of the service.
 */
import * as Schema from "effect/Schema"
import { GrantType, Int64, optional, Pair, Strings } from "../../schema/fields.js"
import type { ServiceSettings } from "./settings.js"
import { supportsScope } from "./settings.js"

/**
 * A client of the service that the emulator plays.
 *
 * @since 0.1.0
 * @category seeds
 */
export interface Client extends Schema.Schema.Type<typeof Client> {}

/**
 * @since 0.1.0
 * @category seeds
 */
export const Client = Schema.Struct({
  clientId: Int64,
  /** The alias, which requests may use in place of the id. */
  alias: optional(Schema.String),
  /** The secret of a confidential client. */
  secret: optional(Schema.String),
  /** `CONFIDENTIAL` if left out. */
  type: Schema.optionalWith(Schema.Literal("CONFIDENTIAL", "PUBLIC"), { default: () => "CONFIDENTIAL" as const }),
  name: optional(Schema.String),
  /** The scopes that the client may have: all of the service's if left out. */
  scopes: optional(Strings),
  /** The grant types that the client may use: all if left out. */
  grantTypes: Schema.optionalWith(Schema.Array(GrantType), { default: () => GrantType.literals }),
  locked: Schema.optionalWith(Schema.Boolean, { default: () => false }),
  attributes: optional(Schema.Array(Pair))
})

export interface Clients {
  readonly byId: Map<number, Client>
  readonly byAlias: Map<string, Client>
}

export const make = (): Clients => ({ byId: new Map(), byAlias: new Map() })

/** Adds a client, in place of the one with the same id. Of two with the same alias, the alias means the later one. */
export const put = ({ byAlias, byId }: Clients, client: Client): void => {
  const before = byId.get(client.clientId)
  if (before?.alias !== undefined && byAlias.get(before.alias) === before) byAlias.delete(before.alias)
  // So that the order stays that of being added, which a snapshot goes by.
  byId.delete(client.clientId)
  byId.set(client.clientId, client)
  if (client.alias !== undefined) byAlias.set(client.alias, client)
}

/** The client with this alias or this id. */
export const find = ({ byAlias, byId }: Clients, identifier: string): Client | undefined =>
  byAlias.get(identifier) ?? (/^\d+$/.test(identifier) ? byId.get(Number(identifier)) : undefined)

/** Of the scopes that were asked for, those that the client can have. */
export const allowedScopes = (
  service: ServiceSettings,
  client: Client,
  requested: ReadonlyArray<string>
): ReadonlyArray<string> =>
  Array.from(new Set(requested)).filter((scope) =>
    supportsScope(service, scope) && (client.scopes === undefined || client.scopes.includes(scope))
  )
