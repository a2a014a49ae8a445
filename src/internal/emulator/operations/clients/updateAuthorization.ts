/**
 * POST /client/authorization/update/{clientId}: gives all tokens that a subject gave to a client other scopes.
 */
import * as Either from "effect/Either"
import type {
  ClientAuthorizationUpdateRequest,
  ClientAuthorizationUpdateResponse
} from "../../../operations/clients/updateAuthorization.js"
import type { Refusal } from "../../http/refusal.js"
import type { Written } from "../../http/response.js"
import { result } from "../../model/resultCodes.js"
import { allowedScopes } from "../../model/tokenFields.js"
import type { State } from "../../store/state.js"
import * as TokenStore from "../../store/tokenStore.js"
import { clientOf, subjectOf } from "./find.js"

type Request = Partial<typeof ClientAuthorizationUpdateRequest.Encoded>
type Response = Written<typeof ClientAuthorizationUpdateResponse.Encoded>

export const clientsUpdateAuthorization = (state: State, request: Request): Either.Either<Response, Refusal> =>
  Either.gen(function*() {
    const client = yield* clientOf(state, request.clientId)
    const subject = yield* subjectOf(request, "A138201")
    const records = TokenStore.select(state.tokens, { clientId: client.clientId, subject })
    if (request.scopes !== undefined) {
      const scopes = allowedScopes(state.service, client, request.scopes)
      // A refresh must not bring back what was taken away, so what was granted before is forgotten.
      for (const record of records) {
        TokenStore.update(state.tokens, record, { scopes, refreshTokenScopes: undefined })
      }
    }
    return result("A138001", `client = ${client.clientId}, access tokens = ${records.length}`)
  })
