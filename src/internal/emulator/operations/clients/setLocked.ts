/**
 * POST /client/lock_flag/update/{clientIdentifier}: locks or unlocks a client. To lock a locked one is a mistake.
 */
import * as Either from "effect/Either"
import type { ClientFlagUpdateRequest, ClientFlagUpdateResponse } from "../../../operations/clients/setLocked.js"
import type { Refusal } from "../../http/refusal.js"
import { refusal } from "../../http/refusal.js"
import type { Written } from "../../http/response.js"
import { changed } from "../../model/client.js"
import { result } from "../../model/resultCodes.js"
import * as ClientStore from "../../store/clientStore.js"
import type { State } from "../../store/state.js"
import { clientOf } from "./find.js"

type Request = Partial<typeof ClientFlagUpdateRequest.Encoded>
type Response = Written<typeof ClientFlagUpdateResponse.Encoded>

export const clientsSetLocked = (
  state: State,
  { clientIdentifier, clientLocked: locked = false }: Request,
  now: number
): Either.Either<Response, Refusal> =>
  Either.gen(function*() {
    const client = yield* clientOf(state, clientIdentifier, "A293202")
    if ((client.locked ?? false) === locked) {
      return yield* Either.left(refusal("BadRequest", locked ? "A293203" : "A293204"))
    }
    ClientStore.replace(state.clients, changed(client, { locked }, now))
    return result("A293001", `client = ${client.clientId}, locked = ${locked}`)
  })
