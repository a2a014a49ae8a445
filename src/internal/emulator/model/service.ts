/**
 * The settings of the service.
 */
import * as Schema from "effect/Schema"
import { GrantType } from "../../models/grantType.js"
import { Pair } from "../../models/pair.js"
import { Scope } from "../../models/scope.js"
import { optional, Seconds } from "../../schema/fields.js"

const withDefault = <A, I>(schema: Schema.Schema<A, I>, value: () => NoInfer<A>) =>
  Schema.optionalWith(schema, { default: value })

const positive = Seconds.pipe(Schema.positive())

const scopes = ["openid", "profile", "email", "phone", "address", "offline_access", "history.read", "timeline.read"]

/** Authlete lets a scope have no name. Here it must have one: nobody could ask for it otherwise. */
const SupportedScope = Schema.Struct({ ...Scope.fields, name: Schema.String })

/**
 * The settings of the service that the emulator plays. Each may be left out.
 *
 * @since 0.1.0
 * @category seeds
 */
export interface ServiceSettings extends Schema.Schema.Type<typeof ServiceSettings> {}

/**
 * @since 0.1.0
 * @category seeds
 */
export const ServiceSettings = Schema.Struct({
  /** How long access tokens live, in seconds: 3,600 if left out. */
  accessTokenDuration: withDefault(positive, () => 3_600),
  /** How long refresh tokens live, in seconds: 864,000 if left out. */
  refreshTokenDuration: withDefault(positive, () => 864_000),
  /** Whether a refresh keeps the refresh token. `false` if left out: each refresh issues a new one. */
  refreshTokenKept: withDefault(Schema.Boolean, () => false),
  /** Whether a new token removes the other tokens of the same client and subject. `false` if left out. */
  singleAccessTokenPerSubject: withDefault(Schema.Boolean, () => false),
  /** How long the tickets of the password flow live, in seconds: a day if left out. */
  ticketDuration: withDefault(positive, () => 86_400),
  /** The `token_type` of tokens that are not bound to a DPoP key: `"Bearer"` if left out. */
  accessTokenType: withDefault(Schema.String, () => "Bearer"),
  /**
   * The scopes that the service supports, with their attributes: those of OpenID Connect, `history.read` and
   * `timeline.read` if left out.
   */
  scopes: withDefault(Schema.Array(SupportedScope), () => scopes.map((name) => ({ name }))),
  /** The grant types that the service supports: all if left out. */
  grantTypes: withDefault(Schema.Array(GrantType), () => GrantType.literals),
  /** Whether errors for client applications have no `error_description`. `false` if left out. */
  errorDescriptionOmitted: withDefault(Schema.Boolean, () => false),
  /** Whether errors for client applications have no `error_uri`. `false` if left out. */
  errorUriOmitted: withDefault(Schema.Boolean, () => false),
  /** The `iss` of introspection responses: `"https://issuer.example.com"` if left out. */
  issuer: withDefault(Schema.String, () => "https://issuer.example.com"),
  /** The attributes of the service: none if left out. */
  attributes: optional(Schema.Array(Pair))
})

/** Some of the settings, as a seed gives them. */
export const GivenSettings = Schema.partial(Schema.typeSchema(ServiceSettings))

/** The settings, changed where the seed gives another value. */
export const merged = (settings: ServiceSettings, given: typeof GivenSettings.Type): ServiceSettings => ({
  ...settings,
  ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
})

export const supportsScope = (service: ServiceSettings, name: string): boolean =>
  service.scopes.some((scope) => scope.name === name)

/** The shortest duration in the attributes of these scopes, in seconds. */
export const shortestDuration = (
  service: ServiceSettings,
  scopes: ReadonlyArray<string>,
  attribute: "access_token.duration" | "refresh_token.duration"
): number | undefined => {
  const durations = service.scopes
    .filter(({ name }) => scopes.includes(name))
    .flatMap(({ attributes }) => attributes ?? [])
    .filter(({ key }) => key === attribute)
    .map(({ value }) => Number(value))
    .filter((seconds) => Number.isSafeInteger(seconds) && seconds > 0)
  return durations.length > 0 ? Math.min(...durations) : undefined
}
