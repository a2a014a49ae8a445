/**
 * Signs JWTs.
 */
import * as Data from "effect/Data"
import type * as Effect from "effect/Effect"
import type * as Jose from "jose"
import type { Jwk } from "../model/jwks.js"
import type { SigningKey } from "../model/signingKey.js"
import type { Jwt } from "../protocol/unsigned.js"
import { withJose } from "./jose.js"

/** The key is none for the algorithm. */
export class Unsignable extends Data.TaggedError("Unsignable") {}

type Key = Jwk | Uint8Array | undefined

const keyOf = (key: SigningKey, alg: string, made: ReadonlyArray<Jwk>): Key => {
  switch (key.kind) {
    case "none":
      return undefined
    case "secret":
      return new TextEncoder().encode(key.secret)
    case "jwk":
      return key.jwk
    case "made":
      return made.find((each) => each["alg"] === alg)
  }
}

const text = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value))

/** The hash that goes with an algorithm: 384 of `ES384`. */
const digestOf = (alg: string): string => `SHA-${/\d{3}$/.exec(alg)?.[0] ?? (alg === "EdDSA" ? "512" : "256")}`

/** OpenID Connect Core, 3.1.3.6: the left half of the hash of a value, by the algorithm of the ID token. */
const halfHash = async ({ base64url }: typeof Jose, alg: string, value: string): Promise<string> => {
  const hash = await globalThis.crypto.subtle.digest(digestOf(alg), new TextEncoder().encode(value))
  return base64url.encode(new Uint8Array(hash, 0, hash.byteLength / 2))
}

const hashesOf = async (jose: typeof Jose, { alg, hashes = {} }: Jwt): Promise<object> =>
  Object.fromEntries(
    await Promise.all(
      Object.entries(hashes).flatMap(([name, value]) =>
        value === undefined ? [] : [halfHash(jose, alg, value).then((hash) => [name, hash] as const)]
      )
    )
  )

const sign = async (jose: typeof Jose, jwt: Jwt, made: ReadonlyArray<Jwk>): Promise<string> => {
  const key = keyOf(jwt.key, jwt.alg, made)
  const kid = key === undefined || key instanceof Uint8Array ? undefined : key["kid"]
  const header = { ...(typeof kid === "string" ? { kid } : {}), ...jwt.header, alg: jwt.alg }
  const payload = text({ ...jwt.claims, ...await hashesOf(jose, jwt) })
  if (jwt.alg === "none") return `${jose.base64url.encode(text(header))}.${jose.base64url.encode(payload)}.`
  return new jose.CompactSign(payload).setProtectedHeader(header).sign(key as Jose.JWK | Uint8Array)
}

/** The JWT, signed. `made` are the keys that the emulator has made, if the JWT needs one of them. */
export const signed = (jwt: Jwt, made: ReadonlyArray<Jwk>): Effect.Effect<string, Unsignable> =>
  withJose((jose) => sign(jose, jwt, made), () => new Unsignable())
