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
import type * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import type * as Tracer from "effect/Tracer"
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
import type { Answering } from "./settle.js"
import { settle } from "./settle.js"
import * as Span from "./span.js"
import { timeLimit } from "./timeLimit.js"
import type { Surroundings } from "./transport.js"
import { surroundings } from "./transport.js"
import type { Reason } from "./transportError.js"
import { reasonOf, timedOut, timedOutBefore } from "./transportError.js"

interface Settings extends ClientSettings {
  readonly client: HttpClient.HttpClient
  /** What the context held for fetch when the client was made. */
  readonly requestInit: Option.Option<RequestInit>
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

/** What the attempts of a call have in common. */
interface Call<Response, ResponseEncoded> {
  readonly settings: Settings
  readonly operation: Answering<Response, ResponseEncoded>
  readonly about: About
  readonly prepared: Prepared
  readonly progress: Progress
  readonly clock: Clock
  readonly surroundings: Surroundings
}

/** Sends the request with an access token, and makes out what the answer means. */
const sending = <Response, ResponseEncoded>(
  { about, clock, operation, prepared, progress, settings }: Call<Response, ResponseEncoded>
) =>
(token: Redacted.Redacted): Effect.Effect<Response, AuthleteError.AuthleteError> => {
  if (!rules.accessToken.holds(token)) {
    return Effect.fail(invalidRequest(about, progress, [
      { path: ["accessToken"], expected: rules.accessToken.expected }
    ]))
  }
  // The token may be wiped while its request is out.
  const bearer = Redacted.value(token)
  const { refused } = progress
  if (refused?.bearer === bearer) return Effect.fail(refused.error)
  const authorized = HttpClientRequest.bearerToken(prepared.request, bearer)
  progress.attempts++
  return Effect.matchEffect(exchange(settings.client, clock, authorized, settings.maxResponseBytes), {
    onFailure: (error) => Effect.fail(noAnswer(about, progress, reasonOf(error))),
    onSuccess: (answer) => {
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
      return settled
    }
  })
}

/** One attempt, within its time. What was not sent by then was not applied. */
const attempting = <Response, ResponseEncoded>(
  call: Call<Response, ResponseEncoded>,
  timeout: Duration.DurationInput
): Effect.Effect<Response, AuthleteError.AuthleteError> => {
  const { about, clock, progress, settings: { accessToken }, surroundings: { asCaller, runtime } } = call
  const send = sending(call)
  const millis = Duration.toMillis(timeout)
  return Effect.suspend(() => {
    const before = progress.attempts
    progress.status = undefined
    return timeLimit(Effect.isEffect(accessToken) ? Effect.flatMap(asCaller(accessToken), send) : send(accessToken), {
      clock,
      millis,
      runtime,
      onTimeout: () => noAnswer(about, progress, progress.attempts > before ? timedOut : timedOutBefore)
    })
  })
}

/** Asks for another access token, and sends the call again, if the first was refused and tokens rotate. Once a call. */
const renewing = <A>(
  attempt: Effect.Effect<A, AuthleteError.AuthleteError>,
  { progress, settings: { accessToken } }: Pick<Call<unknown, unknown>, "progress" | "settings">
): Effect.Effect<A, AuthleteError.AuthleteError> => {
  if (!Effect.isEffect(accessToken)) return attempt
  let isRenewed = false
  return Effect.catchAll(attempt, (error) => {
    if (progress.refused === undefined || isRenewed) return Effect.fail(error)
    isRenewed = true
    return attempt
  })
}

/**
 * The `execute` of a client.
 */
export const interpreter = (settings: Settings) => {
  const makeSpan = Span.spanning(settings.baseUrl)
  const meter = metering(settings)
  const shared = { quota: { spent: 0 }, gate: RateGate.make() }

  return <Request, RequestEncoded, Response, ResponseEncoded>(
    operation: Operation<Request, RequestEncoded, Response, ResponseEncoded>,
    input: Request
  ): Effect.Effect<Response, AuthleteError.AuthleteError> =>
    Effect.withFiberRuntime<Response, AuthleteError.AuthleteError>((fiber, { runtimeFlags }) => {
      const context = fiber.currentContext
      const clock = Context.get(fiber.currentDefaultServices, Clock)
      const options = Context.get(context, CallOptions)
      const offset = Context.get(context, PageOffset)
      const about = { operation: operation.name, ...(offset !== undefined && { offset }) }
      const progress: Progress = { attempts: 0, inDoubt: false, status: undefined, refused: undefined }
      const meters = meter(fiber, operation.name)
      const begin = clock.unsafeCurrentTimeNanos()

      const run = (span: Tracer.Span): Effect.Effect<Response, AuthleteError.AuthleteError> =>
        Either.match(prepare(settings, options, operation, input), {
          onLeft: (issues) => Effect.fail(invalidRequest(about, progress, issues)),
          onRight: (prepared) => {
            const call = {
              settings,
              operation,
              about,
              prepared,
              progress,
              clock,
              surroundings: surroundings(fiber, runtimeFlags, settings.requestInit, span)
            }
            return resending(renewing(attempting(call, options.timeout ?? settings.timeout), call), {
              resend: prepared.resend,
              policy: policyOf(options, settings, context),
              shared,
              clock,
              notSent: (retryAfter) =>
                new AuthleteError.TooManyRequests({ ...about, attempts: 0, outcome: "not-applied", retryAfter }),
              onFailure: ({ outcome }) => {
                progress.inDoubt ||= outcome === "unknown"
              },
              onWait: (wait) => {
                Span.waiting(span, progress, clock.unsafeCurrentTimeNanos(), wait)
                meters.waiting(wait)
              },
              onQuota: meters.quota
            })
          }
        })

      return Effect.uninterruptibleMask((restore) =>
        Effect.flatMap(
          makeSpan(operation),
          (span) =>
            Effect.flatMap(Effect.exit(restore(Effect.suspend(() => run(span)))), (exit) => {
              const end = clock.unsafeCurrentTimeNanos()
              Span.ended(span, progress, end, exit)
              meters.ended(Number(end - begin) / 1e9, exit)
              return exit
            })
        )
      )
    })
}
