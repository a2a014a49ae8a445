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
import { tokenType } from "../../protocol/issueTokens.js"
import * as Parameters from "../../protocol/parameters.js"
import type { ProtocolError } from "../../protocol/protocolError.js"
import { errorResponse, invalidRequest, serverError } from "../../protocol/protocolError.js"
import type { State } from "../../store/state.js"
import * as TokenStore from "../../store/tokenStore.js"

type Request = Partial<typeof StandardIntrospectionRequest.Encoded>
type Response = Written<typeof StandardIntrospectionResponse.Encoded>

const formCodes = { missing: "A145201", malformed: "A145202" } as const
const tokenCodes = { missing: "A145301", empty: "A145302", repeated: "A999306" } as const

const active = (
  { service }: State,
  { half, record, type }: TokenStore.Presented,
  { withHiddenProperties }: Request
) => ({
  ...visibleProperties(
    withHiddenProperties === true
      ? record.properties.map(({ key, value }) => ({ key, value }))
      : record.properties
  ),
  sub: record.subject,
  scope: record.scopes.length > 0 ? record.scopes.join(" ") : undefined,
  iss: service.issuer,
  active: true,
  token_type: type === "access_token" ? tokenType(service, record) : undefined,
  exp: Math.floor(half.expiresAt / 1000),
  client_id: String(record.clientId)
})

const introspect = (
  state: State,
  request: Request,
  now: number
): Either.Either<Response, ProtocolError<"BAD_REQUEST" | "INTERNAL_SERVER_ERROR">> =>
  Either.gen(function*() {
    const form = yield* Either.mapLeft(Parameters.parse(request.parameters, formCodes), serverError)
    const value = yield* Either.mapLeft(Parameters.required(form, "token", tokenCodes), invalidRequest)
    const presented = TokenStore.findPresented(state.tokens, value, form.get("token_type_hint"))
    const isActive = presented !== undefined && !isExpired(presented.half, now)
    return {
      ...result("A145001", `type=${presented?.type ?? "null"}, active=${isActive}`),
      action: "OK",
      responseContent: JSON.stringify(isActive ? active(state, presented, request) : { active: false })
    }
  })

export const introspectionStandardProcess = (state: State, request: Request, now: number): Response =>
  Either.getOrElse(introspect(state, request, now), errorResponse(state.service))
