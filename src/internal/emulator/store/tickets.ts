/**
 * The tickets of the password flow. A ticket stands for a token request until the authorization server has checked the
 * password.
 */
import * as Schema from "effect/Schema"
import { Struct } from "../../edge/schema.js"
import { EpochMillis, Int64, optional, Strings } from "../../schema/fields.js"
import type * as Expiring from "./expiring.js"

export interface Ticket extends Schema.Schema.Type<typeof Ticket> {}

export const Ticket = Struct({
  value: Schema.String,
  clientId: Int64,
  clientIdAliasUsed: Schema.Boolean,
  scopes: Strings,
  resources: optional(Strings),
  dpopKeyThumbprint: optional(Schema.String),
  certificateThumbprint: optional(Schema.String),
  expiresAt: EpochMillis
})

export type Tickets = Expiring.Store<Ticket>
