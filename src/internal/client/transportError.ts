/**
 * Why there was no answer. The error of a transport holds the request with its credentials, so nothing but a word for
 * the reason and the system's code is taken from it.
 */
import type { HttpClientError } from "@effect/platform/HttpClientError"
import type { TransportError } from "../../AuthleteError.js"

export interface Reason {
  readonly reason: TransportError["reason"]
  readonly code?: string
  readonly outcome: TransportError["outcome"]
}

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
  // The transport found something to refuse before it sent anything.
  ["Other", "not-applied", [/^UND_ERR_(INVALID_ARG|NOT_SUPPORTED)$/, /^ERR_(HTTP_)?INVALID_/]],
  // The connection was there, so the request may have got through.
  ["Tls", "unknown", [/^ERR_SSL_/, /^EPROTO$/]],
  ["Timeout", "unknown", [/^E(SOCKET)?TIMEDOUT$/, /^UND_ERR_(HEADERS|BODY)_TIMEOUT$/]],
  ["Reset", "unknown", [
    /^ECONN(RESET|ABORTED)$/,
    /^EPIPE$/,
    /^UND_ERR_(SOCKET|CLOSED|DESTROYED|RES_CONTENT_LENGTH_MISMATCH)$/,
    /^ERR_STREAM_PREMATURE_CLOSE$/
  ]]
]

/** The codes in an error and in what caused it; a connection that was tried on several addresses has several causes. */
const codesIn = (error: unknown, depth = 0): ReadonlyArray<string> => {
  if (typeof error !== "object" || error === null || depth > 8) return []
  const { cause, code, errors } = error as { code?: unknown; cause?: unknown; errors?: unknown }
  return [
    // A code is a word of the system's; anything else could be a secret.
    ...(typeof code === "string" && /^[A-Z][A-Z0-9_]{1,63}$/.test(code) ? [code] : []),
    ...codesIn(cause, depth + 1),
    ...(Array.isArray(errors) ? errors.slice(0, 8).flatMap((inner) => codesIn(inner, depth + 1)) : [])
  ]
}

export const reasonOf = (error: HttpClientError): Reason => {
  const found = codesIn(error)
  for (const code of found) {
    const known = table.find(([, , patterns]) => patterns.some((pattern) => pattern.test(code)))
    if (known !== undefined) return { reason: known[0], outcome: known[1], code }
  }
  return {
    reason: "Other",
    outcome: error._tag === "RequestError" && error.reason !== "Transport" ? "not-applied" : "unknown",
    ...(found[0] !== undefined && { code: found[0] })
  }
}

/** The reason of our own timeout. */
export const timedOut: Reason = { reason: "Timeout", outcome: "unknown" }

/** The same, before anything was sent. */
export const timedOutBefore: Reason = { reason: "Timeout", outcome: "not-applied" }
