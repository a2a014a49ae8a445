/**
 * POST /auth/token/create: creates a token without any request of a client application.
 */
import * as Either from "effect/Either"
import type { TokenCreateRequest, TokenCreateResponse } from "../../../operations/tokens/create.js"
import type { Reported } from "../../http/refusal.js"
import { reported } from "../../http/refusal.js"
import type { Written } from "../../http/response.js"
import type { ClientRecord } from "../../model/client.js"
import type { ResultCode } from "../../model/resultCodes.js"
import { result } from "../../model/resultCodes.js"
import { supportsGrantType, supportsScope } from "../../model/service.js"
import { byName, checkSubject, keptProperties } from "../../model/tokenFields.js"
import { nonEmpty } from "../../model/tokenRecord.js"
import type { Conflict } from "../../protocol/issueTokens.js"
import { issue, tokenType } from "../../protocol/issueTokens.js"
import { checkAccessTokenKey, withJwtAccessToken } from "../../protocol/jwtAccessToken.js"
import type { Unsigned } from "../../protocol/unsigned.js"
import * as ClientStore from "../../store/clientStore.js"
import type { State } from "../../store/state.js"

type Request = Partial<typeof TokenCreateRequest.Encoded>
type Response = Written<typeof TokenCreateResponse.Encoded>

const badRequest = (code: ResultCode, detail?: string) => reported("BAD_REQUEST", code, detail)

const grantTypeOf = ({ service }: State, { grantType }: Request) => {
  if (grantType === undefined) return Either.left(badRequest("A104201"))
  if (grantType === "REFRESH_TOKEN") return Either.left(badRequest("A104202"))
  return supportsGrantType(service, grantType) ? Either.right(grantType) : Either.left(badRequest("A104203"))
}

const subjectCodes = { missing: "A105201", tooLong: "A105202", notAscii: "A105203" } as const

/** Tokens of client credentials have no subject, those of a JWT bearer may have one, all others must have one. */
const subjectOf = ({ grantType, subject }: Request) =>
  grantType === "CLIENT_CREDENTIALS" || (grantType === "JWT_BEARER" && subject === undefined)
    ? Either.right(undefined)
    : Either.mapLeft(checkSubject(subject, subjectCodes), (code) => badRequest(code))

const scopesOf = ({ service }: State, { scopes = [] }: Request) => {
  const unsupported = scopes.find((scope) => !supportsScope(service, scope))
  return unsupported === undefined
    ? Either.right(byName(scopes))
    : Either.left(badRequest("A106201", unsupported))
}

const clientOf = (
  { clients }: State,
  { clientId, clientIdentifier }: Request
): Either.Either<ClientRecord, Reported> => {
  const identifier = clientId === undefined ? clientIdentifier : String(clientId)
  const client = identifier === undefined ? undefined : ClientStore.find(clients, identifier)
  if (client === undefined) return Either.left(badRequest("A107201", identifier))
  return client.locked === true ? Either.left(reported("FORBIDDEN", "A107203")) : Either.right(client)
}

/** A value for a refresh token is refused where no refresh token is issued. */
const checkRefreshToken = ({ service }: State, { grantType, refreshToken }: Request): Either.Either<void, Reported> => {
  if (refreshToken === undefined) return Either.void
  if (!supportsGrantType(service, "REFRESH_TOKEN")) return Either.left(badRequest("A108202"))
  if (grantType === "IMPLICIT") return Either.left(badRequest("A108203"))
  return grantType === "CLIENT_CREDENTIALS" ? Either.left(badRequest("A108204")) : Either.void
}

const conflicts = {
  AccessTokenInUse: "A144201",
  RefreshTokenInUse: "A144202",
  PropertiesTooBig: "A108201"
} as const satisfies Record<Conflict, string>

const create = (state: State, request: Request, now: number): Either.Either<Response, Reported> =>
  Either.gen(function*() {
    const grantType = yield* grantTypeOf(state, request)
    const subject = yield* subjectOf(request)
    const scopes = yield* scopesOf(state, request)
    const client = yield* clientOf(state, request)
    yield* checkRefreshToken(state, request)
    yield* Either.mapLeft(checkAccessTokenKey(state), () => badRequest("A108205"))
    const grant = {
      client,
      grantType,
      subject,
      scopes,
      properties: keptProperties(request.properties),
      clientIdAliasUsed: request.clientIdAliasUsed === true && client.clientIdAlias !== undefined,
      accessToken: request.accessToken,
      refreshToken: request.refreshToken,
      accessTokenDuration: request.accessTokenDuration,
      refreshTokenDuration: request.refreshTokenDuration,
      accessTokenPersistent: request.accessTokenPersistent,
      certificateThumbprint: request.certificateThumbprint,
      dpopKeyThumbprint: request.dpopKeyThumbprint,
      authorizationDetails: request.authorizationDetails,
      resources: request.resources,
      forExternalAttachment: request.forExternalAttachment,
      acr: subject === undefined ? undefined : request.acr,
      authTime: subject === undefined ? undefined : request.authTime,
      sessionId: request.sessionId,
      jwtAtClaims: request.jwtAtClaims
    }
    const { access, record } = yield* Either.mapLeft(
      issue(state, grant, now),
      (conflict) => badRequest(conflicts[conflict])
    )
    return {
      ...result("A109001", `${grantType.toLowerCase()}, client = ${client.clientId}`),
      action: "OK",
      accessToken: record.access.value,
      refreshToken: record.refresh?.value,
      tokenType: tokenType(state.service, record),
      expiresIn: access.duration,
      expiresAt: access.expiresAt,
      grantType,
      clientId: client.clientId,
      clientIdentifier: request.clientIdentifier,
      subject,
      scopes: nonEmpty(scopes),
      properties: nonEmpty(record.properties),
      authorizationDetails: record.authorizationDetails,
      forExternalAttachment: record.forExternalAttachment,
      sessionId: record.sessionId
    }
  })

export const tokensCreate = (
  state: State,
  request: Request,
  now: number
): Response | Reported | Unsigned<Response | Reported> =>
  Either.match(create(state, request, now), {
    onLeft: (refused): Response | Reported | Unsigned<Response | Reported> => refused,
    onRight: (response) => withJwtAccessToken<Response>(state, response, request.jwtAtClaims, now)
  })
