/**
 * POST /auth/authorization/fail: ends an authorization with an error, such as after the resource owner has said no.
 */
import * as Either from "effect/Either"
import type {
  AuthorizationFailReason,
  AuthorizationFailRequest,
  AuthorizationFailResponse
} from "../../../operations/authorization/fail.js"
import type { Written } from "../../http/response.js"
import type { ResultCode } from "../../model/resultCodes.js"
import { result } from "../../model/resultCodes.js"
import { delivered, errorParameters } from "../../protocol/authorization/response.js"
import { errorResponse, serverError } from "../../protocol/protocolError.js"
import type { Unsigned } from "../../protocol/unsigned.js"
import * as ClientStore from "../../store/clientStore.js"
import * as Expiring from "../../store/expiring.js"
import type { State } from "../../store/state.js"

type Request = Partial<typeof AuthorizationFailRequest.Encoded>
type Response = Written<typeof AuthorizationFailResponse.Encoded>

interface Failure {
  readonly error: string
  readonly code: ResultCode
}

const reasons: Record<AuthorizationFailReason, Failure> = {
  UNKNOWN: { error: "server_error", code: "A060307" },
  NOT_LOGGED_IN: { error: "login_required", code: "A060301" },
  MAX_AGE_NOT_SUPPORTED: { error: "login_required", code: "A060302" },
  EXCEEDS_MAX_AGE: { error: "login_required", code: "A060303" },
  DIFFERENT_SUBJECT: { error: "login_required", code: "A060304" },
  ACR_NOT_SATISFIED: { error: "unmet_authentication_requirements", code: "A060305" },
  DENIED: { error: "access_denied", code: "A060306" },
  SERVER_ERROR: { error: "server_error", code: "A060308" },
  NOT_AUTHENTICATED: { error: "login_required", code: "A060309" },
  ACCOUNT_SELECTION_REQUIRED: { error: "account_selection_required", code: "A060310" },
  CONSENT_REQUIRED: { error: "consent_required", code: "A060311" },
  INTERACTION_REQUIRED: { error: "interaction_required", code: "A060312" },
  INVALID_TARGET: { error: "invalid_target", code: "A060313" },
  INVALID_SCOPE: { error: "invalid_scope", code: "A999330" },
  UNAUTHORIZED_CLIENT: { error: "unauthorized_client", code: "A999331" },
  TEMPORARILY_UNAVAILABLE: { error: "temporarily_unavailable", code: "A999332" }
}

const ticketCodes = { missing: "A059201", unknown: "A059202", expired: "A059301" } as const

const fail = (
  state: State,
  request: Request,
  now: number
): Either.Either<Response | Unsigned<Response>, ResultCode> =>
  Either.gen(function*() {
    const ticket = yield* Expiring.find(state.authorizations, request.ticket, ticketCodes, now)
    if (request.reason === undefined) return yield* Either.left("A060201" as const)
    const { redirection, wanted: { clientId } } = ticket.asked
    const client = yield* Either.fromNullable(ClientStore.get(state.clients, clientId), () => "A999214" as const)
    state.authorizations.delete(ticket.value)
    const { code, error } = reasons[request.reason]
    const parameters = errorParameters(state.service, redirection, { error, code, description: request.description })
    return delivered<Response>(state, client, redirection, parameters, now, {
      make: (content) => ({ ...result(code), ...content }),
      failed: () => errorResponse(state.service)(serverError("A046203"))
    })
  })

export const authorizationFail = (state: State, request: Request, now: number): Response | Unsigned<Response> =>
  Either.getOrElse(fail(state, request, now), (code) => errorResponse(state.service)(serverError(code)))
