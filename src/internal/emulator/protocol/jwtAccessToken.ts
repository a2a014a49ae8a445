/**
 * RFC 9068: access tokens that are JWTs. Behind each there is a token like any other, whose value is the `jti`.
 */
import type * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Option from "effect/Option"
import { isSignedBy } from "../crypto/verify.js"
import { publicPart, symmetric } from "../model/jwks.js"
import { objectOf, opened } from "../model/jwt.js"
import type { ServiceRecord } from "../model/service.js"
import type { NoSigningKey, SigningKey } from "../model/signingKey.js"
import { keysOfService, signingKey } from "../model/signingKey.js"
import type { TokenRecord } from "../model/tokenRecord.js"
import { accessTokenResources, confirmation, writtenAuthorizationDetails } from "../model/tokenRecord.js"
import type { State } from "../store/state.js"
import * as TokenStore from "../store/tokenStore.js"
import type { Jwt, Unsigned } from "./unsigned.js"
import { andThen, unsigned } from "./unsigned.js"

/** The algorithm that access tokens are signed with; none if they are no JWTs. */
const algorithmOf = ({ accessTokenSignAlg }: ServiceRecord): string | undefined =>
  accessTokenSignAlg === "NONE" ? undefined : accessTokenSignAlg

/** A secret that is shared with a client would let the client make tokens. */
const keyFor = (state: State, alg: string): Either.Either<SigningKey, NoSigningKey> =>
  symmetric.includes(alg)
    ? Either.left("NoKeyForAlgorithm")
    : signingKey(state, alg, { client: {}, keyId: state.service.accessTokenSignatureKeyId })

/** Whether access tokens can be issued: if they are JWTs, there has to be a key. */
export const checkAccessTokenKey = (state: State): Either.Either<unknown, NoSigningKey> => {
  const alg = algorithmOf(state.service)
  return alg === undefined ? Either.void : keyFor(state, alg)
}

const claimsOf = ({ service }: State, record: TokenRecord, jwtAtClaims: string | undefined, now: number) => ({
  ...objectOf(jwtAtClaims ?? record.jwtAtClaims),
  iss: service.issuer,
  sub: record.subject ?? String(record.clientId),
  aud: accessTokenResources(record),
  client_id: String(record.clientId),
  scope: record.scopes.length > 0 ? record.scopes.join(" ") : undefined,
  jti: record.access.value,
  iat: Math.floor(now / 1000),
  exp: Math.floor(record.access.expiresAt / 1000),
  grant_type: record.grantType.toLowerCase(),
  acr: record.acr,
  auth_time: record.authTime,
  cnf: confirmation(record),
  authorization_details: writtenAuthorizationDetails(record.authorizationDetails)
})

const jwtOf = (key: SigningKey, alg: string, claims: Jwt["claims"]): Jwt => ({
  alg,
  key,
  header: { typ: "at+jwt" },
  claims
})

/** What the fields of a response are called that hold a new access token. */
interface WithAccessToken {
  readonly accessToken?: string | undefined
  readonly jwtAccessToken?: string | undefined
  readonly responseContent?: string | null | undefined
}

/** The token response, with the JWT in place of the value that is behind it. */
const rewritten = (content: string | null | undefined, jwt: string): string | undefined =>
  content ? JSON.stringify({ ...objectOf(content), access_token: jwt }) : undefined

/** The response about a new access token, with the JWT if the service issues such. */
export const withJwtAccessToken = <Response extends WithAccessToken>(
  state: State,
  response: Response | Unsigned<Response>,
  jwtAtClaims: string | undefined,
  now: number
): Response | Unsigned<Response> => {
  const alg = algorithmOf(state.service)
  if (alg === undefined) return response
  return andThen(response, (told) => {
    const record = told.accessToken === undefined
      ? undefined
      : TokenStore.find(state.tokens, "access", "byValue", told.accessToken)
    const key = keyFor(state, alg)
    if (record === undefined || Either.isLeft(key)) return told
    return unsigned<Response>(
      [jwtOf(key.right, alg, claimsOf(state, record, jwtAtClaims, now))],
      ([jwt = ""]) => ({ ...told, jwtAccessToken: jwt, responseContent: rewritten(told.responseContent, jwt) }),
      () => told
    )
  })
}

/**
 * Whether an access token may be what it says: it is known as it is, or it is a JWT that the service has signed, or none
 * at all.
 */
export const isGenuine = (state: State, token: string): boolean | Effect.Effect<boolean> =>
  TokenStore.isKnown(state.tokens, token) || Option.isNone(opened(token))
    ? true
    : isSignedBy(token, { jwks: keysOfService(state).map(publicPart).filter((key) => key !== undefined) })
