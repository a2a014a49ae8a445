/**
 * Claims about the subject: those that a request asks for by its scopes and by the `claims` parameter (OpenID Connect Core,
 * sections 5.4 and 5.5).
 */
import * as Either from "effect/Either"
import * as Predicate from "effect/Predicate"
import type { Jwk } from "../../model/jwks.js"
import { objectOf } from "../../model/jwt.js"
import type { ServiceRecord } from "../../model/service.js"
import { nonEmpty } from "../../model/tokenRecord.js"
import type { Parameters } from "../parameters.js"
import type { Checked } from "./objection.js"
import { invalidRequest, single } from "./objection.js"

/** What scopes stand for. */
const ofScopes: Readonly<Record<string, ReadonlyArray<string>>> = {
  profile: [
    "name",
    "family_name",
    "given_name",
    "middle_name",
    "nickname",
    "preferred_username",
    "profile",
    "picture",
    "website",
    "gender",
    "birthdate",
    "zoneinfo",
    "locale",
    "updated_at"
  ],
  email: ["email", "email_verified"],
  address: ["address"],
  phone: ["phone_number", "phone_number_verified"]
}

const claimsOfScopes = (scopes: ReadonlyArray<string>): ReadonlyArray<string> =>
  scopes.flatMap((scope) => Object.hasOwn(ofScopes, scope) ? ofScopes[scope] ?? [] : [])

export interface RequestedClaims {
  /** `id_token` and `userinfo` of the `claims` parameter. */
  readonly idToken: Jwk | undefined
  readonly userInfo: Jwk | undefined
}

const member = (claims: Jwk, name: string, code: "A023301" | "A023302"): Checked<Jwk | undefined> => {
  const value = claims[name]
  if (value === undefined || value === null) return Either.right(undefined)
  return Predicate.isRecord(value) ? Either.right(value) : invalidRequest(code)
}

/** The `claims` parameter. */
export const requestedClaims = (form: Parameters): Checked<RequestedClaims> =>
  Either.gen(function*() {
    const text = yield* single(form, "claims", "A022302")
    if (text === undefined) return { idToken: undefined, userInfo: undefined }
    const claims = objectOf(text)
    if (claims === undefined) return yield* invalidRequest("A022303")
    return {
      userInfo: yield* member(claims, "userinfo", "A023301"),
      idToken: yield* member(claims, "id_token", "A023302")
    }
  })

/** Values that a claim of the ID token must have, if the request says so. */
export const requestedValues = (claim: unknown): ReadonlyArray<string> | undefined => {
  if (!Predicate.isRecord(claim)) return undefined
  const values = Array.isArray(claim["values"]) ? claim["values"] : [claim["value"]]
  return nonEmpty(values.filter(Predicate.isString))
}

export const isEssential = (claim: unknown): boolean => Predicate.isRecord(claim) && claim["essential"] === true

const supported = ({ supportedClaims }: ServiceRecord, names: Iterable<string>): ReadonlyArray<string> | undefined =>
  nonEmpty(
    Array.from(new Set(names)).filter((name) => supportedClaims === undefined || supportedClaims.includes(name))
  )

/** What says nothing about the subject: every ID token may have it. */
const protocolClaims = new Set(["iss", "sub", "aud", "exp", "iat", "auth_time", "nonce", "acr", "amr", "azp"])

/** The names of the claims that the ID token and the userinfo response may hold. */
export const claimNames = (
  service: ServiceRecord,
  { idToken = {}, userInfo = {} }: RequestedClaims,
  scopes: ReadonlyArray<string>,
  { hasAccessToken }: { readonly hasAccessToken: boolean }
) => {
  if (!scopes.includes("openid")) return { idTokenClaims: undefined, userInfoClaims: undefined }
  const ofScope = claimsOfScopes(scopes)
  const inIdToken = service.claimShortcutRestrictive === true && hasAccessToken ? [] : ofScope
  const named = Object.keys(idToken).filter((name) => !protocolClaims.has(name))
  return {
    idTokenClaims: supported(service, [...inIdToken, ...named]),
    userInfoClaims: supported(service, [...ofScope, ...Object.keys(userInfo)])
  }
}
