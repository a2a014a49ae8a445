/**
 * What clients count, as metrics of Effect. Whatever exports those, such as `@effect/opentelemetry`, exports these.
 *
 * @since 0.1.0
 */
import * as Metrics from "./internal/edge/metrics.js"

/**
 * How long calls take, in seconds, their retries and waits included. The labels are `operation`, such as
 * `"tokens.revoke"`, and `outcome`: `"success"`, the tag of the error, `"interrupted"`, or `"defect"`.
 *
 * @example
 * ```ts
 * import { Effect, Metric } from "effect"
 * import { AuthleteMetrics } from "effect-authlete"
 *
 * const revocations = AuthleteMetrics.operationDuration.pipe(
 *   Metric.tagged("operation", "tokens.revoke"),
 *   Metric.tagged("outcome", "success")
 * )
 *
 * const howMany = Effect.map(Metric.value(revocations), ({ count }) => count)
 * ```
 *
 * @since 0.1.0
 * @category metrics
 */
export const operationDuration: Metrics.Histogram = Metrics.histogram(
  "authlete.client.operation.duration",
  "How long calls to Authlete take, retries and waits included",
  // What OpenTelemetry's conventions recommend for the durations of HTTP clients.
  [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10]
)

/**
 * How often calls were sent again. The labels are `operation` and `reason`, which is the tag of the error before.
 *
 * @since 0.1.0
 * @category metrics
 */
export const retries: Metrics.Counter = Metrics.counter(
  "authlete.client.retries",
  "How often calls to Authlete were sent again"
)

/**
 * How often calls waited because of a 429: before they were sent again, or before they were sent at all, since a 429
 * makes all calls of a client wait. The label is `operation`.
 *
 * @since 0.1.0
 * @category metrics
 */
export const throttledWaits: Metrics.Counter = Metrics.counter(
  "authlete.client.throttled_waits",
  "How often calls to Authlete waited because it asked for fewer"
)

/**
 * What is left of a client's retry quota, which is 500 with the standard policy. The labels are `server`, the base URL,
 * and `service`, the id of the client's service.
 *
 * @since 0.1.0
 * @category metrics
 */
export const retryQuota: Metrics.Gauge = Metrics.gauge(
  "authlete.client.retry_quota",
  "What is left for the retries of calls to Authlete"
)

/**
 * How often an `IntrospectionCache` was asked. The label is `result`: `"hit"`, `"miss"`, `"joined"` for a request that
 * waited for the call of another one, or `"stale"` for one that got what was known because Authlete could not be reached;
 * that one counts as `"miss"` or `"joined"` too.
 *
 * @since 0.2.0
 * @category metrics
 */
export const introspectionLookups: Metrics.Counter = Metrics.counter(
  "authlete.introspection_cache.lookups",
  "How often the cache of introspections was asked"
)

/**
 * How many entries an `IntrospectionCache` has dropped. The label is `reason`: `"capacity"`, `"expired"`, or `"changed"`
 * because a call has changed the token. What a call by subject or client evicts is counted when it is asked for next.
 *
 * @since 0.2.0
 * @category metrics
 */
export const introspectionEvictions: Metrics.Counter = Metrics.counter(
  "authlete.introspection_cache.evictions",
  "How many entries the cache of introspections has dropped"
)
