/**
 * POST /nativesso: makes the token response of a login that the applications on a device share, after the authorization
 * server has looked at the session and at the secret of the device.
 */
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import type { NativeSsoRequest, NativeSsoResponse } from "../../../operations/nativeSso/process.js"
import { sha256 } from "../../crypto/verify.js"
import type { Written } from "../../http/response.js"
import { objectOf } from "../../model/jwt.js"
import { isExpired } from "../../model/lifetime.js"
import type { ResultCode } from "../../model/resultCodes.js"
import { result } from "../../model/resultCodes.js"
import type { ProtocolError } from "../../protocol/protocolError.js"
import { errorResponse, serverError } from "../../protocol/protocolError.js"
import { renewedContent, renewedIdToken } from "../../protocol/reissue.js"
import type { Unsigned } from "../../protocol/unsigned.js"
import { unsigned } from "../../protocol/unsigned.js"
import * as ClientStore from "../../store/clientStore.js"
import type { State } from "../../store/state.js"
import * as TokenStore from "../../store/tokenStore.js"

type Request = Partial<typeof NativeSsoRequest.Encoded>
type Response = Written<typeof NativeSsoResponse.Encoded>
type Failure = ProtocolError<"CALLER_ERROR" | "INTERNAL_SERVER_ERROR">

const callerError = (code: ResultCode): Either.Either<never, Failure> =>
  Either.left({ action: "CALLER_ERROR", error: "server_error", code })

/** What has to be waited for: the hash of the device secret, if the authorization server leaves it out. */
export interface DeviceFacts {
  readonly deviceSecretHash: string | undefined
}

export const verifyDevice = (
  _: State,
  { deviceSecret, deviceSecretHash }: Request
): DeviceFacts | Effect.Effect<DeviceFacts> =>
  deviceSecret === undefined || deviceSecretHash !== undefined
    ? { deviceSecretHash }
    : Effect.map(sha256(deviceSecret), (hash) => ({ deviceSecretHash: hash }))

const find = ({ clients, tokens }: State, { accessToken, refreshToken }: Request, now: number) => {
  if (accessToken === undefined) return callerError("A999478")
  const record = TokenStore.find(tokens, "access", "byValue", accessToken)
  if (record === undefined || isExpired(record.access, now)) return callerError("A999479")
  if (refreshToken !== undefined && record.refresh?.value !== refreshToken) return callerError("A999480")
  const client = ClientStore.get(clients, record.clientId)
  return client === undefined || record.subject === undefined || record.sessionId === undefined
    ? callerError("A999481")
    : Either.right({ record, client, subject: record.subject })
}

const respond = (
  state: State,
  request: Request,
  now: number,
  { deviceSecretHash }: DeviceFacts
): Either.Either<Response | Unsigned<Response>, Failure> =>
  Either.gen(function*() {
    const { accessToken, claims, deviceSecret } = request
    if (deviceSecret === undefined) return yield* callerError("A999478")
    if (claims !== undefined && objectOf(claims) === undefined) return yield* callerError("A999482")
    const login = yield* find(state, request, now)
    const more = {
      claimNames: Object.keys(objectOf(claims) ?? {}),
      session: { sid: login.record.sessionId, ds_hash: deviceSecretHash }
    }
    const jwt = yield* Either.mapLeft(renewedIdToken(state, login, request, now, more), serverError)
    return unsigned<Response>(
      [jwt],
      ([idToken]) => ({
        ...result("A501001"),
        action: "OK",
        idToken,
        responseContent: renewedContent(state.service, login.record, accessToken, idToken, now, {
          device_secret: deviceSecret,
          issued_token_type: "urn:ietf:params:oauth:token-type:access_token"
        })
      }),
      () => errorResponse(state.service)(serverError("A046203"))
    )
  })

export const nativeSsoProcess = (
  state: State,
  request: Request,
  now: number,
  facts: DeviceFacts
): Response | Unsigned<Response> => Either.getOrElse(respond(state, request, now, facts), errorResponse(state.service))
