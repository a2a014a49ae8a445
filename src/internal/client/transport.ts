/**
 * What the user's `HttpClient` finds around it when it is run, so that it is fit for calls that carry tokens. It is put
 * there once, with the fiber that an attempt runs in: to provide it again for each request would take longer than to
 * encode one.
 */
import * as FetchHttpClient from "@effect/platform/FetchHttpClient"
import * as HttpClient from "@effect/platform/HttpClient"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import type * as Fiber from "effect/Fiber"
import * as FiberId from "effect/FiberId"
import * as FiberRefs from "effect/FiberRefs"
import * as Option from "effect/Option"
import * as Runtime from "effect/Runtime"
import type * as RuntimeFlags from "effect/RuntimeFlags"
import * as Tracer from "effect/Tracer"

/**
 * Fetch follows redirects unless it is told not to, and would take the headers of a call along. Its options come from
 * the context of the call; those that were there when the client was made hold as well.
 */
const withoutRedirects = (atMake: RequestInit | undefined) => {
  const byDefault = Context.make(FetchHttpClient.RequestInit, { ...atMake, redirect: "manual" })
  return (context: Context.Context<never>): Context.Context<FetchHttpClient.RequestInit> =>
    Option.match(Context.getOption(context, FetchHttpClient.RequestInit), {
      onNone: () => byDefault,
      onSome: (ofCall) => Context.make(FetchHttpClient.RequestInit, { ...atMake, ...ofCall, redirect: "manual" })
    })
}

/**
 * The platform's span of a request would hold its URL and headers, and send trace headers to Authlete. The span of the
 * operation takes its place.
 */
const withoutSpan = (refs: FiberRefs.FiberRefs): FiberRefs.FiberRefs =>
  FiberRefs.updateAs(refs, { fiberId: FiberId.none, fiberRef: HttpClient.currentTracerDisabledWhen, value: () => true })

export interface Surroundings {
  /** What an attempt runs in. */
  readonly runtime: Runtime.Runtime<never>
  /** Runs a part of an attempt as the caller would: what gets an access token may send requests of its own. */
  readonly asCaller: <A>(self: Effect.Effect<A>) => Effect.Effect<A>
}

/** The surroundings of the attempts of a call that a fiber makes, by what the context held for fetch at first. */
export const surrounding = (requestInit: RequestInit | undefined) => {
  const options = withoutRedirects(requestInit)
  return (
    fiber: Fiber.RuntimeFiber<unknown, unknown>,
    runtimeFlags: RuntimeFlags.RuntimeFlags,
    span: Tracer.AnySpan
  ): Surroundings => {
    const ofCaller = fiber.currentContext
    const context = Context.add(ofCaller, Tracer.ParentSpan, span)
    return {
      runtime: Runtime.make({
        context: Context.merge(context, options(ofCaller)),
        fiberRefs: withoutSpan(fiber.getFiberRefs()),
        runtimeFlags
      }),
      asCaller: <A>(self: Effect.Effect<A>) =>
        Effect.mapInputContext<A, never, never, never>(self, () => context).pipe(
          Effect.locally(HttpClient.currentTracerDisabledWhen, fiber.getFiberRef(HttpClient.currentTracerDisabledWhen))
        )
    }
  }
}
