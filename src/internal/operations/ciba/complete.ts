import * as Operation from "../../../Operation.js"
import * as Schema from "../../edge/schema.js"
import { AuthorizationDetails } from "../../models/authorizationDetails.js"
import { clientReference } from "../../models/clientReference.js"
import { decided, decisionOnDevice } from "../../models/decisionOnDevice.js"
import { DeliveryMode } from "../../models/deliveryMode.js"
import { result } from "../../models/result.js"
import { byAction } from "../../schema/byAction.js"
import { maybe, open, optional, RedactedString, Seconds, Strings, Token, Uri } from "../../schema/fields.js"
import { merge } from "../../schema/struct.js"

/**
 * The request of `Ciba.complete`. With the result `AUTHORIZED`, it must have a `subject`.
 *
 * @since 0.2.0
 * @category complete
 */
export type BackchannelAuthenticationCompleteRequest = typeof BackchannelAuthenticationCompleteRequest.Type

/**
 * @since 0.2.0
 * @category complete
 */
export const BackchannelAuthenticationCompleteRequest = decided(Schema.Struct(merge(
  {
    /** The ticket that `Ciba.process` gave out and `Ciba.issue` took. */
    ticket: Token
  },
  decisionOnDevice,
  {
    /** The value of the access token that may be issued; Authlete draws one if it is left out. */
    accessToken: optional(Token)
  }
)))

const transaction = merge(clientReference, {
  clientName: maybe(Schema.String),
  /** How the client gets its tokens. A value that this version does not know may come. */
  deliveryMode: maybe(open(DeliveryMode)),
  /** The `auth_req_id` that `Ciba.issue` issued. */
  authReqId: maybe(RedactedString),
  /** How long the access token lives, in seconds. */
  accessTokenDuration: maybe(Seconds),
  /** How long the refresh token lives, in seconds. */
  refreshTokenDuration: maybe(Seconds),
  /** How long the ID token is valid, in seconds. */
  idTokenDuration: maybe(Seconds),
  /** RFC 8707's resources that the client application asked for, as URIs. */
  resources: maybe(Strings),
  /** RFC 9396's authorization details that the client application asked for. */
  authorizationDetails: maybe(AuthorizationDetails),
  /** The identifier of the grant, in the sense of Grant Management for OAuth 2.0. */
  grantId: maybe(Schema.String)
})

/**
 * The response of `Ciba.complete`: whether the client application is to be notified.
 *
 * @since 0.2.0
 * @category complete
 */
export type BackchannelAuthenticationCompleteResponse =
  | BackchannelAuthenticationCompleteNotification
  | BackchannelAuthenticationCompleteNoAction
  | BackchannelAuthenticationCompleteServerError

/**
 * @since 0.2.0
 * @category complete
 */
export const BackchannelAuthenticationCompleteResponse = byAction(result, {
  NOTIFICATION: merge(transaction, {
    /** The body of the notification, as the text of a JSON object: the `auth_req_id`, and in the mode `PUSH` tokens or an error. */
    responseContent: RedactedString,
    /** Where to send the notification. */
    clientNotificationEndpoint: Uri,
    /** The bearer token to send it with, which the client application gave. */
    clientNotificationToken: RedactedString,
    /** The new access token, in the mode `PUSH`. */
    accessToken: maybe(RedactedString),
    /** The new access token in JWT form, if the service issues such. */
    jwtAccessToken: maybe(RedactedString),
    /** The refresh token that goes with the access token, if there is one. */
    refreshToken: maybe(RedactedString),
    /** The new ID token, in the mode `PUSH`. */
    idToken: maybe(RedactedString)
  }),
  NO_ACTION: transaction,
  SERVER_ERROR: {}
})

/**
 * The client application wants to be told: the mode is `PING` or `PUSH`.
 *
 * @since 0.2.0
 * @category complete
 */
export interface BackchannelAuthenticationCompleteNotification
  extends Schema.Schema.Type<typeof BackchannelAuthenticationCompleteResponse.cases.NOTIFICATION>
{
  /**
   * `NOTIFICATION`: POST `responseContent` as JSON to `clientNotificationEndpoint`, with `clientNotificationToken` as
   * the bearer token. Follow no redirect, and take 200 or 204 for a success without a look at the body (CIBA Core 1.0,
   * sections 10.2 and 10.3).
   */
  readonly action: "NOTIFICATION"
}

/**
 * The client application polls the token endpoint, which will tell it.
 *
 * @since 0.2.0
 * @category complete
 */
export interface BackchannelAuthenticationCompleteNoAction
  extends Schema.Schema.Type<typeof BackchannelAuthenticationCompleteResponse.cases.NO_ACTION>
{
  /** `NO_ACTION`: there is nothing more to do. */
  readonly action: "NO_ACTION"
}

/**
 * The request to Authlete was wrong, or Authlete failed.
 *
 * @since 0.2.0
 * @category complete
 */
export interface BackchannelAuthenticationCompleteServerError
  extends Schema.Schema.Type<typeof BackchannelAuthenticationCompleteResponse.cases.SERVER_ERROR>
{
  /** `SERVER_ERROR`: the client application is told nothing; respond to the resource owner's device with 500. */
  readonly action: "SERVER_ERROR"
}

/** @internal */
export const cibaComplete = Operation.make({
  name: "ciba.complete",
  path: "/backchannel/authentication/complete",
  request: BackchannelAuthenticationCompleteRequest,
  response: BackchannelAuthenticationCompleteResponse,
  // A second call finds the ticket used, and the notification of the first is lost.
  resend: Operation.always("once")
})
