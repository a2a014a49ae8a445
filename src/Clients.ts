/**
 * Clients: what Authlete knows about client applications, and what resource owners let them do.
 *
 * Every operation fails with `AuthleteError`, and with `InvalidRequest`, before anything is sent, if the request does
 * not fit its schema.
 *
 * @since 0.2.0
 */
import * as Effect from "effect/Effect"
import type * as Stream from "effect/Stream"
import type { AuthleteClient } from "./AuthleteClient.js"
import { execute } from "./AuthleteClient.js"
import type { AuthleteError } from "./AuthleteError.js"
import type { Client } from "./internal/models/client.js"
import type { ClientIdentifier } from "./internal/models/clientIdentifier.js"
import type { LimitedClient } from "./internal/models/limitedClient.js"
import type { ClientCreateRequest } from "./internal/operations/clients/create.js"
import { clientsCreate } from "./internal/operations/clients/create.js"
import { clientsDelete } from "./internal/operations/clients/delete.js"
import type {
  ClientAuthorizationDeleteRequest,
  ClientAuthorizationDeleteResponse
} from "./internal/operations/clients/deleteAuthorization.js"
import { clientsDeleteAuthorization } from "./internal/operations/clients/deleteAuthorization.js"
import type {
  ClientGrantedScopesDeleteRequest,
  ClientGrantedScopesDeleteResponse
} from "./internal/operations/clients/deleteGrantedScopes.js"
import { clientsDeleteGrantedScopes } from "./internal/operations/clients/deleteGrantedScopes.js"
import { clientsDeleteRequestableScopes } from "./internal/operations/clients/deleteRequestableScopes.js"
import { clientsGet } from "./internal/operations/clients/get.js"
import type {
  ClientGrantedScopesRequest,
  ClientGrantedScopesResponse
} from "./internal/operations/clients/grantedScopes.js"
import { clientsGrantedScopes } from "./internal/operations/clients/grantedScopes.js"
import type { ClientListRequest, ClientListResponse } from "./internal/operations/clients/list.js"
import { clientsCount, clientsList } from "./internal/operations/clients/list.js"
import type {
  ClientAuthorizationListRequest,
  ClientAuthorizationListResponse
} from "./internal/operations/clients/listAuthorized.js"
import { clientsCountAuthorized, clientsListAuthorized } from "./internal/operations/clients/listAuthorized.js"
import type { ClientPatchRequest } from "./internal/operations/clients/patch.js"
import { clientsPatch, clientsPatchGet } from "./internal/operations/clients/patch.js"
import type { ClientSecretRefreshResponse } from "./internal/operations/clients/refreshSecret.js"
import { clientsRefreshSecret } from "./internal/operations/clients/refreshSecret.js"
import type { ClientRequestableScopesResponse } from "./internal/operations/clients/requestableScopes.js"
import { clientsRequestableScopes } from "./internal/operations/clients/requestableScopes.js"
import type { ClientFlagUpdateRequest, ClientFlagUpdateResponse } from "./internal/operations/clients/setLocked.js"
import { clientsSetLocked } from "./internal/operations/clients/setLocked.js"
import type { ClientUpdateRequest } from "./internal/operations/clients/update.js"
import { clientsUpdate } from "./internal/operations/clients/update.js"
import type {
  ClientAuthorizationUpdateRequest,
  ClientAuthorizationUpdateResponse
} from "./internal/operations/clients/updateAuthorization.js"
import { clientsUpdateAuthorization } from "./internal/operations/clients/updateAuthorization.js"
import type { ClientRequestableScopesUpdateRequest } from "./internal/operations/clients/updateRequestableScopes.js"
import { clientsUpdateRequestableScopes } from "./internal/operations/clients/updateRequestableScopes.js"
import type {
  ClientSecretUpdateRequest,
  ClientSecretUpdateResponse
} from "./internal/operations/clients/updateSecret.js"
import { clientsUpdateSecret } from "./internal/operations/clients/updateSecret.js"
import * as Pages from "./internal/operations/pages.js"

