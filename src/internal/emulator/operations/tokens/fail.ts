/**
 * POST /auth/token/fail: ends a password flow with an error, such as for a wrong password.
 */
import * as Either from "effect/Either"
import type { TokenFailReason, TokenFailRequest, TokenFailResponse } from "../../../operations/tokens/fail.js"
import type { Written } from "../../http/response.js"
import type { ProtocolError } from "../../protocol/protocolError.js"
import { badRequest, errorResponse, serverError } from "../../protocol/protocolError.js"
import * as Expiring from "../../store/expiring.js"
import type { State } from "../../store/state.js"

type Request = Partial<typeof TokenFailRequest.Encoded>
type Response = Written<typeof TokenFailResponse.Encoded>
type Failure = ProtocolError<"BAD_REQUEST" | "INTERNAL_SERVER_ERROR">

const reasons: Record<TokenFailReason, Failure> = {
  UNKNOWN: badRequest("server_error")("A067302"),
  INVALID_RESOURCE_OWNER_CREDENTIALS: badRequest("invalid_request")("A067301"),
  INVALID_TARGET: badRequest("invalid_target")("A067303"),
  INVALID_CLIENT: badRequest("invalid_client")("A999303"),
  UNAUTHORIZED_CLIENT: badRequest("unauthorized_client")("A999304"),
  INVALID_SCOPE: badRequest("invalid_scope")("A999305")
}

const ticketCodes = { missing: "A063201", unknown: "A063202", expired: "A063301" } as const

/** The response is always an error: either the one that was asked for, or one about this call. */
const failure = ({ tickets }: State, request: Request, now: number): Failure =>
  Either.gen(function*() {
    const ticket = yield* Either.mapLeft(Expiring.find(tickets, request.ticket, ticketCodes, now), serverError)
    const { reason } = request
    if (reason === undefined) return serverError("A067201")
    tickets.delete(ticket.value)
    return reasons[reason]
  }).pipe(Either.merge)

export const tokensFail = (state: State, request: Request, now: number): Response =>
  errorResponse(state.service)(failure(state, request, now))
