/**
 * From the request of an operation to what goes over the wire.
 */
import * as Either from "effect/Either"
import * as ParseResult from "effect/ParseResult"
import type { Issue } from "../AuthleteError.js"
import { fromParseIssue } from "./issues.js"
import type { Operation, ResendClass } from "./operation.js"
import { isWellFormed } from "./surrogates.js"

/**
 * What an operation sends, still without the service, the server and the credentials.
 */
interface Encoded {
  /** The path below `/api/{serviceId}`, with the query. */
  readonly path: string
  readonly body: { readonly text: string; readonly contentType: string } | undefined
  /** The request in Authlete's shape, for the parts that look into it: the form, and the secrets in it. */
  readonly value: unknown
}

/** A request that is encoded, and may be sent again or not. */
export interface EncodedRequest extends Encoded {
  readonly resend: ResendClass
}

type Issues = ReadonlyArray<Issue>

const strict = { onExcessProperty: "error", errors: "all" } as const

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

const toWire = (
  { encoding, path }: { readonly encoding: "json" | "form" | "query" | "path"; readonly path: string },
  value: unknown
): Either.Either<Encoded, Issues> => {
  switch (encoding) {
    case "json":
      return Either.right({ path, value, body: { text: JSON.stringify(value), contentType: "application/json" } })
    case "form":
      return Either.map(toForm(value), (text) => ({
        path,
        value,
        body: { text, contentType: "application/x-www-form-urlencoded" }
      }))
    case "query":
      return Either.map(toForm(value), (query) => ({
        path: query === "" ? path : `${path}?${query}`,
        value,
        body: undefined
      }))
    case "path":
      return Either.right({
        path: path.replace(/\{\w+\}/, () => encodeURIComponent(String(value))),
        value,
        body: undefined
      })
  }
}

/**
 * Encodes a request, or says where it does not fit. A field that the schema does not know is an issue too: dropped in
 * silence, it would be a surprise later.
 */
export const encode = <Request, RequestEncoded, Response, ResponseEncoded>(
  operation: Operation<Request, RequestEncoded, Response, ResponseEncoded>,
  request: Request
): Either.Either<EncodedRequest, Issues> => {
  try {
    return ParseResult.encodeEither(operation.request, strict)(request).pipe(
      Either.mapLeft(fromParseIssue),
      Either.flatMap((value) =>
        Either.map(toWire(operation, value), (encoded) => ({ ...encoded, resend: operation.resend(value) }))
      )
    )
  } catch {
    // Only an exotic object gets here, such as one with a getter that throws.
    return Either.left([{ path: [], expected: "a plain object" }])
  }
}
