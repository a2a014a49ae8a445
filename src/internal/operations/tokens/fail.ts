import * as Operation from "../../../Operation.js"
import * as Schema from "../../edge/schema.js"
import { result } from "../../models/result.js"
import { byAction } from "../../schema/byAction.js"
import { JsonText, literals, maybe, Token } from "../../schema/fields.js"
import { merge } from "../../schema/struct.js"

/**
 * Why the authorization server refuses a token request.
 *
 * - `UNKNOWN` becomes OAuth's `server_error`
 * - `INVALID_RESOURCE_OWNER_CREDENTIALS`, a wrong username or password, becomes `invalid_request`
 * - the others become the error of the same name
 *
 * @since 0.1.0
 * @category fail
 */
export type TokenFailReason = typeof TokenFailReason.Type

/**
 * @since 0.1.0
 * @category fail
 */
export const TokenFailReason = literals(
  "UNKNOWN",
  "INVALID_RESOURCE_OWNER_CREDENTIALS",
  "INVALID_TARGET",
  "INVALID_CLIENT",
  "UNAUTHORIZED_CLIENT",
  "INVALID_SCOPE"
)

/**
 * The request of `Tokens.fail` and `Tokens.failForm`.
 *
 * @since 0.1.0
 * @category fail
 */
export interface TokenFailRequest extends Schema.Schema.Type<typeof TokenFailRequest> {}

/**
 * @since 0.1.0
 * @category fail
 */
export const TokenFailRequest = Schema.Struct({
  /** The ticket that `Tokens.process` gave out with the action `PASSWORD`. */
  ticket: Token,
  /** Why the token request is refused; it decides the error that the client application is told. */
  reason: TokenFailReason
})

/**
 * The response of `Tokens.fail`: the response that the token endpoint is to give. `BAD_REQUEST` is how the call goes well.
 *
 * @since 0.1.0
 * @category fail
 */
export type TokenFailResponse =
  | TokenFailBadRequest
  | TokenFailInternalServerError

/**
 * @since 0.1.0
 * @category fail
 */
export const TokenFailResponse = byAction(
  merge(result, {
    /** The error for the client application, as the text of a JSON object. */
    responseContent: maybe(JsonText)
  }),
  { BAD_REQUEST: {}, INTERNAL_SERVER_ERROR: {} }
)

/**
 * The refusal is ready, which is how the call goes well.
 *
 * @since 0.1.0
 * @category fail
 */
export interface TokenFailBadRequest extends Schema.Schema.Type<typeof TokenFailResponse.cases.BAD_REQUEST> {
  /** `BAD_REQUEST`: respond with 400 and `responseContent`. */
  readonly action: "BAD_REQUEST"
}

/**
 * The ticket or the reason was wrong, or Authlete failed.
 *
 * @since 0.1.0
 * @category fail
 */
export interface TokenFailInternalServerError
  extends Schema.Schema.Type<typeof TokenFailResponse.cases.INTERNAL_SERVER_ERROR>
{
  /** `INTERNAL_SERVER_ERROR`: respond with 500 and `responseContent`. */
  readonly action: "INTERNAL_SERVER_ERROR"
}

/** @internal */
export const tokensFail = Operation.make({
  name: "tokens.fail",
  path: "/auth/token/fail",
  request: TokenFailRequest,
  response: TokenFailResponse,
  resend: Operation.always("once")
})

export const tokensFailForm = Operation.asForm(tokensFail, TokenFailRequest)
