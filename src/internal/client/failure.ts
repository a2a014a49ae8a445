/**
 * Makes the error of a failed call from its response: which error it is, by the `action` or the status; what is known
 * of the outcome; and what Authlete says about it, without secrets.
 */
import type { Headers } from "@effect/platform/Headers"
import * as Duration from "effect/Duration"
import * as AuthleteError from "../../AuthleteError.js"
import type { Absence } from "../../Operation.js"
import * as Json from "../schema/json.js"
import { clean } from "../schema/secrets.js"
import type { ReceivedResponse } from "./response.js"

/** What every error says about its call. */
export interface CallIdentity {
  /** The name of the operation. */
  readonly operation: string
  /** The name of the server, such as `us.authlete.com`. */
  readonly server: string
  /** Absent for an operation that belongs to no service. */
  readonly serviceId?: string
}

/** The call that a response belongs to. */
export interface CallState {
  readonly identity: CallIdentity
  /** How often the request was sent. */
  readonly attempts: number
  /** Whether an attempt before this one may have been carried out. */
  readonly inDoubt: boolean
  /** The secrets of the call and of the body of its response: a server may repeat them. Asked for on failure only. */
  readonly secrets: (body: unknown) => ReadonlyArray<string>
}

type Outcome = AuthleteError.AuthleteError["outcome"]

/**
 * The outcome of a call by that of its last attempt. It stays unknown if an attempt before may have been carried out.
 */
export const outcomeAfter = (inDoubt: boolean, outcome: Outcome): Outcome => inDoubt ? "unknown" : outcome

export const actionOf = (body: unknown): string | undefined => {
  const { action } = Json.fieldsOf(body)
  return typeof action === "string" ? action : undefined
}

/** The result code as it stands there: only to compare it, since anything may stand there. */
const resultCodeOf = (body: unknown): string | undefined => {
  const { resultCode } = Json.fieldsOf(body)
  return typeof resultCode === "string" || typeof resultCode === "number" ? String(resultCode) : undefined
}

/** What a response says about what happened. */
interface Told {
  readonly resultCode?: string
  readonly resultMessage?: string
}

const isResultCode = (text: string) => /^[A-Z]?\d{1,6}$/.test(text)

/** The longest message that is repeated, in characters. Authlete's are short; anything longer is something else. */
const longest = 4096

const toldBy = (body: unknown, { secrets }: CallState): Told => {
  const { resultMessage } = Json.fieldsOf(body)
  const resultCode = resultCodeOf(body)
  const cleaned = (text: string) => clean(text, secrets(body))
  return {
    ...(resultCode !== undefined && resultCode.length <= longest &&
      { resultCode: isResultCode(resultCode) ? resultCode : cleaned(resultCode) }),
    ...(typeof resultMessage === "string" && resultMessage.length <= longest &&
      { resultMessage: cleaned(resultMessage) })
  }
}

/** The class of an error. */
export type Kind =
  | typeof AuthleteError.BadRequest
  | typeof AuthleteError.Unauthorized
  | typeof AuthleteError.Forbidden
  | typeof AuthleteError.NotFound
  | typeof AuthleteError.TooManyRequests
  | typeof AuthleteError.InternalServer
  | typeof AuthleteError.UnexpectedStatus

/** Which error an action reports. */
const kinds: Readonly<Record<string, Kind>> = {
  BAD_REQUEST: AuthleteError.BadRequest,
  CALLER_ERROR: AuthleteError.BadRequest,
  INVALID_REQUEST: AuthleteError.BadRequest,
  UNAUTHORIZED: AuthleteError.Unauthorized,
  FORBIDDEN: AuthleteError.Forbidden,
  NOT_FOUND: AuthleteError.NotFound,
  INTERNAL_SERVER_ERROR: AuthleteError.InternalServer,
  AUTHLETE_ERROR: AuthleteError.InternalServer,
  SERVER_ERROR: AuthleteError.InternalServer
}

/** The error of a status. Any other one is unexpected. */
const kindsByStatus: Readonly<Record<number, Kind>> = {
  400: AuthleteError.BadRequest,
  401: AuthleteError.Unauthorized,
  403: AuthleteError.Forbidden,
  404: AuthleteError.NotFound,
  429: AuthleteError.TooManyRequests,
  500: AuthleteError.InternalServer
}

