/**
 * What tokens are bound to: a key that the client application proves to have by DPoP, or a certificate.
 */
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import type { ClientRecord } from "../model/client.js"
import { isPublic } from "../model/client.js"
import type { ResultCode } from "../model/resultCodes.js"
import type { ServiceRecord } from "../model/service.js"
import type { TokenRecord } from "../model/tokenRecord.js"
import type { State } from "../store/state.js"
import * as TokenStore from "../store/tokenStore.js"
import { thumbprintOf } from "./certificate.js"
import type { ProofCodes, ProofFacts, ProofRequest } from "./dpop.js"
import { checkProof, verifyProof } from "./dpop.js"
import { isGenuine } from "./jwtAccessToken.js"
import type { ProtocolError } from "./protocolError.js"
import { badRequest } from "./protocolError.js"

/** What an operation takes about what the client application holds. */
export interface BindingRequest extends ProofRequest {
  readonly clientCertificate?: string | undefined
}

/** What has to be waited for. */
export interface BindingFacts {
  readonly proof: ProofFacts | undefined
  /** The thumbprint of the certificate. */
  readonly certificate: Either.Either<string, "malformed"> | undefined
  /** Whether the access token may be what it says. */
  readonly isGenuine: boolean
}

export const noBindingFacts: BindingFacts = { proof: undefined, certificate: undefined, isGenuine: true }

/** Verifies what a request came with besides the access token, if there was one. */
export const verifyBinding = (
  state: State,
  { clientCertificate, dpop }: BindingRequest,
  token: string | undefined,
  now: number
): BindingFacts | Effect.Effect<BindingFacts> => {
  const genuine = token === undefined || isGenuine(state, token)
  if (dpop === undefined && clientCertificate === undefined && genuine === true) return noBindingFacts
  return Effect.all({
    isGenuine: typeof genuine === "boolean" ? Effect.succeed(genuine) : genuine,
    proof: dpop === undefined ? Effect.succeed(undefined) : verifyProof(state, dpop, token, now),
    certificate: clientCertificate === undefined ? Effect.succeed(undefined) : thumbprintOf(clientCertificate)
  })
}

// At a resource: a token that exists

/** The access token that was presented, unless it is a forgery. */
export const presentedToken = ({ tokens }: State, token: string, { isGenuine }: BindingFacts) =>
  isGenuine ? TokenStore.find(tokens, "access", "byValue", token) : undefined

/** One operation's result codes for what is wrong with how a bound token is presented. */
export interface BindingCodes {
  readonly certificateMissing: ResultCode
  readonly certificateDiffers: ResultCode
  readonly certificateMalformed: ResultCode
  readonly proofMissing: ResultCode
  readonly keyDiffers: ResultCode
  readonly proof: ProofCodes
}

export interface BindingObjection {
  readonly error: "invalid_token" | "invalid_dpop_proof" | "use_dpop_nonce"
  readonly code: ResultCode
}

type Checked = Either.Either<void, BindingObjection>

const invalidToken = (code: ResultCode): Checked => Either.left({ error: "invalid_token", code })

const checkCertificate = (
  { certificateThumbprint }: TokenRecord,
  { certificate }: BindingFacts,
  codes: BindingCodes
): Checked => {
  if (certificateThumbprint === undefined) return Either.void
  if (certificate === undefined) return invalidToken(codes.certificateMissing)
  if (Either.isLeft(certificate)) return invalidToken(codes.certificateMalformed)
  return certificate.right === certificateThumbprint ? Either.void : invalidToken(codes.certificateDiffers)
}

/** A token that is bound to no key does not go with a proof of any. */
const checkKey = (
  service: ServiceRecord,
  { dpopKeyThumbprint }: TokenRecord,
  request: BindingRequest,
  { proof }: BindingFacts,
  codes: BindingCodes,
  now: number
): Checked => {
  if (proof === undefined) return dpopKeyThumbprint === undefined ? Either.void : invalidToken(codes.proofMissing)
  return Either.flatMap(
    checkProof(service, request, proof, codes.proof, now),
    (thumbprint): Checked => thumbprint === dpopKeyThumbprint ? Either.void : invalidToken(codes.keyDiffers)
  )
}

/** Whether an access token is presented by the one that it is bound to. */
export const checkBinding = (
  service: ServiceRecord,
  record: TokenRecord,
  request: BindingRequest,
  facts: BindingFacts,
  codes: BindingCodes,
  now: number
): Checked =>
  Either.andThen(
    checkCertificate(record, facts, codes),
    checkKey(service, record, request, facts, codes, now)
  )

/** The scheme of the challenge: that by which the token has to be presented. */
export const schemeOf = ({ dpopKeyThumbprint }: TokenRecord): string =>
  dpopKeyThumbprint === undefined ? "Bearer" : "DPoP"

// At the token endpoint: a token that is about to exist

/** What a new token gets bound to. */
export interface Binding {
  readonly dpopKeyThumbprint: string | undefined
  readonly certificateThumbprint: string | undefined
}

type BindingError = ProtocolError<"BAD_REQUEST">

const proofCodes = {
  invalid: "A254301",
  symmetric: "A254302",
  noKey: "A254303",
  noAlgorithm: "A254304",
  nonce: "A254307"
} as const

const keyFor = (
  { tokenEndpoint, ...service }: ServiceRecord,
  { dpopRequired }: ClientRecord,
  request: BindingRequest,
  { proof }: BindingFacts,
  now: number
): Either.Either<string | undefined, BindingError> => {
  if (proof === undefined) {
    return dpopRequired === true ? Either.left(badRequest("invalid_dpop_proof")("A999311")) : Either.right(undefined)
  }
  const expected = { ...request, htm: request.htm ?? "POST", htu: request.htu ?? tokenEndpoint }
  return Either.mapLeft(
    checkProof(service, expected, proof, proofCodes, now),
    ({ code, error }) => badRequest(error)(code)
  )
}

const certificateFor = (
  { tlsClientCertificateBoundAccessTokens }: ClientRecord,
  { certificate }: BindingFacts
): Either.Either<string | undefined, BindingError> => {
  if (tlsClientCertificateBoundAccessTokens !== true) return Either.right(undefined)
  return certificate === undefined || Either.isLeft(certificate)
    ? Either.left(badRequest("invalid_request")("A999312"))
    : Either.right(certificate.right)
}

/** What a token for the request gets bound to, as the request and the client want it. */
export const bindingFor = (
  service: ServiceRecord,
  client: ClientRecord,
  request: BindingRequest,
  facts: BindingFacts,
  now: number
): Either.Either<Binding, BindingError> =>
  Either.all({
    dpopKeyThumbprint: keyFor(service, client, request, facts, now),
    certificateThumbprint: certificateFor(client, facts)
  })

/**
 * RFC 9449, section 5, and RFC 8705, section 4: the refresh token of a public client is bound to what its access token is
 * bound to. That of another client is bound by the client's authentication.
 */
export const checkRefreshBinding = (
  client: ClientRecord,
  record: TokenRecord,
  binding: Binding,
  { certificate }: BindingFacts
): Either.Either<void, BindingError> => {
  if (!isPublic(client)) return Either.void
  const { certificateThumbprint, dpopKeyThumbprint } = record
  if (dpopKeyThumbprint !== undefined && dpopKeyThumbprint !== binding.dpopKeyThumbprint) {
    return Either.left(badRequest("invalid_grant")("A053311"))
  }
  const presented = certificate && Either.getOrUndefined(certificate)
  return certificateThumbprint !== undefined && certificateThumbprint !== presented
    ? Either.left(badRequest("invalid_grant")("A999313"))
    : Either.void
}
