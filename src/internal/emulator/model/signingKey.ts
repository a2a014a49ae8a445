/**
 * Which key a JWT of the service is signed with.
 */
import * as Either from "effect/Either"
import { madeAlgorithms } from "../crypto/keys.js"
import type { ClientRecord } from "./client.js"
import type { Jwk } from "./jwks.js"
import { algorithmsOf, isPrivateKey, keysOf, symmetric } from "./jwks.js"
import type { ServiceRecord } from "./service.js"

export type SigningKey =
  /** For the algorithm `none`. */
  | { readonly kind: "none" }
  /** The secret of the client. */
  | { readonly kind: "secret"; readonly secret: string }
  | { readonly kind: "jwk"; readonly jwk: Jwk }
  /** One of the keys that the emulator makes when they are first needed. */
  | { readonly kind: "made" }

/** Why nothing can be signed. */
export type NoSigningKey = "NoKeys" | "NoKeyForAlgorithm" | "SeveralKeys" | "NoSecret" | "ShortSecret"

/** The state of an emulator, as far as keys go. */
export interface KeyHolder {
  readonly service: ServiceRecord
  /** The keys that the emulator made for a service without keys of its own, once they were needed. */
  readonly madeKeys: ReadonlyArray<Jwk> | undefined
}

/** Whether the service has the keys that the emulator makes, for want of its own. */
export const hasMadeKeys = ({ service }: KeyHolder): boolean => service.jwks === undefined

/**
 * The keys of the service. Those that are still to be made are without their values, but tell what they are for.
 */
export const keysOfService = ({ madeKeys, service }: KeyHolder): ReadonlyArray<Jwk> =>
  service.jwks === undefined
    ? madeKeys ?? madeAlgorithms.map((alg): Jwk => ({ kty: alg === "RS256" ? "RSA" : "EC", alg, use: "sig" }))
    : keysOf(service.jwks)

const secretKey = (
  alg: string,
  { clientSecret }: Pick<ClientRecord, "clientSecret">
): Either.Either<SigningKey, NoSigningKey> => {
  if (clientSecret === undefined || clientSecret === "") return Either.left("NoSecret")
  const bits = 8 * new TextEncoder().encode(clientSecret).length
  // RFC 7518, section 3.2: the key is not shorter than the hash.
  return bits < Number(alg.slice(2))
    ? Either.left("ShortSecret")
    : Either.right({ kind: "secret", secret: clientSecret })
}

const ownKey = (
  holder: KeyHolder,
  alg: string,
  keyId: string | undefined
): Either.Either<SigningKey, NoSigningKey> => {
  const keys = keysOfService(holder)
  if (keys.length === 0) return Either.left("NoKeys")
  const able = keys.filter((key) => algorithmsOf(key).includes(alg))
  const [jwk, ...others] = keyId === undefined ? able : able.filter(({ kid }) => kid === keyId)
  if (jwk === undefined) return Either.left("NoKeyForAlgorithm")
  if (others.length > 0) return Either.left("SeveralKeys")
  if (hasMadeKeys(holder)) return Either.right({ kind: "made" })
  return isPrivateKey(jwk) ? Either.right({ kind: "jwk", jwk }) : Either.left("NoKeyForAlgorithm")
}

/** The key for an algorithm, or why there is none. `keyId` is the key that the service has chosen for the purpose. */
export const signingKey = (
  holder: KeyHolder,
  alg: string,
  { client, keyId }: {
    readonly client: Pick<ClientRecord, "clientSecret">
    readonly keyId: string | undefined
  }
): Either.Either<SigningKey, NoSigningKey> => {
  if (alg === "none") return Either.right({ kind: "none" })
  return symmetric.includes(alg) ? secretKey(alg, client) : ownKey(holder, alg, keyId)
}
