/**
 * Updates the metrics from within a call. The labels of the caller (`Effect.tagMetrics`) come along.
 */
import * as Cause from "effect/Cause"
import type * as Exit from "effect/Exit"
import type * as Fiber from "effect/Fiber"
import * as FiberRef from "effect/FiberRef"
import type * as Metric from "effect/Metric"
import * as MetricLabel from "effect/MetricLabel"
import type { AuthleteError } from "../../AuthleteError.js"
import * as AuthleteMetrics from "../../AuthleteMetrics.js"
import type { Wait } from "./retry.js"

type Labels = ReadonlyArray<MetricLabel.MetricLabel>

/** A metric finds its state by the identity of its labels: equal ones are made once. */
const labelled = (...names: ReadonlyArray<string>) => {
  const known = new Map<string, Labels>()
  return (...values: ReadonlyArray<string>): Labels => {
    const key = values.join("\n")
    const found = known.get(key)
    if (found !== undefined) return found
    const labels = names.map((name, index) => MetricLabel.make(name, values[index] ?? ""))
    known.set(key, labels)
    return labels
  }
}

const ofDuration = labelled("operation", "outcome")
const ofRetry = labelled("operation", "reason")
const ofWait = labelled("operation")

const outcomeOf = (exit: Exit.Exit<unknown, AuthleteError>): string => {
  if (exit._tag === "Success") return "success"
  if (exit.cause._tag === "Fail") return exit.cause.error._tag
  return Cause.isInterrupted(exit.cause) ? "interrupted" : "defect"
}

type Caller = Fiber.RuntimeFiber<unknown, unknown>

const update = <Type, In, Out>(caller: Caller, metric: Metric.Metric<Type, In, Out>, input: In, labels: Labels) => {
  const ofCaller = caller.getFiberRef(FiberRef.currentMetricLabels)
  metric.unsafeUpdate(input, ofCaller.length === 0 ? labels : [...ofCaller, ...labels])
}

/** The metrics of one client. */
export const metering = ({ baseUrl, serviceId }: { readonly baseUrl: string; readonly serviceId: string }) => {
  const ofQuota = [MetricLabel.make("server", baseUrl), MetricLabel.make("service", serviceId)]
  let reported: number | undefined
  return {
    ended: (caller: Caller, operation: string, seconds: number, exit: Exit.Exit<unknown, AuthleteError>) =>
      update(caller, AuthleteMetrics.operationDuration, seconds, ofDuration(operation, outcomeOf(exit))),
    waiting: (caller: Caller, operation: string, { after }: Wait) => {
      if (after !== undefined) update(caller, AuthleteMetrics.retries, 1, ofRetry(operation, after._tag))
      if (after === undefined || after._tag === "TooManyRequests") {
        update(caller, AuthleteMetrics.throttledWaits, 1, ofWait(operation))
      }
    },
    quota: (caller: Caller, left: number) => {
      if (left === reported || left === Infinity) return
      reported = left
      update(caller, AuthleteMetrics.retryQuota, left, ofQuota)
    }
  }
}
