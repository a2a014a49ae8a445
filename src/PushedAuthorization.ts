/**
 * Pushed authorization requests (RFC 9126): a client application sends its authorization request to the server first, and
 * then the resource owner to the authorization endpoint, with nothing but the `request_uri` that it got.
 *
 * @since 0.2.0
 */
import type * as Effect from "effect/Effect"
import type { AuthleteClient } from "./AuthleteClient.js"
import { execute } from "./AuthleteClient.js"
import type { AuthleteError } from "./AuthleteError.js"
import type {
  PushedAuthorizationRequest,
  PushedAuthorizationResponse
} from "./internal/operations/pushedAuthorization/create.js"
import { pushedAuthorizationCreate } from "./internal/operations/pushedAuthorization/create.js"

export { ClientAuthMethod } from "./internal/models/clientAuthMethod.js"
export {
  PushedAuthorizationRequest,
  PushedAuthorizationResponse
} from "./internal/operations/pushedAuthorization/create.js"
export type {
  PushedAuthorizationBadRequest,
  PushedAuthorizationCreated,
  PushedAuthorizationForbidden,
  PushedAuthorizationInternalServerError,
  PushedAuthorizationPayloadTooLarge,
  PushedAuthorizationUnauthorized
} from "./internal/operations/pushedAuthorization/create.js"

/**
 * Has Authlete register the authorization request that a client application pushed. With the action `CREATED` the
 * response holds the `request_uri`; the other actions refuse the request. Whatever the action, a `dpopNonce` and an
 * `attestationChallenge` go into the headers `DPoP-Nonce` and `OAuth-Client-Attestation-Challenge` of the response to the
 * client application.
 *
 * `POST /api/{serviceId}/pushed_auth_req`. Sent again only if Authlete certainly did not do it.
 *
 * @example
 * ```ts
 * import { Effect } from "effect"
 * import { PushedAuthorization } from "effect-authlete"
 *
 * const statuses = {
 *   CREATED: 201,
 *   BAD_REQUEST: 400,
 *   UNAUTHORIZED: 401,
 *   FORBIDDEN: 403,
 *   PAYLOAD_TOO_LARGE: 413,
 *   INTERNAL_SERVER_ERROR: 500
 * }
 *
 * const push = (parameters: string, clientId: string, clientSecret: string) =>
 *   PushedAuthorization.create({ parameters, clientId, clientSecret }).pipe(
 *     Effect.map(({ action, responseContent }) => ({ status: statuses[action], body: responseContent }))
 *   )
 * ```
 *
 * @since 0.2.0
 * @category operations
 */
export const create = (
  request: PushedAuthorizationRequest
): Effect.Effect<PushedAuthorizationResponse, AuthleteError, AuthleteClient> =>
  execute(pushedAuthorizationCreate, request)
