/**
 * Issues and refreshes tokens, for every operation that does so, and makes the token response.
 */
import * as Either from "effect/Either"
import type { Property } from "../../models/property.js"
import { draw } from "../crypto/random.js"
import type { ClientRecord } from "../model/client.js"
import type { Lifetime } from "../model/lifetime.js"
import { endless, remaining, stored } from "../model/lifetime.js"
import type { ServiceRecord } from "../model/service.js"
import { plainTokenType, supportsGrantType } from "../model/service.js"
import { arePropertiesTooBig, visibleProperties } from "../model/tokenFields.js"
import type { Half, TokenRecord } from "../model/tokenRecord.js"
import { accessTokenResources, nonEmpty } from "../model/tokenRecord.js"
import * as GrantedScopes from "../store/grantedScopes.js"
import type { State } from "../store/state.js"
import * as TokenStore from "../store/tokenStore.js"
import { linked, tokenLifetime } from "./lifetimes.js"
import type { Binding } from "./tokenBinding.js"

export interface Issued {
  readonly record: TokenRecord
  readonly access: Lifetime
  readonly refresh: Lifetime | undefined
}

type Facts = Omit<TokenRecord, "sequence" | "access" | "refresh" | "clientId" | "createdAt" | "lastRefreshedAt">

export interface Grant extends Facts {
  readonly client: ClientRecord
  /** The values of the tokens. A value that is left out is drawn at random. */
  readonly accessToken?: string | undefined
  readonly refreshToken?: string | undefined
  /** In seconds. The settings of the service count where this is left out or not positive. */
  readonly accessTokenDuration?: number | undefined
  readonly refreshTokenDuration?: number | undefined
  readonly accessTokenPersistent?: boolean | undefined
}

const half = (value: string | undefined, { expiresAt }: Lifetime): Half => ({
  value: value ?? draw(),
  hash: draw(),
  expiresAt: stored(expiresAt)
})

const hasRefreshToken = (service: ServiceRecord, { grantType }: Grant): boolean =>
  supportsGrantType(service, "REFRESH_TOKEN") && grantType !== "IMPLICIT" && grantType !== "CLIENT_CREDENTIALS"

/** Why tokens cannot be issued. */
export type Conflict = "AccessTokenInUse" | "RefreshTokenInUse" | "PropertiesTooBig"

const conflictOf = ({ tokens }: State, grant: Grant): Conflict | undefined => {
  const { accessToken, refreshToken } = grant
  if (arePropertiesTooBig(grant.properties)) return "PropertiesTooBig"
  if (accessToken !== undefined && TokenStore.find(tokens, "access", "byValue", accessToken)) return "AccessTokenInUse"
  if (refreshToken !== undefined && TokenStore.find(tokens, "refresh", "byValue", refreshToken)) {
    return "RefreshTokenInUse"
  }
  return undefined
}

/** With `singleAccessTokenPerSubject`, a new token replaces the others of the same client and subject. */
const removeEarlier = (state: State, { client, grantType, subject }: Grant): void => {
  const isSingle = state.service.singleAccessTokenPerSubject === true || client.singleAccessTokenPerSubject === true
  if (!isSingle || grantType === "CLIENT_CREDENTIALS" || subject === undefined) return
  const { clientId } = client
  for (const earlier of TokenStore.select(state.tokens, { clientId, subject })) TokenStore.remove(state.tokens, earlier)
}

export const issue = (state: State, grant: Grant, now: number): Either.Either<Issued, Conflict> => {
  const conflict = conflictOf(state, grant)
  if (conflict !== undefined) return Either.left(conflict)
  removeEarlier(state, grant)
  const {
    accessToken,
    accessTokenDuration,
    accessTokenPersistent,
    client,
    refreshToken,
    refreshTokenDuration,
    ...facts
  } = grant
  const context = { service: state.service, client, scopes: facts.scopes }
  const refresh = hasRefreshToken(state.service, grant)
    ? tokenLifetime(context, "refreshTokenDuration", refreshTokenDuration, now)
    : undefined
  const own = accessTokenPersistent === true
    ? endless(now)
    : tokenLifetime(context, "accessTokenDuration", accessTokenDuration, now)
  const access = linked(state.service, own, refresh)
  const record = TokenStore.add(state.tokens, {
    ...facts,
    access: half(accessToken, access),
    refresh: refresh && half(refreshToken, refresh),
    clientId: client.clientId,
    createdAt: stored(now),
    lastRefreshedAt: 0
  })
  const { clientId, scopes, subject } = record
  if (subject !== undefined) GrantedScopes.grant(state.grantedScopes, { clientId, scopes, subject }, now)
  return Either.right({ record, access, refresh })
}

