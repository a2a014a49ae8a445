/**
 * GET /client/secret/refresh/{clientIdentifier}: draws a new secret for a client.
 */
import * as Either from "effect/Either"
import type { ClientSecretRefreshResponse } from "../../../operations/clients/refreshSecret.js"
import { drawSecret } from "../../crypto/random.js"
import type { Refusal } from "../../http/refusal.js"
import type { Written } from "../../http/response.js"
import { changed } from "../../model/client.js"
import { result } from "../../model/resultCodes.js"
import * as ClientStore from "../../store/clientStore.js"
import type { State } from "../../store/state.js"
import { clientOf } from "./find.js"

type Response = Written<typeof ClientSecretRefreshResponse.Encoded>

export const clientsRefreshSecret = (
  state: State,
  identifier: string,
  now: number
): Either.Either<Response, Refusal> =>
  Either.map(clientOf(state, identifier, "A148201"), (client) => {
    const newClientSecret = drawSecret()
    ClientStore.replace(state.clients, changed(client, { clientSecret: newClientSecret }, now))
    return {
      ...result("A148001", `client = ${client.clientId}`),
      newClientSecret,
      oldClientSecret: client.clientSecret
    }
  })
