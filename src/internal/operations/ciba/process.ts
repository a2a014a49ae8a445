import * as Operation from "../../../Operation.js"
import * as Schema from "../../edge/schema.js"
import { askedForOnDevice } from "../../models/askedFor.js"
import { CimdOptions } from "../../models/cimdOptions.js"
import { attestationChallenge, clientAuthentication } from "../../models/clientAuthentication.js"
import { clientReference } from "../../models/clientReference.js"
import { DeliveryMode } from "../../models/deliveryMode.js"
import { grantManagement } from "../../models/grantManagement.js"
import { result } from "../../models/result.js"
import { byAction } from "../../schema/byAction.js"
import {
  Flag,
  JsonText,
  literals,
  maybe,
  open,
  optional,
  RedactedString,
  Seconds,
  Secret,
  Strings
} from "../../schema/fields.js"
import { merge } from "../../schema/struct.js"

/**
 * The request of `Ciba.process`: what the backchannel authentication endpoint received.
 *
 * @since 0.2.0
 * @category process
 */
export interface BackchannelAuthenticationRequest extends Schema.Schema.Type<typeof BackchannelAuthenticationRequest> {}

/**
 * @since 0.2.0
 * @category process
 */
export const BackchannelAuthenticationRequest = Schema.Struct(merge(
  {
    /** The body of the client application's request as it came in: `login_hint=…&scope=…`. */
    parameters: Secret
  },
  clientAuthentication,
  {
    /** How to resolve a client through its metadata document. */
    cimdOptions: optional(CimdOptions)
  }
))

/**
 * How a client application says who is to be authenticated, by the name of its request parameter.
 *
 * @since 0.2.0
 * @category process
 */
export type UserIdentificationHintType = typeof UserIdentificationHintType.Type

/**
 * @since 0.2.0
 * @category process
 */
export const UserIdentificationHintType = literals("LOGIN_HINT", "LOGIN_HINT_TOKEN", "ID_TOKEN_HINT")

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
 * The response of `Ciba.process`: what the backchannel authentication endpoint is to do next.
 *
 * @since 0.2.0
 * @category process
 */
export type BackchannelAuthenticationResponse =
  | BackchannelAuthenticationUserIdentification
  | BackchannelAuthenticationBadRequest
  | BackchannelAuthenticationUnauthorized
  | BackchannelAuthenticationInternalServerError

/**
 * @since 0.2.0
 * @category process
 */
export const BackchannelAuthenticationResponse = byAction(content, {
  USER_IDENTIFICATION: merge(askedForOnDevice, grantManagement, {
    /** What `Ciba.issue`, or else `Ciba.fail`, needs, and `Ciba.complete` after that. */
    ticket: RedactedString,
    /** What `hint` is. A value that this version does not know may come. */
    hintType: maybe(open(UserIdentificationHintType)),
    /** What the client application knows the resource owner by. */
    hint: maybe(RedactedString),
    /** The `sub` claim of the ID token, if that is the hint. */
    sub: maybe(Schema.String),
    /** What to show the resource owner, who sees the same at the client application. */
    bindingMessage: maybe(Schema.String),
    /** The secret that the resource owner gave the client application to be asked with, such as a PIN. */
    userCode: maybe(RedactedString),
    /** Whether a request of this client must have a user code, by the settings of the client and of the service. */
    userCodeRequired: maybe(Flag),
    /** How long the client application wants the `auth_req_id` to be valid, in seconds; 0 if it does not say. */
    requestedExpiry: maybe(Seconds),
    /** The `request_context` of a signed request (FAPI-CIBA), as the text of a JSON object. */
    requestContext: maybe(JsonText),
    /** The token that the client application wants to be notified with, in the modes `PING` and `PUSH`. */
    clientNotificationToken: maybe(RedactedString),
    /** How the client gets its tokens. A value that this version does not know may come. */
    deliveryMode: maybe(open(DeliveryMode)),
    /** What Authlete finds odd about the request, in its own sentences. */
    warnings: maybe(Strings)
  }),
  BAD_REQUEST: refusal,
  UNAUTHORIZED: refusal,
  INTERNAL_SERVER_ERROR: refusal
})

/**
 * The request is in order. It is to be found out who the resource owner is.
 *
 * @since 0.2.0
 * @category process
 */
export interface BackchannelAuthenticationUserIdentification
  extends Schema.Schema.Type<typeof BackchannelAuthenticationResponse.cases.USER_IDENTIFICATION>
{
  /**
   * `USER_IDENTIFICATION`: find the resource owner by `hint`, check `userCode` and `bindingMessage`, then call
   * `Ciba.issue` or `Ciba.fail` with the `ticket`.
   */
  readonly action: "USER_IDENTIFICATION"
}

/**
 * The client application's request was wrong.
 *
 * @since 0.2.0
 * @category process
 */
export interface BackchannelAuthenticationBadRequest
  extends Schema.Schema.Type<typeof BackchannelAuthenticationResponse.cases.BAD_REQUEST>
{
  /** `BAD_REQUEST`: respond with 400 and `responseContent` as JSON. */
  readonly action: "BAD_REQUEST"
}

/**
 * The client could not be authenticated.
 *
 * @since 0.2.0
 * @category process
 */
export interface BackchannelAuthenticationUnauthorized
  extends Schema.Schema.Type<typeof BackchannelAuthenticationResponse.cases.UNAUTHORIZED>
{
  /** `UNAUTHORIZED`: respond with 401, a `WWW-Authenticate: Basic` challenge and `responseContent` as JSON. */
  readonly action: "UNAUTHORIZED"
}

/**
 * The request to Authlete was wrong, or Authlete failed.
 *
 * @since 0.2.0
 * @category process
 */
export interface BackchannelAuthenticationInternalServerError
  extends Schema.Schema.Type<typeof BackchannelAuthenticationResponse.cases.INTERNAL_SERVER_ERROR>
{
  /** `INTERNAL_SERVER_ERROR`: respond with 500 and `responseContent` as JSON. */
  readonly action: "INTERNAL_SERVER_ERROR"
}

/** @internal */
export const cibaProcess = Operation.make({
  name: "ciba.process",
  path: "/backchannel/authentication",
  request: BackchannelAuthenticationRequest,
  response: BackchannelAuthenticationResponse,
  // A client assertion or an attestation may be good for one use.
  resend: Operation.always("once")
})
