/**
 * What a caller may set for one call: the combinators of `AuthleteClient` write it, the interpreter reads it.
 */
import * as Context from "effect/Context"
import type * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as RetryPolicy from "../../RetryPolicy.js"

/**
 * What a caller may set for the calls in a context; what is left out is as the client is set up.
 *
 * @since 0.1.0
 * @category models
 */
export interface PerCall {
  readonly serviceId?: string | undefined
  /** For one attempt, reading the body of the answer included. */
  readonly timeout?: Duration.DurationInput | undefined
  readonly headers?: Readonly<Record<string, string>> | undefined
  readonly retryPolicy?: RetryPolicy.Input | undefined
}

/**
 * The settings of the calls in a context. The combinators `withServiceId`, `withTimeout`, `withHeaders` and
 * `withRetryPolicy` change it for an effect. For a `Stream`, provide it.
 *
 * @example
 * ```ts
 * import { Stream } from "effect"
 * import { AuthleteClient, Tokens } from "effect-authlete"
 *
 * const others = Tokens.stream({ subject: "john" }).pipe(
 *   Stream.provideService(AuthleteClient.CallOptions, { serviceId: "715948318" })
 * )
 * ```
 *
 * @since 0.1.0
 * @category references
 */
export class CallOptions extends Context.Reference<CallOptions>()("effect-authlete/CallOptions", {
  defaultValue: (): PerCall => ({})
}) {}

/** Adds options to those that hold already; the innermost of one kind wins. */
export const provide = <A, E, R>(
  self: Effect.Effect<A, E, R>,
  options: (outer: PerCall) => PerCall
): Effect.Effect<A, E, R> =>
  Effect.contextWithEffect((context: Context.Context<R>) => {
    const outer = Context.get(context, CallOptions)
    return Effect.provideService(self, CallOptions, { ...outer, ...options(outer) })
  })

/** The retry policy that a context really holds: a reference always has a value, if only its default. */
export const policyIn = (context: Context.Context<never>): RetryPolicy.Policy | undefined =>
  context.unsafeMap.has(RetryPolicy.RetryPolicy.key) ? Context.get(context, RetryPolicy.RetryPolicy) : undefined

/** Where in a list the page starts that a call asks for; its errors name it. */
export class PageOffset extends Context.Reference<PageOffset>()("effect-authlete/PageOffset", {
  defaultValue: (): number | undefined => undefined
}) {}
