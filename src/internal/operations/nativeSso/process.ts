import * as Operation from "../../../Operation.js"
import * as Schema from "../../edge/schema.js"
import { idToken } from "../../models/idToken.js"
import { result } from "../../models/result.js"
import { byAction } from "../../schema/byAction.js"
import { JsonText, maybe, optional, RedactedString, Secret, Token } from "../../schema/fields.js"
import { merge } from "../../schema/struct.js"

/**
 * The request of `NativeSso.process`.
 *
 * @since 0.2.0
 * @category process
 */
export interface NativeSsoRequest extends Schema.Schema.Type<typeof NativeSsoRequest> {}

/**
 * @since 0.2.0
 * @category process
 */
export const NativeSsoRequest = Schema.Struct(merge(
  {
    /** The access token that `Tokens.process` issued: `jwtAccessToken` if there is one, or else `accessToken`. */
    accessToken: Token,
    /** The refresh token that `Tokens.process` issued, if it issued one. */
    refreshToken: optional(Token),
    /** The device secret: the one that `Tokens.process` gave, if it is valid, or else a new one. */
    deviceSecret: Secret,
    /** The hash of the device secret, for the `ds_hash` claim; SHA-256 in base64url if it is left out. */
    deviceSecretHash: optional(Secret)
  },
  idToken
))

const refusal = {
  /** The error for the client application, as the text of a JSON object. */
  responseContent: maybe(JsonText)
}

/**
 * The response of `NativeSso.process`: the response that the token endpoint is to give.
 *
 * @since 0.2.0
 * @category process
 */
export type NativeSsoResponse = NativeSsoOk | NativeSsoInternalServerError | NativeSsoCallerError

/**
 * @since 0.2.0
 * @category process
 */
export const NativeSsoResponse = byAction(result, {
  OK: {
    /** The token response for the client application, with `device_secret`, as the text of a JSON object. */
    responseContent: RedactedString,
    /** The new ID token, a JWT, which holds the hash of the device secret. */
    idToken: maybe(RedactedString)
  },
  INTERNAL_SERVER_ERROR: refusal,
  CALLER_ERROR: refusal
})

/**
 * The tokens are ready.
 *
 * @since 0.2.0
 * @category process
 */
export interface NativeSsoOk extends Schema.Schema.Type<typeof NativeSsoResponse.cases.OK> {
  /** `OK`: respond with 200, `Cache-Control: no-store` and `responseContent` as JSON. */
  readonly action: "OK"
}

/**
 * Authlete failed.
 *
 * @since 0.2.0
 * @category process
 */
export interface NativeSsoInternalServerError
  extends Schema.Schema.Type<typeof NativeSsoResponse.cases.INTERNAL_SERVER_ERROR>
{
  /** `INTERNAL_SERVER_ERROR`: respond with 500 and `responseContent` as JSON. */
  readonly action: "INTERNAL_SERVER_ERROR"
}

/**
 * The request to Authlete was wrong: an access token that it did not issue, say.
 *
 * @since 0.2.0
 * @category process
 */
export interface NativeSsoCallerError extends Schema.Schema.Type<typeof NativeSsoResponse.cases.CALLER_ERROR> {
  /** `CALLER_ERROR`: respond with 500 and `responseContent` as JSON: the fault is the authorization server's. */
  readonly action: "CALLER_ERROR"
}

/** @internal */
export const nativeSsoProcess = Operation.make({
  name: "nativeSso.process",
  path: "/nativesso",
  request: NativeSsoRequest,
  response: NativeSsoResponse,
  // Nothing is consumed: a second call signs another ID token, and the first is lost.
  resend: Operation.always("idempotent")
})
