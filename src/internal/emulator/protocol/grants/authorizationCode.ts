/**
 * grant_type=authorization_code: tokens for the code that the authorization endpoint has given.
 */
import * as Either from "effect/Either"
import type { ResultCode } from "../../model/resultCodes.js"
import type { Asked, Code } from "../../store/authorizations.js"
import * as Expiring from "../../store/expiring.js"
import type { State } from "../../store/state.js"
import * as TokenStore from "../../store/tokenStore.js"
import { isWellFormed } from "../authorization/pkce.js"
import * as Parameters from "../parameters.js"
import { badRequest, invalidRequest } from "../protocolError.js"
import type { Decided } from "./decided.js"
import { issueDecided } from "./decided.js"
import type { Flow, GrantError, GrantRequest } from "./grantRequest.js"
import { requestedResources } from "./grantRequest.js"

const invalidGrant = (code: ResultCode): Either.Either<never, GrantError> =>
  Either.left(badRequest("invalid_grant")(code))

const codeCodes = { missing: "A050301", empty: "A050302", repeated: "A050303" } as const

/**
 * A code that is used twice may have been stolen, so the tokens that were issued for it are revoked (RFC 6749, section
 * 4.1.2). Refreshed ones are too: they are the same record.
 */
const revokeTokens = ({ tokens }: State, { asked, decision, value }: Code): void => {
  const issued = TokenStore.select(tokens, { clientId: asked.wanted.clientId, subject: decision.subject })
  for (const record of issued) {
    if (record.authorizationCode === value) TokenStore.remove(tokens, record)
  }
}

const find = ({ client, now, state }: GrantRequest, value: string): Either.Either<Code, GrantError> => {
  const found = Expiring.find(state.codes, value, { missing: "A050301", unknown: "A050305", expired: "A050311" }, now)
  if (Either.isLeft(found)) return invalidGrant(found.left)
  const code = found.right
  if (code.asked.wanted.clientId !== client.clientId) return invalidGrant("A050307")
  if (!code.isUsed) return Either.right(code)
  revokeTokens(state, code)
  return invalidGrant("A050305")
}

/** The redirect URI of the authorization request, once more. */
const checkRedirectUri = (
  { form }: GrantRequest,
  { redirectUriGiven, redirection }: Asked
): Either.Either<void, GrantError> => {
  const [uri, ...more] = form.getAll("redirect_uri")
  if (more.length > 0) return Either.left(invalidRequest("A050304"))
  if (uri === undefined) return redirectUriGiven ? invalidGrant("A050308") : Either.void
  if (uri === redirection.redirectUri) return Either.void
  return invalidGrant(redirectUriGiven ? "A050309" : "A050310")
}

const checkVerifier = ({ facts, form }: GrantRequest, { challenge }: Asked): Either.Either<void, GrantError> => {
  const [verifier, ...more] = form.getAll("code_verifier")
  if (more.length > 0) return Either.left(invalidRequest("A050314"))
  if (challenge === undefined) return verifier === undefined ? Either.void : invalidGrant("A050317")
  if (verifier === undefined) return invalidGrant("A050312")
  if (verifier === "") return invalidGrant("A050313")
  if (!isWellFormed(verifier)) return invalidGrant("A050316")
  const presented = challenge.method === "S256" ? facts.verifierHash : verifier
  return presented === challenge.value ? Either.void : invalidGrant("A050315")
}

/** RFC 8707, section 2.2: the token request may name some of the resources that were granted. */
const checkResources = (
  grantRequest: GrantRequest,
  { wanted: { resources: granted = [] } }: Asked
): Either.Either<ReadonlyArray<string> | undefined, GrantError> =>
  Either.filterOrLeft(
    requestedResources(grantRequest),
    (requested) => requested === undefined || requested.every((resource) => granted.includes(resource)),
    () => badRequest("invalid_target")("A999307")
  )

export const authorizationCode: Flow = (grantRequest) =>
  Either.gen(function*() {
    const { form, state } = grantRequest
    const value = yield* Either.mapLeft(Parameters.required(form, "code", codeCodes), invalidRequest)
    const code = yield* find(grantRequest, value)
    const { asked, decision } = code
    yield* checkRedirectUri(grantRequest, asked)
    yield* checkVerifier(grantRequest, asked)
    const accessTokenResources = yield* checkResources(grantRequest, asked)
    const decided: Decided = {
      wanted: asked.wanted,
      decision,
      grantType: "AUTHORIZATION_CODE",
      codes: { success: "A050001", tooBig: "A050201" },
      idToken: { nonce: asked.nonce, hashes: { s_hash: asked.redirection.state } },
      grant: { authorizationCode: code.value, accessTokenResources }
    }
    return yield* issueDecided(grantRequest, decided, () => state.codes.set(code.value, { ...code, isUsed: true }))
  })
