/**
 * POST /auth/token/revoke: revokes the tokens of the first selector that is given. A client and a subject
 * count together.
 */
import * as Either from "effect/Either"
import type { TokenRevokeRequest, TokenRevokeResponse } from "../../../operations/tokens/revoke.js"
import type { Refusal } from "../../http/refusal.js"
import { refusal } from "../../http/refusal.js"
import type { Written } from "../../http/response.js"
import type { TokenRecord } from "../../model/tokenRecord.js"
import * as ClientStore from "../../store/clientStore.js"
import type { State } from "../../store/state.js"
import * as TokenStore from "../../store/tokenStore.js"

type Request = Partial<typeof TokenRevokeRequest.Encoded>
type Response = Written<typeof TokenRevokeResponse.Encoded>
type Selected = Either.Either<ReadonlyArray<TokenRecord>, Refusal>

const one = ({ tokens }: State, half: "access" | "refresh", identifier: string): Selected =>
  Either.fromNullable(
    TokenStore.findByIdentifier(tokens, half, identifier),
    () => refusal("NotFound", "A999208")
  ).pipe(Either.map((record) => [record]))

const ofClient = ({ clients, tokens }: State, identifier: string, subject: string | undefined): Selected =>
  Either.fromNullable(
    ClientStore.find(clients, identifier),
    () => refusal("NotFound", "A001218", identifier)
  ).pipe(Either.map(({ clientId }) => TokenStore.select(tokens, { clientId, subject })))

const select = (state: State, request: Request): Selected => {
  const { accessTokenIdentifier, clientIdentifier, refreshTokenIdentifier, subject } = request
  if (accessTokenIdentifier !== undefined) return one(state, "access", accessTokenIdentifier)
  if (refreshTokenIdentifier !== undefined) return one(state, "refresh", refreshTokenIdentifier)
  if (clientIdentifier !== undefined) return ofClient(state, clientIdentifier, subject)
  if (subject !== undefined) return Either.right(TokenStore.select(state.tokens, { subject }))
  return Either.left(refusal("BadRequest", "A999207"))
}

export const tokensRevoke = (state: State, request: Request): Either.Either<Response, Refusal> =>
  Either.map(select(state, request), (records) => {
    for (const record of records) TokenStore.remove(state.tokens, record)
    return {
      resultCode: "A312001",
      // Only this message of Authlete's has no code in front.
      resultMessage: `${records.length} access token(s) were revoked.`,
      count: records.length
    }
  })
