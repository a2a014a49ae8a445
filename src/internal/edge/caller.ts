/**
 * The fiber that makes a call: its context and its clock, and how a part of the call can run in another fiber with the
 * same context. Effect 3 keeps all this in FiberRefs and a Runtime, Effect 4 in the context alone.
 */
import * as FetchHttpClient from "@effect/platform/FetchHttpClient"
import * as HttpClient from "@effect/platform/HttpClient"
import { Clock } from "effect/Clock"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import type * as Fiber from "effect/Fiber"
import * as FiberId from "effect/FiberId"
import * as FiberRefs from "effect/FiberRefs"
import * as Runtime from "effect/Runtime"
import * as RuntimeFlags from "effect/RuntimeFlags"
import * as Tracer from "effect/Tracer"

/** The fiber that makes a call. */
export interface Caller {
  readonly fiber: Fiber.RuntimeFiber<unknown, unknown>
  readonly flags: RuntimeFlags.RuntimeFlags
  readonly context: Context.Context<never>
  readonly clock: Clock
  /**
   * Ends what the call still waits for, if its caller was interrupted. Only an attempt without a fiber of its own sets it:
   * an effect that hears of interruptions by itself makes a call cost 5 % more (docs/reports/promotion).
   */
  cancel: (() => void) | undefined
}

/** Makes an effect with the help of the fiber that runs it. */
export const withCaller = <A, E>(f: (caller: Caller) => Effect.Effect<A, E>): Effect.Effect<A, E> =>
  Effect.withFiberRuntime<A, E>((fiber, { runtimeFlags }) =>
    f({
      fiber,
      flags: runtimeFlags,
      context: fiber.currentContext,
      clock: Context.get(fiber.currentDefaultServices, Clock),
      cancel: undefined
    })
  )

/** The service in a context, if there is one. The default of a reference does not count. */
export const serviceIn = <I, S>(context: Context.Context<never>, key: Context.Tag<I, S>): S | undefined =>
  context.unsafeMap.get(key.key) as S | undefined

/** What the parts of a call need that run in a fiber of their own. */
export interface Surroundings {
  readonly runtime: Runtime.Runtime<never>
  /** Runs a part as the caller would: an Effect that gets an access token may send requests that are to be traced. */
  readonly asCaller: <A, E>(self: Effect.Effect<A, E>) => Effect.Effect<A, E>
}

const withoutSpansOfRequests = (refs: FiberRefs.FiberRefs): FiberRefs.FiberRefs =>
  FiberRefs.updateAs(refs, { fiberId: FiberId.none, fiberRef: HttpClient.currentTracerDisabledWhen, value: () => true })

/**
 * Makes the surroundings of a call: the context of its caller, the call's span as the parent, and options for fetch.
 * The platform's spans of requests are switched off: they hold URLs and headers, and they send trace headers to
 * Authlete.
 */
export const surroundings = (
  { context: ofCaller, fiber, flags }: Caller,
  span: Tracer.AnySpan,
  requestInit: RequestInit
): Surroundings => {
  const context = Context.add(ofCaller, Tracer.ParentSpan, span)
  return {
    runtime: Runtime.make({
      context: Context.add(context, FetchHttpClient.RequestInit, requestInit),
      fiberRefs: withoutSpansOfRequests(fiber.getFiberRefs()),
      // The time limit of an attempt also holds in a finalizer, which cannot be interrupted.
      runtimeFlags: RuntimeFlags.enable(flags, RuntimeFlags.Interruption)
    }),
    asCaller: <A, E>(self: Effect.Effect<A, E>) =>
      Effect.mapInputContext<A, E, never, never>(self, () => context).pipe(
        Effect.locally(HttpClient.currentTracerDisabledWhen, fiber.getFiberRef(HttpClient.currentTracerDisabledWhen))
      )
  }
}

/** Starts an effect in a fiber of its own, at once. */
export const start = <A, E>({ runtime }: Surroundings, self: Effect.Effect<A, E>): Fiber.RuntimeFiber<A, E> =>
  Runtime.runFork(runtime, self)
