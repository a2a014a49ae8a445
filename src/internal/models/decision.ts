import * as Schema from "../edge/schema.js"
import { EpochSeconds, optional, Seconds, Secret, Strings } from "../schema/fields.js"
import { merge } from "../schema/struct.js"
import { idToken } from "./idToken.js"
import { Property } from "./property.js"

const fields = merge(idToken, {
  /** When the resource owner was authenticated, in seconds since 1970-01-01T00:00:00Z. */
  authTime: optional(EpochSeconds),
  /** The authentication context class that the resource owner was authenticated by. */
  acr: optional(Schema.String),
  /** What Authlete is to keep with the access token. */
  properties: optional(Schema.Array(Property)),
  /** The scopes that were granted, where they are not those that were asked for. An empty list changes nothing. */
  scopes: optional(Strings),
  /** The names of the claims that the resource owner lets the client application know. */
  consentedClaims: optional(Strings),
  /** Claims to add to an access token in JWT form, as the text of a JSON object. */
  jwtAtClaims: optional(Secret),
  /** How long the access token lives, in seconds; only a positive value counts. */
  accessTokenDuration: optional(Seconds)
})

export interface DecisionFields extends Readonly<typeof fields> {}

/**
 * What the resource owner granted, beside the `subject`: who it is, which a refusal need not tell.
 */
export const decision: DecisionFields = fields
