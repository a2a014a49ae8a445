/**
 * OpenID Connect Client-Initiated Backchannel Authentication (CIBA): what a backchannel authentication endpoint asks
 * Authlete, and what follows when the resource owner has been asked on the authentication device.
 *
 * `process` gives a ticket, `issue` or `fail` makes the response to the client application, and after `issue` the
 * resource owner's decision goes to `complete`, with the same ticket.
 *
 * Every operation fails with `AuthleteError`, and with `InvalidRequest`, before anything is sent, if the request does
 * not fit its schema. Every `action` is a result, not an error.
 *
 * @since 0.2.0
 */
import type * as Effect from "effect/Effect"
import type { AuthleteClient } from "./AuthleteClient.js"
import { execute } from "./AuthleteClient.js"
import type { AuthleteError } from "./AuthleteError.js"
import type {
  BackchannelAuthenticationCompleteRequest,
  BackchannelAuthenticationCompleteResponse
} from "./internal/operations/ciba/complete.js"
import { cibaComplete } from "./internal/operations/ciba/complete.js"
import type {
  BackchannelAuthenticationFailRequest,
  BackchannelAuthenticationFailResponse
} from "./internal/operations/ciba/fail.js"
import { cibaFail } from "./internal/operations/ciba/fail.js"
import type {
  BackchannelAuthenticationIssueRequest,
  BackchannelAuthenticationIssueResponse
} from "./internal/operations/ciba/issue.js"
import { cibaIssue } from "./internal/operations/ciba/issue.js"
import type {
  BackchannelAuthenticationRequest,
  BackchannelAuthenticationResponse
} from "./internal/operations/ciba/process.js"
import { cibaProcess } from "./internal/operations/ciba/process.js"

export { DynamicScope } from "./internal/models/askedFor.js"
export { CimdOptions } from "./internal/models/cimdOptions.js"
export { DecisionResult } from "./internal/models/decisionOnDevice.js"
export { DeliveryMode } from "./internal/models/deliveryMode.js"
export { GrantManagementAction } from "./internal/models/grantManagement.js"
export {
  BackchannelAuthenticationCompleteRequest,
  BackchannelAuthenticationCompleteResponse
} from "./internal/operations/ciba/complete.js"
export type {
  BackchannelAuthenticationCompleteNoAction,
  BackchannelAuthenticationCompleteNotification,
  BackchannelAuthenticationCompleteServerError
} from "./internal/operations/ciba/complete.js"
export {
  BackchannelAuthenticationFailReason,
  BackchannelAuthenticationFailRequest,
  BackchannelAuthenticationFailResponse
} from "./internal/operations/ciba/fail.js"
export type {
  BackchannelAuthenticationFailBadRequest,
  BackchannelAuthenticationFailForbidden,
  BackchannelAuthenticationFailInternalServerError
} from "./internal/operations/ciba/fail.js"
export {
  BackchannelAuthenticationIssueRequest,
  BackchannelAuthenticationIssueResponse
} from "./internal/operations/ciba/issue.js"
export type {
  BackchannelAuthenticationIssueInternalServerError,
  BackchannelAuthenticationIssueInvalidTicket,
  BackchannelAuthenticationIssueOk
} from "./internal/operations/ciba/issue.js"
export {
  BackchannelAuthenticationRequest,
  BackchannelAuthenticationResponse,
  UserIdentificationHintType
} from "./internal/operations/ciba/process.js"
export type {
  BackchannelAuthenticationBadRequest,
  BackchannelAuthenticationInternalServerError,
  BackchannelAuthenticationUnauthorized,
  BackchannelAuthenticationUserIdentification
} from "./internal/operations/ciba/process.js"

/**
 * Has Authlete handle the request that a client application sent to the backchannel authentication endpoint, and says by
 * `action` what to do next: respond with `responseContent`, or, for the action `USER_IDENTIFICATION`, find the resource
 * owner and go on with `issue` or `fail`.
 *
 * `POST /api/{serviceId}/backchannel/authentication`. Sent again only if Authlete certainly did not do it.
 *
 * @example
 * ```ts
 * import { Effect } from "effect"
 * import { Ciba } from "effect-authlete"
 *
 * const start = (parameters: string) =>
 *   Effect.gen(function*() {
 *     const response = yield* Ciba.process({ parameters, clientId: "26862190133482", clientSecret: "a secret" })
 *     if (response.action !== "USER_IDENTIFICATION") return response
 *     const { bindingMessage = "", ticket } = response
 *     return bindingMessage.length > 40
 *       ? yield* Ciba.fail({ ticket, reason: "INVALID_BINDING_MESSAGE" })
 *       : yield* Ciba.issue({ ticket })
 *   })
 * ```
 *
 * @since 0.2.0
 * @category operations
 */
export const process = (
  request: BackchannelAuthenticationRequest
): Effect.Effect<BackchannelAuthenticationResponse, AuthleteError, AuthleteClient> => execute(cibaProcess, request)

/**
 * Issues the `auth_req_id` of a request that `process` gave a ticket for. With the action `OK`, respond to the client
 * application with 200 and `responseContent`, then ask the resource owner.
 *
 * `POST /api/{serviceId}/backchannel/authentication/issue`. Sent again only if Authlete certainly did not do it.
 *
 * @example
 * ```ts
 * import { Ciba } from "effect-authlete"
 *
 * const issued = Ciba.issue({ ticket: "NFIHGx_btVrWmtAD093D-87JxvT4DAtuijEkLVHbS4Q" })
 * ```
 *
 * @since 0.2.0
 * @category operations
 */
export const issue = (
  request: BackchannelAuthenticationIssueRequest
): Effect.Effect<BackchannelAuthenticationIssueResponse, AuthleteError, AuthleteClient> => execute(cibaIssue, request)

/**
 * Ends a request that `process` gave a ticket for, before the resource owner is asked. The action is `BAD_REQUEST` or
 * `FORBIDDEN` when all went well: respond to the client application with 400 or 403 and `responseContent`.
 *
 * `POST /api/{serviceId}/backchannel/authentication/fail`. Sent again only if Authlete certainly did not do it.
 *
 * @example
 * ```ts
 * import { Ciba } from "effect-authlete"
 *
 * const failed = Ciba.fail({ ticket: "NFIHGx_btVrWmtAD093D-87JxvT4DAtuijEkLVHbS4Q", reason: "UNKNOWN_USER_ID" })
 * ```
 *
 * @since 0.2.0
 * @category operations
 */
export const fail = (
  request: BackchannelAuthenticationFailRequest
): Effect.Effect<BackchannelAuthenticationFailResponse, AuthleteError, AuthleteClient> => execute(cibaFail, request)

/**
 * Tells Authlete what the resource owner decided, with the ticket that `issue` took. With the action `NOTIFICATION`, send
 * `responseContent` to the client application; with `NO_ACTION`, it asks the token endpoint by itself.
 *
 * `POST /api/{serviceId}/backchannel/authentication/complete`. Sent again only if Authlete certainly did not do it.
 *
 * @example
 * ```ts
 * import { Ciba } from "effect-authlete"
 *
 * const completed = Ciba.complete({
 *   ticket: "NFIHGx_btVrWmtAD093D-87JxvT4DAtuijEkLVHbS4Q",
 *   result: "AUTHORIZED",
 *   subject: "john"
 * })
 * ```
 *
 * @since 0.2.0
 * @category operations
 */
export const complete = (
  request: BackchannelAuthenticationCompleteRequest
): Effect.Effect<BackchannelAuthenticationCompleteResponse, AuthleteError, AuthleteClient> =>
  execute(cibaComplete, request)
