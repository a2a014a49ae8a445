/**
 * What the operations of dynamic registration have in common (RFC 7591 and 7592): the metadata of a request, the check of the
 * registration access token, and the response about a client.
 */
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Predicate from "effect/Predicate"
import { parse } from "../../schema/json.js"
import { sha256 } from "../crypto/verify.js"
import { isTooDeep } from "../model/bounds.js"
import type { ClientRecord, GivenClient } from "../model/client.js"
import { shown } from "../model/client.js"
import type { Metadata } from "../model/clientMetadata.js"
import { fromMetadata, toMetadata } from "../model/clientMetadata.js"
import type { ResultCode } from "../model/resultCodes.js"
import type { ServiceRecord } from "../model/service.js"
import { supportsScope } from "../model/service.js"
import { byName } from "../model/tokenFields.js"
import * as ClientStore from "../store/clientStore.js"
import type { State } from "../store/state.js"
import type { ProtocolError } from "./protocolError.js"
import { badRequest, serverError } from "./protocolError.js"

export type RegistrationError = ProtocolError<"BAD_REQUEST" | "UNAUTHORIZED" | "INTERNAL_SERVER_ERROR">

const invalidMetadata = badRequest("invalid_client_metadata")
const invalidRedirectUri = badRequest("invalid_redirect_uri")

/** The service has to be set up for dynamic registration. */
export const checkSupport = ({ service }: State): Either.Either<void, RegistrationError> =>
  service.dynamicRegistrationSupported === true ? Either.void : Either.left(serverError("A206201"))

/** The metadata that the client application sent. */
export const metadataOf = (json: string | undefined): Either.Either<Metadata, RegistrationError> => {
  if (json === undefined) return Either.left(invalidMetadata("A203302"))
  const metadata = Either.getOrUndefined(parse(json))
  return Predicate.isRecord(metadata) && !isTooDeep(metadata)
    ? Either.right(metadata)
    : Either.left(invalidMetadata("A203303"))
}

/** The grant types that send the browser back to the client. */
const redirecting = ["AUTHORIZATION_CODE", "IMPLICIT"]

/** What RFC 7591, section 2, makes of metadata that is left out. */
const withDefaults = (client: GivenClient): GivenClient => {
  const { grantTypes = ["AUTHORIZATION_CODE"], tokenAuthMethod = "CLIENT_SECRET_BASIC" } = client
  return {
    applicationType: "WEB",
    ...(grantTypes.includes("AUTHORIZATION_CODE") ? { responseTypes: ["CODE"] } : {}),
    ...client,
    grantTypes,
    tokenAuthMethod,
    clientType: tokenAuthMethod === "NONE" ? "PUBLIC" : "CONFIDENTIAL"
  }
}

const checkWhole = (client: GivenClient): Either.Either<void, RegistrationError> => {
  const { grantTypes = [], jwks, jwksUri, redirectUris = [] } = client
  if (jwks !== undefined && jwksUri !== undefined) return Either.left(invalidMetadata("A204301"))
  return redirectUris.length === 0 && grantTypes.some((grantType) => redirecting.includes(grantType))
    ? Either.left(invalidRedirectUri("A204302"))
    : Either.void
}

/** With `dcrScopeUsedAsRequestable`, `scope` limits what the client may ask for. */
const extensionOf = (service: ServiceRecord, metadata: Metadata, before: ClientRecord | undefined) => {
  const { scope } = metadata
  if (service.dcrScopeUsedAsRequestable !== true || typeof scope !== "string") return before?.extension
  const requestableScopes = byName(scope.split(" ")).filter((name) => supportsScope(service, name))
  return { ...before?.extension, requestableScopesEnabled: true, requestableScopes }
}

