/**
 * Runs every operation: it encodes the request, and makes attempts at the call (`attempt.ts`) until the policy ends or
 * another one could do harm (`resend.ts`), all in one span.
 */
import type * as HttpClient from "@effect/platform/HttpClient"
import { Clock } from "effect/Clock"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Exit from "effect/Exit"
import * as FiberRef from "effect/FiberRef"
import type * as Tracer from "effect/Tracer"
import * as AuthleteError from "../../AuthleteError.js"
import type { Operation } from "../../Operation.js"
import * as RetryPolicy from "../../RetryPolicy.js"
import type { Progress } from "./attempt.js"
import { attempting, invalidRequest } from "./attempt.js"
import type { PerCall } from "./callOptions.js"
import { CallOptions, PageOffset, policyIn } from "./callOptions.js"
import { metering } from "./metering.js"
import * as RateGate from "./rateGate.js"
import { prepare } from "./request.js"
import { resending } from "./retry.js"
import type { Settings as ClientSettings } from "./settings.js"
import * as Span from "./span.js"
import { surrounding } from "./transport.js"

interface Settings extends ClientSettings {
  readonly client: HttpClient.HttpClient
  /** What the context held for fetch when the client was made. */
  readonly requestInit: RequestInit | undefined
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

/**
 * The `execute` of a client.
 */
export const interpreter = (settings: Settings) => {
  const makeSpan = Span.spanning(settings.baseUrl)
  const meter = metering(settings)
  const surroundingsOf = surrounding(settings.requestInit)
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
      const about = offset === undefined ? { operation: operation.name } : { operation: operation.name, offset }
      const progress: Progress = { attempts: 0, inDoubt: false, status: undefined, isRefused: false }
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
              surroundings: surroundingsOf(fiber, runtimeFlags, span)
            }
            return resending(attempting(call, options.timeout ?? settings.timeout), {
              resend: prepared.resend,
              policy: policyOf(options, settings, context),
              shared,
              clock,
              onQuota: (left) => meter.quota(fiber, left),
              otherwise: () => ({
                notSent: (retryAfter) =>
                  new AuthleteError.TooManyRequests({ ...about, attempts: 0, outcome: "not-applied", retryAfter }),
                onFailure: ({ outcome }) => {
                  progress.inDoubt ||= outcome === "unknown"
                },
                onWait: (wait) => {
                  Span.waiting(span, progress, clock.unsafeCurrentTimeNanos(), wait)
                  meter.waiting(fiber, operation.name, wait)
                }
              })
            })
          }
        })

      const ended = (span: Tracer.Span, exit: Exit.Exit<Response, AuthleteError.AuthleteError>) => {
        const end = clock.unsafeCurrentTimeNanos()
        Span.ended(span, progress, fiber.getFiberRef(FiberRef.currentTracerTimingEnabled) ? end : 0n, exit)
        meter.ended(fiber, operation.name, Number(end - begin) / 1e9, exit)
        return exit
      }

      return Effect.uninterruptibleMask((restore) =>
        Effect.flatMap(
          makeSpan(operation),
          (span) =>
            Effect.matchCauseEffect(restore(Effect.suspend(() => run(span))), {
              onFailure: (cause) => ended(span, Exit.failCause(cause)),
              onSuccess: (response) => ended(span, Exit.succeed(response))
            })
        )
      )
    })
}
