/**
 * POST /client/registration/get: processes a GET of the client configuration endpoint of RFC 7592.
 */
import * as Either from "effect/Either"
import type {
  ClientRegistrationGetRequest,
  ClientRegistrationGetResponse
} from "../../../operations/dynamicRegistration/get.js"
import type { Written } from "../../http/response.js"
import { result } from "../../model/resultCodes.js"
import { errorResponse } from "../../protocol/protocolError.js"
import type { RegistrationError, RegistrationFacts } from "../../protocol/registration.js"
import { checkSupport, registeredClient, registration } from "../../protocol/registration.js"
import type { State } from "../../store/state.js"

type Request = Partial<typeof ClientRegistrationGetRequest.Encoded>
type Response = Written<typeof ClientRegistrationGetResponse.Encoded>

const get = (
  state: State,
  { clientId, token }: Request,
  facts: RegistrationFacts
): Either.Either<Response, RegistrationError> =>
  Either.gen(function*() {
    yield* checkSupport(state)
    const client = yield* registeredClient(state, clientId, facts)
    return { ...result("A217001"), action: "OK", ...registration(state.service, client, token) }
  })

export const dynamicRegistrationGet = (
  state: State,
  request: Request,
  _: number,
  facts: RegistrationFacts
): Response => Either.getOrElse(get(state, request, facts), errorResponse(state.service))
