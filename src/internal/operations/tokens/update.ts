import * as Operation from "../../../Operation.js"
import * as Schema from "../../edge/schema.js"
import { literal } from "../../edge/schema.js"
import { AuthorizationDetails } from "../../models/authorizationDetails.js"
import { Property } from "../../models/property.js"
import { result } from "../../models/result.js"
import {
  EpochMillis,
  Flag,
  maybe,
  optional,
  RedactedString,
  selecting,
  Selector,
  Strings,
  TokenSelector
} from "../../schema/fields.js"
import { merge } from "../../schema/struct.js"

const formFields = {
  /** The token to update, by its value. The first of the four that is given selects the token. */
  accessToken: maybe(TokenSelector),
  /** The token to update, by the hash of its value, as `Tokens.list` gives it. */
  accessTokenHash: maybe(Selector),
  /** The token to update, by the value of its refresh token. */
  refreshToken: maybe(TokenSelector),
  /** The token to update, by the hash of the value of its refresh token. */
  refreshTokenHash: maybe(Selector),
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
  accessTokenExpiresAtUpdatedOnScopeUpdate: optional(Flag),
  /**
   * Whether new scopes may change when the refresh token expires: by the shortest `refresh_token.duration` among their
   * attributes, unless `refreshTokenExpiresAt` says otherwise.
   */
  refreshTokenExpiresAtUpdatedOnScopeUpdate: optional(Flag),
  /** Whether Authlete draws a new value for the access token; the response holds it. */
  accessTokenValueUpdated: optional(Flag),
  /** Whether the access token never expires; `accessTokenExpiresAt` is then ignored. */
  accessTokenPersistent: optional(Flag),
  /** The SHA-256 thumbprint, in base64url, of the client certificate that the token is to be bound to. */
  certificateThumbprint: optional(Schema.String),
  /** The thumbprint of the DPoP key that the token is to be bound to; it makes the token type `DPoP`. */
  dpopKeyThumbprint: optional(Schema.String),
  /** RFC 9396's authorization details that replace those of the token. */
  authorizationDetails: optional(AuthorizationDetails),
  /** Whether the token is for an external attachment, in the sense of OpenID Connect for Identity Assurance. */
  forExternalAttachment: optional(Flag),
  /** The unique identifier of the token. */
  tokenId: optional(Schema.String)
}

const selectors = ["accessToken", "accessTokenHash", "refreshToken", "refreshTokenHash"] as const

/**
 * The request of `Tokens.update`. What is left out stays as it is.
 *
 * @since 0.1.0
 * @category update
 */
export type TokenUpdateRequest = typeof TokenUpdateRequest.Type

/**
 * @since 0.1.0
 * @category update
 */
export const TokenUpdateRequest = selecting(
  Schema.Struct(merge(formFields, {
    /** What Authlete is to keep with the token, in place of what it keeps now. */
    properties: optional(Schema.Array(Property))
  })),
  ...selectors
)

/**
 * The request of `Tokens.updateForm`: a form cannot carry `properties`.
 *
 * @since 0.1.0
 * @category update
 */
export type TokenUpdateFormRequest = typeof TokenUpdateFormRequest.Type

/**
 * @since 0.1.0
 * @category update
 */
export const TokenUpdateFormRequest = selecting(Schema.Struct(formFields), ...selectors)

/**
 * The response of `Tokens.update`: the token was updated. Every other `action` is an error.
 *
 * @since 0.1.0
 * @category update
 */
export interface TokenUpdateResponse extends Schema.Schema.Type<typeof TokenUpdateResponse> {}

/**
 * @since 0.1.0
 * @category update
 */
export const TokenUpdateResponse = Schema.Struct(merge(result, {
  action: literal("OK"),
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
  forExternalAttachment: maybe(Flag),
  /** The unique identifier of the token. */
  tokenId: maybe(Schema.String)
}))

/** @internal */
export const tokensUpdate = Operation.make({
  name: "tokens.update",
  path: "/auth/token/update",
  request: TokenUpdateRequest,
  response: TokenUpdateResponse,
  reports: ["OK"],
  // Drawn twice, the value that the first response would have told is lost.
  resend: (request) => request.accessTokenValueUpdated === true ? "once" : "idempotent"
})

export const tokensUpdateForm = Operation.asForm(tokensUpdate, TokenUpdateFormRequest)
