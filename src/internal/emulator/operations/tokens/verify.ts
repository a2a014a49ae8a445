/**
 * What POST /auth/token has to wait for before its transition.
 */
import * as Effect from "effect/Effect"
import type { TokenProcessRequest } from "../../../operations/tokens/process.js"
import { sha256 } from "../../crypto/verify.js"
import type { State } from "../../store/state.js"

type Request = Partial<typeof TokenProcessRequest.Encoded>

export interface TokenFacts {
  /** The hash of the `code_verifier`, for challenges of the method S256. */
  readonly verifierHash: string | undefined
}

const nothing: TokenFacts = { verifierHash: undefined }

export const verifyTokenRequest = (_: State, { parameters = "" }: Request): TokenFacts | Effect.Effect<TokenFacts> => {
  const verifier = parameters.includes("code_verifier=") ? new URLSearchParams(parameters).get("code_verifier") : null
  return verifier === null ? nothing : Effect.map(sha256(verifier), (verifierHash) => ({ verifierHash }))
}
