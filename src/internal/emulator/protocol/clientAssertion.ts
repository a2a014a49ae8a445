/**
 * RFC 7523: JWTs by which clients authenticate, signed with a key of their own or with their secret.
 */
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Option from "effect/Option"
import { isSignedBy } from "../crypto/verify.js"
import type { ClientRecord } from "../model/client.js"
import { asymmetric, keysOf, symmetric } from "../model/jwks.js"
import type { Opened } from "../model/jwt.js"
import { audienceOf, opened, textClaim } from "../model/jwt.js"
import type { ResultCode } from "../model/resultCodes.js"
import type { ServiceRecord } from "../model/service.js"
import * as ClientStore from "../store/clientStore.js"
import type { State } from "../store/state.js"
import { timesObjection } from "./jwtTimes.js"
import type { Parameters } from "./parameters.js"

/** What has to be waited for. */
export interface AssertionFacts {
  /** The client whose key has signed the assertion; none if it was nobody's. */
  readonly signer: number | undefined
  readonly verifiedAt: number
}

const openedIn = (form: Parameters): Opened | undefined =>
  Option.getOrUndefined(opened(form.get("client_assertion") ?? ""))

/** The client that the assertion names, for a request that names none besides. */
export const subjectOf = (form: Parameters): string | undefined => {
  const assertion = openedIn(form)
  return assertion && textClaim(assertion.claims, "sub")
}

/** The keys of a client that is registered to authenticate in this way. Keys at an address are not fetched. */
const keysFor = ({ clientSecret = "", jwks, tokenAuthMethod }: ClientRecord) =>
  tokenAuthMethod === "CLIENT_SECRET_JWT" ? { secret: clientSecret } : { jwks: keysOf(jwks) }

/** Verifies the signature of an assertion; nothing if the form has none. */
export const verifyAssertion = (
  { clients }: State,
  clientId: string | undefined,
  form: Parameters,
  now: number
): Effect.Effect<AssertionFacts> | undefined => {
  const assertion = form.get("client_assertion")
  if (assertion === null) return undefined
  const client = ClientStore.find(clients, clientId ?? form.get("client_id") ?? subjectOf(form) ?? "")
  return Effect.map(
    client === undefined ? Effect.succeed(false) : isSignedBy(assertion, keysFor(client)),
    (isSigned) => ({ signer: isSigned ? client?.clientId : undefined, verifiedAt: now })
  )
}

const type = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"

/** The assertion in the form, by the parameters that it comes in. */
const read = (form: Parameters): Either.Either<Opened, ResultCode> => {
  const [assertion, ...more] = form.getAll("client_assertion")
  const [given, ...others] = form.getAll("client_assertion_type")
  if (more.length > 0) return Either.left("A158305")
  if (others.length > 0) return Either.left("A158304")
  if (assertion === undefined) return Either.left("A157311")
  if (given === undefined) return Either.left("A158302")
  if (given === "") return Either.left("A158303")
  if (given !== type) return Either.left("A157310")
  return Either.fromOption(opened(assertion), () => "A157312")
}

const algorithms = (client: ClientRecord): ReadonlyArray<string> => {
  if (client.tokenAuthSignAlg !== undefined) return [client.tokenAuthSignAlg]
  return client.tokenAuthMethod === "CLIENT_SECRET_JWT" ? symmetric : asymmetric
}

/** Whom an assertion may be for: the service, or one of its endpoints. */
const audiences = (service: ServiceRecord): ReadonlyArray<string | undefined> =>
  service.clientAssertionAudRestrictedToIssuer === true
    ? [service.issuer]
    : [
      service.issuer,
      service.tokenEndpoint,
      service.revocationEndpoint,
      service.introspectionEndpoint,
      service.pushedAuthReqEndpoint,
      service.deviceAuthorizationEndpoint,
      service.backchannelAuthenticationEndpoint
    ]

const isOf = ({ clientId, clientIdAlias }: ClientRecord, value: string | undefined): boolean =>
  value !== undefined && (value === String(clientId) || value === clientIdAlias)

const partiesObjection = (
  service: ServiceRecord,
  client: ClientRecord,
  { claims }: Opened
): ResultCode | undefined => {
  if (!isOf(client, textClaim(claims, "iss"))) return "A157315"
  if (!isOf(client, textClaim(claims, "sub"))) return "A157316"
  return audienceOf(claims).some((audience) => audiences(service).includes(audience)) ? undefined : "A157318"
}

const timeCodes = { endless: "A157319", expired: "A157320", early: "A157322", future: "A157323" } as const

const claimsObjection = (service: ServiceRecord, { claims }: Opened, now: number): ResultCode | undefined =>
  timesObjection(service, claims, now, timeCodes) ?? (textClaim(claims, "jti") === undefined ? "A157324" : undefined)

const signatureObjection = (
  client: ClientRecord,
  { signer }: Pick<AssertionFacts, "signer">
): ResultCode | undefined => {
  if (client.tokenAuthMethod === "PRIVATE_KEY_JWT" && keysOf(client.jwks).length === 0) return "A156301"
  return signer === client.clientId ? undefined : "A157326"
}

/** Whether the assertion authenticates the client, or the result code for why it does not. */
export const checkAssertion = (
  service: ServiceRecord,
  client: ClientRecord,
  form: Parameters,
  facts: AssertionFacts | undefined
): Either.Either<void, ResultCode> =>
  Either.flatMap(read(form), (assertion) => {
    const { alg } = assertion.header
    const objection = typeof alg !== "string" || !algorithms(client).includes(alg)
      ? "A157313"
      : partiesObjection(service, client, assertion) ??
        claimsObjection(service, assertion, facts?.verifiedAt ?? 0) ??
        signatureObjection(client, facts ?? { signer: undefined })
    return objection === undefined ? Either.void : Either.left(objection)
  })
