/**
 * POST /client/registration/update: processes a PUT of the client configuration endpoint of RFC 7592. What the metadata
 * leaves out is reset.
 */
import * as Either from "effect/Either"
import * as Struct from "effect/Struct"
import type {
  ClientRegistrationUpdateRequest,
  ClientRegistrationUpdateResponse
} from "../../../operations/dynamicRegistration/update.js"
import type { Written } from "../../http/response.js"
import type { ClientRecord } from "../../model/client.js"
import { replaced } from "../../model/client.js"
import type { Metadata } from "../../model/clientMetadata.js"
import { metadataFields } from "../../model/clientMetadata.js"
import { result } from "../../model/resultCodes.js"
import { badRequest, errorResponse } from "../../protocol/protocolError.js"
import type { RegistrationError, RegistrationFacts } from "../../protocol/registration.js"
import { checkSupport, clientOf, metadataOf, registeredClient, registration } from "../../protocol/registration.js"
import * as ClientStore from "../../store/clientStore.js"
import type { State } from "../../store/state.js"

type Request = Partial<typeof ClientRegistrationUpdateRequest.Encoded>
type Response = Written<typeof ClientRegistrationUpdateResponse.Encoded>

const invalidMetadata = badRequest("invalid_client_metadata")

/** The metadata says whose it is. If it has the secret, that must be the client's. */
const checkIdentity = (
  { clientId, clientIdAlias, clientSecret }: ClientRecord,
  { client_id: id, client_secret: secret }: Metadata
): Either.Either<void, RegistrationError> => {
  if (id === undefined || id === null) return Either.left(invalidMetadata("A214301"))
  if (id !== String(clientId) && id !== clientIdAlias) return Either.left(invalidMetadata("A214302"))
  return secret === undefined || secret === null || secret === clientSecret
    ? Either.void
    : Either.left(invalidMetadata("A215304"))
}

const update = (
  state: State,
  { clientId, json, token }: Request,
  now: number,
  facts: RegistrationFacts
): Either.Either<Response, RegistrationError> =>
  Either.gen(function*() {
    yield* checkSupport(state)
    const before = yield* registeredClient(state, clientId, facts)
    const metadata = yield* metadataOf(json)
    yield* checkIdentity(before, metadata)
    const given = yield* clientOf(state.service, metadata, before)
    const client = replaced(before, { ...Struct.omit(before, ...metadataFields), ...given }, now)
    ClientStore.replace(state.clients, client)
    return { ...result("A213001"), action: "UPDATED", ...registration(state.service, client, token, now) }
  })

export const dynamicRegistrationUpdate = (
  state: State,
  request: Request,
  now: number,
  facts: RegistrationFacts
): Response => Either.getOrElse(update(state, request, now, facts), errorResponse(state.service))
