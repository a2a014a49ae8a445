/**
 * OpenID Federation 1.0: the service's entity configuration, and explicit registration of relying parties.
 *
 * @since 0.2.0
 */
import type * as Effect from "effect/Effect"
import type { AuthleteClient } from "./AuthleteClient.js"
import { execute } from "./AuthleteClient.js"
import type { AuthleteError } from "./AuthleteError.js"
import type {
  FederationConfigurationRequest,
  FederationConfigurationResponse
} from "./internal/operations/federation/configuration.js"
import { federationConfiguration } from "./internal/operations/federation/configuration.js"
import type {
  FederationRegistrationRequest,
  FederationRegistrationResponse
} from "./internal/operations/federation/register.js"
import { federationRegister } from "./internal/operations/federation/register.js"

export { Client } from "./internal/models/client.js"
export {
  FederationConfigurationRequest,
  FederationConfigurationResponse,
  FederationEntityType
} from "./internal/operations/federation/configuration.js"
export type {
  FederationConfigurationInternalServerError,
  FederationConfigurationNotFound,
  FederationConfigurationOk
} from "./internal/operations/federation/configuration.js"
export {
  FederationRegistrationRequest,
  FederationRegistrationResponse
} from "./internal/operations/federation/register.js"
export type {
  FederationRegistrationBadRequest,
  FederationRegistrationInternalServerError,
  FederationRegistrationNotFound,
  FederationRegistrationOk
} from "./internal/operations/federation/register.js"

/**
 * Gives the service's entity configuration, for `/.well-known/openid-federation`.
 *
 * `POST /api/{serviceId}/federation/configuration`. Sent again after any transient failure.
 *
 * @example
 * ```ts
 * import { HttpServerResponse } from "@effect/platform"
 * import { Effect, Match } from "effect"
 * import { Federation } from "effect-authlete"
 *
 * interface Content {
 *   readonly responseContent?: string
 * }
 *
 * const respond = (status: number, contentType: string) => ({ responseContent = "" }: Content) =>
 *   HttpServerResponse.text(responseContent, { status, contentType })
 *
 * const entityConfigurationEndpoint = Federation.configuration().pipe(
 *   Effect.map(
 *     Match.type<Federation.FederationConfigurationResponse>().pipe(
 *       Match.discriminatorsExhaustive("action")({
 *         OK: respond(200, "application/entity-statement+jwt"),
 *         NOT_FOUND: respond(404, "application/json"),
 *         INTERNAL_SERVER_ERROR: respond(500, "application/json")
 *       })
 *     )
 *   )
 * )
 * ```
 *
 * @since 0.2.0
 * @category operations
 */
export const configuration = (
  request: FederationConfigurationRequest = {}
): Effect.Effect<FederationConfigurationResponse, AuthleteError, AuthleteClient> =>
  execute(federationConfiguration, request)

/**
 * Registers a relying party for a federation registration endpoint: by its entity configuration, or by its trust chain.
 * The content type of the request tells which of the two it is; respond with 415 to any other content type.
 *
 * `POST /api/{serviceId}/federation/registration`. Sent again only if Authlete certainly did not do it.
 *
 * @example
 * ```ts
 * import { Effect } from "effect"
 * import { Federation } from "effect-authlete"
 *
 * const registered = (entityConfiguration: string) =>
 *   Federation.register({ entityConfiguration }).pipe(
 *     Effect.map((response) => response.action === "OK" ? response.client?.clientId : undefined)
 *   )
 * ```
 *
 * @since 0.2.0
 * @category operations
 */
export const register = (
  request: FederationRegistrationRequest
): Effect.Effect<FederationRegistrationResponse, AuthleteError, AuthleteClient> => execute(federationRegister, request)
