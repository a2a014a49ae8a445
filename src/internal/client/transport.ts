/**
 * What the transport is told, and what its errors mean. The error of a transport holds the request with its credentials,
 * so nothing is taken from it but a word for the reason and the system's code.
 */
import * as FetchHttpClient from "@effect/platform/FetchHttpClient"
import type { RequestError } from "@effect/platform/HttpClientError"
import type { HttpClientRequest } from "@effect/platform/HttpClientRequest"
import type * as Context from "effect/Context"
import * as Predicate from "effect/Predicate"
import type { TransportError } from "../../AuthleteError.js"
import { serviceIn } from "../edge/caller.js"

/** The options for fetch that a context holds, if it holds any. */
export const requestInitIn = (context: Context.Context<never>): RequestInit | undefined =>
  serviceIn(context, FetchHttpClient.RequestInit)

/**
 * The options for fetch of a client's calls. Fetch follows redirects unless it is told not to, and would take the headers
 * of a call along.
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
  // The server vouches that it has not begun with the request (RFC 9113, section 8.7).
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

/** The codes in an error and in what caused it; a connection that was tried on several addresses has several causes. */
const codesIn = (error: unknown, depth = 0): ReadonlyArray<string> => {
  if (typeof error !== "object" || error === null || depth > 8) return []
  const { cause, code, errors, message } = error as {
    readonly code?: unknown
    readonly cause?: unknown
    readonly errors?: unknown
    readonly message?: unknown
  }
  return [
    // Of a stream of HTTP/2 that was closed, only the message has the code.
    ...(/\bNGHTTP2_[A-Z_]{1,40}\b/.exec(typeof message === "string" ? message : "") ?? []),
    // A code is a word of the system's; anything else could be a secret.
    ...(typeof code === "string" && /^[A-Z][A-Z0-9_]{1,63}$/.test(code) ? [code] : []),
    ...codesIn(cause, depth + 1),
    ...(Array.isArray(errors) ? errors.slice(0, 8).flatMap((inner) => codesIn(inner, depth + 1)) : [])
  ]
}

const isRequestError = (error: unknown): error is RequestError => Predicate.isTagged(error, "RequestError")

/** A client of the user's may fail with anything, though its type says what with. */
const isBeforeSending = (error: unknown): boolean => isRequestError(error) && error.reason !== "Transport"

export const failureOf = (error: unknown): TransportFailure => {
  const found = codesIn(error)
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

/** The reason of our own timeout. */
export const timedOut: TransportFailure = { reason: "Timeout", outcome: "unknown" }

/** The same, before anything was sent. */
export const timedOutBefore: TransportFailure = { reason: "Timeout", outcome: "not-applied" }

/** A request as undici holds it: `abort` is null until it is about to be written. */
interface AcceptedRequest {
  readonly abort?: unknown
  readonly body?: unknown
}

/** The part of Node that undici tells on which requests it has accepted. */
interface DiagnosticsChannels {
  readonly subscribe: (channel: string, listener: (message: { readonly request?: AcceptedRequest }) => void) => void
}

interface NodeGlobal {
  readonly process?: { readonly getBuiltinModule?: (name: string) => DiagnosticsChannels | undefined }
}

/** What undici has accepted, by the memory of the body that was handed to it. */
const acceptedBy = new WeakMap<object, Array<AcceptedRequest>>()

const memoryOf = (body: unknown): object | undefined => ArrayBuffer.isView(body) ? body.buffer : undefined

let isListening = false

const listen = () => {
  if (isListening) return
  isListening = true
  const channels = (globalThis as NodeGlobal).process?.getBuiltinModule?.("node:diagnostics_channel")
  channels?.subscribe("undici:request:create", ({ request }) => {
    const memory = memoryOf(request?.body)
    if (request !== undefined && memory !== undefined) acceptedBy.get(memory)?.push(request)
  })
}

/**
 * Watches what becomes of a request, by its body. While all connections are busy, undici holds requests back; one that
 * was never written was not applied. The function that comes back says whether that is certain, which no other transport
 * tells.
 */
export const watchWriting = ({ body }: HttpClientRequest): () => boolean => {
  const memory = body._tag === "Uint8Array" ? memoryOf(body.body) : undefined
  if (memory === undefined) return () => false
  listen()
  const accepted: Array<AcceptedRequest> = []
  acceptedBy.set(memory, accepted)
  return () => accepted.length > 0 && accepted.every(({ abort }) => abort === null)
}
