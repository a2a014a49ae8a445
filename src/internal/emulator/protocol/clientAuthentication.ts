/**
 * Finds the client that a request comes from, and authenticates it by the method that the client is registered with.
 *
 * Credentials come in two channels: those of the call, which the authorization server read from the `Authorization`
 * header, and those of the form. A secret counts only in the channel of the client's method. If both channels have one,
 * that of the call is checked and that of the form ignored.
 */
import * as Either from "effect/Either"
import type { ClientAuthMethod } from "../../models/clientAuthMethod.js"
import type { ClientRecord } from "../model/client.js"
import { isPublic } from "../model/client.js"
import type { ResultCode } from "../model/resultCodes.js"
import * as ClientStore from "../store/clientStore.js"
import type { State } from "../store/state.js"
import type { ParameterCodes, Parameters } from "./parameters.js"
import type { ProtocolError } from "./protocolError.js"
import { invalidClient, invalidRequest } from "./protocolError.js"

/** One endpoint's result codes for mistakes in how a request names its client. */
export interface IdentificationCodes extends Omit<ParameterCodes, "missing"> {
  readonly unknown: ResultCode
  readonly locked: ResultCode
  readonly idsDiffer: ResultCode
}

/** The same for an endpoint where a request has to name its client. */
export interface ClientCodes extends IdentificationCodes, ParameterCodes {}

export interface Identified {
  readonly client: ClientRecord
  readonly aliasUsed: boolean
}

export interface Authenticated extends Identified {
  readonly method: ClientAuthMethod
}

export type AuthenticationError = ProtocolError<"BAD_REQUEST" | "INVALID_CLIENT">

/** The credentials that a call has besides the form. */
export interface Credentials {
  readonly clientId?: string | undefined
  readonly clientSecret?: string | undefined
}

/** The `client_id` of the request; `undefined` if it has none. */
export const identifierOf = (
  { clientId }: Credentials,
  form: Parameters,
  codes: IdentificationCodes
): Either.Either<string | undefined, AuthenticationError> => {
  const [inForm, ...more] = form.getAll("client_id")
  if (more.length > 0) return Either.left(invalidRequest(codes.repeated))
  if (clientId !== undefined && inForm !== undefined && clientId !== inForm) {
    return Either.left(invalidClient(codes.idsDiffer))
  }
  return Either.right(clientId ?? inForm)
}

/** The client with the identifier, unless it is locked. */
export const identify = (
  { clients }: State,
  identifier: string,
  codes: IdentificationCodes
): Either.Either<Identified, AuthenticationError> => {
  if (identifier === "") return Either.left(invalidRequest(codes.empty))
  const client = ClientStore.find(clients, identifier)
  if (client === undefined) return Either.left(invalidClient(codes.unknown))
  return client.locked === true
    ? Either.left(invalidClient(codes.locked))
    : Either.right({ client, aliasUsed: identifier === client.clientIdAlias })
}

type Checked = Either.Either<void, AuthenticationError>

const compareSecret = ({ clientSecret }: ClientRecord, presented: string): Checked =>
  presented === clientSecret ? Either.void : Either.left(invalidClient("A157305"))

/** A public client must not have a secret. An empty one counts as none. */
const checkNone = (client: ClientRecord, ofCall: string | undefined, inForm: string | undefined): Checked => {
  if (!isPublic(client)) return Either.left(invalidClient("A157301"))
  return ofCall || inForm ? Either.left(invalidClient("A157303")) : Either.void
}

const checkSecret = (client: ClientRecord, { clientSecret: ofCall }: Credentials, form: Parameters): Checked => {
  const [inForm, ...more] = form.getAll("client_secret")
  if (more.length > 0) return Either.left(invalidClient("A158301"))
  switch (client.tokenAuthMethod) {
    case "NONE":
      return checkNone(client, ofCall, inForm)
    case "CLIENT_SECRET_POST":
      return inForm ? compareSecret(client, ofCall || inForm) : Either.left(invalidClient("A157304"))
    default:
      return ofCall ? compareSecret(client, ofCall) : Either.left(invalidClient("A157357"))
  }
}

/** Checks the credentials of a client that is known, and says by which method it was authenticated. */
export const checkCredentials = (
  client: ClientRecord,
  credentials: Credentials,
  form: Parameters
): Either.Either<ClientAuthMethod, AuthenticationError> => {
  const method = client.tokenAuthMethod as ClientAuthMethod
  if (isPublic(client) && method !== "NONE") return Either.left(invalidClient("A157302"))
  return Either.map(checkSecret(client, credentials, form), () => method)
}

/** Finds the client of a request and authenticates it. */
export const authenticate = (
  state: State,
  credentials: Credentials,
  form: Parameters,
  codes: ClientCodes
): Either.Either<Authenticated, AuthenticationError> =>
  Either.gen(function*() {
    const identifier = yield* identifierOf(credentials, form, codes)
    if (identifier === undefined) return yield* Either.left(invalidClient(codes.missing))
    const identified = yield* identify(state, identifier, codes)
    const method = yield* checkCredentials(identified.client, credentials, form)
    return { ...identified, method }
  })
