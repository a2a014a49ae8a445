/**
 * GET /client/extension/requestable_scopes/get/{clientId}: the scopes that a client may ask for, if they are limited.
 */
import * as Either from "effect/Either"
import type { ClientRequestableScopesResponse } from "../../../operations/clients/requestableScopes.js"
import type { Refusal } from "../../http/refusal.js"
import type { Written } from "../../http/response.js"
import { requestableScopes } from "../../model/client.js"
import type { State } from "../../store/state.js"
import { clientOf } from "./find.js"

type Response = Written<typeof ClientRequestableScopesResponse.Encoded>

export const clientsRequestableScopes = (state: State, identifier: string): Either.Either<Response, Refusal> =>
  Either.map(clientOf(state, identifier), (client) => ({ requestableScopes: requestableScopes(client) }))
