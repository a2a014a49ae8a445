import * as Operation from "../../../Operation.js"
import * as Schema from "../../edge/schema.js"
import { attestationChallenge, clientAuthentication } from "../../models/clientAuthentication.js"
import { ClientAuthMethod } from "../../models/clientAuthMethod.js"
import { dpop, dpopNonce } from "../../models/dpop.js"
import { result } from "../../models/result.js"
import { byAction } from "../../schema/byAction.js"
import { JsonText, maybe, open, Secret, Uri } from "../../schema/fields.js"
import { merge } from "../../schema/struct.js"

/**
 * The request of `PushedAuthorization.create`: what the pushed authorization request endpoint received.
 *
 * @since 0.2.0
 * @category create
 */
export interface PushedAuthorizationRequest extends Schema.Schema.Type<typeof PushedAuthorizationRequest> {}

/**
 * @since 0.2.0
 * @category create
 */
export const PushedAuthorizationRequest = Schema.Struct(merge(
  {
    /** The body of the client application's request as it came in: `response_type=…&client_id=…`. */
    parameters: Secret
  },
  clientAuthentication,
  dpop
))

/**
 * The response of `PushedAuthorization.create`: the response that the pushed authorization request endpoint is to give.
 *
 * @since 0.2.0
 * @category create
 */
export type PushedAuthorizationResponse =
  | PushedAuthorizationCreated
  | PushedAuthorizationBadRequest
  | PushedAuthorizationUnauthorized
  | PushedAuthorizationForbidden
  | PushedAuthorizationPayloadTooLarge
  | PushedAuthorizationInternalServerError

/**
 * @since 0.2.0
 * @category create
 */
export const PushedAuthorizationResponse = byAction(
  merge(result, dpopNonce, attestationChallenge, {
    /** The error for the client application, as the text of a JSON object. */
    responseContent: maybe(JsonText),
    /** How the client was authenticated. */
    clientAuthMethod: maybe(open(ClientAuthMethod))
  }),
  {
    CREATED: {
      /** The body of the response, with `request_uri` and `expires_in`, as the text of a JSON object. */
      responseContent: JsonText,
      /** RFC 9126's `request_uri`, with which the client application goes to the authorization endpoint. */
      requestUri: maybe(Uri)
    },
    BAD_REQUEST: {},
    UNAUTHORIZED: {},
    FORBIDDEN: {},
    PAYLOAD_TOO_LARGE: {},
    INTERNAL_SERVER_ERROR: {}
  }
)

/**
 * The authorization request is registered, for as long as the service's `pushedAuthReqDuration` says.
 *
 * @since 0.2.0
 * @category create
 */
export interface PushedAuthorizationCreated
  extends Schema.Schema.Type<typeof PushedAuthorizationResponse.cases.CREATED>
{
  /** `CREATED`: respond with 201, `Cache-Control: no-store` and `responseContent` as JSON. */
  readonly action: "CREATED"
}

/**
 * The client application's request was wrong.
 *
 * @since 0.2.0
 * @category create
 */
export interface PushedAuthorizationBadRequest
  extends Schema.Schema.Type<typeof PushedAuthorizationResponse.cases.BAD_REQUEST>
{
  /** `BAD_REQUEST`: respond with 400 and `responseContent` as JSON. */
  readonly action: "BAD_REQUEST"
}

/**
 * The client could not be authenticated.
 *
 * @since 0.2.0
 * @category create
 */
export interface PushedAuthorizationUnauthorized
  extends Schema.Schema.Type<typeof PushedAuthorizationResponse.cases.UNAUTHORIZED>
{
  /**
   * `UNAUTHORIZED`: respond with 401 and `responseContent` as JSON, and with a `WWW-Authenticate: Basic` challenge if the
   * client application used the `Authorization` header.
   */
  readonly action: "UNAUTHORIZED"
}

/**
 * The client may not push authorization requests.
 *
 * @since 0.2.0
 * @category create
 */
export interface PushedAuthorizationForbidden
  extends Schema.Schema.Type<typeof PushedAuthorizationResponse.cases.FORBIDDEN>
{
  /** `FORBIDDEN`: respond with 403 and `responseContent` as JSON. */
  readonly action: "FORBIDDEN"
}

/**
 * The client application's request is longer than Authlete takes.
 *
 * @since 0.2.0
 * @category create
 */
export interface PushedAuthorizationPayloadTooLarge
  extends Schema.Schema.Type<typeof PushedAuthorizationResponse.cases.PAYLOAD_TOO_LARGE>
{
  /** `PAYLOAD_TOO_LARGE`: respond with 413 and `responseContent` as JSON. */
  readonly action: "PAYLOAD_TOO_LARGE"
}

/**
 * The request to Authlete was wrong, or Authlete failed.
 *
 * @since 0.2.0
 * @category create
 */
export interface PushedAuthorizationInternalServerError
  extends Schema.Schema.Type<typeof PushedAuthorizationResponse.cases.INTERNAL_SERVER_ERROR>
{
  /** `INTERNAL_SERVER_ERROR`: respond with 500 and `responseContent` as JSON. */
  readonly action: "INTERNAL_SERVER_ERROR"
}

/** @internal */
export const pushedAuthorizationCreate = Operation.make({
  name: "pushedAuthorization.create",
  path: "/pushed_auth_req",
  request: PushedAuthorizationRequest,
  response: PushedAuthorizationResponse,
  // A second call may present an assertion or a proof that is good for one use, and registers a second request.
  resend: Operation.always("once")
})