export { ApplicationType } from "./internal/models/applicationType.js"
export { Client } from "./internal/models/client.js"
export type { ClientEncoded } from "./internal/models/client.js"
export { ClientAuthMethod } from "./internal/models/clientAuthMethod.js"
export { ClientExtension } from "./internal/models/clientExtension.js"
export { ClientIdentifier } from "./internal/models/clientIdentifier.js"
export { ClientRegistrationType } from "./internal/models/clientRegistrationType.js"
export { ClientSource } from "./internal/models/clientSource.js"
export { ClientType } from "./internal/models/clientType.js"
export { DeliveryMode } from "./internal/models/deliveryMode.js"
export { FapiMode } from "./internal/models/fapiMode.js"
export { GrantType } from "./internal/models/grantType.js"
export { JweAlg } from "./internal/models/jweAlg.js"
export { JweEnc } from "./internal/models/jweEnc.js"
export { JwsAlg } from "./internal/models/jwsAlg.js"
export { LimitedClient } from "./internal/models/limitedClient.js"
export { Pair } from "./internal/models/pair.js"
export { ResponseMode } from "./internal/models/responseMode.js"
export { ResponseType } from "./internal/models/responseType.js"
export { SubjectType } from "./internal/models/subjectType.js"
export { TaggedValue } from "./internal/models/taggedValue.js"
export { ClientCreateRequest } from "./internal/operations/clients/create.js"
export {
  ClientAuthorizationDeleteRequest,
  ClientAuthorizationDeleteResponse
} from "./internal/operations/clients/deleteAuthorization.js"
export {
  ClientGrantedScopesDeleteRequest,
  ClientGrantedScopesDeleteResponse
} from "./internal/operations/clients/deleteGrantedScopes.js"
export { ClientGrantedScopesRequest, ClientGrantedScopesResponse } from "./internal/operations/clients/grantedScopes.js"
export { ClientListRequest, ClientListResponse } from "./internal/operations/clients/list.js"
export {
  ClientAuthorizationListRequest,
  ClientAuthorizationListResponse
} from "./internal/operations/clients/listAuthorized.js"
export { ClientPatchRequest } from "./internal/operations/clients/patch.js"
export { ClientSecretRefreshResponse } from "./internal/operations/clients/refreshSecret.js"
export { ClientRequestableScopesResponse } from "./internal/operations/clients/requestableScopes.js"
export { ClientFlagUpdateRequest, ClientFlagUpdateResponse } from "./internal/operations/clients/setLocked.js"
export { ClientUpdateRequest } from "./internal/operations/clients/update.js"
export {
  ClientAuthorizationUpdateRequest,
  ClientAuthorizationUpdateResponse
} from "./internal/operations/clients/updateAuthorization.js"
export { ClientRequestableScopesUpdateRequest } from "./internal/operations/clients/updateRequestableScopes.js"
export { ClientSecretUpdateRequest, ClientSecretUpdateResponse } from "./internal/operations/clients/updateSecret.js"
export type { SizedStreamOptions, StreamOptions } from "./internal/operations/pages.js"

/**
 * Gets a client, with its secret. Fails with `NotFound` if there is none.
 *
 * `GET /api/{serviceId}/client/get/{clientId}`. Sent again after any transient failure.
 *
 * @example
 * ```ts
 * import { Effect } from "effect"
 * import { Clients } from "effect-authlete"
 *
 * const redirectUris = Effect.map(Clients.get(26888344961664), ({ redirectUris = [] }) => redirectUris)
 * ```
 *
 * @since 0.2.0
 * @category clients
 */
export const get = (
  clientIdentifier: ClientIdentifier
): Effect.Effect<Client, AuthleteError, AuthleteClient> => execute(clientsGet, clientIdentifier)

/**
 * Lists clients, with their secrets; the first 5, unless the request has an `end`. `stream` goes over all pages.
 *
 * A developer that is blank or `undefined` is an `InvalidRequest`: without it, all clients would be listed.
 *
 * `GET /api/{serviceId}/client/get/list`. Sent again after any transient failure.
 *
 * @example
 * ```ts
 * import { Clients } from "effect-authlete"
 *
 * const page = Clients.list({ developer: "john", start: 0, end: 100 })
 * ```
 *
 * @since 0.2.0
 * @category clients
 */
