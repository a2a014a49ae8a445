/**
 * What a caller may set for one call. The combinators of `AuthleteClient` write it; the client reads it.
 */
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import type * as RetryPolicy from "../../RetryPolicy.js"
import { Reference } from "../edge/context.js"
import type { DurationInput } from "../edge/time.js"

/**
 * What a caller may set for the calls in a context. What is left out is as in the options of the client.
 *
 * @since 0.1.0
 * @category models
 */
export interface PerCall {
  /** The id of the service to call. */
  readonly serviceId?: string | undefined
  /** The time limit of one attempt, the body of the response included. */
  readonly timeout?: DurationInput | undefined
  /** Headers to send along. */
  readonly headers?: Readonly<Record<string, string>> | undefined
  /** When the calls are sent again, and how often. */
  readonly retryPolicy?: RetryPolicy.Input | undefined
}

/**
 * The settings of the calls in a context. For an Effect, `withServiceId`, `withTimeout`, `withHeaders` and
 * `withRetryPolicy` change them. For a `Stream`, provide them.
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

/** Adds options to those that are set already. The innermost one of a kind wins. */
export const provide = <A, E, R>(
  self: Effect.Effect<A, E, R>,
  options: (outer: PerCall) => PerCall
): Effect.Effect<A, E, R> =>
  Effect.flatMap(Effect.context<R>(), (context) => {
    const outer = Context.get(context, CallOptions)
    return Effect.provideService(self, CallOptions, { ...outer, ...options(outer) })
  })

/**
 * Whether a value is a plain object. The fields of a class may be accessors of its prototype, which encoding would skip.
 */
export const isPlain = (value: unknown): value is Readonly<Record<string, unknown>> => {
  if (typeof value !== "object" || value === null) return false
  const prototype: unknown = Object.getPrototypeOf(value)
  // Also finds the prototype of plain objects that another realm has made, such as a `vm` context.
  return prototype === null || Object.hasOwn(prototype as object, "isPrototypeOf")
}

/**
 * Merges headers by their names in small letters. What is no object of headers is kept, so that the call refuses it.
 */
export const mergeHeaders = (outer: PerCall["headers"], headers: PerCall["headers"]): PerCall["headers"] =>
  isPlain(headers)
    ? {
      ...outer,
      ...Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))
    }
    : headers