/** The error that the `action` reports, if the operation reports by it and this action is not a success. */
export const reportedKind = (
  { reports }: { readonly reports: ReadonlyArray<string> },
  body: unknown
): Kind | undefined => {
  const action = reports.length === 0 ? undefined : actionOf(body)
  return action !== undefined && !reports.includes(action) && Object.hasOwn(kinds, action) ? kinds[action] : undefined
}

/**
 * Authlete's code for "service not found". It is `Forbidden`, not `NotFound`: that would read as "no such token", and a
 * repeated delete would take it for a success.
 */
const serviceNotFound = "A458203"

/** Whether a response says that what the request names does not exist. A missing service does not count. */
export const isAbsent = (absence: Absence | undefined, status: number, body: unknown): boolean => {
  if (absence === undefined) return false
  const resultCode = resultCodeOf(body)
  if (resultCode === serviceNotFound) return false
  return status === absence.status ||
    (absence.resultCode !== undefined && resultCode === absence.resultCode) ||
    (absence.action !== undefined && actionOf(body) === absence.action)
}

export const kindOfStatus = (status: number, body: unknown): Kind =>
  status >= 400 && resultCodeOf(body) === serviceNotFound
    ? AuthleteError.Forbidden
    : kindsByStatus[status] ?? AuthleteError.UnexpectedStatus

/** A status of 4xx refuses the request. 408 does not: the server gave up waiting, and may have seen all of it. */
const outcomeOf = (status: number) => status >= 400 && status < 500 && status !== 408 ? "not-applied" : "unknown"

/** An HTTP date (RFC 9110, section 5.6.7): `Date.parse` alone would take other texts for one, too. */
const httpDate = /^[A-Za-z]{3,9},? .* GMT$|^[A-Za-z]{3} [A-Za-z]{3} .* \d{4}$/

const parseDate = (text: string | undefined): number | undefined => {
  if (text === undefined || !httpDate.test(text)) return undefined
  const millis = Date.parse(text)
  return Number.isNaN(millis) ? undefined : millis
}

/** A number of seconds, in milliseconds. A fraction is rounded up; what is no number, or negative, is ignored. */
const parseSeconds = (text: string | undefined): number | undefined =>
  text !== undefined && /^\d{1,12}(\.\d+)?$/.test(text.trim()) ? Math.ceil(Number(text)) * 1000 : undefined

/** `Retry-After` in milliseconds. A date counts from the response's own `Date` if it has one, since clocks differ. */
const retryAfterIn = (headers: Headers, now: number): number | undefined => {
  const until = parseDate(headers["retry-after"])
  return until === undefined
    ? parseSeconds(headers["retry-after"])
    : Math.max(0, until - (parseDate(headers["date"]) ?? now))
}

/**
 * How long a server asks to wait, by `Retry-After` (seconds or an HTTP date) and `Ratelimit-Reset` (seconds). With
 * both, the longer one.
 */
const waitIn = ({ headers, receivedAt }: ReceivedResponse): Duration.Duration | undefined => {
  const waits = [retryAfterIn(headers, receivedAt), parseSeconds(headers["ratelimit-reset"])].filter((wait) =>
    wait !== undefined
  )
  return waits.length === 0 ? undefined : Duration.millis(Math.max(...waits))
}

const outcomeBy = (kind: Kind, status: number): Outcome => {
  if (kind === AuthleteError.InternalServer) return "unknown"
  return kind === AuthleteError.UnexpectedStatus ? outcomeOf(status) : "not-applied"
}

/** Makes the error of this kind. Of what is said here, it takes what it has a field for. */
export const failure = (
  kind: Kind,
  body: unknown,
  response: ReceivedResponse,
  call: CallState
): AuthleteError.AuthleteError => {
  const { attempts, identity, inDoubt } = call
  const { status } = response
  const retryAfter = waitIn(response)
  return new kind({
    ...identity,
    attempts,
    outcome: outcomeAfter(inDoubt, outcomeBy(kind, status)),
    status,
    ...toldBy(body, call),
    ...(retryAfter !== undefined && { retryAfter })
  })
}

/** Whether Authlete could not be reached, or could not respond: then it has said nothing about what was asked. */
export const isOutage = (error: AuthleteError.AuthleteError): boolean => {
  switch (error._tag) {
    case "InternalServer":
    case "TooManyRequests":
    case "TransportError":
      return true
    case "UnexpectedStatus":
      return error.status >= 500
    default:
      return false
  }
}
