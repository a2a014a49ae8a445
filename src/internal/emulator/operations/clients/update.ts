/**
 * POST /client/update/{clientId}: replaces a client. What the request leaves out is reset.
 */
import * as Either from "effect/Either"
import type { ClientEncoded } from "../../../models/client.js"
import type { ClientUpdateRequest } from "../../../operations/clients/update.js"
import type { Refusal } from "../../http/refusal.js"
import { refusal } from "../../http/refusal.js"
import type { Written } from "../../http/response.js"
import type { ClientRecord } from "../../model/client.js"
import { replaced, shown } from "../../model/client.js"
import * as ClientStore from "../../store/clientStore.js"
import type { State } from "../../store/state.js"
import { clientOf } from "./find.js"

type Request = Partial<typeof ClientUpdateRequest.Encoded>

/** Seeds may give several clients one alias. They can be changed as long as they keep it. */
const checkAlias = (
  clients: ClientStore.ClientStore,
  before: ClientRecord,
  { clientIdAlias: alias }: ClientRecord
): Either.Either<void, Refusal> =>
  alias === undefined || alias === before.clientIdAlias || ClientStore.ofAlias(clients, alias) === undefined
    ? Either.void
    : Either.left(refusal("BadRequest", "A999212", alias))

export const clientsUpdate = (
  state: State,
  { clientId, ...given }: Request,
  now: number
): Either.Either<Written<ClientEncoded>, Refusal> =>
  Either.gen(function*() {
    const before = yield* clientOf(state, clientId, "A029201")
    const client = replaced(before, given, now)
    yield* checkAlias(state.clients, before, client)
    ClientStore.replace(state.clients, client)
    return shown(state.service, client, now)
  })
