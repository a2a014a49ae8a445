/**
 * From an answer to the result of the call, or to the error that it means.
 */
import * as Either from "effect/Either"
import * as ParseResult from "effect/ParseResult"
import * as AuthleteError from "../../AuthleteError.js"
import type { Operation } from "../../Operation.js"
import { fromParseIssue } from "../schema/issues.js"
import * as Json from "../schema/json.js"
import { redact } from "../schema/secrets.js"
import type { Answer, Call } from "./answer.js"
import * as Failure from "./failure.js"

/** An action is a word in capitals. Whatever else stands in its place could be a secret. */
const isWord = (action: string) => /^[A-Z][A-Z_]{0,63}$/.test(action)

/** Names the action, where it is one that no schema of the operation knows. */
const nameAction = (issues: ReadonlyArray<AuthleteError.Issue>, action: string | undefined, call: Call) =>
  action === undefined || !isWord(action)
    ? issues
    : issues.map((issue) =>
      issue.path.join() === "action" ? { ...issue, actual: redact(action, call.secrets(undefined)) } : issue
    )

const isBlank = (body: Answer["body"]) => Either.isRight(body) && body.right.trim() === ""

/** An operation, as far as its answer goes. */
export type Answering<Response, ResponseEncoded> = Omit<
  Operation<unknown, unknown, Response, ResponseEncoded>,
  "request" | "resend"
>

/**
 * A status outside 2xx is a failure whatever the body says; the body only tells more about it. With a status of 2xx it
 * is a failure if the operation reports one in `action`, or if the body is not what the operation answers with.
 */
export const settle = <Response, ResponseEncoded>(
  operation: Answering<Response, ResponseEncoded>,
  answer: Answer,
  call: Call
): Either.Either<Response, AuthleteError.AuthleteError> => {
  const { body, status } = answer

  const invalid = (issues: ReadonlyArray<AuthleteError.Issue>) =>
    new AuthleteError.InvalidResponse({
      ...call.about,
      attempts: call.attempts,
      outcome: "unknown",
      status,
      issues
    })
  const decode = (value: unknown) =>
    Either.mapLeft(
      ParseResult.decodeUnknownEither(operation.response)(value),
      (issue) => invalid(nameAction(fromParseIssue(issue), Failure.actionOf(value), call))
    )
  const json = Either.flatMap(body, Json.parse)

  if (status < 200 || status > 299) {
    const value = Either.getOrUndefined(json)
    const isAbsent = operation.notFoundCode !== undefined && Failure.resultCodeOf(value) === operation.notFoundCode
    // Credentials and rates are checked before the operation begins, so no action can be about it.
    const isBefore = status === 401 || status === 429
    const reported = operation.reports && !isBefore ? Failure.kindOfAction(Failure.actionOf(value)) : undefined
    const kind = isAbsent ? "NOT_FOUND" : reported ?? Failure.kindOfStatus(status)
    // What a repeated call does not find any more, the one before it has removed.
    if (kind === "NOT_FOUND" && operation.notFoundCode !== undefined && call.inDoubt) return decode(undefined)
    return Either.left(Failure.failure(kind, Failure.toldBy(value, call), answer, call))
  }
  // Nothing to say is said with 204, but a 200 without a body, or with a result in it, is as good.
  if (operation.success === 204 && isBlank(body)) return decode(undefined)
  if (Either.isLeft(json)) return Either.left(invalid([{ path: [], expected: json.left }]))
  if (operation.success === 204) return decode(undefined)
  const reported = operation.reports ? Failure.kindOfAction(Failure.actionOf(json.right)) : undefined
  if (reported !== undefined) {
    return Either.left(Failure.failure(reported, Failure.toldBy(json.right, call), answer, call))
  }
  return decode(Json.dropNulls(json.right))
}
