/**
 * What the user's `HttpClient` finds around it when it is run, so that it is fit for calls that carry tokens. It is put
 * there once, with the fiber that an attempt runs in: to provide it again for each request would take longer than to
 * encode one.
 */
import * as FetchHttpClient from "@effect/platform/FetchHttpClient"
import * as HttpClient from "@effect/platform/HttpClient"
import type { HttpClientError } from "@effect/platform/HttpClientError"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import type * as Fiber from "effect/Fiber"
import * as FiberId from "effect/FiberId"
import * as FiberRefs from "effect/FiberRefs"
import * as Option from "effect/Option"
import * as Runtime from "effect/Runtime"
import type * as RuntimeFlags from "effect/RuntimeFlags"
import * as Scope from "effect/Scope"
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
 * operation takes its place. The platform asks about each request that it sends.
 */
const withoutSpan = (refs: FiberRefs.FiberRefs, onRequest: () => void): FiberRefs.FiberRefs =>
  FiberRefs.updateAs(refs, {
    fiberId: FiberId.none,
    fiberRef: HttpClient.currentTracerDisabledWhen,
    value: () => {
      onRequest()
      return true
    }
  })

/** The user's client. The scope around a request aborts it, and its answer. */
export type Transport = HttpClient.HttpClient.With<HttpClientError, Scope.Scope>

/**
 * Without a scope, the platform registers each answer with the garbage collector, in case that nobody reads it; and V8
 * holds on for a while to all that are registered, with all that hangs on them.
 */
export const transportBy: (client: HttpClient.HttpClient) => Transport = HttpClient.withScope

/** Where one attempt runs. */
export interface Site {
  readonly runtime: Runtime.Runtime<Scope.Scope>
  /** Aborts what is under way. */
  readonly hangUp: Effect.Effect<void>
  /** Leaves nothing under way once the attempt is over. */
  readonly leave: (exit: Exit.Exit<unknown, unknown>) => void
}

export interface Surroundings {
  readonly enter: Effect.Effect<Site>
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
    let requests = 0
    const ofCaller = Context.add(fiber.currentContext, Tracer.ParentSpan, span)
    const context = Context.merge(ofCaller, options(ofCaller))
    const fiberRefs = withoutSpan(fiber.getFiberRefs(), () => {
      requests++
    })
    return {
      enter: Effect.map(Scope.make(), (scope) => {
        const before = requests
        const hangUp = Scope.close(scope, Exit.void)
        return {
          runtime: Runtime.make({ context: Context.add(context, Scope.Scope, scope), fiberRefs, runtimeFlags }),
          hangUp,
          // An answer that was read leaves nothing. Of several requests of the user's client, we have read one answer.
          leave: (exit) => {
            if (Exit.isFailure(exit) || requests > before + 1) Effect.runFork(hangUp)
          }
        }
      }),
      asCaller: <A>(self: Effect.Effect<A>) =>
        Effect.mapInputContext<A, never, never, never>(self, () => ofCaller).pipe(
          Effect.locally(HttpClient.currentTracerDisabledWhen, fiber.getFiberRef(HttpClient.currentTracerDisabledWhen))
        )
    }
  }
}
