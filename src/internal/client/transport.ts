/**
 * What is special about transports: the options for fetch, and the meaning of their errors. Such an error holds the
 * request with its access token. So only two things are taken from it: a word for the reason, and the system's code.
 */
import * as FetchHttpClient from "@effect/platform/FetchHttpClient"
import type * as Context from "effect/Context"
import type { TransportError } from "../../AuthleteError.js"
import { serviceIn } from "../edge/caller.js"
import { isBeforeSending } from "../edge/httpErrors.js"

/** The options for fetch in a context, if there are any. */
export const requestInitIn = (context: Context.Context<never>): RequestInit | undefined =>
  serviceIn(context, FetchHttpClient.RequestInit)

/**
 * The options for fetch of a call: those of the client, overridden by those of the call. Redirects are never followed:
 * fetch would send the headers of the call to the new address, and with them the access token.
 */
export const requestInits = (ofClient: RequestInit | undefined) => {
  const byDefault: RequestInit = { ...ofClient, redirect: "manual" }
  return (ofCall: RequestInit | undefined): RequestInit =>
    ofCall === undefined ? byDefault : { ...ofClient, ...ofCall, redirect: "manual" }
}

export interface TransportFailure {
  readonly reason: TransportError["reason"]
  readonly code?: string
  readonly outcome: TransportError["outcome"]
}

/** What the codes of systems and transports mean: the reason, and whether the request may have been carried out. */
const table: ReadonlyArray<readonly [TransportError["reason"], TransportError["outcome"], ReadonlyArray<RegExp>]> = [
  // No connection came about, so Authlete cannot have seen the request.
  ["Refused", "not-applied", [/^ECONNREFUSED$/, /^E(HOST|NET)(UNREACH|DOWN)$/, /^EADDRNOTAVAIL$/, /^ENOENT$/]],
  ["Dns", "not-applied", [/^ENOTFOUND$/, /^EAI_/]],
  ["Timeout", "not-applied", [/^UND_ERR_CONNECT_TIMEOUT$/]],
  ["Tls", "not-applied", [
    /^CERT_/,
    /^ERR_TLS_/,
    /^UNABLE_TO_/,
    /SELF_SIGNED/,
    /^CRL_/,
    /^HOSTNAME_MISMATCH$/,
    /^INVALID_CA$/
  ]],
  // The transport refused the request before it sent anything.
  ["Other", "not-applied", [/^UND_ERR_(INVALID_ARG|NOT_SUPPORTED)$/, /^ERR_(HTTP_)?INVALID_/]],
  // By this code the server says that it has not processed the request (RFC 9113, section 8.7).
  ["Refused", "not-applied", [/^NGHTTP2_REFUSED_STREAM$/]],
  // The connection was there, so the request may have got through.
  ["Tls", "unknown", [/^ERR_SSL_/, /^EPROTO$/]],
  ["Timeout", "unknown", [/^E(SOCKET)?TIMEDOUT$/, /^UND_ERR_(HEADERS|BODY)_TIMEOUT$/]],
  ["Reset", "unknown", [
    /^ECONN(RESET|ABORTED)$/,
    /^EPIPE$/,
    /^UND_ERR_(SOCKET|CLOSED|DESTROYED|RES_CONTENT_LENGTH_MISMATCH)$/,
    /^ERR_STREAM_PREMATURE_CLOSE$/,
    /^NGHTTP2_/,
    /^ERR_HTTP2_/
  ]]
]

/** The codes in an error and in its causes. A connection that was tried at several addresses has several causes. */
const codesIn = (error: unknown, depth = 0): ReadonlyArray<string> => {
  if (typeof error !== "object" || error === null || depth > 8) return []
  const { cause, code, errors, message } = error as {
    readonly code?: unknown
    readonly cause?: unknown
    readonly errors?: unknown
    readonly message?: unknown
  }
  return [
    // When a stream of HTTP/2 is closed, the code stands in the message only.
    ...(/\bNGHTTP2_[A-Z_]{1,40}\b/.exec(typeof message === "string" ? message : "") ?? []),
    // A code is a word in capitals. Anything else could be a secret.
    ...(typeof code === "string" && /^[A-Z][A-Z0-9_]{1,63}$/.test(code) ? [code] : []),
    ...codesIn(cause, depth + 1),
    ...(Array.isArray(errors) ? errors.slice(0, 8).flatMap((inner) => codesIn(inner, depth + 1)) : [])
  ]
}

/** The same of any error. A `transformClient` may fail with one whose properties throw: then nothing is known of it. */
const readableCodesIn = (error: unknown): ReadonlyArray<string> => {
  try {
    return codesIn(error)
  } catch {
    return []
  }
}

/** Says what the error of a transport means. */
export const failureOf = (error: unknown): TransportFailure => {
  const found = readableCodesIn(error)
  for (const code of found) {
    const known = table.find(([, , patterns]) => patterns.some((pattern) => pattern.test(code)))
    if (known !== undefined) return { reason: known[0], outcome: known[1], code }
  }
  return {
    reason: "Other",
    outcome: isBeforeSending(error) ? "not-applied" : "unknown",
    ...(found[0] !== undefined && { code: found[0] })
  }
}

/** An attempt whose time was over. */
export const timedOut: TransportFailure = { reason: "Timeout", outcome: "unknown" }

/** An attempt whose time was over before anything was sent. */
export const timedOutBefore: TransportFailure = { reason: "Timeout", outcome: "not-applied" }
