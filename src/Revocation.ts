/**
 * Token revocation by RFC 7009: what a revocation endpoint asks Authlete. To revoke tokens as their administrator, take
 * `Tokens.revoke`.
 *
 * @since 0.1.0
 */
import type * as Effect from "effect/Effect"
import type { AuthleteClient } from "./AuthleteClient.js"
import { execute } from "./AuthleteClient.js"
import type { AuthleteError } from "./AuthleteError.js"
import type { RevocationRequest, RevocationResponse } from "./internal/operations/revocation/process.js"
import { revocationProcess, revocationProcessForm } from "./internal/operations/revocation/process.js"

export { RevocationRequest, RevocationResponse } from "./internal/operations/revocation/process.js"
export type {
  RevocationBadRequest,
  RevocationInternalServerError,
  RevocationInvalidClient,
  RevocationOk
} from "./internal/operations/revocation/process.js"

/**
 * Hands the request of a client application to Authlete, which authenticates the client and revokes the token. The
 * `action` says what to respond with. It is also `OK` if there is no such token (RFC 7009, section 2.2).
 *
 * `POST /api/{serviceId}/auth/revocation`. Sent again after any transient failure.
 *
 * The example shows what follows from each `action`. It takes `Effect.flatMap`, not `map`: a response of the platform
 * is an Effect, and so `Match` gives one. `docs/endpoints.md` has the whole endpoint, with the credentials of the
 * client.
 *
 * @example
 * ```ts
 * import { HttpServerResponse } from "@effect/platform"
 * import { Effect, Match } from "effect"
 * import { Revocation } from "effect-authlete"
 *
 * const respond = (status: number, content = "", headers: Readonly<Record<string, string>> = {}) =>
 *   HttpServerResponse.text(content, {
 *     status,
 *     contentType: "application/json",
 *     headers: { ...headers, "cache-control": "no-store", pragma: "no-cache" }
 *   })
 *
 * // For a client that sent its credentials in the `Authorization` header.
 * const revoke = (parameters: string, clientId: string, clientSecret: string) =>
 *   Effect.map(
 *     Revocation.process({ parameters, clientId, clientSecret }),
 *     Match.type<Revocation.RevocationResponse>().pipe(
 *       Match.discriminatorsExhaustive("action")({
 *         OK: () => respond(200),
 *         INVALID_CLIENT: ({ responseContent }) =>
 *           respond(401, responseContent, { "www-authenticate": "Basic realm=\"revocation\"" }),
 *         BAD_REQUEST: ({ responseContent }) => respond(400, responseContent),
 *         INTERNAL_SERVER_ERROR: () => respond(500, "{\"error\":\"server_error\"}")
 *       })
 *     )
 *   )
 * ```
 *
 * @since 0.1.0
 * @category operations
 */
export const process = (
  request: RevocationRequest
): Effect.Effect<RevocationResponse, AuthleteError, AuthleteClient> => execute(revocationProcess, request)

/**
 * `process`, with the request sent as a form.
 *
 * @since 0.1.0
 * @category operations
 */
export const processForm = (
  request: RevocationRequest
): Effect.Effect<RevocationResponse, AuthleteError, AuthleteClient> => execute(revocationProcessForm, request)