export const list = (
  request: ClientListRequest = {}
): Effect.Effect<ClientListResponse, AuthleteError, AuthleteClient> => execute(clientsList, request)

/**
 * Which clients to stream or count.
 *
 * @since 0.2.0
 * @category models
 */
export interface Filter extends Omit<ClientListRequest, "start" | "end"> {}

/**
 * All clients that match, page after page. The stream ends with the number of clients that there were when it began, or
 * earlier, so that a list that grows meanwhile does not keep it going. An error holds the `offset` of the page that
 * failed.
 *
 * Clients that are deleted while the stream runs move the rest forward, and some are passed over. So collect before you
 * delete.
 *
 * @example
 * ```ts
 * import { Effect, Stream } from "effect"
 * import { Clients } from "effect-authlete"
 *
 * const lockAllOf = (developer: string) =>
 *   Clients.stream({ developer }).pipe(
 *     Stream.map(({ clientId }) => clientId),
 *     Stream.runCollect,
 *     Effect.flatMap(
 *       Effect.forEach((clientIdentifier) => Clients.setLocked({ clientIdentifier, clientLocked: true }), { discard: true })
 *     )
 *   )
 * ```
 *
 * @since 0.2.0
 * @category clients
 */
export const stream = (
  filter: Filter = {},
  options: Pages.SizedStreamOptions = {}
): Stream.Stream<Client, AuthleteError, AuthleteClient> =>
  Pages.stream(
    (range) =>
      Effect.map(list({ ...filter, ...range }), ({ clients = [], totalCount }) => ({ elements: clients, totalCount })),
    Pages.sized(options)
  )

/**
 * How many clients match. Asks Authlete for an empty page, which costs it the least.
 *
 * @example
 * ```ts
 * import { Clients } from "effect-authlete"
 *
 * const all = Clients.count()
 * ```
 *
 * @since 0.2.0
 * @category clients
 */
export const count = (filter: Filter = {}): Effect.Effect<number, AuthleteError, AuthleteClient> =>
  Effect.map(execute(clientsCount, { ...filter, start: 0, end: 0 }), ({ totalCount }) => totalCount)

/**
 * Creates a client. Authlete gives it an id, and a secret if it is confidential; the response has both.
 *
 * `POST /api/{serviceId}/client/create`. Sent again only if Authlete certainly did not do it.
 *
 * @example
 * ```ts
 * import { Clients } from "effect-authlete"
 *
 * const created = Clients.create({
 *   clientName: "My client",
 *   clientType: "CONFIDENTIAL",
 *   grantTypes: ["AUTHORIZATION_CODE", "REFRESH_TOKEN"],
 *   responseTypes: ["CODE"],
 *   redirectUris: ["https://my-client.example.com/callback"],
 *   tokenAuthMethod: "CLIENT_SECRET_BASIC"
 * })
 * ```
 *
 * @since 0.2.0
 * @category clients
 */
export const create = (
  request: ClientCreateRequest
): Effect.Effect<Client, AuthleteError, AuthleteClient> => execute(clientsCreate, request)

/**
 * Replaces a client: what the request leaves out is reset. Settings that are newer than this version of the library are
 * reset as well, since a `Client` does not hold them. Take `patch` to change a few settings of a client.
 *
 * The secret stays, and so does what only Authlete sets; a request that has one of these is an `InvalidRequest`. Fails
 * with `NotFound` if there is no such client.
 *
 * `POST /api/{serviceId}/client/update/{clientId}`. Sent again after any transient failure.
 *
 * @example
 * ```ts
 * import { Clients } from "effect-authlete"
 *
 * const updated = Clients.update({
 *   clientId: 26888344961664,
 *   clientName: "My client",
 *   clientType: "PUBLIC",
 *   grantTypes: ["AUTHORIZATION_CODE"],
 *   responseTypes: ["CODE"],
 *   redirectUris: ["https://my-client.example.com/callback"],
 *   tokenAuthMethod: "NONE"
 * })
 * ```
 *
 * @since 0.2.0
 * @category clients
 */
