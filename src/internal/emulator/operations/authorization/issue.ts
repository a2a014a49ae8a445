/**
 * POST /auth/authorization/issue: ends an authorization with what the client application has asked for, after the resource
 * owner has agreed.
 */
import * as Either from "effect/Either"
import type { AuthorizationIssueRequest, AuthorizationIssueResponse } from "../../../operations/authorization/issue.js"
import { draw } from "../../crypto/random.js"
import type { Written } from "../../http/response.js"
import type { ClientRecord } from "../../model/client.js"
import { after } from "../../model/lifetime.js"
import type { ResultCode } from "../../model/resultCodes.js"
import { result } from "../../model/resultCodes.js"
import { arePropertiesTooBig } from "../../model/tokenFields.js"
import { decisionOf } from "../../protocol/authorization/decide.js"
import { recordGrant } from "../../protocol/authorization/grants.js"
import type { Delivered, ResponseParameters } from "../../protocol/authorization/response.js"
import { delivered } from "../../protocol/authorization/response.js"
import { grantOf, idTokenFor } from "../../protocol/authorization/tokens.js"
import { algorithmOf, idTokenKey } from "../../protocol/idToken.js"
import type { Conflict, Issued } from "../../protocol/issueTokens.js"
import { issue, tokenType } from "../../protocol/issueTokens.js"
import { isNativeSsoRequested } from "../../protocol/nativeSso.js"
import { errorResponse, serverError } from "../../protocol/protocolError.js"
import type { Jwt, Unsigned } from "../../protocol/unsigned.js"
import { unsigned } from "../../protocol/unsigned.js"
import type { Asked, Code, Decision, Ticket } from "../../store/authorizations.js"
import * as ClientStore from "../../store/clientStore.js"
import * as Expiring from "../../store/expiring.js"
import * as GrantedScopes from "../../store/grantedScopes.js"
import type { State } from "../../store/state.js"

type Request = Partial<typeof AuthorizationIssueRequest.Encoded>
type Response = Written<typeof AuthorizationIssueResponse.Encoded>

const ticketCodes = { missing: "A041201", unknown: "A041202", expired: "A041301" } as const

const decisionCodes = {
  subject: { missing: "A042201", tooLong: "A042202", notAscii: "A042203" },
  acr: "A043201",
  claims: "A044201",
  header: "A255201"
} as const

const conflicts = {
  AccessTokenInUse: "A045101",
  RefreshTokenInUse: "A045101",
  PropertiesTooBig: "A045201"
} as const satisfies Record<Conflict, string>

/** How long a code lives, in seconds, if the service does not say it. */
const usualCodeDuration = 600

const issueCode = (state: State, asked: Asked, decision: Decision, now: number): Code => {
  const { authorizationCodeDuration = 0 } = state.service
  const seconds = authorizationCodeDuration > 0 ? authorizationCodeDuration : usualCodeDuration
  const code = { value: draw(), expiresAt: after(now, seconds), isUsed: false, asked, decision }
  Expiring.add(state.codes, code, now)
  return code
}

/** An ID token of the authorization endpoint is signed: nobody vouches for what a browser carries. */
const checkIdToken = (state: State, client: ClientRecord): Either.Either<unknown, ResultCode> =>
  algorithmOf(client.idTokenSignAlg) === "none" ? Either.left("A045302") : idTokenKey(state, client)

interface Prepared {
  readonly ticket: Ticket
  readonly client: ClientRecord
  readonly decision: Decision
}

/** All that can go wrong, before anything is changed. */
const prepare = (state: State, request: Request, now: number): Either.Either<Prepared, ResultCode> =>
  Either.gen(function*() {
    const ticket = yield* Expiring.find(state.authorizations, request.ticket, ticketCodes, now)
    const { responseTypes, wanted } = ticket.asked
    const needsSession = isNativeSsoRequested(state.service, responseTypes, wanted.scopes)
    if (needsSession && request.sessionId === undefined) return yield* Either.left("A499201" as const)
    const decision = yield* decisionOf(state.service, wanted, request, decisionCodes)
    if (arePropertiesTooBig(decision.properties)) return yield* Either.left("A045201" as const)
    const client = yield* Either.fromNullable(
      ClientStore.get(state.clients, wanted.clientId),
      () => "A999214" as const
    )
    if (responseTypes.includes("id_token")) yield* checkIdToken(state, client)
    return { ticket, client, decision }
  })

const issueAccessToken = (
  state: State,
  { client, decision, ticket: { asked } }: Prepared,
  request: Request,
  now: number
) =>
  asked.responseTypes.includes("token")
    ? Either.mapBoth(
      issue(state, { ...grantOf(client, asked.wanted, decision, "IMPLICIT"), accessToken: request.accessToken }, now),
      { onLeft: (conflict) => conflicts[conflict], onRight: (issued): Issued | undefined => issued }
    )
    : Either.right(undefined)

const tokenParameters = ({ service }: State, issued: Issued | undefined): ResponseParameters =>
  issued === undefined ? {} : {
    access_token: issued.record.access.value,
    token_type: tokenType(service, issued.record),
    expires_in: issued.access.duration,
    scope: issued.record.scopes.join(" ") || undefined
  }

const failed = ({ service }: State, code: ResultCode): Response => errorResponse(service)(serverError(code))

const carryOut = (
  state: State,
  request: Request,
  now: number
): Either.Either<Response | Unsigned<Response>, ResultCode> =>
  Either.gen(function*() {
    const prepared = yield* prepare(state, request, now)
    const { client, ticket: { asked, context, value } } = prepared
    const { nonce, redirection, responseTypes, wanted } = asked
    const issued = yield* issueAccessToken(state, prepared, request, now)
    state.authorizations.delete(value)
    const decision = { ...prepared.decision, grantId: recordGrant(state, wanted, prepared.decision) }
    const { scopes, subject } = decision
    GrantedScopes.grant(state.grantedScopes, { clientId: client.clientId, scopes, subject }, now)
    const code = responseTypes.includes("code") ? issueCode(state, asked, decision, now) : undefined

    const hashes: Jwt["hashes"] = {
      c_hash: code?.value,
      at_hash: issued?.record.access.value,
      s_hash: redirection.state
    }
    const jwts = responseTypes.includes("id_token")
      ? [yield* idTokenFor(state, client, wanted, decision, now, { nonce, hashes })]
      : []

    const respond = (idToken: string | undefined, content: Delivered): Response => ({
      ...result("A040001"),
      ...content,
      authorizationCode: code?.value,
      accessToken: issued?.record.access.value,
      accessTokenExpiresAt: issued?.access.expiresAt,
      accessTokenDuration: issued?.access.duration ?? 0,
      idToken,
      ticketInfo: context === undefined ? undefined : { context }
    })
    const finish = ([idToken]: ReadonlyArray<string>) => {
      const parameters = {
        state: redirection.state,
        code: code?.value,
        ...tokenParameters(state, issued),
        id_token: idToken
      }
      return delivered(state, client, redirection, parameters, now, {
        make: (content) => respond(idToken, content),
        failed: () => failed(state, "A046203")
      })
    }
    return unsigned(jwts, finish, () => failed(state, "A046203"))
  })

export const authorizationIssue = (state: State, request: Request, now: number): Response | Unsigned<Response> =>
  Either.getOrElse(carryOut(state, request, now), (code) => failed(state, code))
