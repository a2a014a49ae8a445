import * as Operation from "../../../Operation.js"
import * as Schema from "../../edge/schema.js"
import { askedForOnDevice } from "../../models/askedFor.js"
import { CimdOptions } from "../../models/cimdOptions.js"
import { attestationChallenge, clientAuthentication } from "../../models/clientAuthentication.js"
import { clientReference } from "../../models/clientReference.js"
import { grantManagement } from "../../models/grantManagement.js"
import { result } from "../../models/result.js"
import { byAction } from "../../schema/byAction.js"
import { JsonText, maybe, optional, RedactedString, Seconds, Secret, Strings, Uri } from "../../schema/fields.js"
import { merge } from "../../schema/struct.js"

/**
 * The request of `DeviceFlow.authorize`: what the device authorization endpoint received.
 *
 * @since 0.2.0
 * @category authorize
 */
export interface DeviceAuthorizationRequest extends Schema.Schema.Type<typeof DeviceAuthorizationRequest> {}

/**
 * @since 0.2.0
 * @category authorize
 */
export const DeviceAuthorizationRequest = Schema.Struct(merge(
  {
    /** The body of the client application's request as it came in: `client_id=…&scope=…`. */
    parameters: Secret
  },
  clientAuthentication,
  {
    /** How to resolve a client through its metadata document. */
    cimdOptions: optional(CimdOptions)
  }
))

const content = merge(result, clientReference, attestationChallenge, {
  clientName: maybe(Schema.String),
  /** How the client was authenticated. */
  clientAuthMethod: maybe(Schema.String)
})

const refusal = {
  /** The error for the client application, as the text of a JSON object. */
  responseContent: maybe(JsonText)
}

/**
 * The response of `DeviceFlow.authorize`: the response that the device authorization endpoint is to give.
 *
 * @since 0.2.0
 * @category authorize
 */
export type DeviceAuthorizationResponse =
  | DeviceAuthorizationOk
  | DeviceAuthorizationBadRequest
  | DeviceAuthorizationUnauthorized
  | DeviceAuthorizationInternalServerError

/**
 * @since 0.2.0
 * @category authorize
 */
export const DeviceAuthorizationResponse = byAction(content, {
  OK: merge(askedForOnDevice, grantManagement, {
    /** The response for the client application, with both codes, as the text of a JSON object. */
    responseContent: RedactedString,
    /** The code that the client application asks the token endpoint with. */
    deviceCode: maybe(RedactedString),
    /** The code that the resource owner is to type in. */
    userCode: maybe(RedactedString),
    /** Where the resource owner is to type it in. */
    verificationUri: maybe(Uri),
    /** The same place with the user code in its URI, for a QR code. */
    verificationUriComplete: maybe(RedactedString),
    /** How long both codes are valid, in seconds. */
    expiresIn: maybe(Seconds),
    /** How long the client application must wait from one poll of the token endpoint to the next, in seconds. */
    interval: maybe(Seconds),
    /** What Authlete finds odd about the request, in its own sentences. */
    warnings: maybe(Strings)
  }),
  BAD_REQUEST: refusal,
  UNAUTHORIZED: refusal,
  INTERNAL_SERVER_ERROR: refusal
})

/**
 * The codes were issued.
 *
 * @since 0.2.0
 * @category authorize
 */
export interface DeviceAuthorizationOk extends Schema.Schema.Type<typeof DeviceAuthorizationResponse.cases.OK> {
  /**
   * `OK`: respond with 200, `Cache-Control: no-store` and `responseContent` as JSON. When the resource owner types in the
   * user code, call `DeviceFlow.verify`.
   */
  readonly action: "OK"
}

/**
 * The client application's request was wrong.
 *
 * @since 0.2.0
 * @category authorize
 */
export interface DeviceAuthorizationBadRequest
  extends Schema.Schema.Type<typeof DeviceAuthorizationResponse.cases.BAD_REQUEST>
{
  /** `BAD_REQUEST`: respond with 400 and `responseContent` as JSON. */
  readonly action: "BAD_REQUEST"
}

/**
 * The client could not be authenticated.
 *
 * @since 0.2.0
 * @category authorize
 */
export interface DeviceAuthorizationUnauthorized
  extends Schema.Schema.Type<typeof DeviceAuthorizationResponse.cases.UNAUTHORIZED>
{
  /** `UNAUTHORIZED`: respond with 401, a `WWW-Authenticate: Basic` challenge and `responseContent` as JSON. */
  readonly action: "UNAUTHORIZED"
}

/**
 * The request to Authlete was wrong, or Authlete failed.
 *
 * @since 0.2.0
 * @category authorize
 */
export interface DeviceAuthorizationInternalServerError
  extends Schema.Schema.Type<typeof DeviceAuthorizationResponse.cases.INTERNAL_SERVER_ERROR>
{
  /** `INTERNAL_SERVER_ERROR`: respond with 500 and `responseContent` as JSON. */
  readonly action: "INTERNAL_SERVER_ERROR"
}

/** @internal */
export const deviceFlowAuthorize = Operation.make({
  name: "deviceFlow.authorize",
  path: "/device/authorization",
  request: DeviceAuthorizationRequest,
  response: DeviceAuthorizationResponse,
  // A client assertion or an attestation may be good for one use.
  resend: Operation.always("once")
})
