/**
 * The OAuth 2.0 Device Authorization Grant (RFC 8628): what a device authorization endpoint asks Authlete, and the page
 * where the resource owner types in the user code.
 *
 * `authorize` gives the client application its codes, `verify` tells the page what a user code is for, and `complete`
 * takes the resource owner's decision.
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
  DeviceAuthorizationRequest,
  DeviceAuthorizationResponse
} from "./internal/operations/deviceFlow/authorize.js"
import { deviceFlowAuthorize } from "./internal/operations/deviceFlow/authorize.js"
import type { DeviceCompleteRequest, DeviceCompleteResponse } from "./internal/operations/deviceFlow/complete.js"
import { deviceFlowComplete } from "./internal/operations/deviceFlow/complete.js"
import type { DeviceVerificationRequest, DeviceVerificationResponse } from "./internal/operations/deviceFlow/verify.js"
import { deviceFlowVerify } from "./internal/operations/deviceFlow/verify.js"

export { DynamicScope } from "./internal/models/askedFor.js"
export { CimdOptions } from "./internal/models/cimdOptions.js"
export { DecisionResult } from "./internal/models/decisionOnDevice.js"
export { GrantManagementAction } from "./internal/models/grantManagement.js"
export { DeviceAuthorizationRequest, DeviceAuthorizationResponse } from "./internal/operations/deviceFlow/authorize.js"
export type {
  DeviceAuthorizationBadRequest,
  DeviceAuthorizationInternalServerError,
  DeviceAuthorizationOk,
  DeviceAuthorizationUnauthorized
} from "./internal/operations/deviceFlow/authorize.js"
export { DeviceCompleteRequest, DeviceCompleteResponse } from "./internal/operations/deviceFlow/complete.js"
export type {
  DeviceCompleteInvalidRequest,
  DeviceCompleteServerError,
  DeviceCompleteSuccess,
  DeviceCompleteUserCodeExpired,
  DeviceCompleteUserCodeNotExist
} from "./internal/operations/deviceFlow/complete.js"
export { DeviceVerificationRequest, DeviceVerificationResponse } from "./internal/operations/deviceFlow/verify.js"
export type {
  DeviceVerificationExpired,
  DeviceVerificationNotExist,
  DeviceVerificationServerError,
  DeviceVerificationValid
} from "./internal/operations/deviceFlow/verify.js"

/**
 * Has Authlete handle the request that a client application sent to the device authorization endpoint. With the action
 * `OK`, respond with 200 and `responseContent`, which holds the device code and the user code.
 *
 * `POST /api/{serviceId}/device/authorization`. Sent again only if Authlete certainly did not do it.
 *
 * @example
 * ```ts
 * import { DeviceFlow } from "effect-authlete"
 *
 * const authorized = DeviceFlow.authorize({
 *   parameters: "client_id=26888344961664&scope=history.read",
 *   clientId: "26888344961664",
 *   clientSecret: "a secret"
 * })
 * ```
 *
 * @since 0.2.0
 * @category operations
 */
export const authorize = (
  request: DeviceAuthorizationRequest
): Effect.Effect<DeviceAuthorizationResponse, AuthleteError, AuthleteClient> => execute(deviceFlowAuthorize, request)

/**
 * Tells what a user code is for: which client asks for what. The code can be used afterwards, by `complete`. Limit how
 * often it can be tried, since user codes are short.
 *
 * `POST /api/{serviceId}/device/verification`. Sent again after any transient failure.
 *
 * @example
 * ```ts
 * import { Effect } from "effect"
 * import { DeviceFlow } from "effect-authlete"
 *
 * const question = (userCode: string) =>
 *   DeviceFlow.verify({ userCode }).pipe(
 *     Effect.map((response) =>
 *       response.action === "VALID" ? `Let ${response.clientName} in?` : "There is no such code, or it has expired."
 *     )
 *   )
 * ```
 *
 * @since 0.2.0
 * @category operations
 */
export const verify = (
  request: DeviceVerificationRequest
): Effect.Effect<DeviceVerificationResponse, AuthleteError, AuthleteClient> => execute(deviceFlowVerify, request)

/**
 * Tells Authlete what the resource owner decided. The client application gets it when it next asks the token endpoint.
 *
 * `POST /api/{serviceId}/device/complete`. Sent again only if Authlete certainly did not do it.
 *
 * @example
 * ```ts
 * import { DeviceFlow } from "effect-authlete"
 *
 * const completed = DeviceFlow.complete({ userCode: "XWWKPBWVXQ", result: "AUTHORIZED", subject: "john" })
 * ```
 *
 * @since 0.2.0
 * @category operations
 */
export const complete = (
  request: DeviceCompleteRequest
): Effect.Effect<DeviceCompleteResponse, AuthleteError, AuthleteClient> => execute(deviceFlowComplete, request)
