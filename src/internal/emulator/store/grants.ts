/**
 * Grants, as Grant Management for OAuth 2.0 has them: what a subject has allowed a client, under an id that the client knows.
 * They stay when the tokens are gone.
 */
import * as Schema from "effect/Schema"
import { Struct } from "../../edge/schema.js"
import { AuthorizationDetails } from "../../models/authorizationDetails.js"
import { GrantScope } from "../../models/grant.js"
import { Int64, optional, Strings } from "../../schema/fields.js"

export interface GrantRecord extends Schema.Schema.Type<typeof GrantRecord> {}

export const GrantRecord = Struct({
  grantId: Schema.String,
  clientId: Int64,
  subject: Schema.String,
  /** Scopes, separated by spaces, with the resources that they are for. */
  scopes: Schema.Array(GrantScope),
  /** The names of claims about the subject. */
  claims: Strings,
  authorizationDetails: optional(AuthorizationDetails)
})

/** By id. */
export type Grants = Map<string, GrantRecord>

export const removeOfClient = (grants: Grants, clientId: number): void => {
  for (const grant of grants.values()) {
    if (grant.clientId === clientId) grants.delete(grant.grantId)
  }
}
