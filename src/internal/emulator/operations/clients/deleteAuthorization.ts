/**
 * POST /client/authorization/delete/{clientId}: deletes all tokens that a subject gave to a client.
 */
import * as Either from "effect/Either"
import type {
  ClientAuthorizationDeleteRequest,
  ClientAuthorizationDeleteResponse
} from "../../../operations/clients/deleteAuthorization.js"
import type { Refusal } from "../../http/refusal.js"
import type { Written } from "../../http/response.js"
import { result } from "../../model/resultCodes.js"
import type { State } from "../../store/state.js"
import * as TokenStore from "../../store/tokenStore.js"
import { clientOf, subjectOf } from "./find.js"

type Request = Partial<typeof ClientAuthorizationDeleteRequest.Encoded>
type Response = Written<typeof ClientAuthorizationDeleteResponse.Encoded>

export const clientsDeleteAuthorization = (state: State, request: Request): Either.Either<Response, Refusal> =>
  Either.gen(function*() {
    const { clientId } = yield* clientOf(state, request.clientId)
    const subject = yield* subjectOf(request, "A137202")
    const records = TokenStore.select(state.tokens, { clientId, subject })
    for (const record of records) TokenStore.remove(state.tokens, record)
    return result("A137001", `client = ${clientId}, access tokens = ${records.length}`)
  })
