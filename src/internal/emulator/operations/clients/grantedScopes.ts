/**
 * POST /client/granted_scopes/get/{clientId}: what a subject granted to a client, whether there are tokens or not.
 */
import * as Either from "effect/Either"
import type {
  ClientGrantedScopesRequest,
  ClientGrantedScopesResponse
} from "../../../operations/clients/grantedScopes.js"
import type { Refusal } from "../../http/refusal.js"
import type { Written } from "../../http/response.js"
import { result } from "../../model/resultCodes.js"
import * as GrantedScopes from "../../store/grantedScopes.js"
import type { State } from "../../store/state.js"
import { clientOf, subjectOf } from "./find.js"

type Request = Partial<typeof ClientGrantedScopesRequest.Encoded>
type Response = Written<typeof ClientGrantedScopesResponse.Encoded>

export const clientsGrantedScopes = (state: State, request: Request): Either.Either<Response, Refusal> =>
  Either.gen(function*() {
    const { clientId } = yield* clientOf(state, request.clientId)
    const subject = yield* subjectOf(request, "A999213", "subject")
    const granted = GrantedScopes.find(state.grantedScopes, clientId, subject)
    return {
      ...result(granted === undefined ? "A139001" : "A139002"),
      serviceApiKey: state.apiKey,
      clientId,
      subject,
      latestGrantedScopes: granted?.latest,
      mergedGrantedScopes: granted?.merged,
      modifiedAt: granted?.modifiedAt
    }
  })
