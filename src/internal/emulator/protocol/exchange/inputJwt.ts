/**
 * JWTs and ID tokens as a token exchange takes them. Whose JWT it is, and whether that one has signed it, is for the
 * authorization server to find out.
 */
import * as Either from "effect/Either"
import * as Option from "effect/Option"
import { asymmetric } from "../../model/jwks.js"
import type { Opened } from "../../model/jwt.js"
import { audienceOf, isEncrypted, opened, textClaim } from "../../model/jwt.js"
import type { ResultCode } from "../../model/resultCodes.js"
import type { ServiceRecord } from "../../model/service.js"
import { timesObjection } from "../jwtTimes.js"

type Checked = Either.Either<void, ResultCode>

const timeCodes = { expired: "A999449", early: "A999451", future: "A999450" } as const

/** Checks a JWT as far as it can be read. */
const check = (
  { tokenExchangeEncryptedJwtRejected }: ServiceRecord,
  token: string,
  objectionTo: (jwt: Opened) => ResultCode | undefined
): Checked => {
  if (isEncrypted(token)) return tokenExchangeEncryptedJwtRejected === true ? Either.left("A999447") : Either.void
  return Option.match(opened(token), {
    onNone: () => Either.left("A999446"),
    onSome: (jwt) => {
      const objection = objectionTo(jwt)
      return objection === undefined ? Either.void : Either.left(objection)
    }
  })
}

const unsignedObjection = ({ tokenExchangeUnsignedJwtRejected }: ServiceRecord, { isSigned }: Opened) =>
  !isSigned && tokenExchangeUnsignedJwtRejected === true ? "A999448" : undefined

export const checkJwt = (service: ServiceRecord, token: string, now: number): Checked =>
  check(
    service,
    token,
    (jwt) => timesObjection(service, jwt.claims, now, timeCodes) ?? unsignedObjection(service, jwt)
  )

/** OpenID Connect Core, section 2, has https for it. An emulated service may be anywhere. */
const isIssuer = ({ issuer }: ServiceRecord, iss: string): boolean => {
  if (iss === issuer) return true
  return URL.canParse(iss) && new URL(iss).protocol === "https:" && !/[?#]/.test(iss)
}

const claimsObjection = (service: ServiceRecord, { claims }: Opened): ResultCode | undefined => {
  if (claims["iat"] === undefined) return "A999453"
  if (!isIssuer(service, textClaim(claims, "iss") ?? "")) return "A999454"
  if (audienceOf(claims).length === 0) return "A999455"
  return claims["nonce"] === undefined || typeof claims["nonce"] === "string" ? undefined : "A999456"
}

const signatureObjection = (
  service: ServiceRecord,
  jwt: Opened,
  isSignedByService: boolean
): ResultCode | undefined => {
  if (!jwt.isSigned) return unsignedObjection(service, jwt)
  if (!asymmetric.includes(String(jwt.header["alg"]))) return "A999457"
  return isSignedByService && jwt.claims["iss"] === service.issuer ? undefined : "A999458"
}

/** An ID token. The emulator asks nobody for keys, so it has to be signed by the service. */
export const checkIdToken = (
  service: ServiceRecord,
  token: string,
  isSignedByService: boolean,
  now: number
): Checked =>
  check(service, token, (jwt) =>
    timesObjection(service, jwt.claims, now, { ...timeCodes, endless: "A999452" }) ??
      claimsObjection(service, jwt) ??
      signatureObjection(service, jwt, isSignedByService))
