/**
 * grant_type=refresh_token: the access token is replaced, and so is the refresh token, unless the service is set to
 * keep it.
 */
import * as Either from "effect/Either"
import type { Property } from "../../../models/property.js"
import { isExpired } from "../../model/lifetime.js"
import type { ServiceRecord } from "../../model/service.js"
import { arePropertiesTooBig, keptProperties } from "../../model/tokenFields.js"
import type { Half, TokenRecord } from "../../model/tokenRecord.js"
import * as TokenStore from "../../store/tokenStore.js"
import type { Refreshing } from "../issueTokens.js"
import { refresh } from "../issueTokens.js"
import * as Parameters from "../parameters.js"
import { badRequest, invalidRequest, serverError } from "../protocolError.js"
import { checkRefreshBinding } from "../tokenBinding.js"
import type { Flow, GrantError, GrantRequest, GrantResponse } from "./grantRequest.js"
import { issuedResponse, requestedResources } from "./grantRequest.js"

const invalidGrant = badRequest("invalid_grant")

const tokenCodes = { missing: "A053301", empty: "A053302", repeated: "A053303" } as const

interface Refreshable {
  readonly record: TokenRecord
  readonly half: Half
  /** Whether it was found by the refresh token before its current one. */
  readonly previousUsed: boolean
}

const findByValue = ({ now, state: { service, tokens } }: GrantRequest, value: string) => {
  const current = TokenStore.find(tokens, "refresh", "byValue", value)
  if (current !== undefined || service.refreshTokenIdempotent !== true) return { record: current, previousUsed: false }
  return { record: TokenStore.findByPreviousRefresh(tokens, value, now), previousUsed: true }
}

const find = (grantRequest: GrantRequest, value: string): Either.Either<Refreshable, GrantError> => {
  const { previousUsed, record } = findByValue(grantRequest, value)
  if (record?.refresh === undefined) return Either.left(invalidGrant("A053305"))
  if (isExpired(record.refresh, grantRequest.now)) return Either.left(invalidGrant("A053308"))
  return record.clientId === grantRequest.client.clientId
    ? Either.right({ record, half: record.refresh, previousUsed })
    : Either.left(invalidGrant("A053307"))
}

/** What is left of scopes without a request for offline access, if the service is set to drop `openid` then. */
const withoutOpenid = (
  { openidDroppedOnRefreshWithoutOfflineAccess }: ServiceRecord,
  scopes: ReadonlyArray<string>
): ReadonlyArray<string> =>
  openidDroppedOnRefreshWithoutOfflineAccess === true && !scopes.includes("offline_access")
    ? scopes.filter((scope) => scope !== "openid")
    : scopes

/** A refresh may ask for fewer scopes than were granted. A later one may ask for all of them again. */
const scopesOf = (
  { form, state }: GrantRequest,
  { refreshTokenScopes, scopes }: TokenRecord
): Either.Either<Pick<Refreshing, "scopes" | "refreshTokenScopes">, GrantError> =>
  Either.gen(function*() {
    const granted = refreshTokenScopes ?? scopes
    const requested = (yield* Either.mapLeft(Parameters.scopesOf(form, "A053304"), invalidRequest)) ?? granted
    if (!requested.every((scope) => granted.includes(scope))) {
      return yield* Either.left(badRequest("invalid_scope")("A053309"))
    }
    const left = withoutOpenid(state.service, requested)
    return { scopes: left, refreshTokenScopes: left.length < granted.length ? granted : undefined }
  })

/** A refresh may ask for fewer resources than were granted, too. */
const resourcesOf = (
  grantRequest: GrantRequest,
  { resources: granted = [] }: TokenRecord
): Either.Either<ReadonlyArray<string> | undefined, GrantError> =>
  Either.flatMap(requestedResources(grantRequest), (requested) => {
    if (requested === undefined) return Either.right(undefined)
    return requested.every((resource) => granted.includes(resource))
      ? Either.right(requested)
      : Either.left(badRequest("invalid_target")("A999307"))
  })

/** The properties of the token, with those that the call adds or gives other values. */
const propertiesOf = (
  { request }: GrantRequest,
  { properties }: TokenRecord
): Either.Either<ReadonlyArray<Property>, GrantError> => {
  const added = keptProperties(request.properties)
  const merged = [...properties.filter(({ key }) => added.every((other) => other.key !== key)), ...added]
  return arePropertiesTooBig(merged) ? Either.left(serverError("A053201")) : Either.right(merged)
}

const checkValue = ({ request, state }: GrantRequest): Either.Either<void, GrantError> =>
  request.accessToken !== undefined &&
    TokenStore.find(state.tokens, "access", "byValue", request.accessToken) !== undefined
    ? Either.left(serverError("A144201"))
    : Either.void

export const refreshToken: Flow = (grantRequest): Either.Either<GrantResponse, GrantError> =>
  Either.gen(function*() {
    const { binding, client, facts, form, now, request, state } = grantRequest
    const value = yield* Either.mapLeft(Parameters.required(form, "refresh_token", tokenCodes), invalidRequest)
    const { half, previousUsed, record } = yield* find(grantRequest, value)
    yield* checkRefreshBinding(client, record, binding, facts)
    const scopes = yield* scopesOf(grantRequest, record)
    const accessTokenResources = yield* resourcesOf(grantRequest, record)
    const properties = yield* propertiesOf(grantRequest, record)
    yield* checkValue(grantRequest)
    const refreshing = {
      client,
      before: record,
      refreshToken: half,
      previousUsed,
      binding,
      ...scopes,
      accessTokenResources,
      properties,
      accessToken: request.accessToken,
      accessTokenDuration: request.accessTokenDuration,
      refreshTokenDuration: request.refreshTokenDuration
    }
    const issued = refresh(state, refreshing, now)
    return {
      ...issuedResponse("A053001", "REFRESH_TOKEN", state.service, grantRequest, issued),
      previousRefreshTokenUsed: previousUsed
    }
  })
