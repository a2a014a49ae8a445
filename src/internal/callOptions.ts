/**
 * What a caller may set for one call: the combinators of `AuthleteClient` write it, the interpreter reads it.
 */
import * as Context from "effect/Context"
import type * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"

export interface Options {
  readonly serviceId?: string
  readonly timeout?: Duration.Duration
  readonly headers?: Readonly<Record<string, string>>
  /** Where in a list the page starts that the call asks for; its errors name it. */
  readonly offset?: number
}

export class CallOptions extends Context.Reference<CallOptions>()("effect-authlete/CallOptions", {
  defaultValue: (): Options => ({})
}) {}

/** Adds options to those that hold already; the innermost of one kind wins. */
export const provide = <A, E, R>(
  self: Effect.Effect<A, E, R>,
  options: (outer: Options) => Options
): Effect.Effect<A, E, R> =>
  Effect.contextWithEffect((context: Context.Context<R>) => {
    const outer = Context.get(context, CallOptions)
    return Effect.provideService(self, CallOptions, { ...outer, ...options(outer) })
  })
