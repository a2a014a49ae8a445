/**
 * Introspection of tokens: `process` for a resource server that was given an access token, `standardProcess` for an
 * introspection endpoint that resource servers ask (RFC 7662).
 *
 * @since 0.1.0
 */
import type * as Effect from "effect/Effect"
import type { AuthleteClient } from "./AuthleteClient.js"
import { execute } from "./AuthleteClient.js"
import type { AuthleteError } from "./AuthleteError.js"
import type { IntrospectionRequest, IntrospectionResponse } from "./internal/operations/introspection/process.js"
import { introspectionProcess } from "./internal/operations/introspection/process.js"
import type {
  StandardIntrospectionRequest,
  StandardIntrospectionResponse
} from "./internal/operations/introspection/standardProcess.js"
import { introspectionStandardProcess } from "./internal/operations/introspection/standardProcess.js"

export { Grant, GrantScope } from "./internal/models/grant.js"
export { Scope } from "./internal/models/scope.js"
export { IntrospectionRequest, IntrospectionResponse } from "./internal/operations/introspection/process.js"
export type {
  IntrospectionBadRequest,
  IntrospectionForbidden,
  IntrospectionInternalServerError,
  IntrospectionOk,
  IntrospectionUnauthorized
} from "./internal/operations/introspection/process.js"
export {
  StandardIntrospectionRequest,
  StandardIntrospectionResponse
} from "./internal/operations/introspection/standardProcess.js"
export type {
  StandardIntrospectionBadRequest,
  StandardIntrospectionInternalServerError,
  StandardIntrospectionJwt,
  StandardIntrospectionOk
} from "./internal/operations/introspection/standardProcess.js"

/**
 * Asks whether an access token may be used for a protected resource. With the action `OK` it may, and the response has
 * the facts about it. With `BAD_REQUEST`, `UNAUTHORIZED` and `FORBIDDEN` it may not: respond to the client application
 * with 400, 401 or 403 and `responseContent` as `WWW-Authenticate`. None of these actions is an error of the call.
 *
 * `POST /api/{serviceId}/auth/introspection`. Sent again after any transient failure, unless the request holds a DPoP
 * proof, which is good for one use.
 *
 * @example
 * ```ts
 * import { Effect } from "effect"
 * import { Introspection } from "effect-authlete"
 *
 * const subjectOf = (token: string) =>
 *   Introspection.process({ token, scopes: ["history.read"] }).pipe(
 *     Effect.map((response) => response.action === "OK" ? response.subject : undefined)
 *   )
 * ```
 *
 * @since 0.1.0
 * @category operations
 */
export const process = (
  request: IntrospectionRequest
): Effect.Effect<IntrospectionResponse, AuthleteError, AuthleteClient> => execute(introspectionProcess, request)

/**
 * Hands a request to an introspection endpoint (RFC 7662) to Authlete, about an access token or a refresh token. With
 * the action `OK`, respond with `responseContent`, which is JSON; with `JWT`, it is a JWT (RFC 9701).
 *
 * It authenticates nobody: Authlete tells whoever asks the facts about any token. RFC 7662, section 2.1, requires that
 * the caller is authorized, so authenticate the caller first, as the endpoint in `docs/endpoints.md` does.
 *
 * `POST /api/{serviceId}/auth/introspection/standard`. Sent again after any transient failure.
 *
 * @example
 * ```ts
 * import { Effect } from "effect"
 * import { Introspection } from "effect-authlete"
 *
 * const introspect = (parameters: string, authenticateCaller: Effect.Effect<void, "unauthorized">) =>
 *   Effect.flatMap(authenticateCaller, () => Introspection.standardProcess({ parameters }))
 * ```
 *
 * @since 0.1.0
 * @category operations
 */
export const standardProcess = (
  request: StandardIntrospectionRequest
): Effect.Effect<StandardIntrospectionResponse, AuthleteError, AuthleteClient> =>
  execute(introspectionStandardProcess, request)
