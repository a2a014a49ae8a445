/**
 * grant_type=refresh_token: a new access token for the pair, and a new refresh token unless the service keeps it.
 */
import * as Either from "effect/Either"
import { isExpired } from "../../model/lifetime.js"
import type { Half, TokenRecord } from "../../model/tokenRecord.js"
import * as TokenStore from "../../store/tokenStore.js"
import { refresh } from "../issueTokens.js"
import * as Parameters from "../parameters.js"
import { badRequest, invalidRequest, serverError } from "../protocolError.js"
import type { Flow, GrantError, GrantRequest } from "./grantRequest.js"
import { issuedAnswer } from "./grantRequest.js"

const invalidGrant = badRequest("invalid_grant")

const tokenCodes = { missing: "A053301", empty: "A053302", repeated: "A053303" } as const

interface Refreshable {
  readonly record: TokenRecord
  readonly half: Half
}

const find = ({ client, now, state }: GrantRequest, value: string): Either.Either<Refreshable, GrantError> => {
  const record = TokenStore.find(state.tokens, "refresh", "byValue", value)
  if (record?.refresh === undefined) return Either.left(invalidGrant("A053305"))
  if (isExpired(record.refresh, now)) return Either.left(invalidGrant("A053308"))
  return record.clientId === client.clientId
    ? Either.right({ record, half: record.refresh })
    : Either.left(invalidGrant("A999301"))
}

/** A refresh may narrow the scopes down, and widen them again up to what was granted first. */
const scopesOf = ({ form }: GrantRequest, { refreshTokenScopes, scopes }: TokenRecord) => {
  const granted = refreshTokenScopes ?? scopes
  const requested = Parameters.scopesOf(form) ?? granted
  return requested.every((scope) => granted.includes(scope))
    ? Either.right({ scopes: requested, refreshTokenScopes: requested.length < granted.length ? granted : undefined })
    : Either.left(badRequest("invalid_scope")("A999302"))
}

const checkValue = ({ request, state }: GrantRequest) =>
  request.accessToken !== undefined &&
    TokenStore.find(state.tokens, "access", "byValue", request.accessToken) !== undefined
    ? Either.left(serverError("A144201"))
    : Either.void

export const refreshToken: Flow = (grantRequest) =>
  Either.gen(function*() {
    const { form, now, request, state } = grantRequest
    const value = yield* Either.mapLeft(Parameters.required(form, "refresh_token", tokenCodes), invalidRequest)
    const { half, record } = yield* find(grantRequest, value)
    const scopes = yield* scopesOf(grantRequest, record)
    yield* checkValue(grantRequest)
    const refreshing = {
      before: record,
      refreshToken: half,
      ...scopes,
      accessToken: request.accessToken,
      accessTokenDuration: request.accessTokenDuration,
      refreshTokenDuration: request.refreshTokenDuration
    }
    return issuedAnswer("A053001", "REFRESH_TOKEN", state.service, grantRequest, refresh(state, refreshing, now))
  })
