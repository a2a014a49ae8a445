/**
 * The parts of a token that an authorization server chooses: the subject, the scopes and the properties.
 */
import * as Either from "effect/Either"
import type { Property } from "../../models/property.js"
import type { ClientRecord } from "./client.js"
import { requestableScopes } from "./client.js"
import type { ResultCode } from "./resultCodes.js"
import type { ServiceRecord } from "./service.js"
import { supportsScope } from "./service.js"

/** A subject has at most 100 characters, all of them printable ASCII. */
export const checkSubject = (
  subject: string | undefined,
  codes: { readonly missing: ResultCode; readonly tooLong: ResultCode; readonly notAscii: ResultCode }
): Either.Either<string, ResultCode> => {
  if (subject === undefined) return Either.left(codes.missing)
  if (subject.length > 100) return Either.left(codes.tooLong)
  return /^[\x20-\x7e]*$/.test(subject) ? Either.right(subject) : Either.left(codes.notAscii)
}

/** Scopes as they are stored and told: each once, ordered by name. */
export const byName = (scopes: Iterable<string>): ReadonlyArray<string> => Array.from(new Set(scopes)).sort()

/** The requested scopes that the service supports and the client may have. */
export const allowedScopes = (
  service: ServiceRecord,
  client: ClientRecord | undefined,
  requested: ReadonlyArray<string>
): ReadonlyArray<string> => {
  const requestable = client && requestableScopes(client)
  return byName(requested).filter((scope) =>
    supportsScope(service, scope) && (requestable === undefined || requestable.includes(scope))
  )
}

/** The members of a token response: no property can have their names. */
const reserved = new Set([
  "access_token",
  "token_type",
  "expires_in",
  "refresh_token",
  "scope",
  "error",
  "error_description",
  "error_uri",
  "id_token"
])

/** The properties that are stored. Those with a reserved key, or without a key, are ignored. */
export const keptProperties = (properties: ReadonlyArray<Property> | undefined): ReadonlyArray<Property> =>
  (properties ?? []).filter(({ key }) => key !== undefined && !reserved.has(key))

/** The properties that are not hidden from client applications, as members of an object. */
export const visibleProperties = (properties: ReadonlyArray<Property>): Record<string, string | undefined> =>
  Object.fromEntries(properties.filter(({ hidden }) => hidden !== true).map(({ key = "", value }) => [key, value]))

const limit = 65_535
const cipherBlock = 16

/** Whether the properties exceed Authlete's limit, which counts them as JSON, encrypted with AES, in base64url. */
export const arePropertiesTooBig = (properties: ReadonlyArray<Property>): boolean => {
  if (properties.length === 0) return false
  const plain = new TextEncoder().encode(JSON.stringify(properties)).length
  const encrypted = (Math.floor(plain / cipherBlock) + 1) * cipherBlock
  return Math.ceil(encrypted * 4 / 3) > limit
}
