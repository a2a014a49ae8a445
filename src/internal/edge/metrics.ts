/**
 * Makes metrics, and updates them.
 */
import * as FiberRef from "effect/FiberRef"
import * as Metric from "effect/Metric"
import * as MetricBoundaries from "effect/MetricBoundaries"
import * as MetricKey from "effect/MetricKey"
import * as MetricLabel from "effect/MetricLabel"
import type { Caller } from "./caller.js"

export type Counter = Metric.Metric.Counter<number>
export type Gauge = Metric.Metric.Gauge<number>
export type Histogram = Metric.Metric.Histogram<number>

export const counter = (name: string, description: string): Counter =>
  Metric.counter(name, { description, incremental: true })

export const gauge = (name: string, description: string): Gauge => Metric.gauge(name, { description })

/** A histogram of seconds; exporters read the unit from a label. */
export const histogram = (name: string, description: string, boundaries: ReadonlyArray<number>): Histogram =>
  Metric.fromMetricKey(
    MetricKey.histogram(name, MetricBoundaries.fromIterable(boundaries), description).pipe(
      MetricKey.tagged("unit", "s")
    )
  )

export type Labels = ReadonlyArray<MetricLabel.MetricLabel>

export const labels = (values: Readonly<Record<string, string>>): Labels =>
  Object.entries(values).map(([name, value]) => MetricLabel.make(name, value))

/** Updates a metric, with the labels that the caller has set by `Effect.tagMetrics` as well. */
export const update = <Type, Out>(
  { fiber }: Caller,
  metric: Metric.Metric<Type, number, Out>,
  input: number,
  labels: Labels
): void => {
  const ofCaller = fiber.getFiberRef(FiberRef.currentMetricLabels)
  metric.unsafeUpdate(input, ofCaller.length === 0 ? labels : [...ofCaller, ...labels])
}
