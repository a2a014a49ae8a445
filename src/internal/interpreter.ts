/**
 * Runs every operation: encode, send, read, settle. Around that a timeout for each attempt, another attempt where it
 * can do no harm, and one span.
 */
import type * as HttpClient from "@effect/platform/HttpClient"
import * as HttpClientRequest from "@effect/platform/HttpClientRequest"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Redacted from "effect/Redacted"
import * as AuthleteError from "../AuthleteError.js"
import type { Policy } from "../RetryPolicy.js"
import { RetryPolicy } from "../RetryPolicy.js"
import type { About } from "./answer.js"
import { CallOptions, PageOffset } from "./callOptions.js"
import { exchange } from "./exchange.js"
import type { Operation } from "./operation.js"
import type { Prepared } from "./prepare.js"
import { prepare } from "./prepare.js"
import { resending } from "./resend.js"
import type { Settings as ClientSettings } from "./settings.js"
import { rules } from "./settings.js"
import { settle } from "./settle.js"
import { spanning } from "./span.js"
import type { Reason } from "./transportError.js"
import { reasonOf, timedOut } from "./transportError.js"

interface Settings extends ClientSettings {
  readonly client: HttpClient.HttpClient
  readonly retryPolicy: Policy
}

/** The policy of the call: one that its context holds goes before that of the client. */
const policyOf = (context: Context.Context<never>, settings: Settings): Policy =>
  context.unsafeMap.has(RetryPolicy.key) ? Context.get(context, RetryPolicy) : settings.retryPolicy

const invalidRequest = (about: About, attempts: number, issues: ReadonlyArray<AuthleteError.Issue>) =>
  new AuthleteError.InvalidRequest({ ...about, attempts, outcome: "not-applied", issues })

const noAnswer = (about: About, attempts: number, reason: Reason) =>
  new AuthleteError.TransportError({ ...about, attempts, ...reason })

const attempting = <Request, RequestEncoded, Response, ResponseEncoded>(
  settings: Settings,
  operation: Operation<Request, RequestEncoded, Response, ResponseEncoded>,
  about: About,
  { request, secrets }: Prepared
) =>
(attempts: number): Effect.Effect<Response, AuthleteError.AuthleteError> =>
  Effect.gen(function*() {
    const token = yield* settings.accessToken
    if (!rules.accessToken.holds(token)) {
      const issue = { path: ["accessToken"], expected: rules.accessToken.expected }
      return yield* invalidRequest(about, attempts - 1, [issue])
    }
    const authorized = HttpClientRequest.bearerToken(request, token)
    const answer = yield* exchange(settings.client, authorized, settings.maxResponseBytes)
    yield* Effect.annotateCurrentSpan("http.response.status_code", answer.status)
    return yield* settle(operation, answer, { about, attempts, secrets: () => [Redacted.value(token), ...secrets()] })
  }).pipe(
    Effect.catchTags({
      RequestError: (error) => noAnswer(about, attempts, reasonOf(error)),
      ResponseError: (error) => noAnswer(about, attempts, reasonOf(error))
    })
  )

/**
 * The `execute` of a client.
 */
export const interpreter = (settings: Settings) => {
  const withSpan = spanning(settings.baseUrl)
  return <Request, RequestEncoded, Response, ResponseEncoded>(
    operation: Operation<Request, RequestEncoded, Response, ResponseEncoded>,
    input: Request
  ): Effect.Effect<Response, AuthleteError.AuthleteError> =>
    Effect.contextWithEffect((context: Context.Context<never>) => {
      const options = Context.get(context, CallOptions)
      const offset = Context.get(context, PageOffset)
      const about = { operation: operation.name, ...(offset !== undefined && { offset }) }
      return Either.match(prepare(settings, options, operation, input), {
        onLeft: (issues) => invalidRequest(about, 0, issues),
        onRight: (prepared) => {
          const attempt = attempting(settings, operation, about, prepared)
          const duration = options.timeout ?? settings.timeout
          return resending(
            (attempts) =>
              Effect.timeoutFail(attempt(attempts), {
                duration,
                onTimeout: () => noAnswer(about, attempts, timedOut)
              }),
            prepared.resend,
            policyOf(context, settings)
          )
        }
      })
    }).pipe(withSpan(operation))
}
