/**
 * A client of the service: how a seed gives it, and how the emulator keeps it.
 */
import * as Schema from "effect/Schema"
import * as Struct from "effect/Struct"
import type { ClientEncoded } from "../../models/client.js"
import { Client as ClientModel } from "../../models/client.js"
import { GrantType } from "../../models/grantType.js"
import { Int64, optional, Strings } from "../../schema/fields.js"
import type { TypeOf } from "../../schema/struct.js"
import { stored } from "./lifetime.js"
import type { Loose } from "./record.js"
import { flagsOf, keepingUnknown, looseRecord, withoutUndefined } from "./record.js"
import type { ServiceRecord } from "./service.js"

/** Names that are shorter than Authlete's. If both are given, Authlete's name counts. */
const shortNames = {
  /** `clientIdAlias`: requests may use the alias in place of the id. */
  alias: optional(Schema.String),
  /** `clientSecret`: the secret of a confidential client. */
  secret: optional(Schema.String),
  /** `clientName`. */
  name: optional(Schema.String),
  /** The scopes that the client may have, the `requestableScopes` of its `extension`: all of the service's if left out. */
  scopes: optional(Strings)
}

const seedFields = {
  clientId: Int64,
  ...shortNames,
  /** `clientType`: `CONFIDENTIAL` if left out. */
  type: optional(Schema.Literal("CONFIDENTIAL", "PUBLIC")),
  /** The grant types that the client may use: all if left out. */
  grantTypes: optional(Schema.Array(GrantType))
}

interface SeedFields extends TypeOf<typeof seedFields> {}

/**
 * A client of the service that the emulator plays. It takes the fields of Authlete's clients, and a few shorter names.
 *
 * @since 0.1.0
 * @category seeds
 */
export interface Client extends SeedFields, Loose<Omit<ClientEncoded, keyof SeedFields>> {}

/**
 * @since 0.1.0
 * @category seeds
 */
export const Client: Schema.Schema<Client> = looseRecord(seedFields, ClientModel)

const keptFields = { clientId: Int64, ...shortNames, type: optional(Schema.String) }

interface KeptFields extends TypeOf<typeof keptFields> {}

/** A client in a snapshot. Snapshots of older versions have the short names. */
export interface KeptClient extends KeptFields, Loose<Omit<ClientEncoded, keyof KeptFields>> {}

export const KeptClient: Schema.Schema<KeptClient> = keepingUnknown(looseRecord(keptFields, ClientModel))

/** A client as the emulator keeps it, with the field names of Authlete. It may have fields that nobody here knows. */
export interface ClientRecord extends Loose<Omit<ClientEncoded, "clientId">> {
  readonly clientId: number
  /** The place in the order in which the clients were created. */
  readonly number: number
}

/** What an application gives of a client. */
export type GivenClient = Loose<ClientEncoded>

/** What only Authlete sets. Some of it cannot be set by any operation that the emulator plays. */
const readOnly = [
  "clientId",
  "clientSecret",
  "number",
  "serviceNumber",
  "createdAt",
  "dynamicallyRegistered",
  "locked",
  "registrationAccessTokenHash",
  "clientSource",
  "automaticallyRegistered",
  "explicitlyRegistered",
  "trustAnchorId",
  "trustChain",
  "trustChainExpiresAt",
  "trustChainUpdatedAt",
  "discoveredByMetadataDocument",
  "metadataDocumentLocation",
  "metadataDocumentExpiresAt",
  "metadataDocumentUpdatedAt"
] as const

const hostOf = (uri: string): string | undefined => URL.canParse(uri) ? new URL(uri).host : undefined

/** OpenID Connect Core, section 8.1: the host that pairwise subjects depend on. */
const sectorOf = ({ redirectUris = [], sectorIdentifierUri }: GivenClient): string | undefined => {
  if (sectorIdentifierUri !== undefined) return hostOf(sectorIdentifierUri)
  const [host, ...others] = new Set(redirectUris.map(hostOf))
  return others.length === 0 ? host : undefined
}

/** The alias, if it is not empty. */
export const aliasOf = ({ clientIdAlias }: GivenClient): string | undefined => clientIdAlias || undefined

