/**
 * The metadata of clients by RFC 7591, OpenID Connect Registration and their extensions, and the fields of Authlete's clients
 * that hold it.
 */
import * as Either from "effect/Either"
import * as Option from "effect/Option"
import * as Predicate from "effect/Predicate"
import type { ClientEncoded } from "../../models/client.js"
import { ClientAuthMethod } from "../../models/clientAuthMethod.js"
import { GrantType } from "../../models/grantType.js"
import { JwsAlg } from "../../models/jwsAlg.js"
import { ResponseType } from "../../models/responseType.js"
import { parse } from "../../schema/json.js"
import type { ClientRecord, GivenClient } from "./client.js"
import { constantOf, contentAlgorithms, grantTypes, keyAlgorithms, responseTypes, written } from "./metadataNames.js"
import { withoutUndefined } from "./record.js"

/** How a value of the metadata becomes one of the client, and the other way. */
interface Kind {
  readonly read: (value: unknown) => Option.Option<unknown>
  readonly write: (value: unknown) => unknown
}

const asItIs = (value: unknown): unknown => value

const text: Kind = { read: Option.liftPredicate(Predicate.isString), write: asItIs }

const flag: Kind = { read: Option.liftPredicate(Predicate.isBoolean), write: asItIs }

const seconds: Kind = {
  read: Option.liftPredicate((value) => Number.isSafeInteger(value) && Number(value) >= 0),
  write: (value) => value === 0 ? undefined : value
}

const isUri = (value: unknown): boolean =>
  typeof value === "string" && /^[\x21-\x7e]+$/.test(value) && URL.canParse(value)

const uri: Kind = { read: Option.liftPredicate(isUri), write: asItIs }

/** Where a browser is sent: RFC 6749, section 3.1.2, forbids fragments. */
const redirectUri: Kind = {
  read: Option.liftPredicate((value) => isUri(value) && !String(value).includes("#")),
  write: asItIs
}

const list = ({ read, write }: Kind): Kind => ({
  read: (value) => Array.isArray(value) ? Option.all(value.map(read)) : Option.none(),
  write: (values) => Array.isArray(values) ? values.map(write) : undefined
})

/** One of some constants, each with the name that metadata has for it. */
const named = (constants: ReadonlyArray<string>, names: ReadonlyArray<string>): Kind => {
  const byName = new Map(names.map((name, index) => [name, constants[index]]))
  const byConstant = new Map(constants.map((constant, index) => [constant, names[index]]))
  return {
    read: (value) => Option.fromNullable(byName.get(String(value))),
    write: (value) => byConstant.get(String(value))
  }
}

const lower = (...constants: ReadonlyArray<string>): Kind => named(constants, written(constants))

const signing = named(JwsAlg.literals, JwsAlg.literals.map((name) => name === "NONE" ? "none" : name))

const keyEncryption = named(keyAlgorithms.map(constantOf), keyAlgorithms)

const contentEncryption = named(contentAlgorithms.map(constantOf), contentAlgorithms)

const isPublicSet = (value: unknown): boolean =>
  Predicate.hasProperty(value, "keys") && Array.isArray(value.keys) &&
  value.keys.every((key) => Predicate.isRecord(key) && typeof key["kty"] === "string" && !("d" in key || "k" in key))

/** A JWK Set of public keys, which the client has as text. */
const jwks: Kind = {
  read: (value) => isPublicSet(value) ? Option.some(JSON.stringify(value)) : Option.none(),
  write: (value) => Either.getOrUndefined(parse(String(value)))
}

type Row = readonly [name: string, field: keyof ClientEncoded, kind: Kind]

const encrypted = (name: string, field: string): ReadonlyArray<Row> => [
  [`${name}_alg`, `${field}Alg` as keyof ClientEncoded, keyEncryption],
  [`${name}_enc`, `${field}Enc` as keyof ClientEncoded, contentEncryption]
]

