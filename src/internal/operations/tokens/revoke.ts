import * as Schema from "effect/Schema"
import * as Operation from "../../../Operation.js"
import { maybe, optional, result, Token } from "../../schema/fields.js"

/**
 * The request of `Tokens.revoke` and `Tokens.revokeForm`. Authlete goes by the first field that is given, in this order;
 * `clientIdentifier` and `subject` count together. Without any, it refuses the call.
 *
 * @since 0.1.0
 * @category revoke
 */
export interface TokenRevokeRequest extends Schema.Schema.Type<typeof TokenRevokeRequest> {}

/**
 * @since 0.1.0
 * @category revoke
 */
export const TokenRevokeRequest = Schema.Struct({
  /** The access token to revoke, by its value or its hash; its refresh token goes too. */
  accessTokenIdentifier: optional(Token),
  /** The refresh token to revoke, by its value or its hash; its access token goes too. */
  refreshTokenIdentifier: optional(Token),
  /** The client whose tokens to revoke, by its id or alias. */
  clientIdentifier: optional(Schema.String),
  /** The resource owner whose tokens to revoke. */
  subject: optional(Schema.String)
})

/**
 * What `Tokens.revoke` answers.
 *
 * @since 0.1.0
 * @category revoke
 */
export interface TokenRevokeResponse extends Schema.Schema.Type<typeof TokenRevokeResponse> {}

/**
 * @since 0.1.0
 * @category revoke
 */
export const TokenRevokeResponse = Schema.Struct({
  ...result,
  /** How many tokens were revoked; an access token counts as one with its refresh token. */
  count: maybe(Schema.Int)
})

export const tokensRevoke = Operation.make({
  name: "tokens.revoke",
  path: "/auth/token/revoke",
  request: TokenRevokeRequest,
  response: TokenRevokeResponse,
  resend: Operation.always("idempotent")
})

export const tokensRevokeForm = Operation.asForm(tokensRevoke, TokenRevokeRequest)
