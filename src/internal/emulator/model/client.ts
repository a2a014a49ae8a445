/**
 * A client of the service.
 */
import * as Schema from "effect/Schema"
import { GrantType } from "../../models/grantType.js"
import { Pair } from "../../models/pair.js"
import { Int64, optional, Strings } from "../../schema/fields.js"
import type { ServiceSettings } from "./service.js"

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
  /** Requests may use the alias in place of the id. */
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

/** The fields about the client that many responses have. */
export const clientFields = (service: ServiceSettings, client: Client, aliasUsed: boolean) => ({
  clientId: client.clientId,
  clientIdAlias: client.alias,
  clientIdAliasUsed: aliasUsed,
  serviceAttributes: service.attributes,
  clientAttributes: client.attributes
})
