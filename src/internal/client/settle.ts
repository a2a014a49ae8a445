/**
 * Decides what a response means: the result of the call, or an error. A status of 2xx is a success, unless the
 * operation reports a failure by its `action` or the body does not fit. Any other status is a failure; `failure.ts`
 * says which.
 */
import * as AuthleteError from "../../AuthleteError.js"
import type { Operation } from "../../Operation.js"
import * as Result from "../edge/result.js"
import * as SchemaIssues from "../edge/schemaIssues.js"
import * as Json from "../schema/json.js"
import { redact } from "../schema/secrets.js"
import type { CallState } from "./failure.js"
import { actionOf, failure, isAbsent, kindOfStatus, reportedKind } from "./failure.js"
import type { ReceivedResponse } from "./response.js"

/** The part of an operation that is about its response. */
export type Responding<Response, ResponseEncoded> = Omit<
  Operation<unknown, unknown, Response, ResponseEncoded>,
  "request" | "resend"
>

type Settled<Response> = Result.Result<Response, AuthleteError.AuthleteError>

const invalid = (
  { attempts, identity }: CallState,
  { status }: ReceivedResponse,
  issues: ReadonlyArray<AuthleteError.Issue>
) => new AuthleteError.InvalidResponse({ ...identity, attempts, outcome: "unknown", status, issues })

/**
 * Whether this can be an action: a word in capitals. Whatever else stands there could be a secret, and is not repeated.
 */
const isWord = (action: string) => /^[A-Z][A-Z_]{0,63}$/.test(action)

/** Adds the action to the issue about it: the schema does not know this one, so the user wants to see it. */
const nameAction = (issues: ReadonlyArray<AuthleteError.Issue>, action: string | undefined, call: CallState) =>
  action === undefined || !isWord(action)
    ? issues
    : issues.map((issue) =>
      issue.path.join() === "action" ? { ...issue, actual: redact(action, call.secrets(undefined)) } : issue
    )

const decode = <Response, ResponseEncoded>(
  operation: Responding<Response, ResponseEncoded>,
  value: unknown,
  response: ReceivedResponse,
  call: CallState
): Settled<Response> =>
  Result.mapError(
    SchemaIssues.decode(operation.response, value),
    (issues) => invalid(call, response, nameAction(issues, actionOf(value), call))
  )

const isBlank = ({ body }: ReceivedResponse) => Result.getOrElse(body, () => "x").trim() === ""

/** A status outside 2xx is a failure. The body says more about it, and may be of any kind. */
const settleFailure = <Response, ResponseEncoded>(
  operation: Responding<Response, ResponseEncoded>,
  response: ReceivedResponse,
  call: CallState
): Settled<Response> => {
  const { status } = response
  const body = Result.getOrUndefined(Result.flatMap(response.body, Json.parse))
  if (isAbsent(operation.absence, status, body)) return settleAbsence(operation, body, response, call)
  // Access token and rate are checked before the operation begins, so with 401 and 429 an action means nothing.
  const reported = status === 401 || status === 429 ? undefined : reportedKind(operation, body)
  return Result.fail(failure(reported ?? kindOfStatus(status, body), body, response, call))
}

/**
 * There is nothing to remove. That is a success if an attempt before this one may have removed it, and else an error.
 */
const settleAbsence = <Response, ResponseEncoded>(
  operation: Responding<Response, ResponseEncoded>,
  body: unknown,
  response: ReceivedResponse,
  call: CallState
): Settled<Response> =>
  call.inDoubt
    ? decode(operation, undefined, response, call)
    : Result.fail(failure(AuthleteError.NotFound, body, response, call))

const settleSuccess = <Response, ResponseEncoded>(
  operation: Responding<Response, ResponseEncoded>,
  response: ReceivedResponse,
  call: CallState
): Settled<Response> => {
  const isWithout = operation.body === "none" || operation.success.includes(204)
  if (isWithout && isBlank(response)) return decode(operation, undefined, response, call)
  if (operation.body === "text") {
    return Result.match(response.body, {
      onFailure: (expected): Settled<Response> => Result.fail(invalid(call, response, [{ path: [], expected }])),
      onSuccess: (text) => decode(operation, text, response, call)
    })
  }
  const json = Result.flatMap(response.body, Json.parse)
  if (Result.isFailure(json)) {
    return Result.fail(invalid(call, response, [{ path: [], expected: Result.failureOf(json) }]))
  }
  const body = Result.successOf(json)
  const reported = reportedKind(operation, body)
  if (reported === AuthleteError.NotFound && isAbsent(operation.absence, response.status, body)) {
    return settleAbsence(operation, body, response, call)
  }
  if (reported !== undefined) return Result.fail(failure(reported, body, response, call))
  switch (operation.body) {
    case "none":
      // Where 204 is documented, Authlete may send 200 with a result code. The body is of no interest.
      return decode(operation, undefined, response, call)
    case "document":
      return decode(operation, body, response, call)
    case "json":
      return decode(operation, Json.dropNulls(body), response, call)
  }
}

export const settle = <Response, ResponseEncoded>(
  operation: Responding<Response, ResponseEncoded>,
  response: ReceivedResponse,
  call: CallState
): Settled<Response> =>
  response.status >= 200 && response.status <= 299
    ? settleSuccess(operation, response, call)
    : settleFailure(operation, response, call)
