/**
 * Keeps the secrets of a call out of what a server says about it: servers have been seen to echo the credentials that
 * they refuse.
 */
import * as AST from "effect/SchemaAST"
import { SecretId } from "./schemas.js"

const isSecret = (ast: AST.AST): boolean =>
  SecretId in ast.annotations || (AST.isUnion(ast) && ast.types.some(isSecret))

/** The parameters of a client's form that are no secrets. All others are taken for one. */
const plainParameters = new Set(["grant_type", "scope", "client_id", "token_type_hint", "redirect_uri"])

/** A raw form body, such as `parameters` holds it, is a secret as a whole and in its parts. */
const withParts = (secret: string): ReadonlyArray<string> => [
  secret,
  ...Array.from(new URLSearchParams(secret))
    .filter(([name]) => !plainParameters.has(name))
    .map(([, value]) => value)
]

const inLowerCase = (encoded: string) => encoded.replace(/%[0-9A-F]{2}/g, (octet) => octet.toLowerCase())

/**
 * The shapes in which a server may repeat a secret: as it is, as it stands in JSON, and percent-encoded, by the rules
 * for URLs or by those for forms.
 */
const shapesOf = (secret: string): ReadonlyArray<string> => {
  const wellFormed = secret.replace(/[\uD800-\uDFFF]/gu, "")
  const encoded = [encodeURIComponent(wellFormed), new URLSearchParams({ "": wellFormed }).toString().slice(1)]
  return [secret, JSON.stringify(secret).slice(1, -1), ...encoded, ...encoded.map(inLowerCase)]
}

/**
 * The secrets in an encoded request: its fields whose schema is marked as a secret, or itself if it is one.
 */
export const secretsOf = (ast: AST.AST, encoded: unknown): ReadonlyArray<string> => {
  if (typeof encoded === "string") return isSecret(ast) ? [encoded] : []
  if (!AST.isTypeLiteral(ast) || typeof encoded !== "object" || encoded === null) return []
  const fields = encoded as Record<PropertyKey, unknown>
  return ast.propertySignatures.flatMap(({ name, type }) => {
    const value = fields[name]
    return typeof value === "string" && isSecret(type) ? withParts(value) : []
  })
}

const escape = (text: string) => text.replace(/[\\^$.*+?()[\]{}|\/-]/g, "\\$&")

/**
 * Takes secrets out of a text, also where they are encoded.
 */
export const redact = (text: string, secrets: ReadonlyArray<string>): string => {
  const forms = Array.from(new Set(secrets.flatMap(shapesOf)))
    .filter((secret) => secret.length > 0)
    // The longest goes first: where one secret is a part of another, nothing of the other stays.
    .sort((a, b) => b.length - a.length)
  return forms.length === 0 ? text : text.replace(new RegExp(forms.map(escape).join("|"), "g"), "<redacted>")
}
