/**
 * POST /idtoken/reissue: makes a new ID token for tokens that were refreshed.
 */
import * as Either from "effect/Either"
import type { IdTokenReissueRequest, IdTokenReissueResponse } from "../../../operations/tokens/reissueIdToken.js"
import type { Written } from "../../http/response.js"
import { isExpired } from "../../model/lifetime.js"
import type { ResultCode } from "../../model/resultCodes.js"
import { result } from "../../model/resultCodes.js"
import type { ProtocolError } from "../../protocol/protocolError.js"
import { errorResponse, serverError } from "../../protocol/protocolError.js"
import { mayHaveIdToken, renewedContent, renewedIdToken } from "../../protocol/reissue.js"
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
    ? Either.right({ record, subject })
    : callerError("A999383")
}

const reissue = (
  state: State,
  request: Request,
  now: number
): Either.Either<Response | Unsigned<Response>, Failure> =>
  Either.gen(function*() {
    const { record, subject } = yield* find(state, request, now)
    const client = ClientStore.get(state.clients, record.clientId)
    if (client === undefined) return yield* callerError("A999384")
    const jwt = yield* Either.mapLeft(renewedIdToken(state, { client, record, subject }, request, now), serverError)
    return unsigned<Response>(
      [jwt],
      ([idToken]) => ({
        ...result("A999385"),
        action: "OK",
        idToken,
        responseContent: renewedContent(state.service, record, request.accessToken, idToken, now)
      }),
      () => errorResponse(state.service)(serverError("A046203"))
    )
  })

export const tokensReissueIdToken = (state: State, request: Request, now: number): Response | Unsigned<Response> =>
  Either.getOrElse(reissue(state, request, now), errorResponse(state.service))
