/**
 * Keeps the secrets of a call out of what a server says about it: servers have been seen to echo the credentials that
 * they refuse.
 */
import * as Either from "effect/Either"
import * as AST from "effect/SchemaAST"
import { SecretId } from "./fields.js"
import * as Json from "./json.js"
import { withoutLone } from "./surrogates.js"

const isSecret = (ast: AST.AST): boolean =>
  SecretId in ast.annotations || (AST.isUnion(ast) && ast.types.some(isSecret))

/** What is shorter cannot be told from ordinary text, and to hide it would leave nothing of a message. */
const shortestSecret = 4

/** The same for a part of a secret that may or may not be one. */
const shortestPart = 8

/** The parts of forms and token responses that are no secrets. All others are taken for one. */
const plainParts = new Set([
  "client_id",
  "expires_in",
  "grant_type",
  "redirect_uri",
  "scope",
  "token_type",
  "token_type_hint"
])

const secretParts = new Set(["client_secret", "code", "password", "refresh_token", "token"])

const entriesOf = (secret: string): ReadonlyArray<readonly [string, unknown]> => {
  const json = secret.startsWith("{") ? Either.getOrUndefined(Json.parse(secret)) : undefined
  return typeof json === "object" && json !== null ? Object.entries(json) : Array.from(new URLSearchParams(secret))
}

/** A form as `parameters` holds it, and a token response as `responseContent` does, are secrets as a whole and in parts. */
const withParts = (secret: string): ReadonlyArray<string> => [
  secret,
  ...entriesOf(secret).flatMap(([name, value]) =>
    typeof value === "string" && !plainParts.has(name) && (secretParts.has(name) || value.length >= shortestPart)
      ? [value]
      : []
  )
]

/**
 * The secrets in what a schema is for, in its encoded form: the fields that are marked as a secret, or all of it if the
 * schema itself is.
 */
export const secretsOf = (ast: AST.AST, encoded: unknown): ReadonlyArray<string> => {
  if (typeof encoded === "string") return isSecret(ast) ? [encoded] : []
  if (AST.isUnion(ast)) return ast.types.flatMap((type) => secretsOf(type, encoded))
  if (!AST.isTypeLiteral(ast) || typeof encoded !== "object" || encoded === null) return []
  const fields = encoded as Record<PropertyKey, unknown>
  return ast.propertySignatures.flatMap(({ name, type }) => {
    const value = fields[name]
    return typeof value === "string" && isSecret(type) ? withParts(value) : []
  })
}

const inLowerCase = (encoded: string) => encoded.replace(/%[0-9A-F]{2}/g, (octet) => octet.toLowerCase())

/**
 * The shapes in which a server may repeat a secret: as it is, as it stands in JSON, and percent-encoded, by the rules
 * for URLs or by those for forms.
 */
const shapesOf = (secret: string): ReadonlyArray<string> => {
  const wellFormed = withoutLone(secret)
  const encoded = [encodeURIComponent(wellFormed), new URLSearchParams({ "": wellFormed }).toString().slice(1)]
  return [secret, JSON.stringify(secret).slice(1, -1), ...encoded, ...encoded.map(inLowerCase)]
}

/** Stands for a secret while others are looked for, such that none can be found in what stands for it. */
const placeholder = "\uE000"

/**
 * Takes secrets out of a text, also where they are encoded.
 */
export const redact = (text: string, secrets: ReadonlyArray<string>): string => {
  // What is longer than the text is not in it, and encoding makes nothing shorter.
  const mayOccur = (secret: string) => secret.length >= shortestSecret && secret.length <= text.length
  return Array.from(new Set(secrets.filter(mayOccur).flatMap(shapesOf).filter(mayOccur)))
    // The longest goes first: where one secret is a part of another, nothing of the other stays.
    .sort((a, b) => b.length - a.length)
    .reduce((redacted, secret) => redacted.replaceAll(secret, placeholder), text)
    .replaceAll(placeholder, "<redacted>")
}
