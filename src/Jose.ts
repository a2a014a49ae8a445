/**
 * Verification of JOSE objects: JWTs and others that are signed or encrypted by RFC 7515 and RFC 7516.
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
import type { JoseVerifyRequest, JoseVerifyResponse } from "./internal/operations/jose/verify.js"
import { joseVerify } from "./internal/operations/jose/verify.js"

export { JoseVerifyRequest, JoseVerifyResponse } from "./internal/operations/jose/verify.js"

/**
 * Has Authlete verify a JOSE object with the keys of the service or of a client. One that is not valid is no error: the
 * response says so by `valid`.
 *
 * `POST /api/{serviceId}/jose/verify`. Sent again after any transient failure.
 *
 * @example
 * ```ts
 * import { Effect } from "effect"
 * import { Jose } from "effect-authlete"
 *
 * const isSignedBy = (clientIdentifier: string, jose: string) =>
 *   Jose.verify({ jose, clientIdentifier, signedByClient: true, mandatoryClaims: ["iss", "exp"], clockSkew: 10 }).pipe(
 *     Effect.map(({ valid }) => valid)
 *   )
 * ```
 *
 * @since 0.2.0
 * @category operations
 */
export const verify = (
  request: JoseVerifyRequest
): Effect.Effect<JoseVerifyResponse, AuthleteError, AuthleteClient> => execute(joseVerify, request)
