import * as Operation from "../../../Operation.js"
import * as Schema from "../../edge/schema.js"
import type { Literals } from "../../edge/schema.js"
import { result } from "../../models/result.js"
import { byAction } from "../../schema/byAction.js"
import { JsonText, literals, maybe, optional, Token, Uri } from "../../schema/fields.js"
import { merge } from "../../schema/struct.js"

/**
 * Why an authorization request is refused. It decides the `error` that the client application is told:
 *
 * - `NOT_LOGGED_IN`, `NOT_AUTHENTICATED`, `MAX_AGE_NOT_SUPPORTED`, `EXCEEDS_MAX_AGE` and `DIFFERENT_SUBJECT`:
 *   `login_required`
 * - `ACR_NOT_SATISFIED`: `unmet_authentication_requirements`
 * - `DENIED`: `access_denied`
 * - `UNKNOWN` and `SERVER_ERROR`: `server_error`
 * - all others: the same in small letters
 *
 * @since 0.2.0
 * @category fail
 */
export type AuthorizationFailReason =
  | "UNKNOWN"
  | "NOT_LOGGED_IN"
  | "MAX_AGE_NOT_SUPPORTED"
  | "EXCEEDS_MAX_AGE"
  | "DIFFERENT_SUBJECT"
  | "ACR_NOT_SATISFIED"
  | "DENIED"
  | "SERVER_ERROR"
  | "NOT_AUTHENTICATED"
  | "ACCOUNT_SELECTION_REQUIRED"
  | "CONSENT_REQUIRED"
  | "INTERACTION_REQUIRED"
  | "INVALID_TARGET"
  | "INVALID_SCOPE"
  | "UNAUTHORIZED_CLIENT"
  | "TEMPORARILY_UNAVAILABLE"

/**
 * @since 0.2.0
 * @category fail
 */
export const AuthorizationFailReason: Literals<AuthorizationFailReason> = literals(
  "UNKNOWN",
  "NOT_LOGGED_IN",
  "MAX_AGE_NOT_SUPPORTED",
  "EXCEEDS_MAX_AGE",
  "DIFFERENT_SUBJECT",
  "ACR_NOT_SATISFIED",
  "DENIED",
  "SERVER_ERROR",
  "NOT_AUTHENTICATED",
  "ACCOUNT_SELECTION_REQUIRED",
  "CONSENT_REQUIRED",
  "INTERACTION_REQUIRED",
  "INVALID_TARGET",
  "INVALID_SCOPE",
  "UNAUTHORIZED_CLIENT",
  "TEMPORARILY_UNAVAILABLE"
)

/**
 * The request of `Authorization.fail`.
 *
 * @since 0.2.0
 * @category fail
 */
export interface AuthorizationFailRequest extends Schema.Schema.Type<typeof AuthorizationFailRequest> {}

/**
 * @since 0.2.0
 * @category fail
 */
export const AuthorizationFailRequest = Schema.Struct({
  /** The ticket that `Authorization.process` gave out. It is used up. */
  ticket: Token,
  /** Why the authorization request is refused; it decides the error that the client application is told. */
  reason: AuthorizationFailReason,
  /** The `error_description` to tell the client application, in place of Authlete's. */
  description: optional(Schema.String)
})

/**
 * The response of `Authorization.fail`: the response that the authorization endpoint is to give. `LOCATION` and `FORM` are
 * how the call goes well.
 *
 * @since 0.2.0
 * @category fail
 */
export type AuthorizationFailResponse =
  | AuthorizationFailLocation
  | AuthorizationFailForm
  | AuthorizationFailBadRequest
  | AuthorizationFailInternalServerError

/**
 * @since 0.2.0
 * @category fail
 */
export const AuthorizationFailResponse = byAction(
  merge(result, {
    /** The error, as the text of a JSON object. */
    responseContent: maybe(JsonText)
  }),
  {
    LOCATION: {
      /** The URL to redirect to: the client application's, with `error`. */
      responseContent: Uri
    },
    FORM: {
      /** The page to show, in HTML: it posts the error to the client application. */
      responseContent: Schema.String
    },
    BAD_REQUEST: {},
    INTERNAL_SERVER_ERROR: {}
  }
)

/**
 * The refusal is ready.
 *
 * @since 0.2.0
 * @category fail
 */
export interface AuthorizationFailLocation extends Schema.Schema.Type<typeof AuthorizationFailResponse.cases.LOCATION> {
  /** `LOCATION`: respond with 302, `responseContent` as the `Location` header, and no body. */
  readonly action: "LOCATION"
}

/**
 * The refusal is ready, as a form that the client application asked for (`response_mode=form_post`).
 *
 * @since 0.2.0
 * @category fail
 */
export interface AuthorizationFailForm extends Schema.Schema.Type<typeof AuthorizationFailResponse.cases.FORM> {
  /** `FORM`: respond with 200 and `responseContent` as `text/html;charset=UTF-8`. Its script must be allowed to run. */
  readonly action: "FORM"
}

/**
 * The ticket is unknown or used up, or has expired: mostly, the resource owner took too long.
 *
 * @since 0.2.0
 * @category fail
 */
export interface AuthorizationFailBadRequest
  extends Schema.Schema.Type<typeof AuthorizationFailResponse.cases.BAD_REQUEST>
{
  /** `BAD_REQUEST`: respond with 400 and `responseContent` as JSON, or with a page that asks to begin again. */
  readonly action: "BAD_REQUEST"
}

/**
 * The request to Authlete was wrong, or Authlete failed.
 *
 * @since 0.2.0
 * @category fail
 */
export interface AuthorizationFailInternalServerError
  extends Schema.Schema.Type<typeof AuthorizationFailResponse.cases.INTERNAL_SERVER_ERROR>
{
  /** `INTERNAL_SERVER_ERROR`: respond with 500 and `responseContent` as JSON, or with a page of your own. */
  readonly action: "INTERNAL_SERVER_ERROR"
}

/** @internal */
export const authorizationFail = Operation.make({
  name: "authorization.fail",
  path: "/auth/authorization/fail",
  request: AuthorizationFailRequest,
  response: AuthorizationFailResponse,
  resend: Operation.always("once")
})