export const update = (
  request: ClientUpdateRequest
): Effect.Effect<Client, AuthleteError, AuthleteClient> => execute(clientsUpdate, request)

/**
 * Changes some settings of a client. What the request leaves out, or has as `undefined`, stays as it is, also where this
 * version of the library does not know it; what it has as `null` is taken away. A setting that is a list or an object is
 * replaced as a whole, `extension` and `attributes` too.
 *
 * Gets the client and sends it back with the changes, since Authlete knows replacements only. That is not atomic: what
 * somebody else changes in between is undone. Fails with `NotFound` if there is no such client.
 *
 * `GET /api/{serviceId}/client/get/{clientId}`, then `POST /api/{serviceId}/client/update/{clientId}`. Each is sent again
 * after any transient failure.
 *
 * @example
 * ```ts
 * import { Clients } from "effect-authlete"
 *
 * const patched = Clients.patch({ clientId: 26888344961664, pkceRequired: true, logoUri: null })
 * ```
 *
 * @since 0.2.0
 * @category clients
 */
export const patch = (
  request: ClientPatchRequest
): Effect.Effect<Client, AuthleteError, AuthleteClient> =>
  Effect.flatMap(
    execute(clientsPatchGet, request),
    (document) => execute(clientsPatch, { document, changes: request })
  )

/**
 * Deletes a client and its tokens. Fails with `NotFound` if there is none; a repeated call that finds none any more has
 * succeeded.
 *
 * `DELETE /api/{serviceId}/client/delete/{clientId}`. Sent again after any transient failure.
 *
 * @example
 * ```ts
 * import { Effect } from "effect"
 * import { Clients } from "effect-authlete"
 *
 * const gone = Clients.delete(26888344961664).pipe(
 *   Effect.catchTag("NotFound", (error) => Effect.logWarning(error.message))
 * )
 * ```
 *
 * @since 0.2.0
 * @category clients
 */
const delete_ = (
  clientIdentifier: ClientIdentifier
): Effect.Effect<void, AuthleteError, AuthleteClient> => execute(clientsDelete, clientIdentifier)

export { delete_ as delete }

/**
 * Locks a client, or unlocks it. Authlete refuses the requests of a client that is locked.
 *
 * `POST /api/{serviceId}/client/lock_flag/update/{clientIdentifier}`. Sent again after any transient failure.
 *
 * @example
 * ```ts
 * import { Clients } from "effect-authlete"
 *
 * const locked = Clients.setLocked({ clientIdentifier: 26888344961664, clientLocked: true })
 * ```
 *
 * @since 0.2.0
 * @category clients
 */
export const setLocked = (
  request: ClientFlagUpdateRequest
): Effect.Effect<ClientFlagUpdateResponse, AuthleteError, AuthleteClient> => execute(clientsSetLocked, request)

/**
 * Has Authlete make a new secret for a client. The old one stops working at once.
 *
 * `GET /api/{serviceId}/client/secret/refresh/{clientIdentifier}`. Sent again only if Authlete certainly did not do it:
 * though a GET, it writes. So nothing around the client, such as a proxy or a `transformClient`, may repeat or cache it.
 *
 * @example
 * ```ts
 * import { Effect } from "effect"
 * import { Clients } from "effect-authlete"
 *
 * const secret = Effect.map(Clients.refreshSecret(26888344961664), ({ newClientSecret }) => newClientSecret)
 * ```
 *
 * @since 0.2.0
 * @category secrets
 */
export const refreshSecret = (
  clientIdentifier: ClientIdentifier
): Effect.Effect<ClientSecretRefreshResponse, AuthleteError, AuthleteClient> =>
  execute(clientsRefreshSecret, clientIdentifier)

/**
 * Gives a client the secret that you choose. The old one stops working at once.
 *
 * `POST /api/{serviceId}/client/secret/update/{clientIdentifier}`. Sent again after any transient failure.
 *
 * @example
 * ```ts
 * import { Redacted } from "effect"
 * import { Clients } from "effect-authlete"
 *
 * const updated = Clients.updateSecret({
 *   clientIdentifier: 26888344961664,
 *   clientSecret: Redacted.make("my_updated_client_secret")
 * })
 * ```
 *
 * @since 0.2.0
 * @category secrets
 */
