/**
 * What a caller may set for one call: the combinators of `AuthleteClient` write it, the interpreter reads it.
 */
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import type * as RetryPolicy from "../../RetryPolicy.js"
import { Reference } from "../edge/context.js"
import type { DurationInput } from "../edge/time.js"

/**
 * What a caller may set for the calls in a context. What is left out is as the client is set up.
 *
 * @since 0.1.0
 * @category models
 */
export interface PerCall {
  readonly serviceId?: string | undefined
  /** The time limit of one attempt, reading the body of the response included. */
  readonly timeout?: DurationInput | undefined
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
export class CallOptions extends Reference<CallOptions>()("effect-authlete/CallOptions", {
  defaultValue: (): PerCall => ({})
}) {}

/** Adds options to those that hold already; the innermost of one kind wins. */
export const provide = <A, E, R>(
  self: Effect.Effect<A, E, R>,
  options: (outer: PerCall) => PerCall
): Effect.Effect<A, E, R> =>
  Effect.flatMap(Effect.context<R>(), (context) => {
    const outer = Context.get(context, CallOptions)
    return Effect.provideService(self, CallOptions, { ...outer, ...options(outer) })
  })

/** Whether the fields of an object are its own: those of a class may be accessors, which are passed over in silence. */
export const isPlain = (value: object): boolean => {
  const prototype: unknown = Object.getPrototypeOf(value)
  // The last is the prototype of objects that another realm has made.
  return prototype === null || prototype === Object.prototype || Object.hasOwn(prototype as object, "isPrototypeOf")
}

/** Names of headers are the same in any case. What is no object of headers is kept, to be refused by the call. */
export const mergeHeaders = (outer: PerCall["headers"], headers: PerCall["headers"]): PerCall["headers"] =>
  typeof headers === "object" && headers !== null && isPlain(headers)
    ? {
      ...outer,
      ...Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))
    }
    : headers
