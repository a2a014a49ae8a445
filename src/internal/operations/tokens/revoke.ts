import * as Operation from "../../../Operation.js"
import * as Schema from "../../edge/schema.js"
import { result } from "../../models/result.js"
import { Count, maybe, selecting, Selector, TokenSelector } from "../../schema/fields.js"
import { merge } from "../../schema/struct.js"

/**
 * The request of `Tokens.revoke` and `Tokens.revokeForm`. Authlete goes by the first field that is given, in this order;
 * `clientIdentifier` and `subject` count together. Without any, it refuses the call.
 *
 * @since 0.1.0
 * @category revoke
 */
export type TokenRevokeRequest = typeof TokenRevokeRequest.Type

/**
 * @since 0.1.0
 * @category revoke
 */
export const TokenRevokeRequest = selecting(
  Schema.Struct({
    /** The access token to revoke, by its value or its hash; its refresh token goes too. */
    accessTokenIdentifier: maybe(TokenSelector),
    /** The refresh token to revoke, by its value or its hash; its access token goes too. */
    refreshTokenIdentifier: maybe(TokenSelector),
    /** The client whose tokens to revoke, by its id or alias. */
    clientIdentifier: maybe(Selector),
    /** The resource owner whose tokens to revoke. */
    subject: maybe(Selector)
  }),
  "accessTokenIdentifier",
  "refreshTokenIdentifier",
  "clientIdentifier",
  "subject"
)

/**
 * The response of `Tokens.revoke`.
 *
 * @since 0.1.0
 * @category revoke
 */
export interface TokenRevokeResponse extends Schema.Schema.Type<typeof TokenRevokeResponse> {}

/**
 * @since 0.1.0
 * @category revoke
 */
export const TokenRevokeResponse = Schema.Struct(merge(result, {
  /** How many tokens were revoked; an access token counts as one with its refresh token. */
  count: maybe(Count)
}))

/** @internal */
export const tokensRevoke = Operation.make({
  name: "tokens.revoke",
  path: "/auth/token/revoke",
  request: TokenRevokeRequest,
  response: TokenRevokeResponse,
  resend: Operation.always("idempotent")
})

export const tokensRevokeForm = Operation.asForm(tokensRevoke, TokenRevokeRequest)
