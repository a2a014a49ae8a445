/**
 * Makes the HTTP request of a call, or says what is wrong with its input. What is sent is what was checked: nothing is
 * dropped on the way.
 */
import * as Headers from "@effect/platform/Headers"
import * as HttpBody from "@effect/platform/HttpBody"
import * as HttpClientRequest from "@effect/platform/HttpClientRequest"
import type { Issue } from "../../AuthleteError.js"
import type { Operation, ResendClass } from "../../Operation.js"
import * as Result from "../edge/result.js"
import { encodeStrictly } from "../edge/schemaIssues.js"
import type { Wire } from "../operations/encoding.js"
import { toWire } from "../operations/encoding.js"
import { secretsOf } from "../schema/secrets.js"
import { version } from "../version.js"
import type { PerCall } from "./callOptions.js"
import { isPlain } from "./callOptions.js"
import type { Rule } from "./settings.js"
import { isHeaderName, isHeaderValue, rules } from "./settings.js"

type Issues = ReadonlyArray<Issue>

const noIssues: Issues = []

/** An encoded request. */
interface EncodedRequest extends Wire {
  /** The request with Authlete's fields. The secrets to keep out of messages are found in it. */
  readonly value: unknown
  readonly resend: ResendClass
}

/** How many levels of objects and lists are looked at. No request has more. */
const deepest = 16

type Fields = Record<string, unknown>

/**
 * Copies the plain objects and lists of a request, so that each accessor is read once: it could give one value to the
 * check and another one to the encoder.
 */
const readOnce = (value: unknown, depth = 0): unknown => {
  if (depth > deepest) return value
  if (Array.isArray(value)) return value.map((element) => readOnce(element, depth + 1))
  if (!isPlain(value)) return value
  const copy: Fields = { ...value }
  const names = Object.keys(copy)
  // A copy has no hidden fields. Without them, a request could select more.
  if (names.length === 0 || names.length !== Object.getOwnPropertyNames(value).length) return value
  for (const name of names) {
    if (typeof copy[name] === "object") copy[name] = readOnce(copy[name], depth + 1)
  }
  return copy
}

/**
 * Finds objects of classes in a request, such as a `Map`. Encoding would silently drop what they hold, and a filter
 * that is dropped selects everything. A `Redacted` that was encoded to a text is fine.
 */
const notPlain = (value: unknown, encoded: unknown, path: Issue["path"] = []): Issues => {
  if (typeof value !== "object" || value === null || typeof encoded !== "object" || encoded === null) return noIssues
  const isList = Array.isArray(value)
  if (path.length > deepest || !(isList || isPlain(value))) return [{ path, expected: "a plain object" }]
  const [fields, encodedFields] = [value as Fields, encoded as Fields]
  let issues = noIssues
  for (const name of Object.keys(value)) {
    if (typeof fields[name] !== "object") continue
    const found = notPlain(fields[name], encodedFields[name], [...path, isList ? Number(name) : name])
    if (found.length > 0) issues = [...issues, ...found]
  }
  return issues
}

/**
 * Encodes a request, or says where it does not fit.
 */
export const encode = <Request, RequestEncoded, Response, ResponseEncoded>(
  operation: Operation<Request, RequestEncoded, Response, ResponseEncoded>,
  input: Request
): Result.Result<EncodedRequest, Issues> => {
  try {
    const request = readOnce(input) as Request
    return Result.flatMap(encodeStrictly(operation.request, request), (value) => {
      const issues = notPlain(request, value)
      return issues.length > 0
        ? Result.fail(issues)
        : Result.map(
          toWire(operation, value),
          ({ body, path }) => ({ path, body, value, resend: operation.resend(value) })
        )
    })
  } catch {
    // A getter of the request has thrown.
    return Result.fail([{ path: [], expected: "a plain object" }])
  }
}

const headersOf = (accept: string) => Headers.fromInput({ accept, "user-agent": `effect-authlete/${version}` })

const acceptJson = headersOf("application/json")
const acceptText = headersOf("text/plain, application/json")

/** Headers that the client or the transport sets itself. */
const ownHeaders = new Set([
  "accept-encoding",
  "authorization",
  "connection",
  "content-encoding",
  "content-length",
  "content-type",
  "expect",
  "host",
  "http2-settings",
  "keep-alive",
  "proxy-connection",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade"
])

const headerIssues = (name: string, value: unknown): Issues => {
  const path = ["headers", name]
  if (!isHeaderName(name)) return [{ path: ["headers"], expected: "names of header fields" }]
  if (ownHeaders.has(name.toLowerCase())) return [{ path, expected: "no header that the client sets itself" }]
  if (!isHeaderValue(value)) return [{ path, expected: "a header value: one line of Latin-1 text" }]
  return []
}

const headersIssues = (headers: unknown): Issues =>
  isPlain(headers)
    ? Object.entries(headers).flatMap(([name, value]) => headerIssues(name, value))
    : [{ path: ["headers"], expected: "an object with header values by their names" }]

const ruled = <A>(name: string, { expected, holds }: Rule<A>, value: A | undefined): Issues =>
  value === undefined || holds(value) ? noIssues : [{ path: [name], expected }]

/** What is wrong with the options of a call. */
const optionIssues = ({ headers, serviceId, timeout }: PerCall): Issues => [
  ...ruled("serviceId", rules.serviceId, serviceId),
  ...ruled("timeout", rules.timeout, timeout),
  ...(headers === undefined ? noIssues : headersIssues(headers))
]

/** A request that is ready to be sent. */
export interface PreparedRequest {
  /** Complete but for the access token. */
  readonly request: HttpClientRequest.HttpClientRequest
  /** The secrets in it. */
  readonly secrets: () => ReadonlyArray<string>
  readonly resend: ResendClass
}

/**
 * Checks the options of the call, encodes the request, and makes the HTTP request of it.
 */
export const prepare = <Request, RequestEncoded, Response, ResponseEncoded>(
  settings: { readonly baseUrl: string; readonly serviceId: string },
  options: PerCall,
  operation: Operation<Request, RequestEncoded, Response, ResponseEncoded>,
  input: Request
): Result.Result<PreparedRequest, Issues> => {
  const { headers, serviceId = settings.serviceId } = options
  const issues = optionIssues(options)
  if (issues.length > 0) return Result.fail(issues)
  const base = operation.base === "service" ? `/api/${encodeURIComponent(serviceId)}` : "/api"
  const standardHeaders = operation.body === "text" ? acceptText : acceptJson
  return Result.map(encode(operation, input), ({ body, path, resend, value }) => ({
    resend,
    request: HttpClientRequest.make(operation.method)(`${settings.baseUrl}${base}${path}`, {
      headers: headers === undefined ? standardHeaders : Headers.setAll(standardHeaders, headers),
      body: body === undefined ? undefined : HttpBody.text(body.text, body.contentType)
    }),
    secrets: () => [...Object.values(headers ?? {}), ...secretsOf(operation.request.ast, value)]
  }))
}
