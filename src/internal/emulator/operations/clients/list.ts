/**
 * GET /client/get/list: the clients of the service, or of a developer, in the order of their creation.
 */
import * as Either from "effect/Either"
import type { ClientListResponse } from "../../../operations/clients/list.js"
import type { Refusal } from "../../http/refusal.js"
import type { Written } from "../../http/response.js"
import { shown } from "../../model/client.js"
import { nonEmpty } from "../../model/tokenRecord.js"
import * as ClientStore from "../../store/clientStore.js"
import type { State } from "../../store/state.js"
import { windowOf } from "../paging.js"

type Response = Written<typeof ClientListResponse.Encoded>

const windowCodes = {
  startNotInteger: "A028201",
  startNegative: "A028202",
  endNotInteger: "A028203",
  endNegative: "A028204"
} as const

export const clientsList = (
  { clients, service }: State,
  query: Readonly<Record<string, string>>
): Either.Either<Response, Refusal> =>
  Either.map(windowOf(query, windowCodes), (window) => {
    const page = ClientStore.page(clients, query["developer"], window)
    return {
      ...window,
      totalCount: page.totalCount,
      developer: query["developer"],
      clients: nonEmpty(page.clients.map((client) => shown(service, client)))
    }
  })
