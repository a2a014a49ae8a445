/**
 * What POST /auth/token has to wait for before its transition.
 */
import * as Effect from "effect/Effect"
import type { TokenProcessRequest } from "../../../operations/tokens/process.js"
import { isSignedBy, sha256 } from "../../crypto/verify.js"
import { keysOfService } from "../../model/signingKey.js"
import type { CredentialFacts } from "../../protocol/clientAuthentication.js"
import { noCredentialFacts, verifyCredentials } from "../../protocol/clientAuthentication.js"
import type { BindingFacts } from "../../protocol/tokenBinding.js"
import { noBindingFacts, verifyBinding } from "../../protocol/tokenBinding.js"
import type { State } from "../../store/state.js"

type Request = Partial<typeof TokenProcessRequest.Encoded>

export interface TokenFacts extends BindingFacts, CredentialFacts {
  /** The hash of the `code_verifier`, for challenges of the method S256. */
  readonly verifierHash: string | undefined
  /** Those of the tokens to exchange that the service has signed. */
  readonly signedTokens: ReadonlySet<string>
}

const none: ReadonlySet<string> = new Set()

const nothing: TokenFacts = {
  ...noBindingFacts,
  ...noCredentialFacts,
  verifierHash: undefined,
  signedTokens: none
}

const verifierIn = (parameters: string): string | null =>
  parameters.includes("code_verifier=") ? new URLSearchParams(parameters).get("code_verifier") : null

const tokensIn = (parameters: string): ReadonlyArray<string> => {
  if (!parameters.includes("subject_token=")) return []
  const form = new URLSearchParams(parameters)
  return [form.get("subject_token"), form.get("actor_token")].filter((token) => token !== null)
}

const signedAmong = (state: State, tokens: ReadonlyArray<string>): Effect.Effect<ReadonlySet<string>> => {
  if (tokens.length === 0) return Effect.succeed(none)
  const jwks = keysOfService(state)
  return Effect.map(Effect.filter(tokens, (token) => isSignedBy(token, { jwks })), (signed) => new Set(signed))
}

export const verifyTokenRequest = (
  state: State,
  request: Request,
  now: number
): TokenFacts | Effect.Effect<TokenFacts> => {
  const { parameters = "" } = request
  const verifier = verifierIn(parameters)
  const tokens = tokensIn(parameters)
  const binding = verifyBinding(state, request, undefined, now)
  const credentials = verifyCredentials(state, request, now)
  const isPlain = binding === noBindingFacts && credentials === noCredentialFacts
  if (verifier === null && tokens.length === 0 && isPlain) return nothing
  return Effect.all([
    verifier === null ? Effect.succeed(undefined) : sha256(verifier),
    signedAmong(state, tokens),
    Effect.isEffect(binding) ? binding : Effect.succeed(binding),
    Effect.isEffect(credentials) ? credentials : Effect.succeed(credentials)
  ]).pipe(Effect.map(([verifierHash, signedTokens, bindingFacts, credentialFacts]) => ({
    ...bindingFacts,
    ...credentialFacts,
    verifierHash,
    signedTokens
  })))
}
