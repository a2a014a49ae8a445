/**
 * POST /client/registration/delete: processes a DELETE of the client configuration endpoint of RFC 7592.
 */
import * as Either from "effect/Either"
import type {
  ClientRegistrationDeleteRequest,
  ClientRegistrationDeleteResponse
} from "../../../operations/dynamicRegistration/delete.js"
import type { Written } from "../../http/response.js"
import { result } from "../../model/resultCodes.js"
import { errorResponse } from "../../protocol/protocolError.js"
import type { RegistrationError, RegistrationFacts } from "../../protocol/registration.js"
import { checkSupport, registeredClient } from "../../protocol/registration.js"
import type { State } from "../../store/state.js"
import { deleteClient } from "../../store/state.js"

type Request = Partial<typeof ClientRegistrationDeleteRequest.Encoded>
type Response = Written<typeof ClientRegistrationDeleteResponse.Encoded>

const remove = (
  state: State,
  { clientId }: Request,
  facts: RegistrationFacts
): Either.Either<Response, RegistrationError> =>
  Either.gen(function*() {
    yield* checkSupport(state)
    const client = yield* registeredClient(state, clientId, facts)
    deleteClient(state, client.clientId)
    return { ...result("A216001"), action: "DELETED" }
  })

export const dynamicRegistrationDelete = (
  state: State,
  request: Request,
  _: number,
  facts: RegistrationFacts
): Response => Either.getOrElse(remove(state, request, facts), errorResponse(state.service))
