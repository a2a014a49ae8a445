/**
 * One attempt at a call: gets an access token, sends the request, and says what the response means, within a time
 * limit.
 */
import type * as HttpClient from "@effect/platform/HttpClient"
import * as HttpClientRequest from "@effect/platform/HttpClientRequest"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import * as AuthleteError from "../../AuthleteError.js"
import type { Caller, Surroundings } from "../edge/caller.js"
import * as Result from "../edge/result.js"
import { timeLimit } from "../edge/timeLimit.js"
import { secretsOf } from "../schema/secrets.js"
import type { CallIdentity } from "./failure.js"
import { outcomeAfter } from "./failure.js"
import type { PreparedRequest } from "./request.js"
import type { ReceivedResponse } from "./response.js"
import { exchange } from "./response.js"
import type { Attempted, History, Refusal } from "./retry.js"
import type { Settings } from "./settings.js"
import { rules } from "./settings.js"
import type { Responding } from "./settle.js"
import { settle } from "./settle.js"
import type { TransportFailure } from "./transport.js"
import { failureOf, timedOut, timedOutBefore } from "./transport.js"
import { watchWriting } from "./writing.js"

/** What the attempts of a call have in common. */
export interface Call<Response, ResponseEncoded> {
  readonly settings: Pick<Settings, "accessToken" | "maxResponseBytes"> & { readonly client: HttpClient.HttpClient }
  readonly operation: Responding<Response, ResponseEncoded>
  readonly identity: CallIdentity
  readonly prepared: PreparedRequest
  /** The time limit of each attempt, in milliseconds. */
  readonly timeout: number
  readonly caller: Caller
  /** Made when they are needed: not every attempt has a fiber of its own. */
  readonly surroundings: () => Surroundings
}

/**
 * The name under which a client keeps its own way to make an attempt, for an access token that is there already.
 * `NodeTransport` has one, which needs no fiber for it.
 */
export const OwnAttempt: unique symbol = Symbol("effect-authlete/OwnAttempt")

export interface HasOwnAttempt {
  readonly [OwnAttempt]?: <Response, ResponseEncoded>(
    call: Call<Response, ResponseEncoded>,
    history: History,
    token: Redacted.Redacted
  ) => Effect.Effect<Attempted<Response>>
}

/** The end of a call, or of an attempt, without a response. */
export const notSent = <Response>(error: AuthleteError.AuthleteError): Attempted<Response> => ({
  result: Result.fail(error),
  attempts: error.attempts,
  status: undefined,
  refusal: undefined
})

export const invalidRequest = (
  identity: CallIdentity,
  { attempts, inDoubt }: History,
  issues: ReadonlyArray<AuthleteError.Issue>
) => new AuthleteError.InvalidRequest({ ...identity, attempts, outcome: outcomeAfter(inDoubt, "not-applied"), issues })

export const noResponse = <Response>(
  identity: CallIdentity,
  { inDoubt }: History,
  attempts: number,
  { outcome, ...reason }: TransportFailure
): Attempted<Response> =>
  notSent(
    new AuthleteError.TransportError({ ...identity, attempts, ...reason, outcome: outcomeAfter(inDoubt, outcome) })
  )

/** Says what the response to a request with this access token means. */
export const responded = <Response, ResponseEncoded>(
  { identity, operation, prepared }: Call<Response, ResponseEncoded>,
  { inDoubt, refusal }: History,
  attempts: number,
  bearer: string,
  response: ReceivedResponse
): Attempted<Response> => ({
  result: settle(operation, response, {
    identity,
    attempts,
    inDoubt,
    secrets: (body) => [
      bearer,
      ...(refusal === undefined ? [] : [refusal.bearer]),
      ...prepared.secrets(),
      ...secretsOf(operation.response.ast, body)
    ]
  }),
  attempts,
  status: response.status,
  refusal: response.status === 401 ? refusal ?? { bearer, response } : undefined
})

/** Whether this access token was refused before. It is then not sent a second time. */
const isRefused = (refusal: Refusal | undefined, bearer: string): refusal is Refusal => refusal?.bearer === bearer

/** What an attempt sends along as the access token; or if it has none to send, how it ends. */
export const bearerOf = <Response, ResponseEncoded>(
  call: Call<Response, ResponseEncoded>,
  history: History,
  token: Redacted.Redacted
): Result.Result<string, Attempted<Response>> => {
  if (!rules.accessToken.holds(token)) {
    const issue = { path: ["accessToken"], expected: rules.accessToken.expected }
    return Result.fail(notSent(invalidRequest(call.identity, history, [issue])))
  }
  // Read now: the token may be wiped before the response is here.
  const bearer = Redacted.value(token)
  return isRefused(history.refusal, bearer)
    ? Result.fail(responded(call, history, history.attempts, bearer, history.refusal.response))
    : Result.succeed(bearer)
}

/**
 * Makes an attempt, given what is known from the attempts before it.
 */
export const attempt = <Response, ResponseEncoded>(
  call: Call<Response, ResponseEncoded>,
  history: History
): Effect.Effect<Attempted<Response>> => {
  const { caller: { clock }, identity, prepared, settings, timeout } = call
  const { accessToken } = settings
  const { [OwnAttempt]: own } = settings.client as HasOwnAttempt
  if (own !== undefined && !Effect.isEffect(accessToken)) return own(call, history, accessToken)

  const surroundings = call.surroundings()
  let attempts = history.attempts
  // Only for these does it matter whether the request was written: all others are sent again in any case.
  const isUnwritten = prepared.resend === "once" ? watchWriting(prepared.request) : () => false

  const send = (token: Redacted.Redacted): Effect.Effect<Attempted<Response>> =>
    Result.match(bearerOf(call, history, token), {
      onFailure: Effect.succeed,
      onSuccess: (bearer) => {
        const authorized = HttpClientRequest.bearerToken(prepared.request, bearer)
        attempts++
        return Effect.match(exchange(settings.client, clock, authorized, settings.maxResponseBytes), {
          onFailure: (error) => noResponse(identity, history, attempts, failureOf(error)),
          onSuccess: (response) => responded(call, history, attempts, bearer, response)
        })
      }
    })

  return timeLimit(
    () => Effect.isEffect(accessToken) ? Effect.flatMap(surroundings.asCaller(accessToken), send) : send(accessToken),
    {
      clock,
      millis: timeout,
      surroundings,
      // A request that was not sent by then was not carried out.
      onTimeout: () =>
        attempts === history.attempts || isUnwritten()
          ? noResponse(identity, history, attempts, timedOutBefore)
          : noResponse(identity, history, attempts, timedOut)
    }
  )
}