export const updateSecret = (
  request: ClientSecretUpdateRequest
): Effect.Effect<ClientSecretUpdateResponse, AuthleteError, AuthleteClient> => execute(clientsUpdateSecret, request)

/**
 * Lists the clients that a resource owner has authorized; the first 5, unless the request has an `end`.
 * `streamAuthorized` goes over all pages.
 *
 * `POST /api/{serviceId}/client/authorization/get/list`. Sent again after any transient failure.
 *
 * @example
 * ```ts
 * import { Clients } from "effect-authlete"
 *
 * const page = Clients.listAuthorized({ subject: "john", start: 0, end: 100 })
 * ```
 *
 * @since 0.2.0
 * @category authorizations
 */
export const listAuthorized = (
  request: ClientAuthorizationListRequest
): Effect.Effect<ClientAuthorizationListResponse, AuthleteError, AuthleteClient> =>
  execute(clientsListAuthorized, request)

/**
 * Which authorizations to stream or count.
 *
 * @since 0.2.0
 * @category models
 */
export interface AuthorizationFilter extends Omit<ClientAuthorizationListRequest, "start" | "end"> {}

/**
 * All clients that a resource owner has authorized, page after page. The stream ends with the number of clients that
 * there were when it began, or earlier. An error holds the `offset` of the page that failed.
 *
 * Authorizations that are deleted while the stream runs move the rest forward, and some are passed over. So collect
 * before you delete.
 *
 * @example
 * ```ts
 * import { Stream } from "effect"
 * import { Clients } from "effect-authlete"
 *
 * const names = Clients.streamAuthorized({ subject: "john" }).pipe(Stream.map(({ clientName }) => clientName))
 * ```
 *
 * @since 0.2.0
 * @category authorizations
 */
export const streamAuthorized = (
  filter: AuthorizationFilter,
  options: Pages.SizedStreamOptions = {}
): Stream.Stream<LimitedClient, AuthleteError, AuthleteClient> =>
  Pages.stream(
    (range) =>
      Effect.map(listAuthorized({ ...filter, ...range }), ({ clients = [], totalCount }) => ({
        elements: clients,
        totalCount
      })),
    Pages.sized(options)
  )

/**
 * How many clients a resource owner has authorized. Asks Authlete for an empty page, which costs it the least.
 *
 * @example
 * ```ts
 * import { Clients } from "effect-authlete"
 *
 * const authorized = Clients.countAuthorized({ subject: "john" })
 * ```
 *
 * @since 0.2.0
 * @category authorizations
 */
export const countAuthorized = (
  filter: AuthorizationFilter
): Effect.Effect<number, AuthleteError, AuthleteClient> =>
  Effect.map(execute(clientsCountAuthorized, { ...filter, start: 0, end: 0 }), ({ totalCount }) => totalCount)

/**
 * Sets the scopes of all access tokens that a client has from a resource owner.
 *
 * `POST /api/{serviceId}/client/authorization/update/{clientId}`. Sent again after any transient failure.
 *
 * @example
 * ```ts
 * import { Clients } from "effect-authlete"
 *
 * const updated = Clients.updateAuthorization({
 *   clientId: 26888344961664,
 *   subject: "john",
 *   scopes: ["history.read"]
 * })
 * ```
 *
 * @since 0.2.0
 * @category authorizations
 */
export const updateAuthorization = (
  request: ClientAuthorizationUpdateRequest
): Effect.Effect<ClientAuthorizationUpdateResponse, AuthleteError, AuthleteClient> =>
  execute(clientsUpdateAuthorization, request)

/**
 * Deletes all access tokens that a client has from a resource owner.
 *
 * `POST /api/{serviceId}/client/authorization/delete/{clientId}`. Sent again after any transient failure.
 *
 * @example
 * ```ts
 * import { Clients } from "effect-authlete"
 *
 * const gone = Clients.deleteAuthorization({ clientId: 26888344961664, subject: "john" })
 * ```
 *
 * @since 0.2.0
 * @category authorizations
 */
