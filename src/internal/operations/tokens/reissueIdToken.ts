import * as Operation from "../../../Operation.js"
import * as Schema from "../../edge/schema.js"
import { idToken } from "../../models/idToken.js"
import { result } from "../../models/result.js"
import { byAction } from "../../schema/byAction.js"
import { maybe, RedactedString, Token } from "../../schema/fields.js"
import { merge } from "../../schema/struct.js"

/**
 * The request of `Tokens.reissueIdToken`.
 *
 * @since 0.2.0
 * @category reissue ID token
 */
export interface IdTokenReissueRequest extends Schema.Schema.Type<typeof IdTokenReissueRequest> {}

/**
 * @since 0.2.0
 * @category reissue ID token
 */
export const IdTokenReissueRequest = Schema.Struct(merge(
  {
    /** The access token that `Tokens.process` issued: `jwtAccessToken` if there is one, or else `accessToken`. */
    accessToken: Token,
    /** The refresh token that `Tokens.process` issued. */
    refreshToken: Token
  },
  idToken
))

/**
 * What `Tokens.reissueIdToken` tells the token endpoint to do.
 *
 * @since 0.2.0
 * @category reissue ID token
 */
export type IdTokenReissueResponse = IdTokenReissueOk | IdTokenReissueInternalServerError | IdTokenReissueCallerError

/**
 * @since 0.2.0
 * @category reissue ID token
 */
export const IdTokenReissueResponse = byAction(result, {
  OK: {
    /** The token response for the client application, with the new ID token, as the text of a JSON object. */
    responseContent: RedactedString,
    /** The new ID token, a JWT. */
    idToken: maybe(RedactedString)
  },
  INTERNAL_SERVER_ERROR: {
    /** The error for the client application, as the text of a JSON object. */
    responseContent: maybe(Schema.String)
  },
  CALLER_ERROR: {
    /** The error for the client application, as the text of a JSON object. */
    responseContent: maybe(Schema.String)
  }
})

/**
 * The ID token was reissued.
 *
 * @since 0.2.0
 * @category reissue ID token
 */
export interface IdTokenReissueOk extends Schema.Schema.Type<typeof IdTokenReissueResponse.cases.OK> {
  /** Respond with 200, `Cache-Control: no-store` and `responseContent` as JSON. */
  readonly action: "OK"
}

/**
 * Authlete failed.
 *
 * @since 0.2.0
 * @category reissue ID token
 */
export interface IdTokenReissueInternalServerError
  extends Schema.Schema.Type<typeof IdTokenReissueResponse.cases.INTERNAL_SERVER_ERROR>
{
  /** Respond with 500 and `responseContent` as JSON. */
  readonly action: "INTERNAL_SERVER_ERROR"
}

/**
 * The request to Authlete was wrong: an access token that it did not issue, say.
 *
 * @since 0.2.0
 * @category reissue ID token
 */
export interface IdTokenReissueCallerError
  extends Schema.Schema.Type<typeof IdTokenReissueResponse.cases.CALLER_ERROR>
{
  /** Respond with 500 and `responseContent` as JSON: the fault is the authorization server's. */
  readonly action: "CALLER_ERROR"
}

/** @internal */
export const tokensReissueIdToken = Operation.make({
  name: "tokens.reissueIdToken",
  path: "/idtoken/reissue",
  request: IdTokenReissueRequest,
  response: IdTokenReissueResponse,
  // Nothing is consumed: a second call signs another ID token, and the first is lost.
  resend: Operation.always("idempotent")
})
