/**
 * From a response to the result of the call, or to the error that it means.
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

/** An operation, as far as its response goes. */
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

/** An action is a word in capitals. Whatever else stands in its place could be a secret. */
const isWord = (action: string) => /^[A-Z][A-Z_]{0,63}$/.test(action)

/** Names the action, where it is one that no schema of the operation knows. */
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

/** A status outside 2xx is a failure whatever the body says; the body tells more about it. */
const settleFailure = <Response, ResponseEncoded>(
  operation: Responding<Response, ResponseEncoded>,
  response: ReceivedResponse,
  call: CallState
): Settled<Response> => {
  const { status } = response
  const body = Result.getOrUndefined(Result.flatMap(response.body, Json.parse))
  if (isAbsent(operation.absence, status, body)) return settleAbsence(operation, body, response, call)
  // Credentials and rates are checked before the operation begins, so no action can be about it.
  const reported = status === 401 || status === 429 ? undefined : reportedKind(operation, body)
  return Result.fail(failure(reported ?? kindOfStatus(status, body), body, response, call))
}

/** What a repeated call does not find any more, the one before it has removed. */
const settleAbsence = <Response, ResponseEncoded>(
  operation: Responding<Response, ResponseEncoded>,
  body: unknown,
  response: ReceivedResponse,
  call: CallState
): Settled<Response> =>
  call.inDoubt
    ? decode(operation, undefined, response, call)
    : Result.fail(failure("NOT_FOUND", body, response, call))

/**
 * A status of 2xx is a success, unless the operation reports a failure in `action`, or the body does not fit.
 */
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
  if (reported === "NOT_FOUND" && isAbsent(operation.absence, response.status, body)) {
    return settleAbsence(operation, body, response, call)
  }
  if (reported !== undefined) return Result.fail(failure(reported, body, response, call))
  switch (operation.body) {
    case "none":
      // With 200 in place of 204, Authlete may say in words that all went well.
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
