/**
 * Runs every operation: encode, send, read, settle. Around that a timeout for each attempt, another attempt where it
 * can do no harm, and one span.
 */
import type * as HttpClient from "@effect/platform/HttpClient"
import * as HttpClientRequest from "@effect/platform/HttpClientRequest"
import * as Context from "effect/Context"
import type * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Redacted from "effect/Redacted"
import * as AuthleteError from "../AuthleteError.js"
import * as RetryPolicy from "../RetryPolicy.js"
import type { About } from "./answer.js"
import type { PerCall } from "./callOptions.js"
import { CallOptions, PageOffset, policyIn } from "./callOptions.js"
import { exchange } from "./exchange.js"
import type { Operation } from "./operation.js"
import type { Prepared } from "./prepare.js"
import { prepare } from "./prepare.js"
import { resending } from "./resend.js"
import { secretsOf } from "./secrets.js"
import type { Settings as ClientSettings } from "./settings.js"
import { rules } from "./settings.js"
import { settle } from "./settle.js"
import { spanning } from "./span.js"
import type { Reason } from "./transportError.js"
import { reasonOf, timedOut, timedOutBefore } from "./transportError.js"

interface Settings extends ClientSettings {
  readonly client: HttpClient.HttpClient
  /** The policy that the client was made with, if it was given one. */
  readonly retryPolicy: RetryPolicy.Input | undefined
  /** The policy that was in the context when the client was made, if there was one. */
  readonly ambientPolicy: RetryPolicy.Policy | undefined
}

/** The policy of a call is its own, or else one that came into the context since the client was made, or the client's. */
const policyOf = (
  { retryPolicy: ofCall }: PerCall,
  { ambientPolicy, retryPolicy: ofClient }: Settings,
  context: Context.Context<never>
): RetryPolicy.Policy => {
  const near = policyIn(context)
  const since = near === ambientPolicy ? undefined : near
  return RetryPolicy.fromInput(ofCall ?? since ?? ofClient ?? ambientPolicy ?? RetryPolicy.standard)
}

/** How far a call has come. */
interface Progress {
  /** How often the request was sent. */
  attempts: number
  /** Whether one of the attempts may have been carried out without an answer that says so. */
  inDoubt: boolean
  /** The status of the last answer. */
  status: number | undefined
}

const invalidRequest = (
  about: About,
  { attempts }: Pick<Progress, "attempts">,
  issues: ReadonlyArray<AuthleteError.Issue>
) => new AuthleteError.InvalidRequest({ ...about, attempts, outcome: "not-applied", issues })

const noAnswer = (about: About, { attempts }: Progress, reason: Reason) =>
  new AuthleteError.TransportError({ ...about, attempts, ...reason })

const attempting = <Request, RequestEncoded, Response, ResponseEncoded>(
  settings: Settings,
  operation: Operation<Request, RequestEncoded, Response, ResponseEncoded>,
  about: About,
  prepared: Prepared,
  progress: Progress
): Effect.Effect<Response, AuthleteError.AuthleteError> =>
  Effect.gen(function*() {
    progress.status = undefined
    const token = yield* settings.accessToken
    if (!rules.accessToken.holds(token)) {
      return yield* invalidRequest(about, progress, [
        { path: ["accessToken"], expected: rules.accessToken.expected }
      ])
    }
    // The token may be wiped while its request is out.
    const bearer = Redacted.value(token)
    const authorized = HttpClientRequest.bearerToken(prepared.request, bearer)
    progress.attempts++
    const answer = yield* exchange(settings.client, authorized, settings.maxResponseBytes)
    progress.status = answer.status
    return yield* settle(operation, answer, {
      about,
      ...progress,
      secrets: (body) => [bearer, ...prepared.secrets(), ...secretsOf(operation.response.ast, body)]
    })
  }).pipe(
    Effect.catchTags({
      RequestError: (error) => noAnswer(about, progress, reasonOf(error)),
      ResponseError: (error) => noAnswer(about, progress, reasonOf(error))
    })
  )

/** Limits the time of an attempt. What was not sent by then was not applied. */
const within =
  (duration: Duration.DurationInput, about: About, progress: Progress) =>
  <A>(attempt: Effect.Effect<A, AuthleteError.AuthleteError>) =>
    Effect.suspend(() => {
      const before = progress.attempts
      return Effect.timeoutFail(attempt, {
        duration,
        onTimeout: () => noAnswer(about, progress, progress.attempts > before ? timedOut : timedOutBefore)
      })
    })

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
      const progress: Progress = { attempts: 0, inDoubt: false, status: undefined }
      return Either.match(prepare(settings, options, operation, input), {
        onLeft: (issues) => invalidRequest(about, progress, issues),
        onRight: (prepared) =>
          attempting(settings, operation, about, prepared, progress).pipe(
            within(options.timeout ?? settings.timeout, about, progress),
            Effect.tapError(({ outcome }) =>
              Effect.sync(() => {
                progress.inDoubt ||= outcome === "unknown"
              })
            ),
            resending(prepared.resend, policyOf(options, settings, context))
          )
      }).pipe(withSpan(operation, progress))
    })
}
