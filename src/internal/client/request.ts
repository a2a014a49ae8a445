/**
 * From the call of an operation to the HTTP request, or to the reasons why there can be none.
 */
import * as Headers from "@effect/platform/Headers"
import * as HttpBody from "@effect/platform/HttpBody"
import * as HttpClientRequest from "@effect/platform/HttpClientRequest"
import * as Either from "effect/Either"
import type { Issue } from "../../AuthleteError.js"
import type { Operation, ResendClass } from "../../Operation.js"
import { secretsOf } from "../schema/secrets.js"
import { version } from "../version.js"
import type { PerCall } from "./callOptions.js"
import { encode } from "./encode.js"
import { isHeaderName, isHeaderValue } from "./headerField.js"
import { rules } from "./settings.js"

export interface Prepared {
  /** The request, complete but for the credentials. */
  readonly request: HttpClientRequest.HttpClientRequest
  /** The secrets in it. */
  readonly secrets: () => ReadonlyArray<string>
  readonly resend: ResendClass
}

const standardHeaders = Headers.fromInput({ accept: "application/json", "user-agent": `effect-authlete/${version}` })

/** Headers that the client or the transport answers for. */
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

const headerIssue = (name: string, value: string): ReadonlyArray<Issue> => {
  const path = ["headers", name]
  if (!isHeaderName(name)) return [{ path: ["headers"], expected: "names of header fields" }]
  if (ownHeaders.has(name.toLowerCase())) return [{ path, expected: "no header that the client sets itself" }]
  if (!isHeaderValue(value)) return [{ path, expected: "a header value: one line of Latin-1 text" }]
  return []
}

const optionIssues = ({ headers, serviceId, timeout }: PerCall): ReadonlyArray<Issue> => [
  ...(serviceId === undefined || rules.serviceId.holds(serviceId)
    ? []
    : [{ path: ["serviceId"], expected: rules.serviceId.expected }]),
  ...(timeout === undefined || rules.timeout.holds(timeout)
    ? []
    : [{ path: ["timeout"], expected: rules.timeout.expected }]),
  ...Object.entries(headers ?? {}).flatMap(([name, value]) => headerIssue(name, value))
]

/**
 * Encodes a request for a server and a service.
 */
export const prepare = <Request, RequestEncoded, Response, ResponseEncoded>(
  settings: { readonly baseUrl: string; readonly serviceId: string },
  options: PerCall,
  operation: Operation<Request, RequestEncoded, Response, ResponseEncoded>,
  input: Request
): Either.Either<Prepared, ReadonlyArray<Issue>> => {
  const { headers, serviceId = settings.serviceId } = options
  const issues = optionIssues(options)
  if (issues.length > 0) return Either.left(issues)
  return Either.map(encode(operation, input), ({ body, path, resend, value }) => ({
    resend,
    request: HttpClientRequest.make(operation.method)(
      `${settings.baseUrl}/api/${encodeURIComponent(serviceId)}${path}`,
      {
        headers: headers === undefined ? standardHeaders : Headers.setAll(standardHeaders, headers),
        body: body === undefined ? undefined : HttpBody.text(body.text, body.contentType)
      }
    ),
    secrets: () => secretsOf(operation.request.ast, value)
  }))
}
