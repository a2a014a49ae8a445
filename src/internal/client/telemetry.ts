/**
 * The span and the metrics of a call. Attributes are named by OpenTelemetry's conventions for HTTP clients. The span
 * has the template of the URL, since the URL itself may hold a token.
 */
import type * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import type * as Tracer from "effect/Tracer"
import type { AuthleteError } from "../../AuthleteError.js"
import * as AuthleteMetrics from "../../AuthleteMetrics.js"
import type { Operation } from "../../Operation.js"
import type { Caller } from "../edge/caller.js"
import { isInterrupted } from "../edge/exit.js"
import type { Labels } from "../edge/metrics.js"
import * as Metrics from "../edge/metrics.js"
import * as Result from "../edge/result.js"
import { clientSpan, timeOfSpan } from "../edge/span.js"
import { nanosNow } from "../edge/time.js"
import type { Attempted, Wait } from "./retry.js"

type Traced = Pick<Operation<unknown, unknown, unknown, unknown>, "base" | "method" | "name" | "path">

const reasonOf = (error: AuthleteError): string =>
  error._tag === "TransportError" ? `${error._tag}: ${error.reason}` : error._tag

const knownLabels = new Map<string, Labels>()

/** A metric finds its state fastest by a list of labels that it has seen before, so each list is made once. */
const labels = (operation: string, name?: "outcome" | "reason", value = ""): Labels => {
  const key = `${operation} ${name} ${value}`
  const known = knownLabels.get(key)
  if (known !== undefined) return known
  const made = Metrics.labels({ operation, ...(name !== undefined && { [name]: value }) })
  knownLabels.set(key, made)
  return made
}

const outcomeOf = <A>(exit: Exit.Exit<Attempted<A>>): string => {
  if (Exit.isFailure(exit)) return isInterrupted(exit) ? "interrupted" : "defect"
  const { result } = exit.value
  return Result.isSuccess(result) ? "success" : Result.failureOf(result)._tag
}

/** The spans and metrics of one client. */
export const telemetry = ({ baseUrl, serviceId }: { readonly baseUrl: string; readonly serviceId: string }) => {
  const { hostname, port, protocol } = new URL(baseUrl)
  const server = {
    "server.address": hostname,
    "server.port": port === "" ? (protocol === "https:" ? 443 : 80) : Number(port),
    "url.scheme": protocol.slice(0, -1)
  }
  const quotaLabels = Metrics.labels({ server: baseUrl, service: serviceId })
  let reportedQuota: number | undefined
  /** Made once for each operation: making it at each call took 5 to 10 % more CPU (docs/reports/performance-notes.md). */
  const spans = new WeakMap<Traced, Effect.Effect<Tracer.Span>>()

  const makeSpan = ({ base, method, name, path }: Traced): Effect.Effect<Tracer.Span> =>
    clientSpan(`authlete.${name}`, {
      ...server,
      "http.request.method": method,
      "url.template": `${base === "service" ? "/api/{serviceId}" : "/api"}${path}`
    })

  return {
    /** Begins the span of a call. */
    span: (operation: Traced): Effect.Effect<Tracer.Span> => {
      const known = spans.get(operation)
      if (known !== undefined) return known
      const made = makeSpan(operation)
      spans.set(operation, made)
      return made
    },

    /** Notes that a call waits: to be sent again, or because a 429 made all calls wait. */
    waiting: (caller: Caller, span: Tracer.Span, operation: string, { after, attempts, delay }: Wait): void => {
      const now = nanosNow(caller.clock)
      if (after === undefined) {
        span.event("throttled", now, { delay_ms: delay })
      } else {
        span.event("retry", now, { attempt: attempts + 1, delay_ms: delay, reason: reasonOf(after) })
        Metrics.update(caller, AuthleteMetrics.retries, 1, labels(operation, "reason", after._tag))
      }
      if (after === undefined || after._tag === "TooManyRequests") {
        Metrics.update(caller, AuthleteMetrics.throttledWaits, 1, labels(operation))
      }
    },

    /** Notes what is left of the retry quota. */
    quota: (caller: Caller, left: number): void => {
      if (left === reportedQuota || left === Infinity) return
      reportedQuota = left
      Metrics.update(caller, AuthleteMetrics.retryQuota, left, quotaLabels)
    },

    /** Ends the span of a call, and counts its duration. */
    ended: <A>(
      caller: Caller,
      span: Tracer.Span,
      operation: string,
      begin: bigint,
      exit: Exit.Exit<Attempted<A>>
    ): void => {
      const end = nanosNow(caller.clock)
      Metrics.update(
        caller,
        AuthleteMetrics.operationDuration,
        Number(end - begin) / 1e9,
        labels(operation, "outcome", outcomeOf(exit))
      )
      if (Exit.isFailure(exit)) return span.end(timeOfSpan(caller, end), exit)
      const { attempts, result, status } = exit.value
      if (status !== undefined) span.attribute("http.response.status_code", status)
      if (attempts > 1) span.attribute("http.request.resend_count", attempts - 1)
      if (Result.isSuccess(result)) return span.end(timeOfSpan(caller, end), Exit.void)
      const error = Result.failureOf(result)
      span.attribute("error.type", error._tag)
      span.end(timeOfSpan(caller, end), Exit.fail(error))
    }
  }
}
