/**
 * RFC 8705: the certificates that client applications present in the TLS handshake.
 */
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Encoding from "effect/Encoding"
import * as Option from "effect/Option"
import { sha256OfBytes } from "../crypto/verify.js"

const body = /-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\s]+)-----END CERTIFICATE-----/

/** The tag of a SEQUENCE, which a certificate in DER is. */
const sequence = 0x30

/** The certificate in DER, out of the first block of PEM. */
export const derOf = (pem: string): Option.Option<Uint8Array<ArrayBuffer>> =>
  Option.fromNullable(body.exec(pem)?.[1]).pipe(
    Option.flatMap((text) => Option.getRight(Encoding.decodeBase64(text.replaceAll(/\s/g, "")))),
    Option.filter((der) => der[0] === sequence),
    Option.map((der) => new Uint8Array(der))
  )

/** The thumbprint of the certificate, `x5t#S256`; `malformed` if it is none. */
export const thumbprintOf = (pem: string): Effect.Effect<Either.Either<string, "malformed">> =>
  Option.match(derOf(pem), {
    onNone: () => Effect.succeed(Either.left("malformed" as const)),
    onSome: (der) => Effect.map(sha256OfBytes(der), Either.right)
  })
