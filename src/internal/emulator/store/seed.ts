/**
 * Seeds: what an emulator starts from, in a form that is easy to write by hand.
 */
import * as Schema from "effect/Schema"
import { AuthorizationDetails } from "../../models/authorizationDetails.js"
import { GrantType } from "../../models/grantType.js"
import { Property } from "../../models/property.js"
import { EpochMillis, Int64, optional, Strings } from "../../schema/fields.js"
import { draw } from "../crypto/random.js"
import { Client, fromSeed } from "../model/client.js"
import { after, stored } from "../model/lifetime.js"
import { durationOf, initial, merged, ServiceSettings } from "../model/service.js"
import { byName, keptProperties } from "../model/tokenFields.js"
import * as ClientStore from "./clientStore.js"
import * as State from "./state.js"
import * as TokenStore from "./tokenStore.js"

/**
 * An access token to start with, and a refresh token if its value or its expiry is given.
 *
 * @since 0.1.0
 * @category seeds
 */
export interface SeedToken extends Schema.Schema.Type<typeof SeedToken> {}

/**
 * @since 0.1.0
 * @category seeds
 */
export const SeedToken = Schema.Struct({
  /** The value of the access token: drawn if left out. */
  accessToken: optional(Schema.String),
  /** When the access token expires, in epoch milliseconds: by the settings of the service if left out. */
  accessTokenExpiresAt: optional(EpochMillis),
  /** The value of the refresh token: drawn if it is left out and `refreshTokenExpiresAt` is given. */
  refreshToken: optional(Schema.String),
  /** When the refresh token expires, in epoch milliseconds: by the settings of the service if left out. */
  refreshTokenExpiresAt: optional(EpochMillis),
  clientId: Int64,
  subject: optional(Schema.String),
  grantType: Schema.optionalWith(GrantType, { default: () => "AUTHORIZATION_CODE" as const }),
  scopes: Schema.optionalWith(Strings, { default: () => [] }),
  properties: Schema.optionalWith(Schema.Array(Property), { default: () => [] }),
  authorizationDetails: optional(AuthorizationDetails),
  /** When the token was created, in epoch milliseconds: at the time of seeding if left out. */
  createdAt: optional(EpochMillis)
})

/**
 * What the emulator starts from.
 *
 * @since 0.1.0
 * @category seeds
 */
export interface Seed extends Schema.Schema.Type<typeof Seed> {}

/**
 * @since 0.1.0
 * @category seeds
 */
export const Seed = Schema.Struct({
  /** Settings of the service to change; what is left out stays as it is. */
  service: optional(ServiceSettings),
  /** Clients to add; one with the same id is replaced. */
  clients: Schema.optionalWith(Schema.Array(Client), { default: () => [] }),
  /** Tokens to add, in the order of their creation; one with the same value is replaced. */
  tokens: Schema.optionalWith(Schema.Array(SeedToken), { default: () => [] })
})

/**
 * A seed as it is written down: what has a default may be left out.
 *
 * @since 0.1.0
 * @category seeds
 */
export interface SeedInput extends Schema.Schema.Encoded<typeof Seed> {}

const demoScopes = ["history.read", "timeline.read"]

/**
 * What an emulator starts from unless it is told otherwise: three clients, no tokens, and the service's default
 * settings. Each client may have the scopes `history.read` and `timeline.read`.
 *
 * | id | alias | secret |
 * |---|---|---|
 * | 26888344961664 | `demo` | `emulator-client-secret` |
 * | 26478243745571 | `my-client` | that of the examples in Authlete's documents |
 * | 26862190133482 | `demo-public` | none: the client is public |
 *
 * @since 0.1.0
 * @category seeds
 */
export const defaultSeed: Seed = Schema.decodeSync(Seed)({
  clients: [
    {
      clientId: 26888344961664,
      alias: "demo",
      secret: "emulator-client-secret",
      name: "Demo Client",
      scopes: demoScopes
    },
    // The client of the examples in Authlete's documents, with the secret that stands there.
    {
      clientId: 26478243745571,
      alias: "my-client",
      secret: "gXz97ISgLs4HuXwOZWch8GEmgL4YMvUJwu3er_kDVVGcA0UOhA9avLPbEmoeZdagi9yC_-tEiT2BdRyH9dbrQQ",
      name: "My Client",
      scopes: demoScopes
    },
    {
      clientId: 26862190133482,
      alias: "demo-public",
      type: "PUBLIC",
      name: "Demo Public Client",
      scopes: demoScopes
    }
  ]
})

/** The tokens that have one of these values already. */
const holdersOf = ({ tokens }: State.State, { accessToken, refreshToken }: SeedToken) => {
  const holders = [
    accessToken !== undefined && TokenStore.find(tokens, "access", "byValue", accessToken),
    refreshToken !== undefined && TokenStore.find(tokens, "refresh", "byValue", refreshToken)
  ]
  return new Set(holders.flatMap((holder) => holder || []))
}

const plantToken = (state: State.State, token: SeedToken, now: number): void => {
  const half = (value: string | undefined, expiresAt: number | undefined, duration: number) => ({
    value: value ?? draw(),
    hash: draw(),
    expiresAt: stored(expiresAt ?? after(now, duration))
  })
  const isRefreshable = token.refreshToken !== undefined || token.refreshTokenExpiresAt !== undefined
  for (const taken of holdersOf(state, token)) TokenStore.remove(state.tokens, taken)
  TokenStore.add(state.tokens, {
    access: half(token.accessToken, token.accessTokenExpiresAt, durationOf(state.service, "accessTokenDuration")),
    refresh: isRefreshable
      ? half(token.refreshToken, token.refreshTokenExpiresAt, durationOf(state.service, "refreshTokenDuration"))
      : undefined,
    clientId: token.clientId,
    subject: token.subject,
    grantType: token.grantType,
    scopes: byName(token.scopes),
    properties: keptProperties(token.properties),
    authorizationDetails: token.authorizationDetails,
    createdAt: stored(token.createdAt ?? now),
    lastRefreshedAt: 0,
    clientIdAliasUsed: false
  })
}

/** Adds the content of a seed to the state. */
export const plant = (state: State.State, seed: Seed, now: number): void => {
  if (seed.service !== undefined) state.service = merged(state.service, seed.service)
  for (const client of seed.clients) {
    ClientStore.put(state.clients, fromSeed(client, state.clients.nextNumber, now))
  }
  for (const token of seed.tokens) plantToken(state, token, now)
}

export const fromSeeds = (seeds: ReadonlyArray<Seed>, now: number, apiKey = 0): State.State => {
  const state = State.make(initial(now), apiKey)
  for (const seed of seeds) plant(state, seed, now)
  return state
}
