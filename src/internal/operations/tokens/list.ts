import * as Operation from "../../../Operation.js"
import * as Schema from "../../edge/schema.js"
import { GrantType } from "../../models/grantType.js"
import { LimitedClient } from "../../models/limitedClient.js"
import { Property } from "../../models/property.js"
import {
  Count,
  EpochMillis,
  Index,
  Int64,
  literals,
  maybe,
  open,
  optional,
  Selector,
  Strings
} from "../../schema/fields.js"
import type { Model, TypeOf } from "../../schema/struct.js"
import * as Encodings from "../encoding.js"

/**
 * Which access tokens to list: those that have not expired, those that have, or both.
 *
 * @since 0.1.0
 * @category list
 */
export type TokenStatus = typeof TokenStatus.Type

/**
 * @since 0.1.0
 * @category list
 */
export const TokenStatus = literals("VALID", "INVALID", "ALL")

/**
 * The request of `Tokens.list`. The filters narrow each other down; without any, all tokens of the service are listed.
 *
 * @since 0.1.0
 * @category list
 */
export interface TokenListRequest extends Schema.Schema.Type<typeof TokenListRequest> {}

/**
 * @since 0.1.0
 * @category list
 */
export const TokenListRequest = Schema.Struct({
  /** The client of the tokens, by its id or alias. */
  clientIdentifier: maybe(Selector),
  /** The resource owner of the tokens. */
  subject: maybe(Selector),
  /** Where the page starts, counted from 0 and included; Authlete takes 0 if it is left out. */
  start: optional(Index),
  /** Where the page ends, not included; at most `start` + 20. With `end` equal to `start`, tokens are only counted. */
  end: optional(Index),
  /** Which tokens, by expiry. */
  tokenStatus: optional(TokenStatus)
})

const accessToken = Schema.Struct({
  /** The hash of the access token; it identifies the token to `Tokens.update`, `Tokens.delete` and `Tokens.revoke`. */
  accessTokenHash: Schema.String,
  /** When the access token expires, in epoch milliseconds. */
  accessTokenExpiresAt: maybe(EpochMillis),
  /** The hash of the refresh token; absent if there is none. */
  refreshTokenHash: maybe(Schema.String),
  /** When the refresh token expires, in epoch milliseconds; 0 if there is none. */
  refreshTokenExpiresAt: maybe(EpochMillis),
  /** When the token was first created, in epoch milliseconds; a refresh leaves it as it is. */
  createdAt: maybe(EpochMillis),
  /** When the token was last refreshed, in epoch milliseconds; 0 means never. */
  lastRefreshedAt: maybe(EpochMillis),
  clientId: maybe(Int64),
  /** The resource owner; absent for client credentials. */
  subject: maybe(Schema.String),
  /** The flow that the token first came from; a refresh leaves it as it is. */
  grantType: maybe(open(GrantType)),
  /** The scopes that the access token covers. */
  scopes: maybe(Strings),
  /** The scopes that the refresh token covers. */
  refreshTokenScopes: maybe(Strings),
  /** What Authlete keeps with the token. */
  properties: maybe(Schema.Array(Property))
})

/**
 * An access token as `Tokens.list` describes it: Authlete keeps the hash of the value, never the value.
 *
 * @since 0.1.0
 * @category list
 */
export interface AccessToken extends TypeOf<typeof accessToken.fields> {}

/**
 * @since 0.1.0
 * @category list
 */
export const AccessToken: Model<typeof accessToken.fields, AccessToken> = accessToken

/**
 * The response of `Tokens.list`: one page of access tokens.
 *
 * @since 0.1.0
 * @category list
 */
export interface TokenListResponse extends Schema.Schema.Type<typeof TokenListResponse> {}

/**
 * @since 0.1.0
 * @category list
 */
export const TokenListResponse = Schema.Struct({
  /** Where the page starts, included. */
  start: maybe(Schema.Int),
  /** Where the page ends, not included. */
  end: maybe(Schema.Int),
  /** How many tokens fit the filters, over all pages. */
  totalCount: maybe(Count),
  /** The client, if the request named one. */
  client: maybe(LimitedClient),
  /** The resource owner, if the request named one. */
  subject: maybe(Schema.String),
  /** The tokens of this page; absent if there are none. */
  accessTokens: maybe(Schema.Array(AccessToken))
})

/** @internal */
export const tokensList = Operation.make({
  name: "tokens.list",
  method: "GET",
  path: "/auth/token/get/list",
  encoding: Encodings.query,
  request: TokenListRequest,
  response: TokenListResponse,
  resend: Operation.always("read")
})

/**
 * The count alone, by an empty page; without it the response would be worth nothing.
 *
 * @internal
 */
export const tokensCount = Operation.make({
  ...tokensList,
  name: "tokens.count",
  response: Schema.Struct({ totalCount: Count })
})
