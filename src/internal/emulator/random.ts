/**
 * Values that nobody can guess, in the shape of Authlete's: 256 random bits in base64url, 43 characters.
 */
import * as Encoding from "effect/Encoding"

export const draw = (): string => Encoding.encodeBase64Url(globalThis.crypto.getRandomValues(new Uint8Array(32)))
