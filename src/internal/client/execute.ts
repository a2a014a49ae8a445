/**
 * Runs any operation: encodes the request (`request.ts`) and makes attempts (`attempt.ts`) until one succeeds, the
 * policy ends, or another one could do harm (`retry.ts`). One span is around all of it (`telemetry.ts`).
 */
import type * as HttpClient from "@effect/platform/HttpClient"
import * as Context from "effect/Context"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import type * as Tracer from "effect/Tracer"
import * as AuthleteError from "../../AuthleteError.js"
import type { Operation } from "../../Operation.js"
import * as RetryPolicy from "../../RetryPolicy.js"
import type { Caller } from "../edge/caller.js"
import { serviceIn, surroundings, withCaller } from "../edge/caller.js"
import * as Result from "../edge/result.js"
import { nanosNow } from "../edge/time.js"
import { attempt, invalidRequest, notSent } from "./attempt.js"
import type { PerCall } from "./callOptions.js"
import { CallOptions } from "./callOptions.js"
import type { CallIdentity } from "./failure.js"
import { makeShared } from "./pacing.js"
import { prepare } from "./request.js"
import type { Attempted } from "./retry.js"
import { noHistory, retrying } from "./retry.js"
import type { Settings } from "./settings.js"
import { rules } from "./settings.js"
import { telemetry } from "./telemetry.js"
import { requestInitIn, requestInits } from "./transport.js"

/** The policy that a layer has put into a context, if one has. */
const policyIn = (context: Context.Context<never>): RetryPolicy.Policy | undefined =>
  serviceIn(context, RetryPolicy.RetryPolicy)

/**
 * Makes the `execute` of a client. The options for fetch and the retry policy in the context where the client is made
 * are the defaults of its calls.
 */
export const makeExecute = (
  settings: Settings,
  client: HttpClient.HttpClient,
  context: Context.Context<never>
) => {
  const { host: server } = new URL(settings.baseUrl)
  const sending = { ...settings, client }
  const tell = telemetry(settings)
  const shared = makeShared()
  const requestInitFor = requestInits(requestInitIn(context))
  const ambientPolicy = policyIn(context)

  const identify = (
    { base, name: operation }: Pick<Operation<unknown, unknown, unknown, unknown>, "base" | "name">,
    { serviceId }: PerCall
  ): CallIdentity => {
    if (base === "server") return { operation, server }
    if (serviceId === undefined) return { operation, server, serviceId: settings.serviceId }
    // What is no id is not repeated, since anything may stand in its place.
    return rules.serviceId.holds(serviceId) ? { operation, server, serviceId } : { operation, server }
  }

  const run = <Request, RequestEncoded, Response, ResponseEncoded>(
    operation: Operation<Request, RequestEncoded, Response, ResponseEncoded>,
    input: Request,
    caller: Caller,
    span: Tracer.Span
  ): Effect.Effect<Attempted<Response>> => {
    const options = Context.get(caller.context, CallOptions)
    const identity = identify(operation, options)
    const refuse = (issues: ReadonlyArray<AuthleteError.Issue>) =>
      Effect.succeed(notSent<Response>(invalidRequest(identity, noHistory, issues)))

    const policy = options.retryPolicy === undefined
      ? settings.retryPolicy ?? policyIn(caller.context) ?? ambientPolicy ?? RetryPolicy.standard
      : RetryPolicy.fromInput(options.retryPolicy)
    if (policy.issues.length > 0) {
      return refuse(policy.issues.map(({ expected, path }) => ({ path: ["retryPolicy", ...path], expected })))
    }
    return Result.match(prepare(settings, options, operation, input), {
      onFailure: refuse,
      onSuccess: (prepared) => {
        const call = {
          settings: sending,
          operation,
          identity,
          prepared,
          timeout: Duration.toMillis(options.timeout ?? settings.timeout),
          caller,
          surroundings: () => surroundings(caller, span, requestInitFor(requestInitIn(caller.context)))
        }
        return retrying({
          attempt: (history) => attempt(call, history),
          resend: prepared.resend,
          policy,
          shared,
          clock: caller.clock,
          canRenew: Effect.isEffect(settings.accessToken),
          notSent: (retryAfter) =>
            notSent(
              new AuthleteError.TooManyRequests({ ...identity, attempts: 0, outcome: "not-applied", retryAfter })
            ),
          onWait: (wait) => tell.waiting(caller, span, operation.name, wait),
          onQuota: (left) => tell.quota(caller, left)
        })
      }
    })
  }

  return <Request, RequestEncoded, Response, ResponseEncoded>(
    operation: Operation<Request, RequestEncoded, Response, ResponseEncoded>,
    input: Request
  ): Effect.Effect<Response, AuthleteError.AuthleteError> =>
    withCaller((caller) => {
      const begin = nanosNow(caller.clock)
      return Effect.flatMap(
        Effect.acquireUseRelease(
          tell.span(operation),
          (span) => run(operation, input, caller, span),
          (span, exit) =>
            Effect.sync(() => {
              caller.cancel?.()
              tell.ended(caller, span, operation.name, begin, exit)
            })
        ),
        (attempted) => Result.toEffect(attempted.result)
      )
    })
}
