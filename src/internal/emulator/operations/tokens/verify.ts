/**
 * What POST /auth/token has to wait for before its transition.
 */
import * as Effect from "effect/Effect"
import type { TokenProcessRequest } from "../../../operations/tokens/process.js"
import { sha256 } from "../../crypto/verify.js"
import type { CredentialFacts } from "../../protocol/clientAuthentication.js"
import { noCredentialFacts, verifyCredentials } from "../../protocol/clientAuthentication.js"
import type { BindingFacts } from "../../protocol/tokenBinding.js"
import { noBindingFacts, verifyBinding } from "../../protocol/tokenBinding.js"
import type { State } from "../../store/state.js"

type Request = Partial<typeof TokenProcessRequest.Encoded>

export interface TokenFacts extends BindingFacts, CredentialFacts {
  /** The hash of the `code_verifier`, for challenges of the method S256. */
  readonly verifierHash: string | undefined
}

const nothing: TokenFacts = { ...noBindingFacts, ...noCredentialFacts, verifierHash: undefined }

const verifierIn = (parameters: string): string | null =>
  parameters.includes("code_verifier=") ? new URLSearchParams(parameters).get("code_verifier") : null

export const verifyTokenRequest = (
  state: State,
  request: Request,
  now: number
): TokenFacts | Effect.Effect<TokenFacts> => {
  const verifier = verifierIn(request.parameters ?? "")
  const binding = verifyBinding(state, request, undefined, now)
  const credentials = verifyCredentials(state, request, now)
  if (verifier === null && binding === noBindingFacts && credentials === noCredentialFacts) return nothing
  return Effect.all([
    verifier === null ? Effect.succeed(undefined) : sha256(verifier),
    Effect.isEffect(binding) ? binding : Effect.succeed(binding),
    Effect.isEffect(credentials) ? credentials : Effect.succeed(credentials)
  ]).pipe(Effect.map(([verifierHash, bindingFacts, credentialFacts]) => ({
    ...bindingFacts,
    ...credentialFacts,
    verifierHash
  })))
}
