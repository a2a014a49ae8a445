/**
 * grant_type=authorization_code: tokens for the code that the authorization endpoint has given.
 */
import * as Either from "effect/Either"
import type { ResultCode } from "../../model/resultCodes.js"
import { arePropertiesTooBig, keptProperties } from "../../model/tokenFields.js"
import type { Asked, Code } from "../../store/authorizations.js"
import * as Expiring from "../../store/expiring.js"
import type { State } from "../../store/state.js"
import * as TokenStore from "../../store/tokenStore.js"
import { isWellFormed } from "../authorization/pkce.js"
import { grantOf, idTokenFor } from "../authorization/tokens.js"
import { idTokenKey } from "../idToken.js"
import type { Conflict } from "../issueTokens.js"
import { issue } from "../issueTokens.js"
import * as Parameters from "../parameters.js"
import { badRequest, errorResponse, invalidRequest, serverError } from "../protocolError.js"
import { unsigned } from "../unsigned.js"
import type { Flow, GrantError, GrantRequest, GrantResponse } from "./grantRequest.js"
import { issuedResponse, requestedResources } from "./grantRequest.js"

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

const conflicts = {
  AccessTokenInUse: "A144201",
  RefreshTokenInUse: "A144202",
  PropertiesTooBig: "A050201"
} as const satisfies Record<Conflict, string>

export const authorizationCode: Flow = (grantRequest) =>
  Either.gen(function*() {
    const { client, form, now, request, state } = grantRequest
    const value = yield* Either.mapLeft(Parameters.required(form, "code", codeCodes), invalidRequest)
    const code = yield* find(grantRequest, value)
    const { asked, decision } = code
    const { wanted } = asked
    yield* checkRedirectUri(grantRequest, asked)
    yield* checkVerifier(grantRequest, asked)
    const accessTokenResources = yield* checkResources(grantRequest, asked)
    const isOpenId = decision.scopes.includes("openid")
    if (isOpenId) yield* Either.mapLeft(idTokenKey(state, client), serverError)
    const properties = [...decision.properties, ...keptProperties(request.properties)]
    if (arePropertiesTooBig(properties)) return yield* Either.left(serverError("A050201"))

    const grant = {
      ...grantOf(client, wanted, { ...decision, properties }, "AUTHORIZATION_CODE"),
      authorizationCode: code.value,
      accessTokenResources,
      accessToken: request.accessToken,
      accessTokenDuration: request.accessTokenDuration ?? decision.accessTokenDuration,
      refreshTokenDuration: request.refreshTokenDuration ?? decision.refreshTokenDuration
    }
    const issued = yield* Either.mapLeft(issue(state, grant, now), (conflict) => serverError(conflicts[conflict]))
    state.codes.set(code.value, { ...code, isUsed: true })
    const { nonce, redirection } = asked
    const jwts = isOpenId
      ? [
        yield* Either.mapLeft(
          idTokenFor(state, client, wanted, decision, now, { nonce, hashes: { s_hash: redirection.state } }),
          serverError
        )
      ]
      : []
    const respond = ([idToken]: ReadonlyArray<string>): GrantResponse =>
      issuedResponse("A050001", "AUTHORIZATION_CODE", state.service, grantRequest, issued, idToken)
    return unsigned(jwts, respond, () => errorResponse(state.service)(serverError("A046203")))
  })
