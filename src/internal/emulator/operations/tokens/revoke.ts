/**
 * POST /auth/token/revoke: the first selector that is given counts, the client and the subject together.
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
type Answer = Written<typeof TokenRevokeResponse.Encoded>
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

export const tokensRevoke = (state: State, request: Request): Either.Either<Answer, Refusal> =>
  Either.map(select(state, request), (records) => {
    for (const record of records) TokenStore.remove(state.tokens, record)
    return {
      resultCode: "A312001",
      // The one message that Authlete writes without the code in front.
      resultMessage: `${records.length} access token(s) were revoked.`,
      count: records.length
    }
  })
