/**
 * DELETE /client/granted_scopes/delete/{clientId}: forgets what a subject granted to a client. The tokens stay.
 */
import * as Either from "effect/Either"
import type { ClientGrantedScopesDeleteResponse } from "../../../operations/clients/deleteGrantedScopes.js"
import type { Refusal } from "../../http/refusal.js"
import type { Written } from "../../http/response.js"
import { result } from "../../model/resultCodes.js"
import * as GrantedScopes from "../../store/grantedScopes.js"
import type { State } from "../../store/state.js"
import { clientOf, subjectOf } from "./find.js"

type Response = Written<typeof ClientGrantedScopesDeleteResponse.Encoded>

export const clientsDeleteGrantedScopes = (
  state: State,
  query: Readonly<Record<string, string>>
): Either.Either<Response, Refusal> =>
  Either.gen(function*() {
    const { clientId } = yield* clientOf(state, query["clientId"])
    const subject = yield* subjectOf(query, "A999213", "subject")
    return result(GrantedScopes.remove(state.grantedScopes, clientId, subject) ? "A140002" : "A140001")
  })
