/**
 * OpenID Connect Native SSO for Mobile Apps: applications of one vendor on a device share a session of the resource owner.
 *
 * @since 0.2.0
 */
import type * as Effect from "effect/Effect"
import type { AuthleteClient } from "./AuthleteClient.js"
import { execute } from "./AuthleteClient.js"
import type { AuthleteError } from "./AuthleteError.js"
import type { NativeSsoLogoutRequest, NativeSsoLogoutResponse } from "./internal/operations/nativeSso/logout.js"
import { nativeSsoLogout } from "./internal/operations/nativeSso/logout.js"
import type { NativeSsoRequest, NativeSsoResponse } from "./internal/operations/nativeSso/process.js"
import { nativeSsoProcess } from "./internal/operations/nativeSso/process.js"

export { IdTokenAudType } from "./internal/models/idTokenAudType.js"
export { NativeSsoLogoutRequest, NativeSsoLogoutResponse } from "./internal/operations/nativeSso/logout.js"
export { NativeSsoRequest, NativeSsoResponse } from "./internal/operations/nativeSso/process.js"
export type {
  NativeSsoCallerError,
  NativeSsoInternalServerError,
  NativeSsoOk
} from "./internal/operations/nativeSso/process.js"

/**
 * Ends a token request that `Tokens.process` left open with the action `NATIVE_SSO`: makes an ID token that is bound to
 * the device secret, and the token response that holds both.
 *
 * Check before that the session `sessionId` is still valid. For a code and for a refresh token, keep the `deviceSecret`
 * that the client application sent if it is valid, and draw a new one if not; for a token exchange, the device secret must
 * be the one that `deviceSecretHash` is the hash of. Refuse what fails with 400 and the error `invalid_grant`.
 *
 * `POST /api/{serviceId}/nativesso`. Sent again after any transient failure.
 *
 * @example
 * ```ts
 * import { Effect } from "effect"
 * import { NativeSso, Tokens } from "effect-authlete"
 *
 * const token = (parameters: string, newDeviceSecret: string) =>
 *   Effect.gen(function*() {
 *     const response = yield* Tokens.process({ parameters })
 *     if (response.action !== "NATIVE_SSO") return response
 *     const { accessToken, deviceSecret = newDeviceSecret, jwtAccessToken = accessToken, refreshToken } = response
 *     if (jwtAccessToken === undefined) return response
 *     return yield* NativeSso.process({ accessToken: jwtAccessToken, refreshToken, deviceSecret })
 *   })
 * ```
 *
 * @since 0.2.0
 * @category operations
 */
export const process = (
  request: NativeSsoRequest
): Effect.Effect<NativeSsoResponse, AuthleteError, AuthleteClient> => execute(nativeSsoProcess, request)

/**
 * Logs out of a session: deletes the tokens that all applications have from it, and tells how many there were.
 *
 * `POST /api/{serviceId}/nativesso/logout`. Sent again after any transient failure; the response may then tell 0.
 *
 * @example
 * ```ts
 * import { Effect } from "effect"
 * import { NativeSso } from "effect-authlete"
 *
 * const logout = (sessionId: string) =>
 *   NativeSso.logout({ sessionId }).pipe(Effect.map(({ count }) => count))
 * ```
 *
 * @since 0.2.0
 * @category operations
 */
export const logout = (
  request: NativeSsoLogoutRequest
): Effect.Effect<NativeSsoLogoutResponse, AuthleteError, AuthleteClient> => execute(nativeSsoLogout, request)
