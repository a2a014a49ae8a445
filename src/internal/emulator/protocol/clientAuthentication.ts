/**
 * Finds the client that a request comes from, and authenticates it by the method that the client is registered with.
 *
 * A secret comes in one of two channels: with the call, where the authorization server read it from the `Authorization`
 * header, or in the form. It counts only in the channel of the client's method. If both channels have one, that of the
 * call is checked and that of the form ignored.
 */
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Encoding from "effect/Encoding"
import * as Option from "effect/Option"
import type { ClientAuthMethod } from "../../models/clientAuthMethod.js"
import type { ClientRecord } from "../model/client.js"
import { isPublic } from "../model/client.js"
import { keysOf } from "../model/jwks.js"
import type { ResultCode } from "../model/resultCodes.js"
import * as ClientStore from "../store/clientStore.js"
import type { State } from "../store/state.js"
import { derOf } from "./certificate.js"
import type { AssertionFacts } from "./clientAssertion.js"
import { checkAssertion, subjectOf, verifyAssertion } from "./clientAssertion.js"
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
  readonly clientCertificate?: string | undefined
}

/** What has to be waited for: whether a client assertion is signed by the client. */
export interface CredentialFacts {
  readonly assertion: AssertionFacts | undefined
}

export const noCredentialFacts: CredentialFacts = { assertion: undefined }

/** Verifies the client assertion of a request, if it has one. */
export const verifyCredentials = (
  state: State,
  { clientId, parameters = "" }: Credentials & { readonly parameters?: string | undefined },
  now: number
): CredentialFacts | Effect.Effect<CredentialFacts> => {
  const verified = parameters.includes("client_assertion=")
    ? verifyAssertion(state, clientId, new URLSearchParams(parameters), now)
    : undefined
  return verified === undefined ? noCredentialFacts : Effect.map(verified, (assertion) => ({ assertion }))
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
  return Either.right(clientId ?? inForm ?? subjectOf(form))
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

const secretIn = (form: Parameters): Either.Either<string | undefined, AuthenticationError> => {
  const [secret, ...more] = form.getAll("client_secret")
  return more.length > 0 ? Either.left(invalidClient("A158301")) : Either.right(secret)
}

/** RFC 8705, section 2.2: the certificate is one of those that are registered with the keys of the client. */
const checkSelfSigned = ({ jwks }: ClientRecord, { clientCertificate = "" }: Credentials): Checked =>
  Option.match(derOf(clientCertificate), {
    onNone: () => Either.left(invalidClient("A999314")),
    onSome: (der) => {
      const presented = Encoding.encodeBase64(der)
      const isRegistered = keysOf(jwks).some(({ x5c }) => Array.isArray(x5c) && x5c[0] === presented)
      return isRegistered ? Either.void : Either.left(invalidClient("A999316"))
    }
  })

/** What a client authenticates with. */
interface Presented {
  readonly credentials: Credentials
  readonly form: Parameters
  readonly inForm: string | undefined
  readonly facts: CredentialFacts
}

const checkByMethod = (
  { service }: State,
  client: ClientRecord,
  { credentials, facts, form, inForm }: Presented
): Checked => {
  const ofCall = credentials.clientSecret
  switch (client.tokenAuthMethod) {
    case "NONE":
      return checkNone(client, ofCall, inForm)
    case "CLIENT_SECRET_BASIC":
      return ofCall ? compareSecret(client, ofCall) : Either.left(invalidClient("A157357"))
    case "CLIENT_SECRET_POST":
      return inForm ? compareSecret(client, ofCall || inForm) : Either.left(invalidClient("A157304"))
    case "CLIENT_SECRET_JWT":
    case "PRIVATE_KEY_JWT":
      return Either.mapLeft(checkAssertion(service, client, form, facts.assertion), invalidClient)
    case "SELF_SIGNED_TLS_CLIENT_AUTH":
      return checkSelfSigned(client, credentials)
    default:
      return Either.left(invalidClient("A999317"))
  }
}

/** Checks the credentials of a client that is known, and says by which method it was authenticated. */
export const checkCredentials = (
  state: State,
  client: ClientRecord,
  credentials: Credentials,
  form: Parameters,
  facts: CredentialFacts
): Either.Either<ClientAuthMethod, AuthenticationError> => {
  const method = client.tokenAuthMethod as ClientAuthMethod
  if (isPublic(client) && method !== "NONE") return Either.left(invalidClient("A157302"))
  return secretIn(form).pipe(
    Either.flatMap((inForm) => checkByMethod(state, client, { credentials, form, inForm, facts })),
    Either.map(() => method)
  )
}

/** Finds the client of a request and authenticates it. */
export const authenticate = (
  state: State,
  credentials: Credentials,
  form: Parameters,
  codes: ClientCodes,
  facts: CredentialFacts = noCredentialFacts
): Either.Either<Authenticated, AuthenticationError> =>
  Either.gen(function*() {
    const identifier = yield* identifierOf(credentials, form, codes)
    if (identifier === undefined) return yield* Either.left(invalidClient(codes.missing))
    const identified = yield* identify(state, identifier, codes)
    const method = yield* checkCredentials(state, identified.client, credentials, form, facts)
    return { ...identified, method }
  })

/** The same for the endpoints at which Authlete says `UNAUTHORIZED` in place of `INVALID_CLIENT`. */
export const authenticateOrUnauthorized = (
  state: State,
  credentials: Credentials,
  form: Parameters,
  codes: ClientCodes,
  facts?: CredentialFacts
): Either.Either<Authenticated, ProtocolError<"BAD_REQUEST" | "UNAUTHORIZED">> =>
  Either.mapLeft(
    authenticate(state, credentials, form, codes, facts),
    ({ action, ...error }) => ({ ...error, action: action === "INVALID_CLIENT" ? "UNAUTHORIZED" : action })
  )
