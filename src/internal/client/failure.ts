/**
 * The failures that an answer can stand for, by its `action` or by its status.
 */
import * as AuthleteError from "../../AuthleteError.js"
import { redact } from "../schema/secrets.js"
import type { Answer, Call } from "./answer.js"
import { waitOf } from "./hints.js"

/** What an answer of any shape tells about its result. */
interface Told {
  readonly resultCode?: string
  readonly resultMessage?: string
}

const fieldsOf = (body: unknown): Readonly<Record<string, unknown>> =>
  typeof body === "object" && body !== null ? body as Record<string, unknown> : {}

export const actionOf = (body: unknown): string | undefined => {
  const { action } = fieldsOf(body)
  return typeof action === "string" ? action : undefined
}

/** The result code as it is: only to compare it with, since anything may stand in its place. */
export const resultCodeOf = (body: unknown): string | undefined => {
  const { resultCode } = fieldsOf(body)
  return typeof resultCode === "string" || typeof resultCode === "number" ? String(resultCode) : undefined
}

const isResultCode = (text: string) => /^[A-Z]?\d{1,6}$/.test(text)

/** Authlete's words are short. What is longer is something else, and is not repeated, not even in part. */
const longest = 4096

export const toldBy = (body: unknown, { secrets }: Call): Told => {
  const { resultMessage } = fieldsOf(body)
  const resultCode = resultCodeOf(body)
  const clean = (text: string) => redact(text, secrets(body))
  return {
    ...(resultCode !== undefined && resultCode.length <= longest &&
      { resultCode: isResultCode(resultCode) ? resultCode : clean(resultCode) }),
    ...(typeof resultMessage === "string" && resultMessage.length <= longest && { resultMessage: clean(resultMessage) })
  }
}

/** Authlete did not do what it refuses. */
const refusals = {
  BAD_REQUEST: AuthleteError.BadRequest,
  UNAUTHORIZED: AuthleteError.Unauthorized,
  FORBIDDEN: AuthleteError.Forbidden,
  NOT_FOUND: AuthleteError.NotFound
} as const

/** A failure that has a name, in Authlete's words for actions. */
export type Kind = keyof typeof refusals | "INTERNAL_SERVER_ERROR"

export const kindOfAction = (action: string | undefined): Kind | undefined =>
  action !== undefined && (action === "INTERNAL_SERVER_ERROR" || Object.hasOwn(refusals, action))
    ? action as Kind
    : undefined

export const kindOfStatus = (status: number): Kind | undefined => {
  switch (status) {
    case 400:
      return "BAD_REQUEST"
    case 401:
      return "UNAUTHORIZED"
    case 403:
      return "FORBIDDEN"
    case 404:
      return "NOT_FOUND"
    case 500:
      return "INTERNAL_SERVER_ERROR"
    default:
      return undefined
  }
}

/** A status of 4xx refuses the request, but for 408: the server gave up waiting for it, and may have seen all of it. */
const outcomeOf = (status: number) => status >= 400 && status < 500 && status !== 408 ? "not-applied" : "unknown"

type Outcome = AuthleteError.AuthleteError["outcome"]

/** What becomes known of a call by its last attempt: nothing, if one before may have been carried out. */
export const outcomeAfter = (inDoubt: boolean, outcome: Outcome): Outcome => inDoubt ? "unknown" : outcome

export const failure = (
  kind: Kind | undefined,
  result: Told,
  { headers, receivedAt, status }: Answer,
  { about, attempts, inDoubt }: Call
): AuthleteError.AuthleteError => {
  const told = { ...about, attempts, ...result }
  if (kind !== undefined && kind !== "INTERNAL_SERVER_ERROR") {
    return new refusals[kind]({ ...told, outcome: outcomeAfter(inDoubt, "not-applied"), status })
  }
  const wait = waitOf(headers, receivedAt)
  const hint = wait !== undefined && { retryAfter: wait }
  if (kind === "INTERNAL_SERVER_ERROR") {
    return new AuthleteError.InternalServer({ ...told, outcome: "unknown", status, ...hint })
  }
  return status === 429
    ? new AuthleteError.TooManyRequests({ ...told, outcome: outcomeAfter(inDoubt, "not-applied"), ...hint })
    : new AuthleteError.UnexpectedStatus({
      ...told,
      outcome: outcomeAfter(inDoubt, outcomeOf(status)),
      status,
      ...hint
    })
}
