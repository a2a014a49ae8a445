/**
 * One request and its answer, read to the end.
 */
import type * as HttpClient from "@effect/platform/HttpClient"
import type { HttpClientError } from "@effect/platform/HttpClientError"
import type { HttpClientRequest } from "@effect/platform/HttpClientRequest"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import type { Answer } from "./answer.js"
import { readText } from "./body.js"

/** A client may take a status outside 2xx for an error. Here it is an answer like others, to be read and understood. */
const answeredAfterAll = (error: HttpClientError) =>
  error._tag === "ResponseError" && error.reason === "StatusCode" ? Effect.succeed(error.response) : Effect.fail(error)

export const exchange = (
  client: HttpClient.HttpClient,
  request: HttpClientRequest,
  maxResponseBytes: number
): Effect.Effect<Answer, HttpClientError> =>
  Effect.gen(function*() {
    const response = yield* Effect.catchAll(client.execute(request), answeredAfterAll)
    const body = yield* readText(response, maxResponseBytes).pipe(
      Effect.map(Either.right),
      Effect.catchAll((error) => {
        if (error._tag === "Unreadable") return Effect.succeed(Either.left(error.expected))
        // The status of a failure has been told, and the body would only have told more about it.
        return response.status >= 400 ? Effect.succeed(Either.left("a whole body")) : Effect.fail(error)
      })
    )
    return { status: response.status, headers: response.headers, body, receivedAt: yield* Clock.currentTimeMillis }
  })
