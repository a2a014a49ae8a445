/**
 * Reads what a request says: the parameters in its form or its query, and the id that its path ends in.
 */
import * as HttpServerRequest from "@effect/platform/HttpServerRequest"
import type * as HttpServerResponse from "@effect/platform/HttpServerResponse"
import * as Effect from "effect/Effect"
import { readBody } from "./body.js"
import { invalidRequest } from "./refusals.js"

const formType = "application/x-www-form-urlencoded"

/** The parameters of a request. */
export interface Parameters {
  /** As they came in. */
  readonly text: string
  readonly values: URLSearchParams
}

/** Parameters that may stand there several times: RFC 8707, section 2; RFC 8693, section 2.1. */
const mayRepeat = new Set(["resource", "audience"])

/** The first name that stands there twice, against RFC 6749, section 3.2. */
const repeated = (values: URLSearchParams): boolean => {
  const seen = new Set<string>()
  for (const name of values.keys()) {
    if (seen.has(name) && !mayRepeat.has(name)) return true
    seen.add(name)
  }
  return false
}

const isDecodable = (text: string): boolean => {
  try {
    return !decodeURIComponent(text).includes("\0")
  } catch {
    return false
  }
}

const parsed = (text: string): Effect.Effect<Parameters, HttpServerResponse.HttpServerResponse> =>
  isDecodable(text)
    ? Effect.succeed({ text, values: new URLSearchParams(text) })
    : Effect.fail(invalidRequest("The parameters are not percent-encoded UTF-8, or hold NUL."))

/** The parameters in the query of a request. */
export const readQuery = (
  maxBytes: number
): Effect.Effect<Parameters, HttpServerResponse.HttpServerResponse, HttpServerRequest.HttpServerRequest> =>
  Effect.flatMap(HttpServerRequest.HttpServerRequest, ({ url }) => {
    const mark = url.indexOf("?")
    const query = mark < 0 ? "" : url.slice(mark + 1)
    return query.length > maxBytes
      ? Effect.fail(invalidRequest(`The query must not be longer than ${maxBytes} bytes.`))
      : parsed(query)
  })

/** The parameters in the body of a request, which has to be a form. */
export const readPostedForm = (
  maxBytes: number
): Effect.Effect<Parameters, HttpServerResponse.HttpServerResponse, HttpServerRequest.HttpServerRequest> =>
  Effect.flatMap(readBody([formType], maxBytes), parsed)

/** The same, with no parameter twice. */
export const readForm = (
  maxBytes: number
): Effect.Effect<Parameters, HttpServerResponse.HttpServerResponse, HttpServerRequest.HttpServerRequest> =>
  Effect.filterOrFail(
    readPostedForm(maxBytes),
    ({ values }) => !repeated(values),
    () => invalidRequest("A parameter stands there more than once.")
  )

/** The path of a request, without the query. Web servers give the whole URL. */
export const pathOf = ({ url }: HttpServerRequest.HttpServerRequest): string => {
  const path = url.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i, "").replace(/[?#].*$/s, "")
  return path === "" ? "/" : path
}

/**
 * The last segment of a path, decoded; `undefined` if it cannot be, is blank, or has characters that no identifier has.
 */
export const lastSegment = (request: HttpServerRequest.HttpServerRequest): string | undefined => {
  const encoded = pathOf(request).split("/").at(-1) ?? ""
  try {
    const segment = decodeURIComponent(encoded)
    return segment.trim() === "" || /[\0-\x1f\x7f/]/.test(segment) ? undefined : segment
  } catch {
    return undefined
  }
}
