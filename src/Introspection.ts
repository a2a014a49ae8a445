/**
 * Introspection: what a resource server, or an introspection endpoint for such, asks Authlete about a token.
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
 * Tells whether an access token will do for a protected resource, with the facts about it. The answers to give the
 * client application are told apart by `action`: `OK`, `BAD_REQUEST`, `UNAUTHORIZED`, `FORBIDDEN` and
 * `INTERNAL_SERVER_ERROR`; all of them are values here, no errors.
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
 * Has Authlete handle a request of RFC 7662 for an access token or a refresh token. With the action `OK` the
 * `responseContent` is the JSON to answer, with `JWT` the token of RFC 9701.
 *
 * `POST /api/{serviceId}/auth/introspection/standard`. Sent again after any transient failure.
 *
 * @since 0.1.0
 * @category operations
 */
export const standardProcess = (
  request: StandardIntrospectionRequest
): Effect.Effect<StandardIntrospectionResponse, AuthleteError, AuthleteClient> =>
  execute(introspectionStandardProcess, request)
