/**
 * Dynamic registration: a client application registers itself (RFC 7591), and reads, changes and removes its registration
 * later (RFC 7592). `Clients` is how a service administers its clients itself.
 *
 * @since 0.2.0
 */
import type * as Effect from "effect/Effect"
import type { AuthleteClient } from "./AuthleteClient.js"
import { execute } from "./AuthleteClient.js"
import type { AuthleteError } from "./AuthleteError.js"
import type {
  ClientRegistrationDeleteRequest,
  ClientRegistrationDeleteResponse
} from "./internal/operations/dynamicRegistration/delete.js"
import { dynamicRegistrationDelete } from "./internal/operations/dynamicRegistration/delete.js"
import type {
  ClientRegistrationGetRequest,
  ClientRegistrationGetResponse
} from "./internal/operations/dynamicRegistration/get.js"
import { dynamicRegistrationGet } from "./internal/operations/dynamicRegistration/get.js"
import type {
  ClientRegistrationRequest,
  ClientRegistrationResponse
} from "./internal/operations/dynamicRegistration/register.js"
import { dynamicRegistrationRegister } from "./internal/operations/dynamicRegistration/register.js"
import type {
  ClientRegistrationUpdateRequest,
  ClientRegistrationUpdateResponse
} from "./internal/operations/dynamicRegistration/update.js"
import { dynamicRegistrationUpdate } from "./internal/operations/dynamicRegistration/update.js"

export { Client } from "./internal/models/client.js"
export {
  ClientRegistrationDeleteRequest,
  ClientRegistrationDeleteResponse
} from "./internal/operations/dynamicRegistration/delete.js"
export type {
  ClientRegistrationDeleteBadRequest,
  ClientRegistrationDeleteDeleted,
  ClientRegistrationDeleteInternalServerError,
  ClientRegistrationDeleteUnauthorized
} from "./internal/operations/dynamicRegistration/delete.js"
export {
  ClientRegistrationGetRequest,
  ClientRegistrationGetResponse
} from "./internal/operations/dynamicRegistration/get.js"
export type {
  ClientRegistrationGetBadRequest,
  ClientRegistrationGetInternalServerError,
  ClientRegistrationGetOk,
  ClientRegistrationGetUnauthorized
} from "./internal/operations/dynamicRegistration/get.js"
export {
  ClientRegistrationRequest,
  ClientRegistrationResponse
} from "./internal/operations/dynamicRegistration/register.js"
export type {
  ClientRegistrationBadRequest,
  ClientRegistrationCreated,
  ClientRegistrationInternalServerError,
  ClientRegistrationUnauthorized
} from "./internal/operations/dynamicRegistration/register.js"
export {
  ClientRegistrationUpdateRequest,
  ClientRegistrationUpdateResponse
} from "./internal/operations/dynamicRegistration/update.js"
export type {
  ClientRegistrationUpdateBadRequest,
  ClientRegistrationUpdateInternalServerError,
  ClientRegistrationUpdateUnauthorized,
  ClientRegistrationUpdateUpdated
} from "./internal/operations/dynamicRegistration/update.js"

/**
 * Registers the client application that sent its metadata to the registration endpoint. With the action `CREATED` the
 * response holds the `client_id`, and the registration access token for the other three functions.
 *
 * `POST /api/{serviceId}/client/registration`. Sent again only if Authlete certainly did not do it.
 *
 * @example
 * ```ts
 * import { Effect, Redacted } from "effect"
 * import { DynamicRegistration } from "effect-authlete"
 *
 * const statuses = { CREATED: 201, BAD_REQUEST: 400, UNAUTHORIZED: 401, INTERNAL_SERVER_ERROR: 500 }
 *
 * const register = (json: string) =>
 *   DynamicRegistration.register({ json }).pipe(
 *     Effect.map((response) => ({
 *       status: statuses[response.action],
 *       body: response.action === "CREATED" ? Redacted.value(response.responseContent) : response.responseContent
 *     }))
 *   )
 * ```
 *
 * @since 0.2.0
 * @category operations
 */
export const register = (
  request: ClientRegistrationRequest
): Effect.Effect<ClientRegistrationResponse, AuthleteError, AuthleteClient> =>
  execute(dynamicRegistrationRegister, request)

/**
 * Gives a client application its registration, for a `GET` of the client configuration endpoint.
 *
 * `POST /api/{serviceId}/client/registration/get`. Sent again after any transient failure.
 *
 * @example
 * ```ts
 * import { Effect } from "effect"
 * import { DynamicRegistration } from "effect-authlete"
 *
 * const nameOf = (clientId: string, token: string) =>
 *   DynamicRegistration.get({ clientId, token }).pipe(
 *     Effect.map((response) => response.action === "OK" ? response.client?.clientName : undefined)
 *   )
 * ```
 *
 * @since 0.2.0
 * @category operations
 */
export const get = (
  request: ClientRegistrationGetRequest
): Effect.Effect<ClientRegistrationGetResponse, AuthleteError, AuthleteClient> =>
  execute(dynamicRegistrationGet, request)

/**
 * Replaces the metadata of a client application, for a `PUT` to the client configuration endpoint. What the new metadata
 * leaves out is gone.
 *
 * `POST /api/{serviceId}/client/registration/update`. Sent again only if Authlete certainly did not do it.
 *
 * @example
 * ```ts
 * import { DynamicRegistration } from "effect-authlete"
 *
 * const rename = (clientId: string, token: string) =>
 *   DynamicRegistration.update({
 *     clientId,
 *     token,
 *     json: JSON.stringify({ client_id: clientId, client_name: "My Application" })
 *   })
 * ```
 *
 * @since 0.2.0
 * @category operations
 */
export const update = (
  request: ClientRegistrationUpdateRequest
): Effect.Effect<ClientRegistrationUpdateResponse, AuthleteError, AuthleteClient> =>
  execute(dynamicRegistrationUpdate, request)

/**
 * Removes a client application, for a `DELETE` of the client configuration endpoint.
 *
 * `POST /api/{serviceId}/client/registration/delete`. Sent again only if Authlete certainly did not do it.
 *
 * @example
 * ```ts
 * import { Effect } from "effect"
 * import { DynamicRegistration } from "effect-authlete"
 *
 * const remove = (clientId: string, token: string) =>
 *   DynamicRegistration.delete({ clientId, token }).pipe(
 *     Effect.map((response) => response.action === "DELETED" ? 204 : response.action === "UNAUTHORIZED" ? 401 : 400)
 *   )
 * ```
 *
 * @since 0.2.0
 * @category operations
 */
const delete_ = (
  request: ClientRegistrationDeleteRequest
): Effect.Effect<ClientRegistrationDeleteResponse, AuthleteError, AuthleteClient> =>
  execute(dynamicRegistrationDelete, request)

export { delete_ as delete }
