/**
 * The Authlete server itself: whether it is there and well. These operations are about no service, so the id of the
 * service does not matter. Authlete asks for no credentials to echo, but the client sends its access token as always.
 *
 * Every operation fails with `AuthleteError`, and with `InvalidRequest`, before anything is sent, if the request does
 * not fit its schema.
 *
 * @since 0.2.0
 */
import type * as Effect from "effect/Effect"
import type { AuthleteClient } from "./AuthleteClient.js"
import { execute } from "./AuthleteClient.js"
import type { AuthleteError } from "./AuthleteError.js"
import type { EchoRequest, EchoResponse } from "./internal/operations/lifecycle/echo.js"
import { lifecycleEcho } from "./internal/operations/lifecycle/echo.js"
import type { HealthcheckRequest } from "./internal/operations/lifecycle/healthcheck.js"
import { lifecycleHealthcheck } from "./internal/operations/lifecycle/healthcheck.js"

export { EchoRequest, EchoResponse } from "./internal/operations/lifecycle/echo.js"
export { HealthcheckRequest } from "./internal/operations/lifecycle/healthcheck.js"

/**
 * Asks the server whether it is well. It says `OK`; if it is not well, the call fails, with `InternalServer` according
 * to Authlete's documents.
 *
 * `GET /api/lifecycle/healthcheck`. Sent again after any transient failure, so a check that must be quick is made with
 * `AuthleteClient.withTimeout` and without a retry policy.
 *
 * @example
 * ```ts
 * import { AuthleteClient, Lifecycle, RetryPolicy } from "effect-authlete"
 *
 * const isWell = Lifecycle.healthcheck({ extended: true }).pipe(
 *   AuthleteClient.withRetryPolicy(RetryPolicy.none),
 *   AuthleteClient.withTimeout("2 seconds")
 * )
 * ```
 *
 * @since 0.2.0
 * @category operations
 */
export const healthcheck = (
  request: HealthcheckRequest = {}
): Effect.Effect<string, AuthleteError, AuthleteClient> => execute(lifecycleHealthcheck, request)

/**
 * Has the server repeat parameters, which shows that requests get through to it as they are. Send no secrets: they would
 * stand in the URL.
 *
 * `GET /api/misc/echo`. Sent again after any transient failure.
 *
 * @example
 * ```ts
 * import { Lifecycle } from "effect-authlete"
 *
 * const echoed = Lifecycle.echo({ greeting: "hello" })
 * ```
 *
 * @since 0.2.0
 * @category operations
 */
export const echo = (
  parameters: EchoRequest = {}
): Effect.Effect<EchoResponse, AuthleteError, AuthleteClient> => execute(lifecycleEcho, parameters)
