/**
 * What POST /auth/token has to wait for before its transition.
 */
import * as Effect from "effect/Effect"
import type { TokenProcessRequest } from "../../../operations/tokens/process.js"
import { sha256 } from "../../crypto/verify.js"
import type { BindingFacts } from "../../protocol/tokenBinding.js"
import { noBindingFacts, verifyBinding } from "../../protocol/tokenBinding.js"
import type { State } from "../../store/state.js"

type Request = Partial<typeof TokenProcessRequest.Encoded>

export interface TokenFacts extends BindingFacts {
  /** The hash of the `code_verifier`, for challenges of the method S256. */
  readonly verifierHash: string | undefined
}

const nothing: TokenFacts = { ...noBindingFacts, verifierHash: undefined }

const verifierIn = (parameters: string): string | null =>
  parameters.includes("code_verifier=") ? new URLSearchParams(parameters).get("code_verifier") : null

export const verifyTokenRequest = (
  state: State,
  request: Request,
  now: number
): TokenFacts | Effect.Effect<TokenFacts> => {
  const verifier = verifierIn(request.parameters ?? "")
  const binding = verifyBinding(state, request, undefined, now)
  if (verifier === null && binding === noBindingFacts) return nothing
  return Effect.all({
    verifierHash: verifier === null ? Effect.succeed(undefined) : sha256(verifier),
    binding: Effect.isEffect(binding) ? binding : Effect.succeed(binding)
  }).pipe(Effect.map(({ binding, verifierHash }) => ({ ...binding, verifierHash })))
}
