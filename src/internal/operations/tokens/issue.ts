import * as Operation from "../../../Operation.js"
import * as Schema from "../../edge/schema.js"
import { AuthorizationDetails } from "../../models/authorizationDetails.js"
import { clientReference } from "../../models/clientReference.js"
import { Property } from "../../models/property.js"
import { result } from "../../models/result.js"
import { byAction } from "../../schema/byAction.js"
import { EpochMillis, maybe, optional, RedactedString, Seconds, Secret, Strings, Token } from "../../schema/fields.js"
import { merge } from "../../schema/struct.js"

const formFields = {
  /** The ticket that `Tokens.process` gave out with the action `PASSWORD`. */
  ticket: Token,
  /** The resource owner whose credentials were right; ASCII characters. */
  subject: Schema.String,
  /** Claims to add to an access token in JWT form, as the text of a JSON object. */
  jwtAtClaims: optional(Secret),
  /** The value of the access token; Authlete draws one if it is left out. */
  accessToken: optional(Token),
  /** How long the access token lives, in seconds; only a positive value counts. */
  accessTokenDuration: optional(Seconds),
  /** How long the refresh token lives, in seconds; only a positive value counts. */
  refreshTokenDuration: optional(Seconds)
}

/**
 * The request of `Tokens.issue`.
 *
 * @since 0.1.0
 * @category issue
 */
export interface TokenIssueRequest extends Schema.Schema.Type<typeof TokenIssueRequest> {}

/**
 * @since 0.1.0
 * @category issue
 */
export const TokenIssueRequest = Schema.Struct(merge(formFields, {
  /** What Authlete keeps with the token. */
  properties: optional(Schema.Array(Property))
}))

/**
 * The request of `Tokens.issueForm`: a form cannot carry `properties`.
 *
 * @since 0.1.0
 * @category issue
 */
export interface TokenIssueFormRequest extends Schema.Schema.Type<typeof TokenIssueFormRequest> {}

/**
 * @since 0.1.0
 * @category issue
 */
export const TokenIssueFormRequest = Schema.Struct(formFields)

/**
 * The response of `Tokens.issue`: the response that the token endpoint is to give.
 *
 * @since 0.1.0
 * @category issue
 */
export type TokenIssueResponse =
  | TokenIssueOk
  | TokenIssueInternalServerError

/**
 * @since 0.1.0
 * @category issue
 */
export const TokenIssueResponse = byAction(merge(result, clientReference), {
  OK: {
    /** The token response for the client application, as the text of a JSON object. */
    responseContent: RedactedString,
    /** The new access token. */
    accessToken: RedactedString,
    /** The new access token in JWT form, if the service issues such. */
    jwtAccessToken: maybe(RedactedString),
    /** When the access token expires, in epoch milliseconds. */
    accessTokenExpiresAt: maybe(EpochMillis),
    /** How long the access token lives, in seconds. */
    accessTokenDuration: maybe(Seconds),
    /** The new refresh token, if one was issued. */
    refreshToken: maybe(RedactedString),
    /** When the refresh token expires, in epoch milliseconds; 0 if there is none. */
    refreshTokenExpiresAt: maybe(EpochMillis),
    /** How long the refresh token lives, in seconds. */
    refreshTokenDuration: maybe(Seconds),
    /** The resource owner. */
    subject: maybe(Schema.String),
    /** The scopes that the access token covers. */
    scopes: maybe(Strings),
    /** The scopes that the refresh token covers. */
    refreshTokenScopes: maybe(Strings),
    /** What Authlete keeps with the token. */
    properties: maybe(Schema.Array(Property)),
    /** RFC 8707's resources that the access token is for, as URIs. */
    accessTokenResources: maybe(Strings),
    /** RFC 9396's authorization details of the token. */
    authorizationDetails: maybe(AuthorizationDetails)
  },
  INTERNAL_SERVER_ERROR: {
    /** The error for the client application, as the text of a JSON object. */
    responseContent: maybe(RedactedString)
  }
})

/**
 * The tokens were issued.
 *
 * @since 0.1.0
 * @category issue
 */
export interface TokenIssueOk extends Schema.Schema.Type<typeof TokenIssueResponse.cases.OK> {
  /** `OK`: respond with 200 and `responseContent`. */
  readonly action: "OK"
}

/**
 * The ticket or the request was wrong, or Authlete failed.
 *
 * @since 0.1.0
 * @category issue
 */
export interface TokenIssueInternalServerError
  extends Schema.Schema.Type<typeof TokenIssueResponse.cases.INTERNAL_SERVER_ERROR>
{
  /** `INTERNAL_SERVER_ERROR`: respond with 500 and `responseContent`. */
  readonly action: "INTERNAL_SERVER_ERROR"
}

/** @internal */
export const tokensIssue = Operation.make({
  name: "tokens.issue",
  path: "/auth/token/issue",
  request: TokenIssueRequest,
  response: TokenIssueResponse,
  resend: Operation.always("once")
})

export const tokensIssueForm = Operation.asForm(tokensIssue, TokenIssueFormRequest)