/** The client that the metadata describes, without what only the service decides. `before` is what it replaces. */
export const clientOf = (
  service: ServiceRecord,
  metadata: Metadata,
  before?: ClientRecord
): Either.Either<GivenClient, RegistrationError> =>
  Either.gen(function*() {
    // Whom to believe is not known to the emulator.
    if (metadata["software_statement"] !== undefined) {
      return yield* Either.left(badRequest("unapproved_software_statement")("A205301"))
    }
    const read = yield* Either.mapLeft(
      fromMetadata(metadata, service.supportedCustomClientMetadata ?? []),
      (name) => name === "redirect_uris" ? invalidRedirectUri("A204302") : invalidMetadata("A204301")
    )
    const client = withDefaults(read)
    yield* checkWhole(client)
    return { ...client, extension: extensionOf(service, metadata, before) }
  })

/** What has to be waited for: the hash of the registration access token, which is all that is kept of it. */
export interface RegistrationFacts {
  readonly tokenHash: string | undefined
}

export const verifyRegistrationToken = (
  _: State,
  { token }: { readonly token?: string | undefined }
): RegistrationFacts | Effect.Effect<RegistrationFacts> =>
  token === undefined ? { tokenHash: undefined } : Effect.map(sha256(token), (tokenHash) => ({ tokenHash }))

/** Why a client application may not see or change a registration. */
const refused = ({ unauthorizedOnClientConfigSupported }: ServiceRecord, code: ResultCode): RegistrationError => ({
  action: unauthorizedOnClientConfigSupported === true ? "UNAUTHORIZED" : "BAD_REQUEST",
  error: "invalid_token",
  code
})

const objectionTo = (client: ClientRecord | undefined, { tokenHash }: RegistrationFacts): ResultCode | undefined => {
  if (client === undefined) return "A215302"
  if (client.dynamicallyRegistered !== true) return "A215303"
  if (tokenHash === undefined) return "A215305"
  if (client.registrationAccessTokenHash === undefined) return "A215306"
  if (client.registrationAccessTokenHash !== tokenHash) return "A215307"
  return client.locked === true ? "A999309" : undefined
}

/** The client of a registration access token. */
export const registeredClient = (
  state: State,
  clientId: string | undefined,
  facts: RegistrationFacts
): Either.Either<ClientRecord, RegistrationError> => {
  if (clientId === undefined) return Either.left(refused(state.service, "A215301"))
  const client = ClientStore.find(state.clients, clientId)
  const objection = objectionTo(client, facts)
  return client === undefined || objection !== undefined
    ? Either.left(refused(state.service, objection ?? "A215302"))
    : Either.right(client)
}

const usesSecret = ({ tokenAuthMethod }: ClientRecord): boolean => tokenAuthMethod?.startsWith("CLIENT_SECRET") === true

/** What stands in the response of all operations that tell about the registration. */
export const registration = (
  service: ServiceRecord,
  client: ClientRecord,
  token: string | undefined,
  modifiedAt = client.modifiedAt
) => {
  const { registrationManagementEndpoint } = service
  const requestable = client.extension?.requestableScopes
  const content = {
    client_id: String(client.clientId),
    client_id_issued_at: Math.floor((client.createdAt ?? 0) / 1000),
    ...(usesSecret(client) ? { client_secret: client.clientSecret, client_secret_expires_at: 0 } : {}),
    registration_access_token: token,
    registration_client_uri: registrationManagementEndpoint &&
      `${registrationManagementEndpoint.replace(/\/$/, "")}/${client.clientId}`,
    ...toMetadata(client),
    scope: client.extension?.requestableScopesEnabled === true ? requestable?.join(" ") : undefined
  }
  return { responseContent: JSON.stringify(content), client: shown(service, client, modifiedAt) }
}

/** Another client that has the same `software_id`, where the service does not allow that. */
export const isDuplicate = ({ clients, service }: State, { softwareId }: GivenClient): boolean =>
  service.dcrDuplicateSoftwareIdBlocked === true && softwareId !== undefined &&
  ClientStore.everyone(clients).some((client) => client.softwareId === softwareId)
