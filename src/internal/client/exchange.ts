/**
 * One request and its answer, read to the end.
 */
import type * as HttpClient from "@effect/platform/HttpClient"
import type { HttpClientError } from "@effect/platform/HttpClientError"
import type { HttpClientRequest } from "@effect/platform/HttpClientRequest"
import type { HttpClientResponse } from "@effect/platform/HttpClientResponse"
import type { Clock } from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import type { Answer } from "./answer.js"
import { readText } from "./body.js"

const answerOf = (clock: Clock, maxResponseBytes: number) =>
(
  response: HttpClientResponse
): Effect.Effect<Answer, HttpClientError> => {
  const { headers, status } = response
  const answer = (body: Answer["body"]): Answer => ({
    status,
    headers,
    body,
    receivedAt: clock.unsafeCurrentTimeMillis()
  })
  return Effect.matchEffect(readText(response, headers, maxResponseBytes), {
    // The status of a failure has been told, and the body would only have told more about it.
    onFailure: (error) => status >= 400 ? Effect.succeed(answer(Either.left("a whole body"))) : Effect.fail(error),
    onSuccess: (body) => Effect.succeed(answer(body))
  })
}

export const exchange = (
  client: HttpClient.HttpClient,
  clock: Clock,
  request: HttpClientRequest,
  maxResponseBytes: number
): Effect.Effect<Answer, HttpClientError> => {
  const toAnswer = answerOf(clock, maxResponseBytes)
  return Effect.matchEffect(client.execute(request), {
    // A client may take a status outside 2xx for an error. Here it is an answer like others, to be read and understood.
    onFailure: (error) =>
      error._tag === "ResponseError" && error.reason === "StatusCode" ? toAnswer(error.response) : Effect.fail(error),
    onSuccess: toAnswer
  })
}
