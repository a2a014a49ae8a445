/**
 * What a transport needs of Effect: to wait for a callback, and to ask the fiber that sends a request.
 */
import * as HttpClient from "@effect/platform/HttpClient"
import type { HttpClientRequest } from "@effect/platform/HttpClientRequest"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import type * as Fiber from "effect/Fiber"
import * as FiberRef from "effect/FiberRef"
import { globalValue } from "effect/GlobalValue"

/** Waits for a callback. What `register` returns is run if the wait is interrupted. */
export const callback = Effect.async

/** The fiber that sends a request. */
export type Sender = Fiber.RuntimeFiber<unknown, unknown>

/** Makes an effect with the help of the fiber that runs it. */
export const withSender = <A, E>(f: (sender: Sender) => Effect.Effect<A, E>): Effect.Effect<A, E> =>
  Effect.withFiberRuntime<A, E>(f)

/** The service under this key: in the context of the fiber, or else in another one. */
export const serviceByKey = <S>(sender: Sender, otherwise: Context.Context<never>, key: string): S | undefined =>
  (sender.currentContext.unsafeMap.get(key) ?? otherwise.unsafeMap.get(key)) as S | undefined

/** Lets an effect have the services of a context, where its own has none. */
export const withOtherwise = (otherwise: Context.Context<never>) => <A, E, R>(self: Effect.Effect<A, E, R>) =>
  Effect.mapInputContext(self, (own: Context.Context<R>) => Context.merge(otherwise, own))

/** Whether the platform makes a span for a request. */
export const isTraced = (sender: Sender, request: HttpClientRequest): boolean =>
  sender.getFiberRef(FiberRef.currentTracerEnabled) &&
  !sender.getFiberRef(HttpClient.currentTracerDisabledWhen)(request)

/** Where the platform keeps the requests of `HttpClient.withScope`, which end with their scope. */
const scoped = globalValue(
  "@effect/platform/HttpClient/scopedRequests",
  () => new WeakMap<HttpClientRequest, AbortController>()
)

/** Whether a request ends with a scope. */
export const isScoped = (request: HttpClientRequest): boolean => scoped.has(request)
