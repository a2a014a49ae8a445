/**
 * How an encoded request travels. Each way is a value that the operations hold, not a case that the interpreter knows:
 * so an app takes only those into its bundle that its operations use.
 */
import * as Either from "effect/Either"
import type { Issue } from "../../AuthleteError.js"
import { isWellFormed } from "../schema/surrogates.js"

type Issues = ReadonlyArray<Issue>

/**
 * What goes over the wire, still without the service, the server and the credentials.
 */
export interface Wire {
  /** The path below `/api/{serviceId}`, with the query. */
  readonly path: string
  readonly body: { readonly text: string; readonly contentType: string } | undefined
}

/**
 * How the encoded request travels: as the JSON or form body, as the query, or as the one variable of the path.
 *
 * @since 0.1.0
 * @category models
 */
export interface Encoding {
  readonly name: "json" | "form" | "query" | "path"
  /** The request for the path of an operation, or why it cannot travel so. */
  readonly toWire: (path: string, value: unknown) => Either.Either<Wire, Issues>
}

export const json: Encoding = {
  name: "json",
  toWire: (path, value) =>
    Either.right({ path, body: { text: JSON.stringify(value), contentType: "application/json" } })
}

/** A scope by RFC 6749, section 3.3, as far as a list with spaces in between depends on it. */
const isScopeToken = (scope: string) => /^[^\s]+$/.test(scope)

const formText = (name: string, value: unknown): Either.Either<string, Issue> => {
  if (name === "scopes" && Array.isArray(value)) {
    const odd = value.findIndex((scope) => !isScopeToken(scope))
    return odd < 0
      ? Either.right(value.join(" "))
      : Either.left({ path: [name, odd], expected: "a scope without white space, since a form separates scopes by it" })
  }
  return Either.right(typeof value === "object" ? JSON.stringify(value) : String(value))
}

const formValue = (name: string, value: unknown): Either.Either<string, Issue> =>
  Either.filterOrLeft(formText(name, value), isWellFormed, () => ({
    path: [name],
    expected: "text without lone surrogates, which cannot be percent-encoded"
  }))

/**
 * The request as `name=value` pairs. Scalars go as text, `scopes` as one space-separated value, and what has more
 * structure as JSON.
 */
const toForm = (value: unknown): Either.Either<string, Issues> => {
  const fields = Object.entries(value as object).filter(([, field]) => field !== undefined)
  const pairs = fields.map(([name, field]) =>
    Either.map(formValue(name, field), (text) => `${encodeURIComponent(name)}=${encodeURIComponent(text)}`)
  )
  const issues = pairs.filter(Either.isLeft).map(({ left }) => left)
  return issues.length > 0
    ? Either.left(issues)
    : Either.right(pairs.filter(Either.isRight).map(({ right }) => right).join("&"))
}

export const form: Encoding = {
  name: "form",
  toWire: (path, value) =>
    Either.map(toForm(value), (text) => ({ path, body: { text, contentType: "application/x-www-form-urlencoded" } }))
}

export const query: Encoding = {
  name: "query",
  toWire: (path, value) =>
    Either.map(toForm(value), (text) => ({ path: text === "" ? path : `${path}?${text}`, body: undefined }))
}

export const path: Encoding = {
  name: "path",
  toWire: (template, value) =>
    Either.right({ path: template.replace(/\{\w+\}/, () => encodeURIComponent(String(value))), body: undefined })
}
