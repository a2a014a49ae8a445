/**
 * One attempt at a call: an access token, a request, an answer and what it means, all within a time limit.
 */
import type * as HttpClient from "@effect/platform/HttpClient"
import * as HttpClientRequest from "@effect/platform/HttpClientRequest"
import type { Clock } from "effect/Clock"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import type * as Either from "effect/Either"
import * as Redacted from "effect/Redacted"
import * as AuthleteError from "../../AuthleteError.js"
import { timeLimit } from "../edge/timeLimit.js"
import { secretsOf } from "../schema/secrets.js"
import type { About } from "./answer.js"
import { exchange } from "./exchange.js"
import { outcomeAfter } from "./failure.js"
import type { Prepared } from "./request.js"
import type { Settings } from "./settings.js"
import { rules } from "./settings.js"
import type { Answering } from "./settle.js"
import { settle } from "./settle.js"
import type { Surroundings } from "./transport.js"
import type { Reason } from "./transportError.js"
import { reasonOf, timedOut, timedOutBefore } from "./transportError.js"

/** How far a call has come. */
export interface Progress {
  /** How often the request was sent. */
  attempts: number
  /** Whether one of the attempts may have been carried out without an answer that says so. */
  inDoubt: boolean
  /** The status of the last answer. */
  status: number | undefined
  /** Whether an access token was refused. */
  isRefused: boolean
}

export const invalidRequest = (
  about: About,
  { attempts, inDoubt }: Progress,
  issues: ReadonlyArray<AuthleteError.Issue>
) => new AuthleteError.InvalidRequest({ ...about, attempts, outcome: outcomeAfter(inDoubt, "not-applied"), issues })

const noAnswer = (about: About, { attempts, inDoubt }: Progress, reason: Reason) =>
  new AuthleteError.TransportError({ ...about, attempts, ...reason, outcome: outcomeAfter(inDoubt, reason.outcome) })

/** What the attempts of a call have in common. */
export interface Call<Response, ResponseEncoded> {
  readonly settings: Pick<Settings, "accessToken" | "maxResponseBytes"> & { readonly client: HttpClient.HttpClient }
  readonly operation: Answering<Response, ResponseEncoded>
  readonly about: About
  readonly prepared: Prepared
  readonly progress: Progress
  readonly clock: Clock
  readonly surroundings: Surroundings
}

type Settled<Response> = Either.Either<Response, AuthleteError.AuthleteError>

/** Sends the request with an access token, and makes out what the answer means. */
const sending = <Response, ResponseEncoded>(
  { about, clock, operation, prepared, progress, settings }: Call<Response, ResponseEncoded>
) => {
  let refused: { readonly bearer: string; readonly refusal: () => Settled<Response> } | undefined
  return (token: Redacted.Redacted): Effect.Effect<Response, AuthleteError.AuthleteError> => {
    if (!rules.accessToken.holds(token)) {
      return Effect.fail(invalidRequest(about, progress, [
        { path: ["accessToken"], expected: rules.accessToken.expected }
      ]))
    }
    // The token may be wiped while its request is out.
    const bearer = Redacted.value(token)
    if (refused?.bearer === bearer) return refused.refusal()
    const authorized = HttpClientRequest.bearerToken(prepared.request, bearer)
    progress.attempts++
    progress.status = undefined
    return Effect.matchEffect(exchange(settings.client, clock, authorized, settings.maxResponseBytes), {
      onFailure: (error) => Effect.fail(noAnswer(about, progress, reasonOf(error))),
      onSuccess: (answer) => {
        progress.status = answer.status
        const settled = (): Settled<Response> =>
          settle(operation, answer, {
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
        if (answer.status === 401) {
          progress.isRefused = true
          refused ??= { bearer, refusal: settled }
        }
        return settled()
      }
    })
  }
}

/** One request, within its time. What was not sent by then was not applied. */
const within = <Response, ResponseEncoded>(
  call: Call<Response, ResponseEncoded>,
  timeout: Duration.DurationInput
): Effect.Effect<Response, AuthleteError.AuthleteError> => {
  const { about, clock, progress, settings: { accessToken }, surroundings: { asCaller, runtime } } = call
  const send = sending(call)
  let before = 0
  return timeLimit(() => {
    before = progress.attempts
    return Effect.isEffect(accessToken) ? Effect.flatMap(asCaller(accessToken), send) : send(accessToken)
  }, {
    clock,
    millis: Duration.toMillis(timeout),
    runtime,
    onTimeout: () => noAnswer(about, progress, progress.attempts > before ? timedOut : timedOutBefore)
  })
}

/**
 * An attempt at a call. If its access token was refused and tokens rotate, it asks for another one and sends the request
 * again; once, however many attempts a call takes.
 */
export const attempting = <Response, ResponseEncoded>(
  call: Call<Response, ResponseEncoded>,
  timeout: Duration.DurationInput
): Effect.Effect<Response, AuthleteError.AuthleteError> => {
  const { progress, settings: { accessToken } } = call
  const once = within(call, timeout)
  if (!Effect.isEffect(accessToken)) return once
  let isRenewed = false
  return Effect.catchAll(once, (error) => {
    if (!progress.isRefused || isRenewed) return Effect.fail(error)
    isRenewed = true
    return once
  })
}
