import * as Schema from "effect/Schema"
import * as Operation from "../../../Operation.js"
import {
  AuthorizationDetails,
  EpochMillis,
  maybe,
  optional,
  Property,
  RedactedString,
  result,
  Strings,
  Token
} from "../../schema/fields.js"

const formFields = {
  /** The token to update, by its value. The first of the four that is given selects the token. */
  accessToken: optional(Token),
  /** The token to update, by the hash of its value, as `Tokens.list` gives it. */
  accessTokenHash: optional(Schema.String),
  /** The token to update, by the value of its refresh token. */
  refreshToken: optional(Token),
  /** The token to update, by the hash of the value of its refresh token. */
  refreshTokenHash: optional(Schema.String),
  /** When the access token is to expire, in epoch milliseconds; 0 leaves it as it is. */
  accessTokenExpiresAt: optional(EpochMillis),
  /** When the refresh token is to expire, in epoch milliseconds; 0 leaves it as it is. */
  refreshTokenExpiresAt: optional(EpochMillis),
  /** The scopes that the token is to cover. Those that the service or the client does not allow are left out silently. */
  scopes: optional(Strings),
  /**
   * Whether new scopes may change when the access token expires: by the shortest `access_token.duration` among their
   * attributes, unless `accessTokenExpiresAt` says otherwise.
   */
  accessTokenExpiresAtUpdatedOnScopeUpdate: optional(Schema.Boolean),
  /**
   * Whether new scopes may change when the refresh token expires: by the shortest `refresh_token.duration` among their
   * attributes, unless `refreshTokenExpiresAt` says otherwise.
   */
  refreshTokenExpiresAtUpdatedOnScopeUpdate: optional(Schema.Boolean),
  /** Whether Authlete draws a new value for the access token; the response holds it. */
  accessTokenValueUpdated: optional(Schema.Boolean),
  /** Whether the access token never expires; `accessTokenExpiresAt` is then ignored. */
  accessTokenPersistent: optional(Schema.Boolean),
  /** The SHA-256 thumbprint, in base64url, of the client certificate that the token is to be bound to. */
  certificateThumbprint: optional(Schema.String),
  /** The thumbprint of the DPoP key that the token is to be bound to; it makes the token type `DPoP`. */
  dpopKeyThumbprint: optional(Schema.String),
  /** RFC 9396's authorization details that replace those of the token. */
  authorizationDetails: optional(AuthorizationDetails),
  /** Whether the token is for an external attachment, in the sense of OpenID Connect for Identity Assurance. */
  forExternalAttachment: optional(Schema.Boolean),
  /** The unique identifier of the token. */
  tokenId: optional(Schema.String)
}

/**
 * The request of `Tokens.update`. What is left out stays as it is.
 *
 * @since 0.1.0
 * @category update
 */
export interface TokenUpdateRequest extends Schema.Schema.Type<typeof TokenUpdateRequest> {}

/**
 * @since 0.1.0
 * @category update
 */
export const TokenUpdateRequest = Schema.Struct({
  ...formFields,
  /** What Authlete is to keep with the token, in place of what it keeps now. */
  properties: optional(Schema.Array(Property))
})

/**
 * The request of `Tokens.updateForm`: a form cannot carry `properties`.
 *
 * @since 0.1.0
 * @category update
 */
export interface TokenUpdateFormRequest extends Schema.Schema.Type<typeof TokenUpdateFormRequest> {}

/**
 * @since 0.1.0
 * @category update
 */
export const TokenUpdateFormRequest = Schema.Struct(formFields)

/**
 * What `Tokens.update` answers: the token was updated. Every other `action` is an error.
 *
 * @since 0.1.0
 * @category update
 */
export interface TokenUpdateResponse extends Schema.Schema.Type<typeof TokenUpdateResponse> {}

/**
 * @since 0.1.0
 * @category update
 */
export const TokenUpdateResponse = Schema.Struct({
  ...result,
  action: Schema.Literal("OK"),
  /** The access token: as the request gave it, or the new value. */
  accessToken: maybe(RedactedString),
  /** When the access token expires, in epoch milliseconds. */
  accessTokenExpiresAt: maybe(EpochMillis),
  /** When the refresh token expires, in epoch milliseconds. */
  refreshTokenExpiresAt: maybe(EpochMillis),
  /** The scopes that the access token covers. */
  scopes: maybe(Strings),
  /** What Authlete keeps with the token. */
  properties: maybe(Schema.Array(Property)),
  /** RFC 9396's authorization details of the token. */
  authorizationDetails: maybe(AuthorizationDetails),
  /** How the token is presented: `Bearer` or `DPoP`. */
  tokenType: maybe(Schema.String),
  /** Whether the token is for an external attachment. */
  forExternalAttachment: maybe(Schema.Boolean),
  /** The unique identifier of the token. */
  tokenId: maybe(Schema.String)
})

export const tokensUpdate = Operation.make({
  name: "tokens.update",
  path: "/auth/token/update",
  request: TokenUpdateRequest,
  response: TokenUpdateResponse,
  reports: ["OK"],
  // Drawn twice, the value that the first answer would have told is lost.
  resend: (request) => request.accessTokenValueUpdated === true ? "once" : "idempotent"
})

export const tokensUpdateForm = Operation.asForm(tokensUpdate, TokenUpdateFormRequest)