export const deleteAuthorization = (
  request: ClientAuthorizationDeleteRequest
): Effect.Effect<ClientAuthorizationDeleteResponse, AuthleteError, AuthleteClient> =>
  execute(clientsDeleteAuthorization, request)

/**
 * The scopes that a resource owner granted to a client.
 *
 * `POST /api/{serviceId}/client/granted_scopes/get/{clientId}`. Sent again after any transient failure.
 *
 * @example
 * ```ts
 * import { Effect } from "effect"
 * import { Clients } from "effect-authlete"
 *
 * const granted = Effect.map(
 *   Clients.grantedScopes({ clientId: 26888344961664, subject: "john" }),
 *   ({ mergedGrantedScopes = [] }) => mergedGrantedScopes
 * )
 * ```
 *
 * @since 0.2.0
 * @category scopes
 */
export const grantedScopes = (
  request: ClientGrantedScopesRequest
): Effect.Effect<ClientGrantedScopesResponse, AuthleteError, AuthleteClient> => execute(clientsGrantedScopes, request)

/**
 * Has Authlete forget the scopes that a resource owner granted to a client. The tokens stay: `deleteAuthorization` and
 * `Tokens.revoke` are for these.
 *
 * `DELETE /api/{serviceId}/client/granted_scopes/delete/{clientId}`. Sent again after any transient failure.
 *
 * @example
 * ```ts
 * import { Clients } from "effect-authlete"
 *
 * const forgotten = Clients.deleteGrantedScopes({ clientId: 26888344961664, subject: "john" })
 * ```
 *
 * @since 0.2.0
 * @category scopes
 */
export const deleteGrantedScopes = (
  request: ClientGrantedScopesDeleteRequest
): Effect.Effect<ClientGrantedScopesDeleteResponse, AuthleteError, AuthleteClient> =>
  execute(clientsDeleteGrantedScopes, request)

/**
 * The scopes that a client may ask for: none if the list is empty, and any if it is absent.
 *
 * `GET /api/{serviceId}/client/extension/requestable_scopes/get/{clientId}`. Sent again after any transient failure.
 *
 * @example
 * ```ts
 * import { Effect } from "effect"
 * import { Clients } from "effect-authlete"
 *
 * const isLimited = Effect.map(
 *   Clients.requestableScopes(26888344961664),
 *   ({ requestableScopes }) => requestableScopes !== undefined
 * )
 * ```
 *
 * @since 0.2.0
 * @category scopes
 */
export const requestableScopes = (
  clientIdentifier: ClientIdentifier
): Effect.Effect<ClientRequestableScopesResponse, AuthleteError, AuthleteClient> =>
  execute(clientsRequestableScopes, clientIdentifier)

/**
 * Limits the scopes that a client may ask for. Look at the response after an empty list: some versions of Authlete take
 * an empty list for an absent one, and the client may then ask for any scope.
 *
 * `POST /api/{serviceId}/client/extension/requestable_scopes/update/{clientId}`. Sent again after any transient failure.
 *
 * @example
 * ```ts
 * import { Clients } from "effect-authlete"
 *
 * const limited = Clients.updateRequestableScopes({
 *   clientId: 26888344961664,
 *   requestableScopes: ["history.read"]
 * })
 * ```
 *
 * @since 0.2.0
 * @category scopes
 */
export const updateRequestableScopes = (
  request: ClientRequestableScopesUpdateRequest
): Effect.Effect<ClientRequestableScopesResponse, AuthleteError, AuthleteClient> =>
  execute(clientsUpdateRequestableScopes, request)

/**
 * Lets a client ask for any scope of the service again.
 *
 * `DELETE /api/{serviceId}/client/extension/requestable_scopes/delete/{clientId}`. Sent again after any transient
 * failure.
 *
 * @example
 * ```ts
 * import { Clients } from "effect-authlete"
 *
 * const unlimited = Clients.deleteRequestableScopes(26888344961664)
 * ```
 *
 * @since 0.2.0
 * @category scopes
 */
export const deleteRequestableScopes = (
  clientIdentifier: ClientIdentifier
): Effect.Effect<void, AuthleteError, AuthleteClient> => execute(clientsDeleteRequestableScopes, clientIdentifier)
