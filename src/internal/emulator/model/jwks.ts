/**
 * JWK Sets: the keys of the service and of clients, as text.
 */
import * as Either from "effect/Either"
import * as Predicate from "effect/Predicate"
import * as Struct from "effect/Struct"
import { parse } from "../../schema/json.js"

export interface Jwk {
  readonly [name: string]: unknown
}

const read = (jwks: string): ReadonlyArray<Jwk> => {
  const set = Either.getOrUndefined(parse(jwks))
  const keys = Predicate.hasProperty(set, "keys") ? set.keys : undefined
  return Array.isArray(keys) ? keys.filter(Predicate.isRecord) : []
}

/** The set that was read last. Most texts are that of the service, and whoever signs remembers a key by its object. */
let last: { readonly jwks: string; readonly keys: ReadonlyArray<Jwk> } | undefined

/** The keys of a JWK Set; none if the text is no JWK Set. */
export const keysOf = (jwks = ""): ReadonlyArray<Jwk> => {
  if (last?.jwks !== jwks) last = { jwks, keys: read(jwks) }
  return last.keys
}

/** RFC 7518, section 6: what of a key must not be published. */
const privateMembers = ["d", "p", "q", "dp", "dq", "qi", "oth", "k"] as const

/** The key without its private members. Nothing is left of a symmetric one. */
export const publicPart = (key: Jwk): Jwk | undefined =>
  key["kty"] === "oct" ? undefined : Struct.omit(key, ...privateMembers)

export const symmetric = ["HS256", "HS384", "HS512"]

const rsa = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512"]

const elliptic: Readonly<Record<string, string>> = {
  "P-256": "ES256",
  "P-384": "ES384",
  "P-521": "ES512",
  secp256k1: "ES256K"
}

export const asymmetric = [...rsa, "ES256", "ES384", "ES512", "ES256K", "EdDSA"]

/** The algorithms that a key can sign with. */
export const algorithmsOf = ({ alg, crv, kty, use }: Jwk): ReadonlyArray<string> => {
  if (use === "enc") return []
  if (typeof alg === "string") return [alg]
  if (kty === "RSA") return rsa
  if (kty === "OKP") return ["EdDSA"]
  return elliptic[String(crv)] === undefined ? [] : [String(elliptic[String(crv)])]
}

/**
 * The algorithms that the service can sign with: the symmetric ones, whose keys are the secrets of clients, and those of
 * its own keys. If it has chosen a key, those of the other keys do not count.
 */
export const signingAlgorithms = (keys: ReadonlyArray<Jwk>, keyId: string | undefined): ReadonlyArray<string> => {
  const usable = new Set(keys.filter(({ kid }) => keyId === undefined || kid === keyId).flatMap(algorithmsOf))
  return [...symmetric, ...asymmetric.filter((algorithm) => usable.has(algorithm))]
}

/** What a private key has of numbers, by its type (RFC 7518, section 6; RFC 8037). */
const numbers: Readonly<Record<string, ReadonlyArray<string>>> = {
  RSA: ["n", "e", "d", "p", "q", "dp", "dq", "qi"],
  EC: ["x", "y", "d"],
  OKP: ["x", "d"]
}

/** Whether a key has all that is needed to sign, as far as can be seen without using it. */
export const isPrivateKey = (key: Jwk): boolean => {
  const names = numbers[String(key["kty"])] ?? []
  return names.length > 0 &&
    names.every((name) => /^[\w-]+$/.test(typeof key[name] === "string" ? key[name] : ""))
}
