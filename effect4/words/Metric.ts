import { dual } from "effect/Function"
import * as Metric from "effect/Metric"

export * from "effect/Metric"

/** A metric with one more label. */
export const tagged: {
  (name: string, value: string): <Input, State>(metric: Metric.Metric<Input, State>) => Metric.Metric<Input, State>
  <Input, State>(metric: Metric.Metric<Input, State>, name: string, value: string): Metric.Metric<Input, State>
} = dual(
  3,
  <Input, State>(metric: Metric.Metric<Input, State>, name: string, value: string) =>
    Metric.withAttributes(metric, { ...metric.attributes, [name]: value })
)