const rows: ReadonlyArray<Row> = [
  ["client_name", "clientName", text],
  ["client_uri", "clientUri", uri],
  ["logo_uri", "logoUri", uri],
  ["policy_uri", "policyUri", uri],
  ["tos_uri", "tosUri", uri],
  ["contacts", "contacts", list(text)],
  ["organization_name", "organizationName", text],
  ["software_id", "softwareId", text],
  ["software_version", "softwareVersion", text],
  ["application_type", "applicationType", lower("WEB", "NATIVE")],
  ["redirect_uris", "redirectUris", list(redirectUri)],
  ["grant_types", "grantTypes", list(named(GrantType.literals, written(GrantType.literals, grantTypes)))],
  [
    "response_types",
    "responseTypes",
    list(named(ResponseType.literals, written(ResponseType.literals, responseTypes)))
  ],
  ["token_endpoint_auth_method", "tokenAuthMethod", lower(...ClientAuthMethod.literals)],
  ["token_endpoint_auth_signing_alg", "tokenAuthSignAlg", signing],
  ["tls_client_auth_subject_dn", "tlsClientAuthSubjectDn", text],
  ["tls_client_auth_san_dns", "tlsClientAuthSanDns", text],
  ["tls_client_auth_san_uri", "tlsClientAuthSanUri", uri],
  ["tls_client_auth_san_ip", "tlsClientAuthSanIp", text],
  ["tls_client_auth_san_email", "tlsClientAuthSanEmail", text],
  ["tls_client_certificate_bound_access_tokens", "tlsClientCertificateBoundAccessTokens", flag],
  ["dpop_bound_access_tokens", "dpopRequired", flag],
  ["jwks", "jwks", jwks],
  ["jwks_uri", "jwksUri", uri],
  ["subject_type", "subjectType", lower("PUBLIC", "PAIRWISE")],
  ["sector_identifier_uri", "sectorIdentifierUri", uri],
  ["id_token_signed_response_alg", "idTokenSignAlg", signing],
  ...encrypted("id_token_encrypted_response", "idTokenEncryption"),
  ["userinfo_signed_response_alg", "userInfoSignAlg", signing],
  ...encrypted("userinfo_encrypted_response", "userInfoEncryption"),
  ["authorization_signed_response_alg", "authorizationSignAlg", signing],
  ...encrypted("authorization_encrypted_response", "authorizationEncryption"),
  ["request_object_signing_alg", "requestSignAlg", signing],
  ...encrypted("request_object_encryption", "requestEncryption"),
  ["request_uris", "requestUris", list(uri)],
  ["require_pushed_authorization_requests", "parRequired", flag],
  ["require_signed_request_object", "requestObjectRequired", flag],
  ["require_auth_time", "authTimeRequired", flag],
  ["default_max_age", "defaultMaxAge", seconds],
  ["default_acr_values", "defaultAcrs", list(text)],
  ["initiate_login_uri", "loginUri", uri],
  ["authorization_details_types", "authorizationDetailsTypes", list(text)],
  ["backchannel_token_delivery_mode", "bcDeliveryMode", lower("PING", "POLL", "PUSH")],
  ["backchannel_client_notification_endpoint", "bcNotificationEndpoint", uri],
  ["backchannel_authentication_request_signing_alg", "bcRequestSignAlg", signing],
  ["backchannel_user_code_parameter", "bcUserCodeRequired", flag],
  ["backchannel_logout_uri", "backchannelLogoutUri", uri],
  ["backchannel_logout_session_required", "backchannelLogoutSessionRequired", flag]
]

/** What there may be in several languages: `client_name#ja`. */
const translated = [
  ["client_name", "clientNames", text],
  ["client_uri", "clientUris", uri],
  ["logo_uri", "logoUris", uri],
  ["policy_uri", "policyUris", uri],
  ["tos_uri", "tosUris", uri]
] as const

/** The fields of a client that its metadata decides. */
export const metadataFields = [
  ...rows.map(([, field]) => field),
  ...translated.map(([, field]) => field),
  "customMetadata"
] as ReadonlyArray<keyof ClientEncoded>

export type Metadata = Readonly<Record<string, unknown>>

const readRow = (metadata: Metadata, [name, field, kind]: Row) => {
  const value = metadata[name]
  if (value === undefined || value === null) return Either.right([])
  return Option.match(kind.read(value), {
    onNone: () => Either.left(name),
    onSome: (read) => Either.right([[field, read] as const])
  })
}

const readTranslated = (metadata: Metadata, [name, field, kind]: (typeof translated)[number]) => {
  const found = Object.entries(metadata).filter(([key, value]) => key.startsWith(`${name}#`) && value !== null)
  const wrong = found.find(([, value]) => Option.isNone(kind.read(value)))
  if (wrong !== undefined) return Either.left(wrong[0])
  const values = found.map(([key, value]) => ({ tag: key.slice(name.length + 1), value }))
  return Either.right(values.length === 0 ? [] : [[field, values] as const])
}

/** Metadata that no specification knows, but the service. */
const customOf = (metadata: Metadata, names: ReadonlyArray<string>): string | undefined => {
  const found = names.filter((name) => metadata[name] !== undefined && metadata[name] !== null)
  return found.length === 0
    ? undefined
    : JSON.stringify(Object.fromEntries(found.map((name) => [name, metadata[name]])))
}

/** The fields of a client by its metadata, or the name of a member whose value is none for it. Unknown ones are ignored. */
export const fromMetadata = (
  metadata: Metadata,
  customNames: ReadonlyArray<string>
): Either.Either<GivenClient, string> =>
  Either.map(
    Either.all([
      ...rows.map((row) => readRow(metadata, row)),
      ...translated.map((row) => readTranslated(metadata, row))
    ]),
    (read): GivenClient => ({
      ...Object.fromEntries(read.flat()),
      customMetadata: customOf(metadata, customNames)
    })
  )

const customIn = ({ customMetadata }: ClientRecord): object => {
  const custom = Either.getOrUndefined(parse(customMetadata ?? ""))
  return Predicate.isRecord(custom) ? custom : {}
}

/** The metadata of a client. */
export const toMetadata = (client: ClientRecord): Metadata =>
  withoutUndefined({
    ...customIn(client),
    ...Object.fromEntries(
      rows.map(([name, field, kind]) => [name, client[field] === undefined ? undefined : kind.write(client[field])])
    ),
    ...Object.fromEntries(
      translated.flatMap(([name, field]) => (client[field] ?? []).map(({ tag, value }) => [`${name}#${tag}`, value]))
    )
  })