/** Fills in what Authlete fills in if it is left out. */
const settled = (client: GivenClient & Pick<ClientRecord, "clientId" | "number">): ClientRecord => {
  const clientType = client.clientType ?? "CONFIDENTIAL"
  const alias = aliasOf(client)
  return withoutUndefined({
    tokenAuthMethod: clientType === "PUBLIC" ? "NONE" : "CLIENT_SECRET_BASIC",
    idTokenSignAlg: "RS256",
    subjectType: "PUBLIC",
    ...withoutUndefined(client),
    clientType,
    clientIdAlias: alias,
    clientIdAliasEnabled: alias !== undefined,
    derivedSectorIdentifier: sectorOf(client)
  })
}

/** A client out of a snapshot. Those of older versions have short names, and no times. */
export const fromKept = (
  { alias, name, scopes, secret, type, ...kept }: KeptClient,
  number: number,
  now: number
): ClientRecord =>
  settled({
    createdAt: stored(now),
    modifiedAt: stored(now),
    clientIdAlias: alias,
    clientName: name,
    clientSecret: secret,
    clientType: type,
    ...(scopes === undefined ? {} : { extension: { requestableScopesEnabled: true, requestableScopes: scopes } }),
    ...withoutUndefined(kept),
    number: kept.number ?? number
  })

/** A client out of a seed. It may use all grant types, unless the seed says otherwise. */
export const fromSeed = (client: KeptClient, number: number, now: number): ClientRecord =>
  fromKept({ ...client, grantTypes: client.grantTypes ?? GrantType.literals }, number, now)

/** A new client. */
export const created = (
  given: GivenClient,
  own: { readonly clientId: number; readonly clientSecret: string; readonly number: number },
  now: number
): ClientRecord =>
  settled({ ...Struct.omit(given, ...readOnly), ...own, createdAt: stored(now), modifiedAt: stored(now) })

/** The client as an update gives it: what the update leaves out is reset, and what only Authlete sets stays. */
export const replaced = (before: ClientRecord, given: GivenClient, now: number): ClientRecord =>
  settled({
    ...Struct.omit(given, ...readOnly),
    ...Struct.pick(before, ...readOnly),
    clientId: before.clientId,
    number: before.number,
    modifiedAt: stored(now)
  })

/** The client with some fields of other values. One that is `undefined` is taken away. */
export const changed = (before: ClientRecord, changes: GivenClient, now: number): ClientRecord =>
  withoutUndefined({ ...before, ...changes, clientId: before.clientId, number: before.number, modifiedAt: stored(now) })

export const isPublic = ({ clientType }: ClientRecord): boolean => clientType === "PUBLIC"

/** The scopes that the client may ask for; `undefined` for any. */
export const requestableScopes = ({ extension }: ClientRecord): ReadonlyArray<string> | undefined =>
  extension?.requestableScopesEnabled === true ? extension.requestableScopes ?? [] : undefined

/** By RFC 7591, a client that says nothing about grant types uses authorization codes, and nothing else. */
export const mayUse = ({ grantTypes = ["AUTHORIZATION_CODE"] }: ClientRecord, grantType: GrantType): boolean =>
  grantTypes.includes(grantType)

/** The fields about the client that many responses have. */
export const clientFields = (service: ServiceRecord, client: ClientRecord, aliasUsed: boolean) => ({
  clientId: client.clientId,
  clientIdAlias: client.clientIdAlias,
  clientIdAliasUsed: aliasUsed,
  serviceAttributes: service.attributes,
  clientAttributes: client.attributes
})

/** The fields about the client that lists of other things have. */
export const limited = (client: ClientRecord) => ({
  number: client.number,
  clientId: client.clientId,
  clientIdAlias: client.clientIdAlias,
  clientIdAliasEnabled: client.clientIdAliasEnabled,
  clientName: client.clientName,
  clientNames: client.clientNames,
  description: client.description,
  descriptions: client.descriptions,
  clientType: client.clientType
})

let flags: ReturnType<typeof flagsOf> | undefined

/**
 * The client as responses have it. Right after a change, its time is told to the millisecond; later it is that of the
 * store, which is rounded to seconds.
 */
export const shown = (service: ServiceRecord, client: ClientRecord, modifiedAt = client.modifiedAt) => ({
  ...(flags ??= flagsOf(ClientModel)),
  defaultMaxAge: 0,
  serviceNumber: service.number,
  ...client,
  modifiedAt
})
