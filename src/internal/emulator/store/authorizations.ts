/**
 * Authorizations that are under way: what a client application has asked for, and what the authorization server has decided.
 */
import * as Schema from "effect/Schema"
import { Struct } from "../../edge/schema.js"
import { AuthorizationDetails } from "../../models/authorizationDetails.js"
import { Property } from "../../models/property.js"
import { EpochMillis, EpochSeconds, Int64, JsonText, optional, Seconds, Strings } from "../../schema/fields.js"

/** What is asked for, at whatever endpoint. */
export interface Wanted extends Schema.Schema.Type<typeof Wanted> {}

export const Wanted = Struct({
  clientId: Int64,
  clientIdAliasUsed: Schema.Boolean,
  scopes: Strings,
  acrs: optional(Strings),
  /** The names of the claims for the ID token. */
  idTokenClaims: optional(Strings),
  /** The names of the claims for the userinfo response. */
  userInfoClaims: optional(Strings),
  /** `userinfo` of the `claims` parameter, as JSON. */
  requestedUserInfo: optional(JsonText),
  resources: optional(Strings),
  authorizationDetails: optional(AuthorizationDetails),
  gmAction: optional(Schema.Literal("CREATE", "MERGE", "REPLACE")),
  /** The grant to change. */
  grantId: optional(Schema.String),
  /** The thumbprint of the key that the tokens are to be bound to. */
  dpopKeyThumbprint: optional(Schema.String)
})

export const ResponseMode = Schema.Literal("query", "fragment", "form_post")

/** How the response of the authorization endpoint gets back to the client application. */
export interface Redirection extends Schema.Schema.Type<typeof Redirection> {}

export const Redirection = Struct({
  redirectUri: Schema.String,
  mode: ResponseMode,
  /** Whether the parameters of the response go in a JWT (JARM). */
  isJwt: Schema.Boolean,
  state: optional(Schema.String)
})

/** A valid request to the authorization endpoint. */
export interface Asked extends Schema.Schema.Type<typeof Asked> {}

export const Asked = Struct({
  wanted: Wanted,
  redirection: Redirection,
  /** Whether the request has a `redirect_uri`: the token request must have it then, too. */
  redirectUriGiven: Schema.Boolean,
  /** `code`, `token` and `id_token`, or none of them. */
  responseTypes: Strings,
  nonce: optional(Schema.String),
  challenge: optional(Struct({ value: Schema.String, method: Schema.Literal("plain", "S256") }))
})

/** What the authorization server has decided after the resource owner has agreed. */
export interface Decision extends Schema.Schema.Type<typeof Decision> {}

export const Decision = Struct({
  subject: Schema.String,
  /** The `sub` of the ID token, if it is another. */
  sub: optional(Schema.String),
  scopes: Strings,
  authTime: optional(EpochSeconds),
  acr: optional(Schema.String),
  /** The values of claims, as JSON. */
  claims: optional(JsonText),
  consentedClaims: optional(Strings),
  properties: Schema.Array(Property),
  authorizationDetails: optional(AuthorizationDetails),
  idtHeaderParams: optional(JsonText),
  idTokenAudType: optional(Schema.String),
  jwtAtClaims: optional(JsonText),
  sessionId: optional(Schema.String),
  accessTokenDuration: optional(Seconds),
  refreshTokenDuration: optional(Seconds),
  grantId: optional(Schema.String)
})

/** An authorization request that waits for the decision. */
export interface Ticket extends Schema.Schema.Type<typeof Ticket> {}

export const Ticket = Struct({
  value: Schema.String,
  expiresAt: EpochMillis,
  asked: Asked,
  /** Whatever the authorization server keeps with the ticket. */
  context: optional(Schema.String)
})

/** An authorization code. */
export interface Code extends Schema.Schema.Type<typeof Code> {}

export const Code = Struct({
  value: Schema.String,
  expiresAt: EpochMillis,
  /** A used code is remembered, since its tokens have to go if it is used again. */
  isUsed: Schema.Boolean,
  asked: Asked,
  decision: Decision
})

/** A pushed authorization request. */
export interface Pushed extends Schema.Schema.Type<typeof Pushed> {}

export const Pushed = Struct({
  /** The `request_uri`. */
  value: Schema.String,
  expiresAt: EpochMillis,
  clientId: Int64,
  parameters: Schema.String,
  dpopKeyThumbprint: optional(Schema.String)
})
