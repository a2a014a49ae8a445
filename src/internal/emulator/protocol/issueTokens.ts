/**
 * Issues and refreshes tokens, for every operation that does so, and makes the token response.
 */
import * as Either from "effect/Either"
import { draw } from "../crypto/random.js"
import type { ClientRecord } from "../model/client.js"
import type { Lifetime } from "../model/lifetime.js"
import { endless, lifetime, remaining, stored } from "../model/lifetime.js"
import type { ServiceRecord } from "../model/service.js"
import { durationFor, plainTokenType, supportsGrantType } from "../model/service.js"
import { arePropertiesTooBig, visibleProperties } from "../model/tokenFields.js"
import type { Half, TokenRecord } from "../model/tokenRecord.js"
import { nonEmpty } from "../model/tokenRecord.js"
import * as GrantedScopes from "../store/grantedScopes.js"
import type { State } from "../store/state.js"
import * as TokenStore from "../store/tokenStore.js"

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
  const access = accessTokenPersistent === true
    ? endless(now)
    : lifetime(now, accessTokenDuration, durationFor(state.service, client, "accessTokenDuration"))
  const refresh = hasRefreshToken(state.service, grant)
    ? lifetime(now, refreshTokenDuration, durationFor(state.service, client, "refreshTokenDuration"))
    : undefined
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
  readonly refreshToken: Half
  readonly scopes: ReadonlyArray<string>
  readonly refreshTokenScopes: ReadonlyArray<string> | undefined
  readonly accessToken?: string | undefined
  readonly accessTokenDuration?: number | undefined
  readonly refreshTokenDuration?: number | undefined
}

/** Replaces the access token of a pair, and the refresh token unless the service is set to keep it. */
export const refresh = (state: State, refreshing: Refreshing, now: number): Issued => {
  const { before, client, refreshToken, refreshTokenScopes, scopes } = refreshing
  const usual = (name: "accessTokenDuration" | "refreshTokenDuration") => durationFor(state.service, client, name)
  const access = lifetime(now, refreshing.accessTokenDuration, usual("accessTokenDuration"))
  const kept = remaining(now, refreshToken.expiresAt)
  const renewed = lifetime(now, refreshing.refreshTokenDuration, usual("refreshTokenDuration"))
  const isKept = state.service.refreshTokenKept === true
  const record = TokenStore.update(state.tokens, before, {
    access: half(refreshing.accessToken, access),
    refresh: isKept ? refreshToken : half(undefined, renewed),
    scopes,
    refreshTokenScopes,
    lastRefreshedAt: stored(now)
  })
  return { record, access, refresh: isKept ? kept : renewed }
}

export const tokenType = (service: ServiceRecord, { dpopKeyThumbprint }: TokenRecord): string =>
  dpopKeyThumbprint === undefined ? plainTokenType(service) : "DPoP"

/** The token response of RFC 6749, section 5.1, which the authorization server passes on to the client application. */
export const responseContent = (service: ServiceRecord, { access, record }: Issued): string =>
  JSON.stringify({
    // First, so that no property replaces a member of the token response.
    ...visibleProperties(record.properties),
    access_token: record.access.value,
    refresh_token: record.refresh?.value,
    scope: record.scopes.length > 0 ? record.scopes.join(" ") : null,
    token_type: tokenType(service, record),
    expires_in: access.duration
  })

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
  authorizationDetails: record.authorizationDetails
})
