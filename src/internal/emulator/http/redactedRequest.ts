/**
 * A request without its secrets, as far as its schema marks them.
 */
import type * as AST from "effect/SchemaAST"
import { secretsOf } from "../../schema/secrets.js"

const redacted = "<redacted>"

export const redactedRequest = (schema: AST.AST, request: unknown): unknown => {
  const secrets = secretsOf(schema, request)
  const hide = (value: unknown): unknown => typeof value === "string" && secrets.includes(value) ? redacted : value
  return typeof request === "object" && request !== null
    ? Object.fromEntries(Object.entries(request).map(([name, value]) => [name, hide(value)]))
    : hide(request)
}

/** The path of an operation below its service; a variable in it is a token. */
export const redactedPath = (serviceId: string, path: string): string =>
  `/api/${serviceId}${path.replace(/\{\w+\}$/, redacted)}`
