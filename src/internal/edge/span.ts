/**
 * Makes spans, and says when they end.
 */
import * as Effect from "effect/Effect"
import * as FiberRef from "effect/FiberRef"
import type * as Tracer from "effect/Tracer"
import type { Caller } from "./caller.js"

/** Makes a span of kind "client", without looking up where in the program that is: the stack would take longer. */
export const clientSpan = (
  name: string,
  attributes: Readonly<Record<string, unknown>>
): Effect.Effect<Tracer.Span> => Effect.makeSpan(name, { kind: "client", captureStackTrace: false, attributes })

/** The time to put on a span: now, or 0 where the tracer's timing is switched off. */
export const timeOfSpan = ({ fiber }: Caller, now: bigint): bigint =>
  fiber.getFiberRef(FiberRef.currentTracerTimingEnabled) ? now : 0n
