/**
 * Keys for a service that has none of its own: one for RS256, which is what clients expect by default, and one for ES256.
 *
 * They are made when they are first needed, since an RSA key takes a tenth of a second or more, and then they are the same for
 * all emulators of the process: each test has its emulator, and would wait again.
 */
import * as Effect from "effect/Effect"
import type * as Jose from "jose"
import type { Jwk } from "../model/jwks.js"
import { withJose } from "./jose.js"
import { draw } from "./random.js"

/** The algorithms of the keys that the emulator makes. */
export const madeAlgorithms = ["RS256", "ES256"] as const

const makeKey = async (jose: typeof Jose, alg: string): Promise<Jwk> => {
  const { privateKey } = await jose.generateKeyPair(alg, { extractable: true })
  return { ...await jose.exportJWK(privateKey), use: "sig", alg, kid: draw() }
}

let making: Promise<ReadonlyArray<Jwk>> | undefined

/** The keys, private parts included. */
export const made: Effect.Effect<ReadonlyArray<Jwk>> = Effect.orDie(
  withJose(
    (jose) => making ??= Promise.all(madeAlgorithms.map((alg) => makeKey(jose, alg))),
    () => new Error("The keys of the service could not be made.")
  )
)
