/**
 * POST /client/secret/update/{clientIdentifier}: gives a client another secret.
 */
import * as Either from "effect/Either"
import type { ClientSecretUpdateRequest, ClientSecretUpdateResponse } from "../../../operations/clients/updateSecret.js"
import type { Refusal } from "../../http/refusal.js"
import { refusal } from "../../http/refusal.js"
import type { Written } from "../../http/response.js"
import { changed } from "../../model/client.js"
import { result } from "../../model/resultCodes.js"
import * as ClientStore from "../../store/clientStore.js"
import type { State } from "../../store/state.js"
import { clientOf } from "./find.js"

type Request = Partial<typeof ClientSecretUpdateRequest.Encoded>
type Response = Written<typeof ClientSecretUpdateResponse.Encoded>

export const clientsUpdateSecret = (
  state: State,
  { clientIdentifier, clientSecret = "" }: Request,
  now: number
): Either.Either<Response, Refusal> =>
  Either.gen(function*() {
    const client = yield* clientOf(state, clientIdentifier, "A149201")
    if (!/^[\w-]{1,86}$/.test(clientSecret)) return yield* Either.left(refusal("BadRequest", "A149601"))
    ClientStore.replace(state.clients, changed(client, { clientSecret }, now))
    return {
      ...result("A149001", `client = ${client.clientId}`),
      newClientSecret: clientSecret,
      oldClientSecret: client.clientSecret
    }
  })
