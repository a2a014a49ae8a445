/**
 * Makes spans, and says when they end.
 */
import * as Effect from "effect/Effect"
import * as References from "effect/References"
import type * as Tracer from "effect/Tracer"
import type { Caller } from "./caller.js"

/** Makes a span of kind "client". */
export const clientSpan = (
  name: string,
  attributes: Readonly<Record<string, unknown>>
): Effect.Effect<Tracer.Span> => Effect.makeSpan(name, { kind: "client", attributes })

/** The time to put on a span: now, or 0 where the tracer's timing is switched off. */
export const timeOfSpan = ({ fiber }: Caller, now: bigint): bigint =>
  fiber.getRef(References.TracerTimingEnabled) ? now : 0n
