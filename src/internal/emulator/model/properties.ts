/**
 * The properties that an authorization server keeps with a token.
 */
import type { Property } from "../../schema/fields.js"

/** A token response has these members already. */
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

/** The properties that are kept: those with a reserved key, or without one, are ignored. */
export const keep = (properties: ReadonlyArray<Property> | undefined): ReadonlyArray<Property> =>
  (properties ?? []).filter(({ key }) => key !== undefined && !reserved.has(key))

/** The properties that client applications may see, as members of an object. */
export const visible = (properties: ReadonlyArray<Property>): Record<string, string | undefined> =>
  Object.fromEntries(properties.filter(({ hidden }) => hidden !== true).map(({ key = "", value }) => [key, value]))

const limit = 65_535
const cipherBlock = 16

/** Whether the properties fit where Authlete puts them: as JSON, encrypted by AES, in base64url. */
export const areTooBig = (properties: ReadonlyArray<Property>): boolean => {
  if (properties.length === 0) return false
  const plain = new TextEncoder().encode(JSON.stringify(properties)).length
  const encrypted = (Math.floor(plain / cipherBlock) + 1) * cipherBlock
  return Math.ceil(encrypted * 4 / 3) > limit
}