export interface Refreshing {
  readonly client: ClientRecord
  readonly before: TokenRecord
  /** The current refresh token of the pair. */
  readonly refreshToken: Half
  /** Whether the client application used the refresh token before the current one. */
  readonly previousUsed: boolean
  readonly scopes: ReadonlyArray<string>
  readonly refreshTokenScopes: ReadonlyArray<string> | undefined
  readonly accessTokenResources: ReadonlyArray<string> | undefined
  readonly properties: ReadonlyArray<Property>
  /** What the access token gets bound to, in place of what the one before was bound to. */
  readonly binding: Binding
  readonly accessToken?: string | undefined
  readonly accessTokenDuration?: number | undefined
  readonly refreshTokenDuration?: number | undefined
}

/** How long a replaced refresh token may be used again with `refreshTokenIdempotent`, in milliseconds. */
const repeatable = 60_000

/** What becomes of the refresh token. */
const refreshedHalf = (
  { service }: State,
  { before, client, previousUsed, refreshToken, refreshTokenDuration, scopes }: Refreshing,
  now: number
) => {
  const left = remaining(now, refreshToken.expiresAt)
  // Used again, the token before the current one leads to the same current one.
  if (previousUsed) return { half: refreshToken, life: left, previousRefresh: before.previousRefresh }
  const renewed = tokenLifetime({ service, client, scopes }, "refreshTokenDuration", refreshTokenDuration, now)
  if (service.refreshTokenKept === true) {
    const life = service.refreshTokenDurationReset === true ? renewed : left
    return { half: { ...refreshToken, expiresAt: stored(life.expiresAt) }, life, previousRefresh: undefined }
  }
  const life = service.refreshTokenDurationKept === true ? left : renewed
  const previousRefresh = service.refreshTokenIdempotent === true
    ? { value: refreshToken.value, usableUntil: now + repeatable }
    : undefined
  return { half: half(undefined, life), life, previousRefresh }
}

/** Replaces the access token of a pair, and the refresh token unless the service is set to keep it. */
export const refresh = (state: State, refreshing: Refreshing, now: number): Issued => {
  const { accessTokenDuration, before, client, scopes } = refreshing
  const { half: refreshToken, life, previousRefresh } = refreshedHalf(state, refreshing, now)
  const context = { service: state.service, client, scopes }
  const own = tokenLifetime(context, "accessTokenDuration", accessTokenDuration, now)
  const access = linked(state.service, own, life)
  const record = TokenStore.update(state.tokens, before, {
    access: half(refreshing.accessToken, access),
    refresh: refreshToken,
    previousRefresh,
    scopes,
    refreshTokenScopes: refreshing.refreshTokenScopes,
    accessTokenResources: refreshing.accessTokenResources,
    properties: refreshing.properties,
    ...refreshing.binding,
    lastRefreshedAt: stored(now)
  })
  return { record, access, refresh: life }
}

export const tokenType = (service: ServiceRecord, { dpopKeyThumbprint }: TokenRecord): string =>
  dpopKeyThumbprint === undefined ? plainTokenType(service) : "DPoP"

/** The token response of RFC 6749, section 5.1, which the authorization server passes on to the client application. */
export const responseContent = (service: ServiceRecord, { access, record }: Issued, idToken?: string): string => {
  const members = {
    access_token: record.access.value,
    token_type: tokenType(service, record),
    expires_in: access.duration,
    scope: record.scopes.length > 0 ? record.scopes.join(" ") : undefined,
    refresh_token: record.refresh?.value,
    id_token: idToken,
    grant_id: record.grantId
  }
  // The members stand first, and once more, so that no property replaces one of them.
  return JSON.stringify({ ...members, ...visibleProperties(record.properties), ...members })
}

/** The fields about new tokens that stand beside the token response. */
export const issuedFields = ({ access, record, refresh }: Issued) => ({
  accessToken: record.access.value,
  accessTokenExpiresAt: access.expiresAt,
  accessTokenDuration: access.duration,
  refreshToken: record.refresh?.value,
  refreshTokenExpiresAt: refresh?.expiresAt ?? 0,
  refreshTokenDuration: refresh?.duration ?? 0,
  refreshTokenScopes: record.refreshTokenScopes,
  subject: record.subject,
  scopes: nonEmpty(record.scopes),
  properties: nonEmpty(record.properties),
  authorizationDetails: record.authorizationDetails,
  resources: record.resources,
  accessTokenResources: accessTokenResources(record),
  grantId: record.grantId
})
