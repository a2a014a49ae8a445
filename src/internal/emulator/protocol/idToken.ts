/**
 * ID tokens, OpenID Connect Core, section 2.
 */
import * as Either from "effect/Either"
import type { ClientRecord } from "../model/client.js"
import { isPublic } from "../model/client.js"
import type { Jwk } from "../model/jwks.js"
import { symmetric } from "../model/jwks.js"
import { objectOf } from "../model/jwt.js"
import type { ResultCode } from "../model/resultCodes.js"
import type { ServiceRecord } from "../model/service.js"
import { supportedScopes } from "../model/service.js"
import type { NoSigningKey, SigningKey } from "../model/signingKey.js"
import { signingKey } from "../model/signingKey.js"
import type { State } from "../store/state.js"
import type { Jwt } from "./unsigned.js"

export interface IdTokenFacts {
  readonly client: ClientRecord
  readonly subject: string
  /** In place of the subject. */
  readonly sub?: string | undefined
  readonly scopes: ReadonlyArray<string>
  readonly audType?: string | undefined
  readonly nonce?: string | undefined
  readonly authTime?: number | undefined
  readonly acr?: string | undefined
  /** The values of claims, as JSON. */
  readonly claims?: string | undefined
  /** The names of the claims that it may hold. */
  readonly claimNames?: ReadonlyArray<string> | undefined
  readonly consentedClaims?: ReadonlyArray<string> | undefined
  readonly headerParams?: string | undefined
  /** What it says of a login that the applications on a device share. */
  readonly session?: { readonly sid: string | undefined; readonly ds_hash: string | undefined } | undefined
  /** What it holds the hashes of: `c_hash`, `at_hash`, `s_hash`. */
  readonly hashes?: Jwt["hashes"]
}

const keyCodes: Record<NoSigningKey, ResultCode> = {
  NoKeys: "A046201",
  NoKeyForAlgorithm: "A046203",
  SeveralKeys: "A046204",
  NoSecret: "A406301",
  ShortSecret: "A046113"
}

/** As in the header of a JWT: Authlete writes `NONE`. */
export const algorithmOf = (alg: string | undefined): string => alg === "NONE" ? "none" : alg ?? "RS256"

/** The key for the ID tokens of a client, or the result code for why there is none. */
export const idTokenKey = (state: State, client: ClientRecord): Either.Either<SigningKey, ResultCode> => {
  const alg = algorithmOf(client.idTokenSignAlg)
  if (symmetric.includes(alg) && isPublic(client)) return Either.left("A406301")
  return Either.mapLeft(
    signingKey(state, alg, { client, keyId: state.service.idTokenSignatureKeyId }),
    (reason) => keyCodes[reason]
  )
}

const usualDuration = 86_400

const positive = (seconds: number | undefined): number | undefined =>
  seconds !== undefined && seconds > 0 ? seconds : undefined

const shortestOf = (service: ServiceRecord, scopes: ReadonlyArray<string>): number | undefined => {
  const durations = supportedScopes(service)
    .filter(({ name = "" }) => scopes.includes(name))
    .flatMap(({ attributes }) => attributes ?? [])
    .filter(({ key }) => key === "id_token.duration")
    .flatMap(({ value }) => positive(Number(value)) ?? [])
  return durations.length > 0 ? Math.min(...durations) : undefined
}

/** In seconds. The setting of the client goes first, then the shortest of the scopes, then that of the service. */
const durationOf = (service: ServiceRecord, { extension }: ClientRecord, scopes: ReadonlyArray<string>): number =>
  positive(extension?.idTokenDuration) ?? shortestOf(service, scopes) ?? positive(service.idTokenDuration) ??
    usualDuration

/** The claims about the subject that were asked for, that the subject has agreed to, and that have a value. */
export const releasedClaims = (
  claims: string | undefined,
  names: ReadonlyArray<string> | undefined = [],
  consented: ReadonlyArray<string> | undefined
): Jwk => {
  const isReleased = (name: string) => names.includes(name) && (consented === undefined || consented.includes(name))
  return Object.fromEntries(
    Object.entries(objectOf(claims) ?? {}).filter(([name, value]) =>
      value !== null && isReleased(name.replace(/#.*$/, ""))
    )
  )
}

/** What only the service says in an ID token. */
const own = new Set(["iss", "sub", "aud", "exp", "iat", "auth_time", "nonce", "acr", "at_hash", "c_hash", "s_hash"])

const withoutOwn = (claims: Jwk): Jwk => Object.fromEntries(Object.entries(claims).filter(([name]) => !own.has(name)))

/** The ID token, to be signed; the result code for why it cannot be. */
export const idTokenOf = (state: State, facts: IdTokenFacts, now: number): Either.Either<Jwt, ResultCode> =>
  Either.map(idTokenKey(state, facts.client), (key) => {
    const { service } = state
    const { client, scopes } = facts
    const seconds = Math.floor(now / 1000)
    const clientId = String(client.clientId)
    return {
      alg: algorithmOf(client.idTokenSignAlg),
      key,
      header: objectOf(facts.headerParams),
      claims: {
        iss: service.issuer,
        sub: facts.sub ?? facts.subject,
        aud: (facts.audType ?? service.idTokenAudType) === "string" ? clientId : [clientId],
        exp: seconds + durationOf(service, client, scopes),
        iat: seconds,
        auth_time: positive(facts.authTime),
        nonce: facts.nonce,
        acr: facts.acr,
        ...withoutOwn(releasedClaims(facts.claims, facts.claimNames, facts.consentedClaims)),
        ...facts.session
      },
      hashes: facts.hashes
    }
  })
