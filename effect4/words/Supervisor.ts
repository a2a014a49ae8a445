import * as Effect from "effect/Effect"
import type * as Metric from "effect/Metric"

/** How many fibers are alive. */
export interface Tracked {
  readonly metrics: Metric.FiberRuntimeMetricsService
  readonly value: Effect.Effect<ReadonlyArray<undefined>>
}

export const track: Effect.Effect<Tracked> = Effect.sync(() => {
  let alive = 0
  return {
    metrics: {
      recordFiberStart: () => {
        alive++
      },
      recordFiberEnd: () => {
        alive--
      }
    },
    value: Effect.sync(() => Array.from({ length: alive }))
  }
})
