/**
 * Services: the settings of authorization servers at Authlete, and the documents that are made from them.
 *
 * The operations are about the service of the client, which `AuthleteClient.withServiceId` changes for one call;
 * `list`, `stream`, `count` and `create` are about no single service.
 *
 * Every operation fails with `AuthleteError`, and with `InvalidRequest`, before anything is sent, if the request does
 * not fit its schema.
 *
 * @since 0.2.0
 */
import * as Effect from "effect/Effect"
import type * as Redacted from "effect/Redacted"
import type * as Stream from "effect/Stream"
import type { AuthleteClient } from "./AuthleteClient.js"
import { execute } from "./AuthleteClient.js"
import type { AuthleteError } from "./AuthleteError.js"
import type { JsonObject } from "./internal/edge/schema.js"
import type { Service } from "./internal/models/service.js"
import * as Pages from "./internal/operations/pages.js"
import type { ServiceConfigurationRequest } from "./internal/operations/services/configuration.js"
import { servicesConfiguration } from "./internal/operations/services/configuration.js"
import type { ServiceCreateRequest } from "./internal/operations/services/create.js"
import { servicesCreate } from "./internal/operations/services/create.js"
import { servicesDelete } from "./internal/operations/services/delete.js"
import { servicesGet } from "./internal/operations/services/get.js"
import type { JwkSet } from "./internal/operations/services/jwks.js"
import { servicesJwks } from "./internal/operations/services/jwks.js"
import type { ServiceListRequest, ServiceListResponse } from "./internal/operations/services/list.js"
import { servicesCount, servicesList } from "./internal/operations/services/list.js"
import type { ServicePatchRequest } from "./internal/operations/services/patch.js"
import { servicesPatch, servicesPatchGet } from "./internal/operations/services/patch.js"
import { servicesPrivateJwks } from "./internal/operations/services/privateJwks.js"
import type { ServiceUpdateRequest } from "./internal/operations/services/update.js"
import { servicesUpdate } from "./internal/operations/services/update.js"

export type { JsonObject } from "./internal/edge/schema.js"
export { AttachmentType } from "./internal/models/attachmentType.js"
export { ClaimType } from "./internal/models/claimType.js"
export { ClientAuthMethod } from "./internal/models/clientAuthMethod.js"
export { ClientRegistrationType } from "./internal/models/clientRegistrationType.js"
export { CredentialIssuerMetadata } from "./internal/models/credentialIssuerMetadata.js"
export { DeliveryMode } from "./internal/models/deliveryMode.js"
export { Display } from "./internal/models/display.js"
export { FapiMode } from "./internal/models/fapiMode.js"
export { GrantType } from "./internal/models/grantType.js"
export { Hsk } from "./internal/models/hsk.js"
export { IdTokenAudType } from "./internal/models/idTokenAudType.js"
export { JwsAlg } from "./internal/models/jwsAlg.js"
export { NamedUri } from "./internal/models/namedUri.js"
export { Pair } from "./internal/models/pair.js"
export { Prompt } from "./internal/models/prompt.js"
export { ResponseType } from "./internal/models/responseType.js"
export { Scope } from "./internal/models/scope.js"
export { Service } from "./internal/models/service.js"
export type { ServiceEncoded } from "./internal/models/service.js"
export { ServiceProfile } from "./internal/models/serviceProfile.js"
export { Sns, SnsCredentials } from "./internal/models/snsCredentials.js"
export type { SnsCredentialsEncoded } from "./internal/models/snsCredentials.js"
export { TaggedValue } from "./internal/models/taggedValue.js"
export { TrustAnchor } from "./internal/models/trustAnchor.js"
export { UserCodeCharset } from "./internal/models/userCodeCharset.js"
export type { SizedStreamOptions, StreamOptions } from "./internal/operations/pages.js"
export { ServiceConfigurationRequest } from "./internal/operations/services/configuration.js"
export { ServiceCreateRequest } from "./internal/operations/services/create.js"
export { JwkSet } from "./internal/operations/services/jwks.js"
export { ServiceListRequest, ServiceListResponse } from "./internal/operations/services/list.js"
export { ServicePatchRequest } from "./internal/operations/services/patch.js"
export { ServiceUpdateRequest } from "./internal/operations/services/update.js"

