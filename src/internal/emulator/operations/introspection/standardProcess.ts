/**
 * POST /auth/introspection/standard: processes a request to the introspection endpoint of RFC 7662.
 */
import * as Either from "effect/Either"
import type {
  StandardIntrospectionRequest,
  StandardIntrospectionResponse
} from "../../../operations/introspection/standardProcess.js"
import type { Written } from "../../http/response.js"
import { isExpired } from "../../model/lifetime.js"
import { result } from "../../model/resultCodes.js"
import { visibleProperties } from "../../model/tokenFields.js"
import type { TokenRecord } from "../../model/tokenRecord.js"
import { accessTokenResources, writtenAuthorizationDetails } from "../../model/tokenRecord.js"
import { tokenType } from "../../protocol/issueTokens.js"
import * as Parameters from "../../protocol/parameters.js"
import type { ProtocolError } from "../../protocol/protocolError.js"
import { errorResponse, invalidRequest, serverError } from "../../protocol/protocolError.js"
import type { State } from "../../store/state.js"
import * as TokenStore from "../../store/tokenStore.js"

type Request = Partial<typeof StandardIntrospectionRequest.Encoded>
type Response = Written<typeof StandardIntrospectionResponse.Encoded>

const formCodes = { missing: "A145201", malformed: "A145202" } as const
const tokenCodes = { missing: "A145302", empty: "A145302", repeated: "A999306" } as const

/** RFC 7800: what the token is bound to. */
const confirmation = ({ certificateThumbprint, dpopKeyThumbprint }: TokenRecord) =>
  certificateThumbprint === undefined && dpopKeyThumbprint === undefined
    ? undefined
    : { jkt: dpopKeyThumbprint, "x5t#S256": certificateThumbprint }

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

const introspect = (
  state: State,
  request: Request,
  now: number
): Either.Either<Response, ProtocolError<"BAD_REQUEST" | "INTERNAL_SERVER_ERROR">> =>
  Either.gen(function*() {
    const form = yield* Either.mapLeft(Parameters.parse(request.parameters, formCodes), serverError)
    const value = yield* Either.mapLeft(Parameters.required(form, "token", tokenCodes), invalidRequest)
    const presented = TokenStore.findPresented(state.tokens, value, form.get("token_type_hint"))
    const isActive = presented !== undefined && !isExpired(presented.half, now) && isFor(presented, request)
    return {
      ...result("A145001", `type=${presented?.type ?? "null"}, active=${isActive}`),
      action: "OK",
      responseContent: JSON.stringify(isActive ? active(state, presented, request) : { active: false })
    }
  })

export const introspectionStandardProcess = (state: State, request: Request, now: number): Response =>
  Either.getOrElse(introspect(state, request, now), errorResponse(state.service))
