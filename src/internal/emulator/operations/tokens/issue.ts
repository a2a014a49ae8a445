/**
 * POST /auth/token/issue: ends a password flow with tokens, after the password was found right.
 */
import * as Either from "effect/Either"
import type { TokenIssueRequest, TokenIssueResponse } from "../../../operations/tokens/issue.js"
import type { Written } from "../../http/response.js"
import { clientFields } from "../../model/client.js"
import { result } from "../../model/resultCodes.js"
import { checkSubject, keptProperties } from "../../model/tokenFields.js"
import type { Conflict } from "../../protocol/issueTokens.js"
import { issue, issuedFields, responseContent } from "../../protocol/issueTokens.js"
import { checkAccessTokenKey, withJwtAccessToken } from "../../protocol/jwtAccessToken.js"
import type { ProtocolError } from "../../protocol/protocolError.js"
import { errorResponse, serverError } from "../../protocol/protocolError.js"
import type { Unsigned } from "../../protocol/unsigned.js"
import * as ClientStore from "../../store/clientStore.js"
import * as Expiring from "../../store/expiring.js"
import type { State } from "../../store/state.js"

type Request = Partial<typeof TokenIssueRequest.Encoded>
type Response = Written<typeof TokenIssueResponse.Encoded>

const ticketCodes = { missing: "A055201", unknown: "A055202", expired: "A055301" } as const
const subjectCodes = { missing: "A111201", tooLong: "A111202", notAscii: "A111203" } as const

const conflicts = {
  AccessTokenInUse: "A061101",
  RefreshTokenInUse: "A061101",
  PropertiesTooBig: "A061201"
} as const satisfies Record<Conflict, string>

const issueFor = (
  state: State,
  request: Request,
  now: number
): Either.Either<Response, ProtocolError<"INTERNAL_SERVER_ERROR">> =>
  Either.gen(function*() {
    const ticket = yield* Expiring.find(state.tickets, request.ticket, ticketCodes, now)
    const subject = yield* checkSubject(request.subject, subjectCodes)
    const client = yield* Either.fromNullable(ClientStore.get(state.clients, ticket.clientId), () => "A061104" as const)
    const grant = {
      client,
      grantType: "PASSWORD" as const,
      subject,
      scopes: ticket.scopes,
      resources: ticket.resources,
      dpopKeyThumbprint: ticket.dpopKeyThumbprint,
      certificateThumbprint: ticket.certificateThumbprint,
      properties: keptProperties(request.properties),
      jwtAtClaims: request.jwtAtClaims,
      clientIdAliasUsed: ticket.clientIdAliasUsed,
      accessToken: request.accessToken,
      accessTokenDuration: request.accessTokenDuration,
      refreshTokenDuration: request.refreshTokenDuration
    }
    yield* Either.mapLeft(checkAccessTokenKey(state), () => "A061202" as const)
    const issued = yield* Either.mapLeft(issue(state, grant, now), (conflict) => conflicts[conflict])
    state.tickets.delete(ticket.value)
    return {
      ...result("A054001"),
      action: "OK" as const,
      responseContent: responseContent(state.service, issued),
      ...clientFields(state.service, client, ticket.clientIdAliasUsed),
      ...issuedFields(issued)
    }
  }).pipe(Either.mapLeft(serverError))

export const tokensIssue = (state: State, request: Request, now: number): Response | Unsigned<Response> =>
  withJwtAccessToken(
    state,
    Either.getOrElse(issueFor(state, request, now), errorResponse(state.service)),
    request.jwtAtClaims,
    now
  )
