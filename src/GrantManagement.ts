/**
 * Grant Management for OAuth 2.0: a client application looks at a grant that it has from the resource owner, or gives it
 * back.
 *
 * @since 0.2.0
 */
import type * as Effect from "effect/Effect"
import type { AuthleteClient } from "./AuthleteClient.js"
import { execute } from "./AuthleteClient.js"
import type { AuthleteError } from "./AuthleteError.js"
import type { GrantManagementRequest, GrantManagementResponse } from "./internal/operations/grantManagement/process.js"
import { grantManagementProcess } from "./internal/operations/grantManagement/process.js"

export {
  GrantManagementRequest,
  GrantManagementResponse,
  GrantRequestAction
} from "./internal/operations/grantManagement/process.js"
export type {
  GrantManagementAuthleteError,
  GrantManagementCallerError,
  GrantManagementForbidden,
  GrantManagementNoContent,
  GrantManagementNotFound,
  GrantManagementOk,
  GrantManagementUnauthorized
} from "./internal/operations/grantManagement/process.js"

/**
 * Has Authlete handle the request that a client application sent to the grant management endpoint: a `GET` of a grant
 * leads to the action `OK`, a `DELETE` to `NO_CONTENT`; the other actions refuse the request. Whatever the action, a
 * `dpopNonce` goes into the header `DPoP-Nonce` of the response to the client application.
 *
 * `POST /api/{serviceId}/gm`. A `QUERY` without a DPoP proof is sent again after any transient failure, all else only if
 * Authlete certainly did not do it.
 *
 * @example
 * ```ts
 * import { Effect, Redacted } from "effect"
 * import { GrantManagement } from "effect-authlete"
 *
 * const grant = (accessToken: string, grantId: string) =>
 *   GrantManagement.process({ accessToken, grantId, gmAction: "QUERY" }).pipe(
 *     Effect.map((response) => response.action === "OK" ? Redacted.value(response.responseContent) : undefined)
 *   )
 * ```
 *
 * @since 0.2.0
 * @category operations
 */
export const process = (
  request: GrantManagementRequest
): Effect.Effect<GrantManagementResponse, AuthleteError, AuthleteClient> => execute(grantManagementProcess, request)
