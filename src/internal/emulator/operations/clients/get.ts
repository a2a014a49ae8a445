/**
 * GET /client/get/{clientId}: a client, by its id or its alias.
 */
import * as Either from "effect/Either"
import type { ClientEncoded } from "../../../models/client.js"
import type { Refusal } from "../../http/refusal.js"
import type { Written } from "../../http/response.js"
import { shown } from "../../model/client.js"
import type { State } from "../../store/state.js"
import { clientOf } from "./find.js"

export const clientsGet = (state: State, identifier: string): Either.Either<Written<ClientEncoded>, Refusal> =>
  Either.map(clientOf(state, identifier, "A027201"), (client) => shown(state.service, client))
