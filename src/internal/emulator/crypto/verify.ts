/**
 * Verifies signatures of JWTs, and makes hashes: all that a behaviour has to wait for before its transition.
 */
import * as Effect from "effect/Effect"
import * as Encoding from "effect/Encoding"
import type * as Jose from "jose"
import type { Jwk } from "../model/jwks.js"
import { publicPart } from "../model/jwks.js"
import { withJose } from "./jose.js"

/** What a JWT is verified with: keys, of which the public parts count, or the secret of a client. */
export type Keys = { readonly jwks: ReadonlyArray<Jwk> } | { readonly secret: string }

const candidates = (keys: Keys): ReadonlyArray<Jose.JWK | Uint8Array> =>
  "secret" in keys
    ? [new TextEncoder().encode(keys.secret)]
    : keys.jwks.flatMap((key) => publicPart(key) as Jose.JWK | undefined ?? [])

const failed = (): false => false

const isSignedByKey = (token: string, key: Jose.JWK | Uint8Array): Effect.Effect<boolean> =>
  withJose(async (jose) => (await jose.compactVerify(token, key)).payload !== undefined, failed).pipe(Effect.merge)

/** Whether one of the keys has signed the JWT. A JWT without a signature is signed by none. */
export const isSignedBy = (token: string, keys: Keys): Effect.Effect<boolean> =>
  Effect.reduce(
    candidates(keys),
    false,
    (isSigned, key) => isSigned ? Effect.succeed(true) : isSignedByKey(token, key)
  )

/** RFC 7638: the thumbprint of a public key, with SHA-256; none if it is no key. */
export const thumbprintOf = (jwk: Jwk): Effect.Effect<string | undefined> =>
  withJose((jose) => jose.calculateJwkThumbprint(jwk as Jose.JWK), () => undefined).pipe(Effect.merge)

/** The SHA-256 hash of bytes, in base64url without padding. */
export const sha256OfBytes = (bytes: Uint8Array<ArrayBuffer>): Effect.Effect<string> =>
  Effect.map(
    Effect.promise(() => globalThis.crypto.subtle.digest("SHA-256", bytes)),
    (hash) => Encoding.encodeBase64Url(new Uint8Array(hash))
  )

/** The SHA-256 hash of a text, in base64url without padding. */
export const sha256 = (text: string): Effect.Effect<string> => sha256OfBytes(new TextEncoder().encode(text))
