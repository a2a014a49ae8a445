/**
 * POST /client/registration: processes a request to the client registration endpoint of RFC 7591.
 */
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import type {
  ClientRegistrationRequest,
  ClientRegistrationResponse
} from "../../../operations/dynamicRegistration/register.js"
import { draw, drawSecret } from "../../crypto/random.js"
import { sha256 } from "../../crypto/verify.js"
import type { Written } from "../../http/response.js"
import { created } from "../../model/client.js"
import { result } from "../../model/resultCodes.js"
import { badRequest, errorResponse } from "../../protocol/protocolError.js"
import type { RegistrationError } from "../../protocol/registration.js"
import { checkSupport, clientOf, isDuplicate, metadataOf, registration } from "../../protocol/registration.js"
import * as ClientStore from "../../store/clientStore.js"
import type { State } from "../../store/state.js"

type Request = Partial<typeof ClientRegistrationRequest.Encoded>
type Response = Written<typeof ClientRegistrationResponse.Encoded>

/** The registration access token of the client, and its hash, which has to be waited for. */
export interface RegisterFacts {
  readonly token: string
  readonly tokenHash: string
}

export const drawRegistrationToken = (): Effect.Effect<RegisterFacts> => {
  const token = draw()
  return Effect.map(sha256(token), (tokenHash) => ({ token, tokenHash }))
}

const register = (
  state: State,
  { json }: Request,
  now: number,
  { token, tokenHash }: RegisterFacts
): Either.Either<Response, RegistrationError> =>
  Either.gen(function*() {
    const { clients, service } = state
    yield* checkSupport(state)
    const metadata = yield* metadataOf(json)
    const given = yield* clientOf(service, metadata)
    if (isDuplicate(state, given)) return yield* Either.left(badRequest("invalid_client_metadata")("A204303"))
    const own = { clientId: ClientStore.freeId(clients), clientSecret: drawSecret(), number: clients.nextNumber }
    const client = {
      ...created(given, own, now),
      dynamicallyRegistered: true,
      clientSource: "DYNAMIC_REGISTRATION",
      registrationAccessTokenHash: tokenHash
    }
    ClientStore.put(clients, client)
    return {
      ...result("A202001"),
      action: "CREATED",
      ...registration(service, client, token, now)
    }
  })

export const dynamicRegistrationRegister = (
  state: State,
  request: Request,
  now: number,
  facts: RegisterFacts
): Response => Either.getOrElse(register(state, request, now, facts), errorResponse(state.service))