/**
 * Gets the service, with its keys and secrets. To an access token that may see clients only, Authlete tells no more than
 * `apiKey`, `number`, `serviceName` and `description`.
 *
 * `GET /api/{serviceId}/service/get`. Sent again after any transient failure.
 *
 * @example
 * ```ts
 * import { Effect } from "effect"
 * import { Services } from "effect-authlete"
 *
 * const scopes = Effect.map(Services.get(), ({ supportedScopes = [] }) => supportedScopes.map(({ name }) => name))
 * ```
 *
 * @since 0.2.0
 * @category services
 */
export const get = (): Effect.Effect<Service, AuthleteError, AuthleteClient> => execute(servicesGet, {})

/**
 * Lists the services that the access token may see, with their keys and secrets; the first 5, unless the request has an
 * `end`. `stream` goes over all pages.
 *
 * `GET /api/service/get/list`. Sent again after any transient failure.
 *
 * @example
 * ```ts
 * import { Services } from "effect-authlete"
 *
 * const page = Services.list({ start: 0, end: 100 })
 * ```
 *
 * @since 0.2.0
 * @category services
 */
export const list = (
  request: ServiceListRequest = {}
): Effect.Effect<ServiceListResponse, AuthleteError, AuthleteClient> => execute(servicesList, request)

/**
 * All services that the access token may see, page after page. The stream ends with the number of services that there
 * were when it began, or earlier. An error holds the `offset` of the page that failed.
 *
 * @example
 * ```ts
 * import { Stream } from "effect"
 * import { Services } from "effect-authlete"
 *
 * const issuers = Services.stream().pipe(Stream.map(({ issuer }) => issuer))
 * ```
 *
 * @since 0.2.0
 * @category services
 */
export const stream = (
  options: Pages.SizedStreamOptions = {}
): Stream.Stream<Service, AuthleteError, AuthleteClient> =>
  Pages.stream(
    (range) => Effect.map(list(range), ({ services = [], totalCount }) => ({ elements: services, totalCount })),
    Pages.sized(options)
  )

/**
 * How many services the access token may see. Asks Authlete for an empty page, which costs it the least.
 *
 * @example
 * ```ts
 * import { Services } from "effect-authlete"
 *
 * const all = Services.count()
 * ```
 *
 * @since 0.2.0
 * @category services
 */
export const count = (): Effect.Effect<number, AuthleteError, AuthleteClient> =>
  Effect.map(execute(servicesCount, { start: 0, end: 0 }), ({ totalCount }) => totalCount)

/**
 * Creates a service. For an Authlete of your own: at Authlete's shared servers (`AuthleteClient.servers`) services are
 * made in the management console, and one that is made here gets no access rights, so that nobody can use it.
 *
 * `POST /api/service/create`. Sent again only if Authlete certainly did not do it.
 *
 * @example
 * ```ts
 * import { Services } from "effect-authlete"
 *
 * const created = Services.create({
 *   serviceName: "My service",
 *   issuer: "https://my-service.example.com",
 *   supportedGrantTypes: ["AUTHORIZATION_CODE", "REFRESH_TOKEN"],
 *   supportedResponseTypes: ["CODE"]
 * })
 * ```
 *
 * @since 0.2.0
 * @category services
 */
export const create = (
  request: ServiceCreateRequest
): Effect.Effect<Service, AuthleteError, AuthleteClient> => execute(servicesCreate, request)

/**
 * Replaces the settings of the service: what the request leaves out is reset, keys too. Settings that are newer than this
 * version of the library are reset as well, since a `Service` does not hold them. Take `patch` to change a few settings.
 *
 * What only Authlete sets stays; a request that has one of these is an `InvalidRequest`.
 *
 * `POST /api/{serviceId}/service/update`. Sent again after any transient failure.
 *
 * @example
 * ```ts
 * import { Services } from "effect-authlete"
 *
 * const updated = Services.update({
 *   serviceName: "My service",
 *   issuer: "https://my-service.example.com",
 *   supportedGrantTypes: ["AUTHORIZATION_CODE"],
 *   supportedResponseTypes: ["CODE"],
 *   accessTokenDuration: 3600
 * })
 * ```
 *
 * @since 0.2.0
 * @category services
 */
