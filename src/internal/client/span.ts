/**
 * The span of a call, with attributes by OpenTelemetry's conventions for HTTP clients. The URL is told as a template:
 * the real one may hold a token.
 */
import * as Effect from "effect/Effect"
import type * as Exit from "effect/Exit"
import type * as Tracer from "effect/Tracer"
import type { AuthleteError } from "../../AuthleteError.js"
import type { Wait } from "./retry.js"

interface Traced {
  readonly name: string
  readonly method: string
  readonly path: string
}

interface Progress {
  readonly attempts: number
  readonly status: number | undefined
}

/** Tells a span how its call ended, and ends it. */
export const ended = (
  span: Tracer.Span,
  { attempts, status }: Progress,
  nanos: bigint,
  exit: Exit.Exit<unknown, AuthleteError>
): void => {
  if (status !== undefined) span.attribute("http.response.status_code", status)
  if (attempts > 1) span.attribute("http.request.resend_count", attempts - 1)
  if (exit._tag === "Failure" && exit.cause._tag === "Fail") span.attribute("error.type", exit.cause.error._tag)
  span.end(nanos, exit)
}

const reasonOf = (error: AuthleteError): string =>
  error._tag === "TransportError" ? `${error._tag}: ${error.reason}` : error._tag

/** Tells a span that its call waits: for being sent again, or at the gate that a 429 has closed for all calls. */
export const waiting = (span: Tracer.Span, { attempts }: Progress, nanos: bigint, { after, delay }: Wait): void => {
  if (after === undefined) span.event("throttled", nanos, { delay_ms: delay })
  else span.event("retry", nanos, { attempt: attempts + 1, delay_ms: delay, reason: reasonOf(after) })
}

/** The spans of the calls to one server. They are ended by who makes the call. */
export const spanning = (baseUrl: string) => {
  const { hostname, port, protocol } = new URL(baseUrl)
  const server = {
    "server.address": hostname,
    "server.port": port === "" ? (protocol === "https:" ? 443 : 80) : Number(port),
    "url.scheme": protocol.slice(0, -1)
  }
  const spans = new WeakMap<Traced, Effect.Effect<Tracer.Span>>()
  /** What makes a span is the same for each call of an operation, and is put together once. */
  return (operation: Traced): Effect.Effect<Tracer.Span> => {
    const known = spans.get(operation)
    if (known !== undefined) return known
    const { method, name, path } = operation
    const span = Effect.makeSpan(`authlete.${name}`, {
      kind: "client",
      captureStackTrace: false,
      attributes: { ...server, "http.request.method": method, "url.template": `/api/{serviceId}${path}` }
    })
    spans.set(operation, span)
    return span
  }
}
