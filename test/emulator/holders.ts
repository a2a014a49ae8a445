/**
 * What client applications hold that tokens are bound to: keys for DPoP, with the proofs that they make, and certificates.
 */
import { Clock, Effect } from "effect"
import type { JWK } from "jose"
import { base64url, calculateJwkThumbprint, exportJWK, generateKeyPair, SignJWT } from "jose"
import { createHash, randomUUID, X509Certificate } from "node:crypto"

const pem = (lines: ReadonlyArray<string>) =>
  ["-----BEGIN CERTIFICATE-----", ...lines, "-----END CERTIFICATE-----", ""].join("\n")

export const certificate = pem([
  "MIIBfzCCASWgAwIBAgIUbal8V22i9RGwUSn/tNIexB1rMsQwCgYIKoZIzj0EAwIw",
  "FTETMBEGA1UEAwwKY2xpZW50LW9uZTAeFw0yNjExMjgyMTE1MDJaFw0zNjExMjUy",
  "MTE1MDJaMBUxEzARBgNVBAMMCmNsaWVudC1vbmUwWTATBgcqhkjOPQIBBggqhkjO",
  "PQMBBwNCAASHV08WHWbGh274JsR/shX1yPC7/UKCzvN0vjRSObG1LUKc8zs4qy4l",
  "gPhmJU8r9ErWIHhfru2r5ZXyBcmCAbUyo1MwUTAdBgNVHQ4EFgQUcy4d7wn9mfp+",
  "NiL53axxhSDajxAwHwYDVR0jBBgwFoAUcy4d7wn9mfp+NiL53axxhSDajxAwDwYD",
  "VR0TAQH/BAUwAwEB/zAKBggqhkjOPQQDAgNIADBFAiB1SlE085YMZgcmSIx31n9U",
  "TW1giWucVRb7iZU7RSTYqwIhAPGZ+Zwj2iOEkyjduPhvN/zvG7Lm4rVl2sW0mii2",
  "A7Eu"
])

export const otherCertificate = pem([
  "MIIBfjCCASWgAwIBAgIURaEzMzijWHJKu5RCBxUStPAuPFowCgYIKoZIzj0EAwIw",
  "FTETMBEGA1UEAwwKY2xpZW50LXR3bzAeFw0yNjExMjgyMTE1MDJaFw0zNjExMjUy",
  "MTE1MDJaMBUxEzARBgNVBAMMCmNsaWVudC10d28wWTATBgcqhkjOPQIBBggqhkjO",
  "PQMBBwNCAATZS/n/Ezr7O/btNJ7cQgo2KRe90bmWAeppXyBwcVLcu/SpVdt/Ux2V",
  "XdqqPLj0agCON1lOna/NG5w5iIt86f0Xo1MwUTAdBgNVHQ4EFgQUX/rURtxo28x8",
  "lY9sncEL0vDxAg4wHwYDVR0jBBgwFoAUX/rURtxo28x8lY9sncEL0vDxAg4wDwYD",
  "VR0TAQH/BAUwAwEB/zAKBggqhkjOPQQDAgNHADBEAiAXAG1T2PKXJr2rAZXn3CEA",
  "KJEYD215z12an+RQHN9UewIgBFklWeNwD4QcJ66OH1qie1xeDzzATlan9U76407k",
  "8CI="
])

/** RFC 8705, section 3.1. */
export const certificateThumbprint = (certificate: string) =>
  base64url.encode(createHash("sha256").update(new X509Certificate(certificate).raw).digest())

export interface Holder {
  readonly jwk: JWK
  readonly thumbprint: string
  /** A proof for a request, with other claims and another header if they are given. */
  readonly proof: (
    claims: Readonly<Record<string, unknown>>,
    header?: Readonly<Record<string, unknown>>
  ) => Effect.Effect<string>
}

/** Whoever has a key. */
export const holder: Effect.Effect<Holder> = Effect.promise(async () => {
  const { privateKey, publicKey } = await generateKeyPair("ES256")
  const jwk = await exportJWK(publicKey)
  return {
    jwk,
    thumbprint: await calculateJwkThumbprint(jwk),
    proof: (claims, header = {}) =>
      Effect.flatMap(
        Clock.currentTimeMillis,
        (now) =>
          Effect.promise(() =>
            new SignJWT({ jti: randomUUID(), iat: Math.floor(now / 1000), ...claims })
              .setProtectedHeader({ alg: "ES256", typ: "dpop+jwt", jwk, ...header })
              .sign(privateKey)
          )
      )
  }
})

/** RFC 9449, section 4.2: the hash of the access token that a proof goes with. */
export const hashOf = (token: unknown) => base64url.encode(createHash("sha256").update(String(token)).digest())
