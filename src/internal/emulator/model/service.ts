/**
 * The service: how a seed gives its settings, and how the emulator keeps them.
 */
import * as Schema from "effect/Schema"
import { omit, pick } from "effect/Struct"
import { Struct } from "../../edge/schema.js"
import { GrantType } from "../../models/grantType.js"
import { Scope } from "../../models/scope.js"
import type { ServiceEncoded } from "../../models/service.js"
import { Service } from "../../models/service.js"
import { optional, Seconds, Strings } from "../../schema/fields.js"
import type { TypeOf } from "../../schema/struct.js"
import { stored } from "./lifetime.js"
import type { Loose } from "./record.js"
import { flagsOf, keepingUnknown, looseRecord, withoutUndefined } from "./record.js"

const positive = Seconds.pipe(Schema.positive())

/** Authlete lets a scope have no name. In a seed it must have one: nobody could ask for it otherwise. */
const SupportedScope = Struct({ ...Scope.fields, name: Schema.String })

const seedFields = {
  /** How long access tokens live, in seconds: 3,600 if left out. */
  accessTokenDuration: optional(positive),
  /** How long refresh tokens live, in seconds: 864,000 if left out. */
  refreshTokenDuration: optional(positive),
  /**
   * How long the tickets of the password flow live, in seconds: a day if left out. A setting of the emulator's own, which
   * the operations on services neither show nor change.
   */
  ticketDuration: optional(positive),
  /**
   * `supportedScopes`: the scopes that the service supports, with their attributes: those of OpenID Connect,
   * `history.read` and `timeline.read` if left out. If both names are given, Authlete's counts.
   */
  scopes: optional(Schema.Array(SupportedScope)),
  /** `supportedGrantTypes`: all if left out. If both names are given, Authlete's counts. */
  grantTypes: optional(Schema.Array(GrantType))
}

interface SeedFields extends TypeOf<typeof seedFields> {}

/**
 * The settings of the service that the emulator plays: those of Authlete's services, and a few shorter names. Each may be
 * left out.
 *
 * @since 0.1.0
 * @category seeds
 */
export interface ServiceSettings extends SeedFields, Loose<Omit<ServiceEncoded, keyof SeedFields | "apiKey">> {}

/**
 * @since 0.1.0
 * @category seeds
 */
export const ServiceSettings: Schema.Schema<ServiceSettings> = looseRecord(seedFields, Service, ["apiKey"])

const keptFields = {
  ticketDuration: optional(Seconds),
  scopes: optional(Schema.Array(Scope)),
  grantTypes: optional(Strings)
}

interface KeptFields extends TypeOf<typeof keptFields> {}

/** The service in a snapshot. Snapshots of older versions have the short names. */
export interface KeptService extends KeptFields, Loose<Omit<ServiceEncoded, keyof KeptFields | "apiKey">> {}

export const KeptService: Schema.Schema<KeptService> = keepingUnknown(looseRecord(keptFields, Service, ["apiKey"]))

/**
 * The service as the emulator keeps it, with the field names of Authlete. It may have fields that nobody here knows. Its
 * id is that of the emulator.
 */
export interface ServiceRecord extends Loose<Omit<ServiceEncoded, "apiKey">> {
  readonly ticketDuration?: number | undefined
}

/** What an application gives of the service. */
export type GivenService = Loose<ServiceEncoded> & Pick<ServiceRecord, "ticketDuration">

const scopes = ["openid", "profile", "email", "phone", "address", "offline_access", "history.read", "timeline.read"]

/** The service that seeds change. */
export const initial = (now: number): ServiceRecord => ({
  serviceName: "Emulated service",
  number: 1,
  createdAt: stored(now),
  modifiedAt: stored(now),
  issuer: "https://issuer.example.com",
  supportedScopes: scopes.map((name) => ({ name, defaultEntry: false })),
  supportedGrantTypes: GrantType.literals,
  supportedResponseTypes: ["CODE"],
  supportedTokenAuthMethods: ["CLIENT_SECRET_BASIC", "CLIENT_SECRET_POST", "NONE"],
  supportedDisplays: ["PAGE"],
  supportedClaimTypes: ["NORMAL"],
  accessTokenType: "Bearer",
  accessTokenDuration: 3_600,
  refreshTokenDuration: 864_000,
  ticketDuration: 86_400
})

/** The settings, changed where others are given, by Authlete's name or by the short one. */
export const merged = (settings: ServiceRecord, { grantTypes, scopes, ...given }: KeptService): ServiceRecord => ({
  ...settings,
  ...withoutUndefined({ supportedScopes: scopes, supportedGrantTypes: grantTypes }),
  ...withoutUndefined(given)
})

/** What only Authlete sets, and the emulator's own setting. */
const readOnly = [
  "apiSecret",
  "number",
  "serviceOwnerNumber",
  "createdAt",
  "hsks",
  "metadata",
  "ticketDuration"
] as const

/** The service as an update gives it: what the update leaves out is reset, and what only Authlete sets stays. */
export const replaced = (before: ServiceRecord, given: GivenService, now: number): ServiceRecord =>
  withoutUndefined({
    ...omit(given, "apiKey", ...readOnly),
    ...pick(before, ...readOnly),
    modifiedAt: stored(now)
  })

export const supportedScopes = ({ supportedScopes = [] }: ServiceRecord): ReadonlyArray<Scope> => supportedScopes

export const supportsScope = (service: ServiceRecord, name: string): boolean =>
  supportedScopes(service).some((scope) => scope.name === name)

export const supportsGrantType = ({ supportedGrantTypes = [] }: ServiceRecord, grantType: GrantType): boolean =>
  supportedGrantTypes.includes(grantType)

const fallback = { accessTokenDuration: 3_600, refreshTokenDuration: 864_000, ticketDuration: 86_400 }

/** A number of seconds that means something: 0 says nothing. */
const positiveOr = (seconds: number | undefined, otherwise: number): number =>
  seconds !== undefined && seconds > 0 ? seconds : otherwise

/** A lifetime by the service, in seconds. */
export const durationOf = (service: ServiceRecord, name: keyof typeof fallback): number =>
  positiveOr(service[name], fallback[name])

/** The `token_type` of tokens that are not bound to a DPoP key. */
export const plainTokenType = ({ accessTokenType = "Bearer" }: ServiceRecord): string => accessTokenType

/** The shortest duration in the attributes of these scopes, in seconds. */
export const shortestDuration = (
  service: ServiceRecord,
  scopes: ReadonlyArray<string>,
  attribute: "access_token.duration" | "refresh_token.duration"
): number | undefined => {
  const durations = supportedScopes(service)
    .filter(({ name }) => name !== undefined && scopes.includes(name))
    .flatMap(({ attributes }) => attributes ?? [])
    .filter(({ key }) => key === attribute)
    .map(({ value }) => Number(value))
    .filter((seconds) => Number.isSafeInteger(seconds) && seconds > 0)
  return durations.length > 0 ? Math.min(...durations) : undefined
}

let flags: ReturnType<typeof flagsOf> | undefined

/** The service as responses have it. */
export const shown = (
  service: ServiceRecord,
  { apiKey, clientCount }: { readonly apiKey: number; readonly clientCount: number }
) => ({
  ...(flags ??= flagsOf(Service)),
  ...omit(service, "ticketDuration"),
  metadata: [{ key: "clientCount", value: String(clientCount) }],
  apiKey
})
