/**
 * POST /client/authorization/get/list: the clients that a subject has authorized. Those are the ones that hold a token of
 * the subject which has not expired, in the order of the clients' creation.
 */
import * as Either from "effect/Either"
import type {
  ClientAuthorizationListRequest,
  ClientAuthorizationListResponse
} from "../../../operations/clients/listAuthorized.js"
import type { Refusal } from "../../http/refusal.js"
import type { Written } from "../../http/response.js"
import type { ClientRecord } from "../../model/client.js"
import { limited } from "../../model/client.js"
import { isExpired } from "../../model/lifetime.js"
import { isRefreshable, nonEmpty } from "../../model/tokenRecord.js"
import * as ClientStore from "../../store/clientStore.js"
import type { State } from "../../store/state.js"
import * as TokenStore from "../../store/tokenStore.js"
import { windowOf } from "../paging.js"
import { subjectOf } from "./find.js"

type Request = Partial<typeof ClientAuthorizationListRequest.Encoded>
type Response = Written<typeof ClientAuthorizationListResponse.Encoded>

const windowCodes = {
  startNotInteger: "A136201",
  startNegative: "A136202",
  endNotInteger: "A136203",
  endNegative: "A136204"
} as const

const authorized = (
  { clients, tokens }: State,
  subject: string,
  developer: string | undefined,
  now: number
): ReadonlyArray<ClientRecord> => {
  const live = TokenStore.select(tokens, { subject }).filter((record) =>
    !isExpired(record.access, now) || isRefreshable(record, now)
  )
  const found = ClientStore.inOrder(clients, new Set(live.map(({ clientId }) => clientId)))
  return developer === undefined ? found : found.filter((client) => client.developer === developer)
}

export const clientsListAuthorized = (
  state: State,
  request: Request,
  now: number
): Either.Either<Response, Refusal> =>
  Either.gen(function*() {
    const subject = yield* subjectOf(request, "A136206")
    const window = yield* windowOf(request, windowCodes)
    const all = authorized(state, subject, request.developer, now)
    return {
      ...window,
      totalCount: all.length,
      subject,
      developer: request.developer,
      clients: nonEmpty(all.slice(window.start, Math.max(window.start, window.end)).map(limited))
    }
  })
