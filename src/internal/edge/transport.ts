/**
 * What a transport needs of Effect: to wait for a callback, and to ask the fiber that sends a request.
 */
import * as HttpClient from "@effect/platform/HttpClient"
import type { HttpClientRequest } from "@effect/platform/HttpClientRequest"
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

/** The service under this key in the context of a fiber, if there is one. */
export const serviceByKey = <S>(sender: Sender, key: string): S | undefined =>
  sender.currentContext.unsafeMap.get(key) as S | undefined

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
