/**
 * POST /auth/introspection/standard: processes a request to the introspection endpoint of RFC 7662.
 */
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import type {
  StandardIntrospectionRequest,
  StandardIntrospectionResponse
} from "../../../operations/introspection/standardProcess.js"
import type { Written } from "../../http/response.js"
import { isExpired } from "../../model/lifetime.js"
import { result } from "../../model/resultCodes.js"
import { visibleProperties } from "../../model/tokenFields.js"
import { accessTokenResources, confirmation, writtenAuthorizationDetails } from "../../model/tokenRecord.js"
import { tokenType } from "../../protocol/issueTokens.js"
import { isGenuine } from "../../protocol/jwtAccessToken.js"
import { introspectionJwt, wantsJwt } from "../../protocol/jwtIntrospection.js"
import * as Parameters from "../../protocol/parameters.js"
import type { ProtocolError } from "../../protocol/protocolError.js"
import { errorResponse, invalidRequest, serverError } from "../../protocol/protocolError.js"
import type { Unsigned } from "../../protocol/unsigned.js"
import { unsigned } from "../../protocol/unsigned.js"
import type { State } from "../../store/state.js"
import * as TokenStore from "../../store/tokenStore.js"

type Request = Partial<typeof StandardIntrospectionRequest.Encoded>
type Response = Written<typeof StandardIntrospectionResponse.Encoded>

const formCodes = { missing: "A145201", malformed: "A145202" } as const
const tokenCodes = { missing: "A145302", empty: "A145302", repeated: "A999306" } as const

const active = (
  { service }: State,
  { half, record, type }: TokenStore.Presented,
  { withHiddenProperties }: Request
) => {
  const members = {
    active: true,
    scope: record.scopes.length > 0 ? record.scopes.join(" ") : undefined,
    client_id: String(record.clientId),
    token_type: type === "access_token" ? tokenType(service, record) : undefined,
    exp: Math.floor(half.expiresAt / 1000),
    sub: record.subject,
    iss: service.issuer,
    auth_time: record.authTime,
    acr: record.acr,
    aud: type === "access_token" ? accessTokenResources(record) : record.resources,
    cnf: confirmation(record),
    authorization_details: writtenAuthorizationDetails(record.authorizationDetails),
    grant_id: record.grantId
  }
  const properties = visibleProperties(
    withHiddenProperties === true
      ? record.properties.map(({ key, value }) => ({ key, value }))
      : record.properties
  )
  // The members stand first, and once more, so that no property replaces one of them.
  return { ...members, ...properties, ...members }
}

/** A token for other resources is not active for the one that asks. */
const isFor = ({ record }: TokenStore.Presented, { rsUri }: Request): boolean => {
  const audience = accessTokenResources(record)
  return rsUri === undefined || audience === undefined || audience.includes(rsUri)
}

/** What has to be waited for. */
export interface StandardFacts {
  /** Whether the token may be what it says. */
  readonly isGenuine: boolean
}

export const verifyStandardIntrospection = (
  state: State,
  { parameters = "" }: Request
): StandardFacts | Effect.Effect<StandardFacts> => {
  const genuine = isGenuine(state, new URLSearchParams(parameters).get("token") ?? "")
  return typeof genuine === "boolean"
    ? { isGenuine: genuine }
    : Effect.map(genuine, (isGenuine) => ({ isGenuine }))
}

const introspect = (
  state: State,
  request: Request,
  now: number,
  facts: StandardFacts
): Either.Either<Response | Unsigned<Response>, ProtocolError<"BAD_REQUEST" | "INTERNAL_SERVER_ERROR">> =>
  Either.gen(function*() {
    const form = yield* Either.mapLeft(Parameters.parse(request.parameters, formCodes), serverError)
    const value = yield* Either.mapLeft(Parameters.required(form, "token", tokenCodes), invalidRequest)
    const presented = facts.isGenuine
      ? TokenStore.findPresented(state.tokens, value, form.get("token_type_hint"))
      : undefined
    const isActive = presented !== undefined && !isExpired(presented.half, now) && isFor(presented, request)
    const introspection = isActive ? active(state, presented, request) : { active: false }
    const told = result("A145001", `type=${presented?.type ?? "null"}, active=${isActive}`)
    if (!wantsJwt(request)) return { ...told, action: "OK", responseContent: JSON.stringify(introspection) }
    const jwt = yield* introspectionJwt(state, request, introspection, now)
    return unsigned<Response>(
      [jwt],
      ([responseContent = ""]) => ({ ...told, action: "JWT", responseContent }),
      () => errorResponse(state.service)(serverError("A999421"))
    )
  })

export const introspectionStandardProcess = (
  state: State,
  request: Request,
  now: number,
  facts: StandardFacts
): Response | Unsigned<Response> =>
  Either.getOrElse(introspect(state, request, now, facts), errorResponse(state.service))
