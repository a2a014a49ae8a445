/**
 * SHA-256 of a text, in base64url. Node computes it at once; elsewhere it is asked of the Web Cryptography API.
 */
import * as Effect from "effect/Effect"

/** What is used of `node:crypto`. `hash` is there from Node 20.12 on. */
interface NodeCrypto {
  readonly hash?: (algorithm: "sha256", text: string, encoding: "base64url") => string
}

interface NodeGlobal {
  readonly process?: { readonly getBuiltinModule?: (name: "node:crypto") => NodeCrypto | undefined }
}

const { hash } = (globalThis as NodeGlobal).process?.getBuiltinModule?.("node:crypto") ?? {}

/** By the Web Cryptography API, which only has an asynchronous function. */
export const digestByWebCrypto = (text: string): Effect.Effect<string> =>
  Effect.map(
    Effect.promise(() => globalThis.crypto.subtle.digest("SHA-256", new TextEncoder().encode(text))),
    (bytes) =>
      btoa(String.fromCharCode(...new Uint8Array(bytes)))
        .replace(/\+/g, "-")
        .replace(/\//g, "_")
        .replace(/=+$/, "")
  )

export const digest: (text: string) => Effect.Effect<string> = hash === undefined
  ? digestByWebCrypto
  : (text) => Effect.succeed(hash("sha256", text, "base64url"))
