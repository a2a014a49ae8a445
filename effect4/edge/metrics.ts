/**
 * Makes metrics, and updates them.
 */
import * as Metric from "effect/Metric"
import type { Caller } from "./caller.js"

export type Counter = Metric.Counter<number>
export type Gauge = Metric.Gauge<number>
export type Histogram = Metric.Histogram<number>

export const counter = (name: string, description: string): Counter =>
  Metric.counter(name, { description, incremental: true })

export const gauge = (name: string, description: string): Gauge => Metric.gauge(name, { description })

/** A histogram of seconds; exporters read the unit from an attribute. */
export const histogram = (name: string, description: string, boundaries: ReadonlyArray<number>): Histogram =>
  Metric.histogram(name, { description, boundaries, attributes: { unit: "s" } })

/** Labels, and the metrics that have got them. Made once for each list of labels, since making one takes long. */
export interface Labels {
  readonly values: Readonly<Record<string, string>>
  readonly labelled: Map<Metric.Metric<number, unknown>, Metric.Metric<number, unknown>>
}

export const labels = (values: Readonly<Record<string, string>>): Labels => ({ values, labelled: new Map() })

const withLabels = (metric: Metric.Metric<number, unknown>, { labelled, values }: Labels) => {
  const known = labelled.get(metric)
  if (known !== undefined) return known
  const made = Metric.withAttributes(metric, values)
  labelled.set(metric, made)
  return made
}

/** Updates a metric, with the attributes that the caller has set as well. */
export const update = (
  { context }: Caller,
  metric: Metric.Metric<number, unknown>,
  input: number,
  labels: Labels
): void => withLabels(metric, labels).updateUnsafe(input, context)
