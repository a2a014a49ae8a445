/**
 * POST /device/authorization: processes a request to the device authorization endpoint, RFC 8628.
 */
import * as Either from "effect/Either"
import type {
  DeviceAuthorizationRequest,
  DeviceAuthorizationResponse
} from "../../../operations/deviceFlow/authorize.js"
import { draw, drawText } from "../../crypto/random.js"
import type { Written } from "../../http/response.js"
import type { ClientRecord } from "../../model/client.js"
import { clientFields, mayUse } from "../../model/client.js"
import { after } from "../../model/lifetime.js"
import { result } from "../../model/resultCodes.js"
import type { ServiceRecord } from "../../model/service.js"
import { supportsGrantType } from "../../model/service.js"
import { wantedFields, wantedOf } from "../../protocol/authorization/wanted.js"
import type { CredentialFacts } from "../../protocol/clientAuthentication.js"
import { authenticateOrUnauthorized } from "../../protocol/clientAuthentication.js"
import { deviceInterval } from "../../protocol/grants/deviceCode.js"
import * as Form from "../../protocol/parameters.js"
import type { ProtocolError } from "../../protocol/protocolError.js"
import { badRequest, errorResponse, invalidRequest, serverError } from "../../protocol/protocolError.js"
import * as Pending from "../../store/pending.js"
import type { State } from "../../store/state.js"

type Request = Partial<typeof DeviceAuthorizationRequest.Encoded>
type Response = Written<typeof DeviceAuthorizationResponse.Encoded>
type Failure = ProtocolError<"BAD_REQUEST" | "UNAUTHORIZED" | "INTERNAL_SERVER_ERROR">

const formCodes = { missing: "A999353", malformed: "A999354" } as const

const clientCodes = {
  missing: "A166302",
  empty: "A166303",
  repeated: "A218303",
  unknown: "A218305",
  locked: "A999355",
  idsDiffer: "A218304"
} as const

const wantedCodes = { scopeRepeated: "A999356", scopeRequired: "A219305" } as const

const checkGrantType = (service: ServiceRecord, client: ClientRecord): Either.Either<void, Failure> => {
  if (!supportsGrantType(service, "DEVICE_CODE")) return Either.left(badRequest("unauthorized_client")("A166305"))
  return mayUse(client, "DEVICE_CODE") ? Either.void : Either.left(badRequest("unauthorized_client")("A166306"))
}

interface Settings {
  readonly verificationUri: string
  readonly seconds: number
}

/** What the service needs for the flow. */
const settingsOf = (
  { deviceFlowCodeDuration = 0, deviceVerificationUri }: ServiceRecord
): Either.Either<Settings, Failure> => {
  if (deviceVerificationUri === undefined) return Either.left(serverError("A222101"))
  return deviceFlowCodeDuration > 0
    ? Either.right({ verificationUri: deviceVerificationUri, seconds: deviceFlowCodeDuration })
    : Either.left(serverError("A222102"))
}

/** Easy to read out and to type: without vowels, or digits only. */
const drawUserCode = ({ userCodeCharset, userCodeLength = 0 }: ServiceRecord): string =>
  userCodeCharset === "NUMERIC"
    ? drawText("0123456789", userCodeLength > 0 ? userCodeLength : 9)
    : drawText("BCDFGHJKLMNPQRSTVWXZ", userCodeLength > 0 ? userCodeLength : 8)

const unusedCode = (state: State): string => {
  const userCode = drawUserCode(state.service)
  return state.devices.has(userCode) ? unusedCode(state) : userCode
}

/** The address with the code in it, and a warning if the service has none. */
const completeUri = ({ deviceVerificationUriComplete }: ServiceRecord, userCode: string) =>
  deviceVerificationUriComplete === undefined
    ? { warnings: [result("A223201").resultMessage] }
    : { verificationUriComplete: deviceVerificationUriComplete.replaceAll("USER_CODE", userCode) }

const authorize = (
  state: State,
  request: Request,
  now: number,
  facts: CredentialFacts
): Either.Either<Response, Failure> =>
  Either.gen(function*() {
    const form = yield* Either.mapLeft(Form.parse(request.parameters, formCodes), invalidRequest)
    const authenticated = yield* authenticateOrUnauthorized(state, request, form, clientCodes, facts)
    const { aliasUsed, client, method } = authenticated
    yield* checkGrantType(state.service, client)
    const { seconds, verificationUri } = yield* settingsOf(state.service)
    const wanted = yield* Either.mapLeft(
      wantedOf(state, authenticated, form, wantedCodes),
      ({ code, error }) => badRequest(error)(code)
    )
    const [deviceCode, userCode] = [draw(), unusedCode(state)]
    const expiresAt = after(now, seconds)
    Pending.add(state.devices, { deviceCode, userCode, expiresAt, wanted, isUsed: false }, now)
    const interval = deviceInterval(state)
    const complete = completeUri(state.service, userCode)
    return {
      ...result("A220001"),
      action: "OK",
      ...clientFields(state.service, client, aliasUsed),
      clientName: client.clientName,
      clientAuthMethod: method,
      deviceCode,
      userCode,
      verificationUri,
      ...complete,
      expiresIn: seconds,
      interval,
      ...wantedFields(state, wanted),
      responseContent: JSON.stringify({
        device_code: deviceCode,
        user_code: userCode,
        verification_uri: verificationUri,
        verification_uri_complete: complete.verificationUriComplete,
        expires_in: seconds,
        interval
      })
    }
  })

export const deviceFlowAuthorize = (
  state: State,
  request: Request,
  now: number,
  facts: CredentialFacts
): Response => Either.getOrElse(authorize(state, request, now, facts), errorResponse(state.service))
