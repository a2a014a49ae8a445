/**
 * What is kept of an access token and the refresh token that goes with it. The two live and die together, so they are
 * one record.
 */
import * as Schema from "effect/Schema"
import { AuthorizationDetails } from "../../models/authorizationDetails.js"
import { GrantType } from "../../models/grantType.js"
import { Property } from "../../models/property.js"
import { EpochMillis, Int64, optional, Seconds, Strings } from "../../schema/fields.js"
import { isExpired } from "./lifetime.js"

/** One token of the pair. */
export interface Half extends Schema.Schema.Type<typeof Half> {}

export const Half = Schema.Struct({
  /** Authlete keeps the hash only. The emulator keeps the value too, so that tokens survive a snapshot. */
  value: Schema.String,
  /** Authlete's algorithm is not public, so this is no hash at all: it is drawn together with the value. */
  hash: Schema.String,
  /** Whole seconds, in epoch milliseconds. */
  expiresAt: EpochMillis
})

export interface TokenRecord extends Schema.Schema.Type<typeof TokenRecord> {}

export const TokenRecord = Schema.Struct({
  /** The position in the order of creation. It never changes. */
  sequence: Schema.Int,
  access: Half,
  refresh: optional(Half),
  clientId: Int64,
  subject: optional(Schema.String),
  /** The flow that the pair first came from. */
  grantType: GrantType,
  scopes: Strings,
  /** What a refresh may ask for, where a refresh has narrowed `scopes` down. */
  refreshTokenScopes: optional(Strings),
  properties: Schema.Array(Property),
  createdAt: EpochMillis,
  /** 0 until the first refresh. */
  lastRefreshedAt: EpochMillis,
  clientIdAliasUsed: Schema.Boolean,
  certificateThumbprint: optional(Schema.String),
  dpopKeyThumbprint: optional(Schema.String),
  authorizationDetails: optional(AuthorizationDetails),
  resources: optional(Strings),
  forExternalAttachment: optional(Schema.Boolean),
  acr: optional(Schema.String),
  authTime: optional(Seconds),
  sessionId: optional(Schema.String),
  tokenId: optional(Schema.String)
})

const none: ReadonlyArray<never> = []

/** What few tokens have. */
const hasMore = (facts: Omit<TokenRecord, "sequence">): boolean =>
  facts.refreshTokenScopes !== undefined || facts.certificateThumbprint !== undefined ||
  facts.dpopKeyThumbprint !== undefined || facts.authorizationDetails !== undefined ||
  facts.resources !== undefined || facts.forExternalAttachment !== undefined || facts.acr !== undefined ||
  facts.authTime !== undefined || facts.sessionId !== undefined || facts.tokenId !== undefined

/**
 * The record of these facts. V8 gives every object a hidden class of its own that is spread from another and gets a field
 * more, which takes as much memory again as the record: that is why the fields are told one by one.
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
      forExternalAttachment: facts.forExternalAttachment,
      acr: facts.acr,
      authTime: facts.authTime,
      sessionId: facts.sessionId,
      tokenId: facts.tokenId
    }
    : common
}

export const isRefreshable = ({ refresh }: TokenRecord, now: number): boolean =>
  refresh !== undefined && !isExpired(refresh, now)

/** Absent rather than empty: that is how Authlete answers. */
export const nonEmpty = <A>(items: ReadonlyArray<A>): ReadonlyArray<A> | undefined =>
  items.length > 0 ? items : undefined
