/**
 * Runs every operation: encode, send, read, settle. Around that a timeout for each attempt, another attempt where it
 * can do no harm, and one span.
 */
import type * as HttpClient from "@effect/platform/HttpClient"
import * as HttpClientRequest from "@effect/platform/HttpClientRequest"
import { Clock } from "effect/Clock"
import * as Context from "effect/Context"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Redacted from "effect/Redacted"
import * as AuthleteError from "../AuthleteError.js"
import * as RetryPolicy from "../RetryPolicy.js"
import type { About } from "./answer.js"
import type { PerCall } from "./callOptions.js"
import { CallOptions, PageOffset, policyIn } from "./callOptions.js"
import { exchange } from "./exchange.js"
import { metering } from "./metering.js"
import type { Operation } from "./operation.js"
import type { Prepared } from "./prepare.js"
import { prepare } from "./prepare.js"
import * as RateGate from "./rateGate.js"
import { resending } from "./resend.js"
import { secretsOf } from "./secrets.js"
import type { Settings as ClientSettings } from "./settings.js"
import { rules } from "./settings.js"
import { settle } from "./settle.js"
import { annotate, spanning, waits } from "./span.js"
import { timeLimit } from "./timeLimit.js"
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
  /** The access token that was refused, and the refusal. */
  refused: { readonly bearer: string; readonly error: AuthleteError.AuthleteError } | undefined
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
    const { refused } = progress
    if (refused?.bearer === bearer) return yield* refused.error
    const authorized = HttpClientRequest.bearerToken(prepared.request, bearer)
    progress.attempts++
    const answer = yield* exchange(settings.client, authorized, settings.maxResponseBytes)
    progress.status = answer.status
    const settled = settle(operation, answer, {
      about,
      attempts: progress.attempts,
      inDoubt: progress.inDoubt,
      secrets: (body) => [
        bearer,
        ...(refused === undefined ? [] : [refused.bearer]),
        ...prepared.secrets(),
        ...secretsOf(operation.response.ast, body)
      ]
    })
    if (answer.status === 401 && Either.isLeft(settled)) progress.refused ??= { bearer, error: settled.left }
    return yield* settled
  }).pipe(
    Effect.catchTags({
      RequestError: (error) => noAnswer(about, progress, reasonOf(error)),
      ResponseError: (error) => noAnswer(about, progress, reasonOf(error))
    })
  )

/** Limits the time of an attempt. What was not sent by then was not applied. */
const within =
  (clock: Clock, duration: Duration.DurationInput, about: About, progress: Progress) =>
  <A>(attempt: Effect.Effect<A, AuthleteError.AuthleteError>) =>
    Effect.suspend(() => {
      const before = progress.attempts
      return timeLimit(
        clock,
        Duration.toMillis(duration),
        () => noAnswer(about, progress, progress.attempts > before ? timedOut : timedOutBefore)
      )(attempt)
    })

/** Asks for another access token, and sends the call again, if the first was refused and tokens rotate. */
const renewing =
  ({ rotates }: Settings, progress: Progress) => <A>(attempt: Effect.Effect<A, AuthleteError.AuthleteError>) =>
    !rotates ?
      attempt :
      Effect.catchAll(attempt, (error) => progress.refused?.error === error ? attempt : Effect.fail(error))

/**
 * The `execute` of a client.
 */
export const interpreter = (settings: Settings) => {
  const withSpan = spanning(settings.baseUrl)
  const meter = metering(settings)
  const shared = { quota: { spent: 0 }, gate: RateGate.make() }

  return <Request, RequestEncoded, Response, ResponseEncoded>(
    operation: Operation<Request, RequestEncoded, Response, ResponseEncoded>,
    input: Request
  ): Effect.Effect<Response, AuthleteError.AuthleteError> =>
    withSpan(operation, (span) =>
      Effect.withFiberRuntime<Response, AuthleteError.AuthleteError>((fiber) => {
        const context = fiber.currentContext
        const clock = Context.get(fiber.currentDefaultServices, Clock)
        const options = Context.get(context, CallOptions)
        const offset = Context.get(context, PageOffset)
        const about = { operation: operation.name, ...(offset !== undefined && { offset }) }
        const progress: Progress = { attempts: 0, inDoubt: false, status: undefined, refused: undefined }
        const meters = meter(fiber, operation.name)
        const begin = clock.unsafeCurrentTimeNanos()

        return Either.match(prepare(settings, options, operation, input), {
          onLeft: (issues) => Effect.fail(invalidRequest(about, progress, issues)),
          onRight: (prepared) =>
            attempting(settings, operation, about, prepared, progress).pipe(
              within(clock, options.timeout ?? settings.timeout, about, progress),
              renewing(settings, progress),
              Effect.tapError(({ outcome }) =>
                Effect.sync(() => {
                  progress.inDoubt ||= outcome === "unknown"
                })
              ),
              resending({
                resend: prepared.resend,
                policy: policyOf(options, settings, context),
                shared,
                clock,
                notSent: (retryAfter) =>
                  new AuthleteError.TooManyRequests({ ...about, attempts: 0, outcome: "not-applied", retryAfter }),
                onWait: (wait) => {
                  waits(span, progress, clock.unsafeCurrentTimeNanos(), wait)
                  meters.waits(wait)
                },
                onQuota: meters.left
              })
            )
        }).pipe(
          Effect.onExit((exit) =>
            Effect.sync(() => {
              annotate(span, progress, exit)
              meters.took(Number(clock.unsafeCurrentTimeNanos() - begin) / 1e9, exit)
            })
          )
        )
      }))
}
