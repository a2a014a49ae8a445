/**
 * POST /idtoken/reissue: makes a new ID token for tokens that were refreshed.
 */
import * as Either from "effect/Either"
import type { IdTokenReissueRequest, IdTokenReissueResponse } from "../../../operations/tokens/reissueIdToken.js"
import type { Written } from "../../http/response.js"
import { isExpired, remaining } from "../../model/lifetime.js"
import type { ResultCode } from "../../model/resultCodes.js"
import { result } from "../../model/resultCodes.js"
import { idTokenOf } from "../../protocol/idToken.js"
import { responseContent } from "../../protocol/issueTokens.js"
import type { ProtocolError } from "../../protocol/protocolError.js"
import { errorResponse, serverError } from "../../protocol/protocolError.js"
import { mayHaveIdToken } from "../../protocol/reissue.js"
import type { Unsigned } from "../../protocol/unsigned.js"
import { unsigned } from "../../protocol/unsigned.js"
import * as ClientStore from "../../store/clientStore.js"
import type { State } from "../../store/state.js"
import * as TokenStore from "../../store/tokenStore.js"

type Request = Partial<typeof IdTokenReissueRequest.Encoded>
type Response = Written<typeof IdTokenReissueResponse.Encoded>
type Failure = ProtocolError<"CALLER_ERROR" | "INTERNAL_SERVER_ERROR">

const callerError = (code: ResultCode): Either.Either<never, Failure> =>
  Either.left({ action: "CALLER_ERROR", error: "server_error", code })

const find = ({ tokens }: State, { accessToken, refreshToken }: Request, now: number) => {
  if (accessToken === undefined || refreshToken === undefined) return callerError("A999380")
  const record = TokenStore.find(tokens, "access", "byValue", accessToken)
  if (record === undefined || isExpired(record.access, now)) return callerError("A999381")
  if (record.refresh?.value !== refreshToken) return callerError("A999382")
  const { subject } = record
  return mayHaveIdToken(record) && subject !== undefined
    ? Either.right({ record, refresh: record.refresh, subject })
    : callerError("A999383")
}

const reissue = (
  state: State,
  request: Request,
  now: number
): Either.Either<Response | Unsigned<Response>, Failure> =>
  Either.gen(function*() {
    const { record, refresh, subject } = yield* find(state, request, now)
    const { identity } = record
    const client = ClientStore.get(state.clients, record.clientId)
    if (client === undefined) return yield* callerError("A999384")
    // The time of the login stays, and what belongs to the authorization request does not come again.
    const facts = {
      client,
      subject,
      sub: request.sub ?? identity?.sub,
      scopes: record.scopes,
      audType: request.idTokenAudType ?? identity?.idTokenAudType,
      authTime: record.authTime,
      acr: record.acr,
      claims: request.claims,
      claimNames: identity?.idTokenClaims,
      consentedClaims: identity?.consentedClaims,
      headerParams: request.idtHeaderParams
    }
    const jwt = yield* Either.mapLeft(idTokenOf(state, facts, now), serverError)
    const issued = {
      record,
      access: remaining(now, record.access.expiresAt),
      refresh: remaining(now, refresh.expiresAt)
    }
    return unsigned<Response>(
      [jwt],
      ([idToken]) => ({
        ...result("A999385"),
        action: "OK",
        idToken,
        responseContent: responseContent(state.service, issued, idToken)
      }),
      () => errorResponse(state.service)(serverError("A046203"))
    )
  })

export const tokensReissueIdToken = (state: State, request: Request, now: number): Response | Unsigned<Response> =>
  Either.getOrElse(reissue(state, request, now), errorResponse(state.service))
