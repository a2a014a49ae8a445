import * as Operation from "../../../Operation.js"
import * as Schema from "../../edge/schema.js"
import { result } from "../../models/result.js"
import { byAction } from "../../schema/byAction.js"
import { JsonText, literals, maybe, optional, Token, Uri } from "../../schema/fields.js"
import { merge } from "../../schema/struct.js"

/**
 * Why the authorization server refuses a backchannel authentication request. Each becomes the error of the same name.
 *
 * - `UNKNOWN_USER_ID`: nobody is known by the hint
 * - `EXPIRED_LOGIN_HINT_TOKEN`: the login hint token has expired
 * - `MISSING_USER_CODE`, `INVALID_USER_CODE`: the resource owner has a user code, and it is not there or wrong
 * - `INVALID_BINDING_MESSAGE`: the binding message cannot be shown
 * - `INVALID_TARGET`: the resources cannot be had
 * - `UNAUTHORIZED_CLIENT`: the client may not do this
 * - `ACCESS_DENIED`: refused without asking the resource owner
 * - `SERVER_ERROR`: anything else
 *
 * @since 0.2.0
 * @category fail
 */
export type BackchannelAuthenticationFailReason = typeof BackchannelAuthenticationFailReason.Type

/**
 * @since 0.2.0
 * @category fail
 */
export const BackchannelAuthenticationFailReason = literals(
  "UNKNOWN_USER_ID",
  "EXPIRED_LOGIN_HINT_TOKEN",
  "MISSING_USER_CODE",
  "INVALID_USER_CODE",
  "INVALID_BINDING_MESSAGE",
  "INVALID_TARGET",
  "UNAUTHORIZED_CLIENT",
  "ACCESS_DENIED",
  "SERVER_ERROR"
)

/**
 * The request of `Ciba.fail`.
 *
 * @since 0.2.0
 * @category fail
 */
export interface BackchannelAuthenticationFailRequest
  extends Schema.Schema.Type<typeof BackchannelAuthenticationFailRequest>
{}

/**
 * @since 0.2.0
 * @category fail
 */
export const BackchannelAuthenticationFailRequest = Schema.Struct({
  /** The ticket that `Ciba.process` gave out with the action `USER_IDENTIFICATION`. */
  ticket: Token,
  /** Why the request is refused; it decides the error that the client application is told. */
  reason: BackchannelAuthenticationFailReason,
  /** The `error_description` for the client application. */
  errorDescription: optional(Schema.String),
  /** The `error_uri` for the client application. */
  errorUri: optional(Uri)
})

/**
 * The response of `Ciba.fail`: the response that the backchannel authentication endpoint is to give. `BAD_REQUEST` and
 * `FORBIDDEN` are how the call goes well.
 *
 * @since 0.2.0
 * @category fail
 */
export type BackchannelAuthenticationFailResponse =
  | BackchannelAuthenticationFailBadRequest
  | BackchannelAuthenticationFailForbidden
  | BackchannelAuthenticationFailInternalServerError

/**
 * @since 0.2.0
 * @category fail
 */
export const BackchannelAuthenticationFailResponse = byAction(
  merge(result, {
    /** The error for the client application, as the text of a JSON object. */
    responseContent: maybe(JsonText)
  }),
  { BAD_REQUEST: {}, FORBIDDEN: {}, INTERNAL_SERVER_ERROR: {} }
)

/**
 * The request is refused, and the ticket is gone.
 *
 * @since 0.2.0
 * @category fail
 */
export interface BackchannelAuthenticationFailBadRequest
  extends Schema.Schema.Type<typeof BackchannelAuthenticationFailResponse.cases.BAD_REQUEST>
{
  /** `BAD_REQUEST`: respond with 400 and `responseContent` as JSON. */
  readonly action: "BAD_REQUEST"
}

/**
 * The request is refused for the reason `ACCESS_DENIED`, and the ticket is gone.
 *
 * @since 0.2.0
 * @category fail
 */
export interface BackchannelAuthenticationFailForbidden
  extends Schema.Schema.Type<typeof BackchannelAuthenticationFailResponse.cases.FORBIDDEN>
{
  /** `FORBIDDEN`: respond with 403 and `responseContent` as JSON. */
  readonly action: "FORBIDDEN"
}

/**
 * The request is refused for the reason `SERVER_ERROR`; or the request to Authlete was wrong, or Authlete failed.
 *
 * @since 0.2.0
 * @category fail
 */
export interface BackchannelAuthenticationFailInternalServerError
  extends Schema.Schema.Type<typeof BackchannelAuthenticationFailResponse.cases.INTERNAL_SERVER_ERROR>
{
  /** `INTERNAL_SERVER_ERROR`: respond with 500 and `responseContent` as JSON. */
  readonly action: "INTERNAL_SERVER_ERROR"
}

/** @internal */
export const cibaFail = Operation.make({
  name: "ciba.fail",
  path: "/backchannel/authentication/fail",
  request: BackchannelAuthenticationFailRequest,
  response: BackchannelAuthenticationFailResponse,
  // A second call finds no ticket any more, and the error of the first is lost.
  resend: Operation.always("once")
})
