/**
 * POST /client/create: a new client, with an id and a secret that are drawn.
 */
import * as Either from "effect/Either"
import type { ClientEncoded } from "../../../models/client.js"
import type { ClientCreateRequest } from "../../../operations/clients/create.js"
import { drawSecret } from "../../crypto/random.js"
import type { Refusal } from "../../http/refusal.js"
import { refusal } from "../../http/refusal.js"
import type { Written } from "../../http/response.js"
import { aliasOf, created, shown } from "../../model/client.js"
import * as ClientStore from "../../store/clientStore.js"
import type { State } from "../../store/state.js"

type Request = Partial<typeof ClientCreateRequest.Encoded>

export const clientsCreate = (
  { clients, service }: State,
  request: Request,
  now: number
): Either.Either<Written<ClientEncoded>, Refusal> => {
  const alias = aliasOf(request)
  if (alias !== undefined && ClientStore.ofAlias(clients, alias) !== undefined) {
    return Either.left(refusal("BadRequest", "A123603", alias))
  }
  const own = { clientId: ClientStore.freeId(clients), clientSecret: drawSecret(), number: clients.nextNumber }
  const client = created(request, own, now)
  ClientStore.put(clients, client)
  return Either.right(shown(service, client, now))
}
