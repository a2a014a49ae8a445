/**
 * RFC 7009 token revocation: what a revocation endpoint asks Authlete. To revoke tokens as their administrator, see
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
 * Has Authlete handle the request that a client application sent to the revocation endpoint, and says by `action` what
 * to answer it. A token that does not exist is revoked as far as RFC 7009 goes: the action is `OK`.
 *
 * `POST /api/{serviceId}/auth/revocation`. Sent again after any transient failure.
 *
 * @example
 * ```ts
 * import { HttpServerResponse } from "@effect/platform"
 * import { Effect, Match } from "effect"
 * import { Revocation } from "effect-authlete"
 *
 * const challenge = { "www-authenticate": "Basic realm=\"revocation\"" }
 *
 * const revocationEndpoint = (parameters: string, clientId: string, clientSecret: string) =>
 *   Revocation.process({ parameters, clientId, clientSecret }).pipe(
 *     Effect.map(
 *       Match.type<Revocation.RevocationResponse>().pipe(
 *         Match.discriminatorsExhaustive("action")({
 *           OK: () => HttpServerResponse.empty({ status: 200 }),
 *           INVALID_CLIENT: ({ responseContent }) =>
 *             HttpServerResponse.text(responseContent ?? "", { status: 401, headers: challenge }),
 *           BAD_REQUEST: ({ responseContent }) => HttpServerResponse.text(responseContent ?? "", { status: 400 }),
 *           INTERNAL_SERVER_ERROR: ({ responseContent }) =>
 *             HttpServerResponse.text(responseContent ?? "", { status: 500 })
 *         })
 *       )
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