export const update = (
  request: ServiceUpdateRequest
): Effect.Effect<Service, AuthleteError, AuthleteClient> => execute(servicesUpdate, request)

/**
 * Changes some settings of the service. What the request leaves out, or has as `undefined`, stays as it is, also where
 * this version of the library does not know it; what it has as `null` is taken away. A setting that is a list or an object
 * is replaced as a whole, `supportedScopes` and `credentialIssuerMetadata` too.
 *
 * Gets the service and sends it back with the changes, since Authlete knows replacements only. That is not atomic: what
 * somebody else changes in between is undone. It needs an access token that may see all of the service.
 *
 * `GET /api/{serviceId}/service/get`, then `POST /api/{serviceId}/service/update`. Each is sent again after any transient
 * failure.
 *
 * @example
 * ```ts
 * import { Services } from "effect-authlete"
 *
 * const patched = Services.patch({ accessTokenDuration: 600, policyUri: null })
 * ```
 *
 * @since 0.2.0
 * @category services
 */
export const patch = (
  request: ServicePatchRequest
): Effect.Effect<Service, AuthleteError, AuthleteClient> =>
  Effect.flatMap(
    execute(servicesPatchGet, request),
    (document) => execute(servicesPatch, { document, changes: request })
  )

/**
 * Deletes the service of the client, with its clients and tokens. A repeated call that finds it gone has succeeded.
 *
 * `DELETE /api/{serviceId}/service/delete`. Sent again after any transient failure.
 *
 * @example
 * ```ts
 * import { AuthleteClient, Services } from "effect-authlete"
 *
 * const gone = Services.delete().pipe(AuthleteClient.withServiceId("715948317"))
 * ```
 *
 * @since 0.2.0
 * @category services
 */
const delete_ = (): Effect.Effect<void, AuthleteError, AuthleteClient> => execute(servicesDelete, {})

export { delete_ as delete }

/**
 * The metadata of the authorization server, to publish at `/.well-known/openid-configuration` (OpenID Connect Discovery)
 * and `/.well-known/oauth-authorization-server` (RFC 8414), as Authlete makes it from the settings of the service.
 *
 * `GET /api/{serviceId}/service/configuration`. Sent again after any transient failure.
 *
 * @example
 * ```ts
 * import { Effect } from "effect"
 * import { Services } from "effect-authlete"
 *
 * const issuer = Effect.map(Services.configuration(), (metadata) => metadata["issuer"])
 * ```
 *
 * @since 0.2.0
 * @category documents
 */
export const configuration = (
  request: ServiceConfigurationRequest = {}
): Effect.Effect<JsonObject, AuthleteError, AuthleteClient> => execute(servicesConfiguration, request)

/**
 * The public keys of the service, to publish at its `jwksUri`; `undefined` if it has none. Fails with `UnexpectedStatus`
 * and the status 302 if the service has the address of a JWK Set instead of the set itself.
 *
 * `GET /api/{serviceId}/service/jwks/get`. Sent again after any transient failure.
 *
 * @example
 * ```ts
 * import { Effect } from "effect"
 * import { Services } from "effect-authlete"
 *
 * const keys = Effect.map(Services.jwks(), (set) => set?.keys ?? [])
 * ```
 *
 * @since 0.2.0
 * @category documents
 */
export const jwks = (): Effect.Effect<JwkSet | undefined, AuthleteError, AuthleteClient> => execute(servicesJwks, {})

/**
 * The keys of the service with the private ones, as the text of a JWK Set; `undefined` if it has none. The access token
 * must be one that may change the service.
 *
 * `GET /api/{serviceId}/service/jwks/get?includePrivateKeys=true`. Sent again after any transient failure.
 *
 * @example
 * ```ts
 * import { Effect, Redacted } from "effect"
 * import { Services } from "effect-authlete"
 *
 * const backup = Effect.map(Services.privateJwks(), (set) => set === undefined ? undefined : Redacted.value(set))
 * ```
 *
 * @since 0.2.0
 * @category documents
 */
export const privateJwks = (): Effect.Effect<Redacted.Redacted | undefined, AuthleteError, AuthleteClient> =>
  execute(servicesPrivateJwks, { includePrivateKeys: true })
