/**
 * POST /client/extension/requestable_scopes/update/{clientId}: limits the scopes that a client may ask for.
 */
import * as Either from "effect/Either"
import type { ClientRequestableScopesResponse } from "../../../operations/clients/requestableScopes.js"
import type { ClientRequestableScopesUpdateRequest } from "../../../operations/clients/updateRequestableScopes.js"
import type { Refusal } from "../../http/refusal.js"
import { refusal } from "../../http/refusal.js"
import type { Written } from "../../http/response.js"
import { changed } from "../../model/client.js"
import { supportsScope } from "../../model/service.js"
import * as ClientStore from "../../store/clientStore.js"
import type { State } from "../../store/state.js"
import { clientOf } from "./find.js"

type Request = Partial<typeof ClientRequestableScopesUpdateRequest.Encoded>
type Response = Written<typeof ClientRequestableScopesResponse.Encoded>

export const clientsUpdateRequestableScopes = (
  state: State,
  { clientId, requestableScopes: asked }: Request,
  now: number
): Either.Either<Response, Refusal> =>
  Either.gen(function*() {
    const client = yield* clientOf(state, clientId)
    if (asked === undefined) return yield* Either.left(refusal("BadRequest", "A999213", "requestableScopes"))
    const requestableScopes = Array.from(new Set(asked)).filter((scope) => supportsScope(state.service, scope)).sort()
    const extension = { ...client.extension, requestableScopesEnabled: true, requestableScopes }
    ClientStore.replace(state.clients, changed(client, { extension }, now))
    return { requestableScopes }
  })
