/**
 * RFC 9449: the proofs by which a client application shows that it has the key that its tokens are bound to.
 */
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Option from "effect/Option"
import * as Predicate from "effect/Predicate"
import { isSignedBy, sha256, thumbprintOf } from "../crypto/verify.js"
import type { Jwk } from "../model/jwks.js"
import { asymmetric, publicPart } from "../model/jwks.js"
import type { Opened } from "../model/jwt.js"
import { numberClaim, opened, textClaim } from "../model/jwt.js"
import type { ResultCode } from "../model/resultCodes.js"
import type { ServiceRecord } from "../model/service.js"
import type { State } from "../store/state.js"

/** What an operation takes about the proof of a request. */
export interface ProofRequest {
  readonly dpop?: string | undefined
  readonly htm?: string | undefined
  readonly htu?: string | undefined
  readonly dpopNonceRequired?: boolean | undefined
}

/** What has to be waited for. */
export interface ProofFacts {
  /** Whether the key in the proof has signed it. */
  readonly isSigned: boolean
  /** The thumbprint of that key. */
  readonly thumbprint: string | undefined
  /** The hash of the access token that the proof came with. */
  readonly tokenHash: string | undefined
  /** The nonces that are accepted, the current one first. */
  readonly nonces: readonly [current: string, previous: string]
}

/** How long a nonce is the current one, in seconds, if the service does not say. */
const usualNonceDuration = 300

/** Nonces follow from the time, so nothing has to be kept. The one before the current one is accepted as well. */
const nonces = ({ apiKey, service }: State, now: number): Effect.Effect<ProofFacts["nonces"]> => {
  const seconds = service.dpopNonceDuration || usualNonceDuration
  const turn = Math.floor(now / 1000 / seconds)
  const nonceOf = (nth: number) => sha256(`${apiKey} ${service.createdAt} ${nth}`)
  return Effect.all([nonceOf(turn), nonceOf(turn - 1)])
}

/** The public key in the header of a proof. */
const keyOf = (proof: Option.Option<Opened>): Jwk | undefined => {
  const jwk = Option.getOrUndefined(proof)?.header["jwk"]
  return Predicate.isRecord(jwk) ? publicPart(jwk) : undefined
}

/** Verifies the signature of a proof, which came with the access token if there was one. */
export const verifyProof = (
  state: State,
  proof: string,
  token: string | undefined,
  now: number
): Effect.Effect<ProofFacts> => {
  const jwk = keyOf(opened(proof))
  return Effect.all({
    isSigned: jwk === undefined ? Effect.succeed(false) : isSignedBy(proof, { jwks: [jwk] }),
    thumbprint: jwk === undefined ? Effect.succeed(undefined) : thumbprintOf(jwk),
    tokenHash: token === undefined ? Effect.succeed(undefined) : sha256(token),
    nonces: nonces(state, now)
  })
}

/** One operation's result codes for what is wrong with a proof. */
export interface ProofCodes {
  readonly invalid: ResultCode
  readonly symmetric: ResultCode
  readonly noKey: ResultCode
  readonly noAlgorithm: ResultCode
  readonly nonce: ResultCode
}

export interface ProofObjection {
  readonly error: "invalid_dpop_proof" | "use_dpop_nonce"
  readonly code: ResultCode
}

const isNonceRequired = ({ dpopNonceRequired }: ServiceRecord, request: ProofRequest): boolean =>
  dpopNonceRequired === true || request.dpopNonceRequired === true

/** The nonce for the next proof, which is told with a response of any kind. */
export const nextNonce = (
  service: ServiceRecord,
  request: ProofRequest,
  facts: ProofFacts | undefined
): string | undefined => facts !== undefined && isNonceRequired(service, request) ? facts.nonces[0] : undefined

/** RFC 9449, section 4.3: the URL counts without query and fragment. */
const locationOf = (url: string | undefined): string | undefined => {
  if (url === undefined || !URL.canParse(url)) return undefined
  const { origin, pathname } = new URL(url)
  return `${origin}${pathname}`
}

/** How far the time in a proof may be from that of the emulator, in seconds. */
const tolerance = 300

const isRecent = ({ claims }: Opened, now: number): boolean => {
  const issuedAt = numberClaim(claims, "iat")
  return issuedAt !== undefined && Math.abs(now / 1000 - issuedAt) <= tolerance
}

const isForRequest = ({ claims }: Opened, { htm, htu }: ProofRequest): boolean => {
  const location = locationOf(htu)
  return htm !== undefined && claims["htm"] === htm && location !== undefined &&
    locationOf(textClaim(claims, "htu")) === location
}

/** What is wrong with the header of a proof. */
const headerObjection = ({ header }: Opened, codes: ProofCodes): ResultCode | undefined => {
  const { alg, jwk, typ } = header
  if (typ !== "dpop+jwt") return codes.invalid
  if (typeof alg !== "string") return codes.noAlgorithm
  if (!asymmetric.includes(alg)) return codes.symmetric
  return !Predicate.isRecord(jwk) || jwk["kty"] === "oct" || "d" in jwk ? codes.noKey : undefined
}

const claimsObjection = (
  proof: Opened,
  request: ProofRequest,
  facts: ProofFacts,
  codes: ProofCodes,
  now: number
): ResultCode | undefined =>
  facts.isSigned && textClaim(proof.claims, "jti") !== undefined && isForRequest(proof, request) &&
    isRecent(proof, now) && (facts.tokenHash === undefined || proof.claims["ath"] === facts.tokenHash)
    ? undefined
    : codes.invalid

/** Checks a proof, and gives the thumbprint of its key. */
export const checkProof = (
  service: ServiceRecord,
  request: ProofRequest,
  facts: ProofFacts,
  codes: ProofCodes,
  now: number
): Either.Either<string, ProofObjection> => {
  const invalid = (code: ResultCode) => Either.left({ error: "invalid_dpop_proof" as const, code })
  const proof = Option.getOrUndefined(opened(request.dpop ?? ""))
  if (proof === undefined) return invalid(codes.invalid)
  const objection = headerObjection(proof, codes) ?? claimsObjection(proof, request, facts, codes, now)
  if (objection !== undefined || facts.thumbprint === undefined) return invalid(objection ?? codes.invalid)
  const nonce = textClaim(proof.claims, "nonce")
  return isNonceRequired(service, request) && !facts.nonces.some((accepted) => accepted === nonce)
    ? Either.left({ error: "use_dpop_nonce", code: codes.nonce })
    : Either.right(facts.thumbprint)
}
