/**
 * An access token with its refresh token, as the emulator stores them. They are one record, since what removes one of
 * them removes the other.
 */
import * as Either from "effect/Either"
import * as Schema from "effect/Schema"
import { Struct } from "../../edge/schema.js"
import { AuthorizationDetails } from "../../models/authorizationDetails.js"
import { GrantType } from "../../models/grantType.js"
import { Property } from "../../models/property.js"
import { EpochMillis, Int64, JsonText, optional, Seconds, Strings } from "../../schema/fields.js"
import { parse } from "../../schema/json.js"
import { isExpired } from "./lifetime.js"

/** The access token or the refresh token of a pair. */
export interface Half extends Schema.Schema.Type<typeof Half> {}

export const Half = Struct({
  /** Authlete stores the hash only. The emulator stores the value too, so that a restored token can be used. */
  value: Schema.String,
  /** A random text that stands for the hash: Authlete's algorithm is not public. */
  hash: Schema.String,
  /** In epoch milliseconds, rounded to seconds. */
  expiresAt: EpochMillis
})

/** The refresh token that a refresh replaced, where it may be used again for a short time. */
export const PreviousRefreshToken = Struct({
  value: Schema.String,
  /** Until when it may be used again, in epoch milliseconds. */
  usableUntil: EpochMillis
})

/** What an authorization said about the claims of the subject: what the ID token and the userinfo response are made of. */
export interface Identity extends Schema.Schema.Type<typeof Identity> {}

export const Identity = Struct({
  /** The `sub` of the ID token, in place of the subject. */
  sub: optional(Schema.String),
  /** The names of the claims that the ID token may hold. */
  idTokenClaims: optional(Strings),
  /** The names of the claims that the userinfo response may hold. */
  userInfoClaims: optional(Strings),
  /** `userinfo` of the request's `claims` parameter, as JSON. */
  requestedUserInfo: optional(JsonText),
  /** The names of the claims that the subject has consented to; all that were asked for if this is left out. */
  consentedClaims: optional(Strings),
  /** Whether the `aud` of the ID token is a text or a list, if the service does not decide. */
  idTokenAudType: optional(Schema.String)
})

export interface TokenRecord extends Schema.Schema.Type<typeof TokenRecord> {}

export const TokenRecord = Struct({
  /** The place in the order of creation. It never changes. */
  sequence: Schema.Int,
  access: Half,
  refresh: optional(Half),
  clientId: Int64,
  subject: optional(Schema.String),
  /** The grant type that the pair was first issued for. */
  grantType: GrantType,
  scopes: Strings,
  /** The scopes that were granted first, if a refresh asked for fewer. */
  refreshTokenScopes: optional(Strings),
  properties: Schema.Array(Property),
  createdAt: EpochMillis,
  /** 0 until the first refresh. */
  lastRefreshedAt: EpochMillis,
  clientIdAliasUsed: Schema.Boolean,
  certificateThumbprint: optional(Schema.String),
  dpopKeyThumbprint: optional(Schema.String),
  authorizationDetails: optional(AuthorizationDetails),
  /** The resources that were granted. */
  resources: optional(Strings),
  /** The resources that the access token is for, if a refresh asked for fewer. */
  accessTokenResources: optional(Strings),
  previousRefresh: optional(PreviousRefreshToken),
  /** Claims that the access token has if it is a JWT, as JSON. */
  jwtAtClaims: optional(JsonText),
  forExternalAttachment: optional(Schema.Boolean),
  acr: optional(Schema.String),
  authTime: optional(Seconds),
  sessionId: optional(Schema.String),
  tokenId: optional(Schema.String),
  /** The authorization code that the pair was issued for. */
  authorizationCode: optional(Schema.String),
  /** The grant, by Grant Management for OAuth 2.0, that the pair belongs to. */
  grantId: optional(Schema.String),
  /** What an authorization said about the claims of the subject. */
  identity: optional(Identity)
})

const none: ReadonlyArray<never> = []

/** Whether a token has any of the fields that few tokens have. */
const hasMore = (facts: Omit<TokenRecord, "sequence">): boolean =>
  facts.refreshTokenScopes !== undefined || facts.previousRefresh !== undefined || facts.jwtAtClaims !== undefined ||
  facts.certificateThumbprint !== undefined ||
  facts.dpopKeyThumbprint !== undefined || facts.authorizationDetails !== undefined ||
  facts.resources !== undefined || facts.forExternalAttachment !== undefined || facts.acr !== undefined ||
  facts.authTime !== undefined || facts.sessionId !== undefined || facts.tokenId !== undefined ||
  facts.authorizationCode !== undefined || facts.grantId !== undefined || facts.identity !== undefined

/**
 * Makes the record. The fields are written one by one to save memory: V8 gives an object that is spread from another,
 * and then gets one more field, a hidden class of its own, which takes as much memory as the record.
 */
export const make = (
  sequence: number,
  scopes: ReadonlyArray<string>,
  facts: Omit<TokenRecord, "sequence">
): TokenRecord => {
  const common = {
    sequence,
    access: facts.access,
    refresh: facts.refresh,
    clientId: facts.clientId,
    subject: facts.subject,
    grantType: facts.grantType,
    scopes,
    properties: facts.properties.length === 0 ? none : facts.properties,
    createdAt: facts.createdAt,
    lastRefreshedAt: facts.lastRefreshedAt,
    clientIdAliasUsed: facts.clientIdAliasUsed
  }
  return hasMore(facts)
    ? {
      ...common,
      refreshTokenScopes: facts.refreshTokenScopes,
      certificateThumbprint: facts.certificateThumbprint,
      dpopKeyThumbprint: facts.dpopKeyThumbprint,
      authorizationDetails: facts.authorizationDetails,
      resources: facts.resources,
      accessTokenResources: facts.accessTokenResources,
      previousRefresh: facts.previousRefresh,
      jwtAtClaims: facts.jwtAtClaims,
      forExternalAttachment: facts.forExternalAttachment,
      acr: facts.acr,
      authTime: facts.authTime,
      sessionId: facts.sessionId,
      tokenId: facts.tokenId,
      authorizationCode: facts.authorizationCode,
      grantId: facts.grantId,
      identity: facts.identity
    }
    : common
}

/** The resources that the access token is for: those of the grant, unless a refresh asked for fewer. */
export const accessTokenResources = (record: TokenRecord): ReadonlyArray<string> | undefined =>
  record.accessTokenResources ?? record.resources

/** RFC 7800: what the token is bound to. */
export const confirmation = ({ certificateThumbprint, dpopKeyThumbprint }: TokenRecord) =>
  certificateThumbprint === undefined && dpopKeyThumbprint === undefined
    ? undefined
    : { jkt: dpopKeyThumbprint, "x5t#S256": certificateThumbprint }

/** RFC 9396: the elements as the client application wrote them. Their other fields are kept as the text of JSON. */
export const writtenAuthorizationDetails = (
  details: AuthorizationDetails | undefined
): ReadonlyArray<object> | undefined =>
  details?.elements?.map(({ dataTypes, otherFields, ...element }) => ({
    ...element,
    datatypes: dataTypes,
    ...Either.getOrUndefined(parse(otherFields ?? "")) as object | undefined
  }))

export const isRefreshable = ({ refresh }: TokenRecord, now: number): boolean =>
  refresh !== undefined && !isExpired(refresh, now)

/** Authlete's responses have no empty lists: such a field is left out. */
export const nonEmpty = <A>(items: ReadonlyArray<A>): ReadonlyArray<A> | undefined =>
  items.length > 0 ? items : undefined
