/**
 * DELETE /client/extension/requestable_scopes/delete/{clientId}: lets a client ask for any scope again.
 */
import * as Either from "effect/Either"
import * as Struct from "effect/Struct"
import type { Refusal } from "../../http/refusal.js"
import { changed } from "../../model/client.js"
import * as ClientStore from "../../store/clientStore.js"
import type { State } from "../../store/state.js"
import { clientOf } from "./find.js"

export const clientsDeleteRequestableScopes = (
  state: State,
  identifier: string,
  now: number
): Either.Either<void, Refusal> =>
  Either.map(clientOf(state, identifier), (client) => {
    const extension = Struct.omit(client.extension ?? {}, "requestableScopes", "requestableScopesEnabled")
    ClientStore.replace(state.clients, changed(client, { extension }, now))
  })
