/**
 * POST /auth/token: processes a request to the token endpoint. What is done for a grant type is in `protocol/grants`.
 */
import * as Either from "effect/Either"
import type { GrantType } from "../../../models/grantType.js"
import type { TokenProcessRequest, TokenProcessResponse } from "../../../operations/tokens/process.js"
import type { Written } from "../../http/response.js"
import type { ClientRecord } from "../../model/client.js"
import { mayUse } from "../../model/client.js"
import { supportsGrantType } from "../../model/service.js"
import { authenticate, identifierOf } from "../../protocol/clientAuthentication.js"
import { nextNonce } from "../../protocol/dpop.js"
import { authorizationCode } from "../../protocol/grants/authorizationCode.js"
import { ciba } from "../../protocol/grants/ciba.js"
import { clientCredentials } from "../../protocol/grants/clientCredentials.js"
import { deviceCode } from "../../protocol/grants/deviceCode.js"
import type { Flow, GrantError } from "../../protocol/grants/grantRequest.js"
import { jwtBearer } from "../../protocol/grants/jwtBearer.js"
import { password } from "../../protocol/grants/password.js"
import { refreshToken } from "../../protocol/grants/refreshToken.js"
import { tokenExchange } from "../../protocol/grants/tokenExchange.js"
import { checkAccessTokenKey, withJwtAccessToken } from "../../protocol/jwtAccessToken.js"
import { sharing } from "../../protocol/nativeSso.js"
import * as Parameters from "../../protocol/parameters.js"
import { badRequest, errorResponse, invalidRequest, serverError } from "../../protocol/protocolError.js"
import { reissuing } from "../../protocol/reissue.js"
import { bindingFor } from "../../protocol/tokenBinding.js"
import type { Unsigned } from "../../protocol/unsigned.js"
import { changed } from "../../protocol/unsigned.js"
import type { State } from "../../store/state.js"
import type { TokenFacts } from "./verify.js"

type Request = Partial<typeof TokenProcessRequest.Encoded>
type Response = Written<typeof TokenProcessResponse.Encoded>

const formCodes = { missing: "A047201", malformed: "A047202" } as const

const clientCodes = {
  missing: "A244305",
  empty: "A048302",
  repeated: "A244301",
  unknown: "A048304",
  locked: "A048307",
  idsDiffer: "A048312"
} as const

const grantTypeCodes = { missing: "A049301", empty: "A049302", repeated: "A049303" } as const

const sharedByCode = { code: "A050002", scopes: ["openid", "device_sso"] } as const
const sharedByRefresh = { code: "A999474", scopes: ["device_sso"] } as const

const flows = new Map(Object.entries(
  {
    authorization_code: { name: "AUTHORIZATION_CODE", run: sharing(authorizationCode, sharedByCode) },
    client_credentials: { name: "CLIENT_CREDENTIALS", run: clientCredentials },
    password: { name: "PASSWORD", run: password },
    refresh_token: { name: "REFRESH_TOKEN", run: sharing(reissuing(refreshToken), sharedByRefresh) },
    "urn:ietf:params:oauth:grant-type:device_code": { name: "DEVICE_CODE", run: deviceCode },
    "urn:openid:params:grant-type:ciba": { name: "CIBA", run: ciba }
  } as const
))

/** What the authorization server grants itself. */
const openFlows = new Map(Object.entries(
  {
    "urn:ietf:params:oauth:grant-type:token-exchange": { name: "TOKEN_EXCHANGE", run: tokenExchange },
    "urn:ietf:params:oauth:grant-type:jwt-bearer": { name: "JWT_BEARER", run: jwtBearer }
  } as const
))

interface Named<Run> {
  readonly name: GrantType
  readonly run: Run
}

/** What is done for the grant type, if the service and the client may use it. */
const allowed = <Run>(
  { service }: State,
  client: ClientRecord | undefined,
  flow: Named<Run> | undefined
): Either.Either<Run, GrantError> => {
  if (flow === undefined) return Either.left(badRequest("unsupported_grant_type")("A049304"))
  if (!supportsGrantType(service, flow.name)) return Either.left(badRequest("unsupported_grant_type")("A049305"))
  return client === undefined || mayUse(client, flow.name)
    ? Either.right(flow.run)
    : Either.left(badRequest("unauthorized_client")("A047302"))
}

/** A request that need not name its client. One that does has to authenticate it. */
const processOpen = (
  state: State,
  request: Request,
  form: Parameters.Parameters,
  now: number,
  facts: TokenFacts
): Either.Either<Response, GrantError> =>
  Either.gen(function*() {
    const grantType = yield* Either.mapLeft(Parameters.required(form, "grant_type", grantTypeCodes), invalidRequest)
    const identifier = yield* identifierOf(request, form, clientCodes)
    const authenticated = identifier === undefined
      ? undefined
      : yield* authenticate(state, request, form, clientCodes, facts)
    const run = yield* allowed(state, authenticated?.client, openFlows.get(grantType))
    const binding = authenticated && (yield* bindingFor(state.service, authenticated.client, request, facts, now))
    return yield* run({ state, form, request, now, facts, authenticated, binding })
  })

const process = (
  state: State,
  request: Request,
  now: number,
  facts: TokenFacts
): Either.Either<Response | Unsigned<Response>, GrantError> =>
  Either.gen(function*() {
    const form = yield* Either.mapLeft(Parameters.parse(request.parameters, formCodes), serverError)
    if (form.size === 0) return yield* Either.left(invalidRequest("A047301"))
    if (openFlows.has(form.get("grant_type") ?? "")) return yield* processOpen(state, request, form, now, facts)
    const authenticated = yield* authenticate(state, request, form, clientCodes, facts)
    const grantType = yield* Either.mapLeft(Parameters.required(form, "grant_type", grantTypeCodes), invalidRequest)
    const flow = yield* allowed<Flow>(state, authenticated.client, flows.get(grantType))
    yield* Either.mapLeft(checkAccessTokenKey(state), () => serverError("A999318"))
    const binding = yield* bindingFor(state.service, authenticated.client, request, facts, now)
    return yield* flow({ ...authenticated, state, form, request, now, facts, binding })
  })

export const tokensProcess = (
  state: State,
  request: Request,
  now: number,
  facts: TokenFacts
): Response | Unsigned<Response> => {
  const plain = Either.getOrElse(process(state, request, now, facts), errorResponse(state.service))
  const response = withJwtAccessToken(state, plain, request.jwtAtClaims, now)
  const dpopNonce = nextNonce(state.service, request, facts.proof)
  return dpopNonce === undefined ? response : changed(response, (told) => ({ ...told, dpopNonce }))
}
