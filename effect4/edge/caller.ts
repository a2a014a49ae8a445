/**
 * The fiber that makes a call: its context and its clock, and how a part of the call can run in another fiber with the
 * same context. All that a fiber hands on stands in its context.
 */
import { Clock } from "effect/Clock"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import type * as Fiber from "effect/Fiber"
import * as FetchHttpClient from "effect/http/FetchHttpClient"
import * as HttpClient from "effect/http/HttpClient"
import * as Tracer from "effect/Tracer"

/** The fiber that makes a call. */
export interface Caller {
  readonly fiber: Fiber.Fiber<unknown, unknown>
  readonly context: Context.Context<never>
  readonly clock: Clock
  /** Ends what the call still waits for, if its caller was interrupted. Only an attempt without a fiber of its own sets it. */
  cancel: (() => void) | undefined
}

/** Makes an effect with the help of the fiber that runs it. */
export const withCaller = <A, E>(f: (caller: Caller) => Effect.Effect<A, E>): Effect.Effect<A, E> =>
  Effect.withFiber((fiber) => f({ fiber, context: fiber.context, clock: fiber.getRef(Clock), cancel: undefined }))

/** The service in a context, if there is one. The default of a reference does not count. */
export const serviceIn = <I, S>(context: Context.Context<never>, key: Context.Key<I, S>): S | undefined =>
  Context.getOrUndefined(context, key)

/** What the parts of a call need that run in a fiber of their own. */
export interface Surroundings {
  readonly context: Context.Context<never>
  /** Runs a part as the caller would: an Effect that gets an access token may send requests that are to be traced. */
  readonly asCaller: <A, E>(self: Effect.Effect<A, E>) => Effect.Effect<A, E>
}

/**
 * Makes the surroundings of a call: the context of its caller, the call's span as the parent, and options for fetch.
 * The platform's spans of requests are switched off: they hold URLs and headers, and they send trace headers to
 * Authlete.
 */
export const surroundings = (
  { context: ofCaller }: Caller,
  span: Tracer.AnySpan,
  requestInit: RequestInit
): Surroundings => {
  const context = Context.add(ofCaller, Tracer.ParentSpan, span)
  return {
    context: context.pipe(
      Context.add(FetchHttpClient.RequestInit, requestInit),
      Context.add(HttpClient.TracerDisabledWhen, () => true)
    ),
    asCaller: (self) => Effect.updateContext(self, () => context)
  }
}

/** Starts an effect in a fiber of its own, at once. It can be interrupted, wherever the caller is. */
export const start = <A, E>({ context }: Surroundings, self: Effect.Effect<A, E>): Fiber.Fiber<A, E> =>
  Effect.runForkWith(context)(self)
