/**
 * grant_type=refresh_token: the access token is replaced, and so is the refresh token, unless the service is set to
 * keep it.
 */
import * as Either from "effect/Either"
import { isExpired } from "../../model/lifetime.js"
import type { Half, TokenRecord } from "../../model/tokenRecord.js"
import * as TokenStore from "../../store/tokenStore.js"
import { refresh } from "../issueTokens.js"
import * as Parameters from "../parameters.js"
import { badRequest, invalidRequest, serverError } from "../protocolError.js"
import type { Flow, GrantError, GrantRequest } from "./grantRequest.js"
import { issuedResponse } from "./grantRequest.js"

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

/** A refresh may ask for fewer scopes than were granted. A later one may ask for all of them again. */
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
    const { client, form, now, request, state } = grantRequest
    const value = yield* Either.mapLeft(Parameters.required(form, "refresh_token", tokenCodes), invalidRequest)
    const { half, record } = yield* find(grantRequest, value)
    const scopes = yield* scopesOf(grantRequest, record)
    yield* checkValue(grantRequest)
    const refreshing = {
      client,
      before: record,
      refreshToken: half,
      ...scopes,
      accessToken: request.accessToken,
      accessTokenDuration: request.accessTokenDuration,
      refreshTokenDuration: request.refreshTokenDuration
    }
    return issuedResponse("A053001", "REFRESH_TOKEN", state.service, grantRequest, refresh(state, refreshing, now))
  })
