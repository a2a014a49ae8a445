/**
 * Tokens for what the authorization server has decided earlier, at whatever endpoint it was asked for.
 */
import * as Either from "effect/Either"
import type { GrantType } from "../../../models/grantType.js"
import type { ResultCode } from "../../model/resultCodes.js"
import { arePropertiesTooBig, keptProperties } from "../../model/tokenFields.js"
import type { Decision, Wanted } from "../../store/authorizations.js"
import { grantOf, idTokenFor } from "../authorization/tokens.js"
import type { Conflict, Grant } from "../issueTokens.js"
import { issue } from "../issueTokens.js"
import { badRequest, errorResponse, serverError } from "../protocolError.js"
import type { Jwt, Unsigned } from "../unsigned.js"
import { unsigned } from "../unsigned.js"
import type { GrantError, GrantRequest, GrantResponse } from "./grantRequest.js"
import { issuedResponse } from "./grantRequest.js"

export interface Decided {
  readonly wanted: Wanted
  readonly decision: Decision
  readonly grantType: GrantType
  readonly codes: { readonly success: ResultCode; readonly tooBig: ResultCode }
  /** What the ID token says besides. */
  readonly idToken?: { readonly nonce?: string | undefined; readonly hashes?: Jwt["hashes"] }
  /** What the tokens are, besides what was decided. */
  readonly grant?: Partial<Grant>
}

/**
 * Issues the tokens, with an ID token if `openid` is among the scopes. If it fails, nothing has changed. `used` is called
 * when it does not.
 */
export const issueDecided = (
  grantRequest: GrantRequest,
  { codes, decision, grant, grantType, idToken, wanted }: Decided,
  used: () => void
): Either.Either<GrantResponse | Unsigned<GrantResponse>, GrantError> =>
  Either.gen(function*() {
    const { binding, client, now, request, state } = grantRequest
    const conflicts: Record<Conflict, ResultCode> = {
      AccessTokenInUse: "A144201",
      RefreshTokenInUse: "A144202",
      PropertiesTooBig: codes.tooBig
    }
    if (wanted.dpopKeyThumbprint !== undefined && wanted.dpopKeyThumbprint !== binding.dpopKeyThumbprint) {
      return yield* Either.left(badRequest("invalid_grant")("A999370"))
    }
    const properties = [...decision.properties, ...keptProperties(request.properties)]
    if (arePropertiesTooBig(properties)) return yield* Either.left(serverError(codes.tooBig))
    const jwts = decision.scopes.includes("openid")
      ? [yield* Either.mapLeft(idTokenFor(state, client, wanted, decision, now, idToken), serverError)]
      : []
    const issued = yield* Either.mapLeft(
      issue(state, {
        ...grantOf(client, wanted, { ...decision, properties }, grantType),
        ...binding,
        ...grant,
        accessToken: request.accessToken,
        accessTokenDuration: request.accessTokenDuration ?? decision.accessTokenDuration,
        refreshTokenDuration: request.refreshTokenDuration ?? decision.refreshTokenDuration
      }, now),
      (conflict) => serverError(conflicts[conflict])
    )
    used()
    const respond = ([jwt]: ReadonlyArray<string>): GrantResponse =>
      issuedResponse(codes.success, grantType, state.service, grantRequest, issued, jwt)
    return unsigned(jwts, respond, () => errorResponse(state.service)(serverError("A046203")))
  })
