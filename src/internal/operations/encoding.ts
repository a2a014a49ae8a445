/**
 * How an encoded request travels: the fields that the path names go into it, and the rest goes as an encoding says. Each
 * encoding is a value that the operations hold, not a case that the interpreter knows, so that an app takes only those
 * into its bundle that its operations use.
 */
import type { Issue } from "../../AuthleteError.js"
import * as Result from "../edge/result.js"
import { isPathSegment } from "../schema/fields.js"
import { isWellFormed } from "../schema/surrogates.js"

type Issues = ReadonlyArray<Issue>

/** What goes over the wire, without the server, the service and the credentials. */
export interface Wire {
  /** The path below the base of the operation, with the query. */
  readonly path: string
  readonly body: { readonly text: string; readonly contentType: string } | undefined
}

/**
 * How the fields of an encoded request travel that the path does not name.
 *
 * @since 0.1.0
 * @category models
 */
export interface Encoding {
  readonly name: "json" | "form" | "query" | "none"
  readonly toWire: (path: string, fields: unknown) => Result.Result<Wire, Issues>
}

export const json: Encoding = {
  name: "json",
  toWire: (path, fields) =>
    Result.succeed({ path, body: { text: JSON.stringify(fields), contentType: "application/json" } })
}

/** A scope by RFC 6749, section 3.3, as far as a list with spaces in between depends on it. */
const isScopeToken = (scope: string) => /^[^\s]+$/.test(scope)

const formText = (name: string, value: unknown): Result.Result<string, Issue> => {
  if (name === "scopes" && Array.isArray(value)) {
    const odd = value.findIndex((scope) => !isScopeToken(scope))
    return odd < 0
      ? Result.succeed(value.join(" "))
      : Result.fail({ path: [name, odd], expected: "a scope without white space, since a form separates scopes by it" })
  }
  return Result.succeed(typeof value === "object" ? JSON.stringify(value) : String(value))
}

const formValue = (name: string, value: unknown): Result.Result<string, Issue> =>
  Result.flatMap(formText(name, value), (text) =>
    isWellFormed(name) && isWellFormed(text)
      ? Result.succeed(text)
      : Result.fail({ path: [name], expected: "text without lone surrogates, which cannot be percent-encoded" }))

/**
 * The fields as `name=value` pairs. Scalars go as text, `scopes` as one space-separated value, and what has more
 * structure as JSON.
 */
const toForm = (fields: unknown): Result.Result<string, Issues> => {
  const pairs: Array<string> = []
  const issues: Array<Issue> = []
  for (const [name, field] of Object.entries(fields as object)) {
    if (field === undefined) continue
    Result.match(formValue(name, field), {
      onFailure: (issue) => issues.push(issue),
      onSuccess: (text) => pairs.push(`${encodeURIComponent(name)}=${encodeURIComponent(text)}`)
    })
  }
  return issues.length > 0 ? Result.fail(issues) : Result.succeed(pairs.join("&"))
}

export const form: Encoding = {
  name: "form",
  toWire: (path, fields) =>
    Result.map(toForm(fields), (text) => ({ path, body: { text, contentType: "application/x-www-form-urlencoded" } }))
}

export const query: Encoding = {
  name: "query",
  toWire: (path, fields) =>
    Result.map(toForm(fields), (text) => ({ path: text === "" ? path : `${path}?${text}`, body: undefined }))
}

/** JSON that holds nothing but one field, a list for example. The other fields go into the query. */
export const jsonOf = (name: string): Encoding => ({
  name: "json",
  toWire: (path, fields) => {
    const { [name]: body, ...others } = fields as Readonly<Record<string, unknown>>
    return Result.flatMap(query.toWire(path, others), (wire) => json.toWire(wire.path, body))
  }
})

export const none: Encoding = {
  name: "none",
  toWire: (path) => Result.succeed({ path, body: undefined })
}

const variable = /\{(\w+)\}/g

/** Puts the variables of a path in place, and gives the fields that are left. */
const place = (
  template: string,
  request: unknown
): Result.Result<{ readonly path: string; readonly rest: unknown }, Issues> => {
  const fields = typeof request === "object" && request !== null ? { ...request } as Record<string, unknown> : undefined
  const issues: Array<Issue> = []
  const path = template.replace(variable, (_, name: string) => {
    const value = fields === undefined ? request : fields[name]
    const text = typeof value === "number" ? String(value) : value
    delete fields?.[name]
    if (isPathSegment(text)) return encodeURIComponent(text)
    issues.push({
      path: fields === undefined ? [] : [name],
      expected: "a well-formed string, not blank, not \".\" or \"..\", without CR, LF and NUL, or a number"
    })
    return ""
  })
  return issues.length > 0 ? Result.fail(issues) : Result.succeed({ path, rest: fields ?? {} })
}

/**
 * An encoded request as it goes over the wire, or why it cannot.
 */
export const toWire = (
  { encoding, path }: { readonly encoding: Encoding; readonly path: string },
  request: unknown
): Result.Result<Wire, Issues> =>
  path.includes("{")
    ? Result.flatMap(place(path, request), (placed) => encoding.toWire(placed.path, placed.rest))
    : encoding.toWire(path, request)
