/**
 * DELETE /client/delete/{clientId}: deletes a client with its tokens.
 */
import * as Either from "effect/Either"
import type { Refusal } from "../../http/refusal.js"
import type { State } from "../../store/state.js"
import { deleteClient } from "../../store/state.js"
import { clientOf } from "./find.js"

export const clientsDelete = (state: State, identifier: string): Either.Either<void, Refusal> =>
  Either.map(clientOf(state, identifier, "A026201"), ({ clientId }) => deleteClient(state, clientId))
