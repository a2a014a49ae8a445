import * as Operation from "../../../Operation.js"
import * as Schema from "../../edge/schema.js"
import { literal } from "../../edge/schema.js"
import { AuthorizationDetails } from "../../models/authorizationDetails.js"
import { GrantType } from "../../models/grantType.js"
import { Property } from "../../models/property.js"
import { result } from "../../models/result.js"
import {
  EpochMillis,
  EpochSeconds,
  Flag,
  Int64,
  maybe,
  open,
  optional,
  PlainSecret,
  RedactedString,
  Seconds,
  Secret,
  Selector,
  Strings,
  Token
} from "../../schema/fields.js"
import { merge } from "../../schema/struct.js"

const formFields = {
  /** The flow that the token is made out to come from. Authlete refuses `REFRESH_TOKEN`. */
  grantType: GrantType,
  /** The client that the token is for; either this or `clientIdentifier` is needed. */
  clientId: optional(Int64),
  /** The client that the token is for, by its id, alias, entity id or metadata document URL. */
  clientIdentifier: optional(Selector),
  /** The resource owner. Needed unless the grant is `CLIENT_CREDENTIALS` or `JWT_BEARER`; at most 100 ASCII characters. */
  subject: optional(Schema.String),
  /** The scopes that the token covers. One that the service does not support fails the call. */
  scopes: optional(Strings),
  /** How long the access token lives, in seconds; 0 means as the service is set up. */
  accessTokenDuration: optional(Seconds),
  /** How long the refresh token lives, in seconds; 0 means as the service is set up. */
  refreshTokenDuration: optional(Seconds),
  /** Whether to act as if the client had used its alias. */
  clientIdAliasUsed: optional(Flag),
  /** Whether to act as if the client had used its entity id. */
  clientEntityIdUsed: optional(Flag),
  /** Whether to act as if the client had been resolved through its metadata document. */
  metadataDocumentUsed: optional(Flag),
  /** The value of the access token, for one that exists already elsewhere; Authlete draws one if it is left out. */
  accessToken: optional(Token),
  /** The value of the refresh token, for one that exists already elsewhere; Authlete draws one if it is left out. */
  refreshToken: optional(Token),
  /** Whether the access token never expires; `accessTokenDuration` is then ignored. */
  accessTokenPersistent: optional(Flag),
  /** The SHA-256 thumbprint, in base64url, of the client certificate that the token is bound to. */
  certificateThumbprint: optional(Schema.String),
  /** The thumbprint of the DPoP key that the token is bound to; it makes the token type `DPoP`. */
  dpopKeyThumbprint: optional(Schema.String),
  /** RFC 9396's authorization details of the token. */
  authorizationDetails: optional(AuthorizationDetails),
  /** RFC 8707's resources that the token is for, as URIs. */
  resources: optional(Strings),
  /** Whether the token is for an external attachment, in the sense of OpenID Connect for Identity Assurance. */
  forExternalAttachment: optional(Flag),
  /** Claims to add to an access token in JWT form, as the text of a JSON object. */
  jwtAtClaims: optional(Secret),
  /** The authentication context class that the resource owner was authenticated by. */
  acr: optional(Schema.String),
  /** When the resource owner was authenticated, in seconds since 1970-01-01T00:00:00Z. */
  authTime: optional(EpochSeconds),
  /** The session that the resource owner was authenticated in, for Native SSO. */
  sessionId: optional(Secret)
}

/**
 * The request of `Tokens.create`.
 *
 * @since 0.1.0
 * @category create
 */
export interface TokenCreateRequest extends Schema.Schema.Type<typeof TokenCreateRequest> {}

/**
 * @since 0.1.0
 * @category create
 */
export const TokenCreateRequest = Schema.Struct(merge(formFields, {
  /** What Authlete keeps with the token. */
  properties: optional(Schema.Array(Property))
}))

/**
 * The request of `Tokens.createForm`: a form cannot carry `properties`.
 *
 * @since 0.1.0
 * @category create
 */
export interface TokenCreateFormRequest extends Schema.Schema.Type<typeof TokenCreateFormRequest> {}

/**
 * @since 0.1.0
 * @category create
 */
export const TokenCreateFormRequest = Schema.Struct(formFields)

/**
 * The response of `Tokens.create`: the token was created. Every other `action` is an error.
 *
 * @since 0.1.0
 * @category create
 */
export interface TokenCreateResponse extends Schema.Schema.Type<typeof TokenCreateResponse> {}

/**
 * @since 0.1.0
 * @category create
 */
export const TokenCreateResponse = Schema.Struct(merge(result, {
  action: literal("OK"),
  /** The new access token. */
  accessToken: RedactedString,
  /** The new access token in JWT form, if the service issues such. */
  jwtAccessToken: maybe(RedactedString),
  /** The new refresh token, if one was issued. */
  refreshToken: maybe(RedactedString),
  /** How the token is presented: `Bearer` or `DPoP`. */
  tokenType: maybe(Schema.String),
  /** How long the access token lives, in seconds. */
  expiresIn: maybe(Seconds),
  /** When the access token expires, in epoch milliseconds. */
  expiresAt: maybe(EpochMillis),
  grantType: maybe(open(GrantType)),
  clientId: maybe(Int64),
  clientIdentifier: maybe(Schema.String),
  /** The resource owner; absent for client credentials. */
  subject: maybe(Schema.String),
  /** The scopes that the access token covers. */
  scopes: maybe(Strings),
  /** The scopes that the refresh token covers. */
  refreshTokenScopes: maybe(Strings),
  /** What Authlete keeps with the token. */
  properties: maybe(Schema.Array(Property)),
  /** RFC 9396's authorization details of the token. */
  authorizationDetails: maybe(AuthorizationDetails),
  /** Whether the token is for an external attachment. */
  forExternalAttachment: maybe(Flag),
  /** The unique identifier of the token. */
  tokenId: maybe(Schema.String),
  /** The session of the resource owner, for Native SSO. */
  sessionId: maybe(PlainSecret)
}))

/** @internal */
export const tokensCreate = Operation.make({
  name: "tokens.create",
  path: "/auth/token/create",
  request: TokenCreateRequest,
  response: TokenCreateResponse,
  reports: ["OK"],
  resend: Operation.always("once")
})

export const tokensCreateForm = Operation.asForm(tokensCreate, TokenCreateFormRequest)
