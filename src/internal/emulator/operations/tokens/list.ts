/**
 * GET /auth/token/get/list: one page of tokens, with their hashes in place of the values.
 */
import * as Either from "effect/Either"
import * as Schema from "effect/Schema"
import type { AccessToken, TokenListResponse } from "../../../operations/tokens/list.js"
import { TokenStatus } from "../../../operations/tokens/list.js"
import type { Refusal } from "../../http/refusal.js"
import { refusal } from "../../http/refusal.js"
import type { Written } from "../../http/response.js"
import type { ClientRecord } from "../../model/client.js"
import { limited } from "../../model/client.js"
import type { TokenRecord } from "../../model/tokenRecord.js"
import { nonEmpty } from "../../model/tokenRecord.js"
import * as ClientStore from "../../store/clientStore.js"
import type { State } from "../../store/state.js"
import * as TokenStore from "../../store/tokenStore.js"
import type { Window } from "../paging.js"
import { windowOf } from "../paging.js"

type Response = Written<typeof TokenListResponse.Encoded>

/** The fields of the query, all as texts. */
export type Query = Readonly<Record<string, string>>

const maximum = 20

const windowCodes = {
  startNotInteger: "A159201",
  startNegative: "A159202",
  endNotInteger: "A159203",
  endNegative: "A159204"
} as const

const pageOf = (query: Query): Either.Either<Window, Refusal> =>
  Either.filterOrLeft(
    windowOf(query, windowCodes),
    ({ end, start }) => end - start <= maximum,
    () => refusal("BadRequest", "A159205", `${maximum} is the maximum`)
  )

const isStatus = Schema.is(TokenStatus)

const statusOf = ({ tokenStatus = "ALL" }: Query): Either.Either<TokenStatus, Refusal> =>
  isStatus(tokenStatus)
    ? Either.right(tokenStatus)
    : Either.left(refusal("BadRequest", "A999206", "tokenStatus"))

const clientOf = (
  { clients }: State,
  identifier: string | undefined
): Either.Either<ClientRecord | undefined, Refusal> =>
  identifier === undefined
    ? Either.right(undefined)
    : Either.fromNullable(
      ClientStore.find(clients, identifier),
      () => refusal("NotFound", "A001218", identifier)
    )

const entry = (record: TokenRecord): Written<typeof AccessToken.Encoded> => ({
  accessTokenHash: record.access.hash,
  accessTokenExpiresAt: record.access.expiresAt,
  refreshTokenHash: record.refresh?.hash,
  refreshTokenExpiresAt: record.refresh?.expiresAt ?? 0,
  createdAt: record.createdAt,
  lastRefreshedAt: record.lastRefreshedAt,
  clientId: record.clientId,
  subject: record.subject,
  grantType: record.grantType,
  scopes: nonEmpty(record.scopes),
  refreshTokenScopes: record.refreshTokenScopes,
  properties: nonEmpty(record.properties)
})

export const tokensList = (state: State, query: Query, now: number): Either.Either<Response, Refusal> =>
  Either.gen(function*() {
    const { clientIdentifier, subject } = query
    const window = yield* pageOf(query)
    const status = yield* statusOf(query)
    const client = yield* clientOf(state, clientIdentifier)
    const filter = { clientId: client?.clientId, subject }
    const { records, totalCount } = TokenStore.page(state.tokens, filter, status, window, now)
    return {
      ...window,
      totalCount,
      client: client && limited(client),
      subject,
      accessTokens: nonEmpty(records.map(entry))
    }
  })
