/**
 * OpenID Connect Back-Channel Logout 1.0: the logout tokens that tell client applications that a resource owner has
 * logged out.
 *
 * @since 0.2.0
 */
import type * as Effect from "effect/Effect"
import type { AuthleteClient } from "./AuthleteClient.js"
import { execute } from "./AuthleteClient.js"
import type { AuthleteError } from "./AuthleteError.js"
import type {
  BackchannelLogoutTokenRequest,
  BackchannelLogoutTokenResponse
} from "./internal/operations/backchannelLogout/token.js"
import { backchannelLogoutToken } from "./internal/operations/backchannelLogout/token.js"

export {
  BackchannelLogoutTokenRequest,
  BackchannelLogoutTokenResponse
} from "./internal/operations/backchannelLogout/token.js"

/**
 * Makes a logout token for a client application. Post it to `backchannelLogoutUri` as a form: `logout_token=…`. No
 * tokens are revoked, here or at the client application. Needs Authlete 3.0.32.
 *
 * `POST /api/{serviceId}/backchannel/logout/token`. Any `action` but `OK` is an error. Sent again after any transient
 * failure.
 *
 * @example
 * ```ts
 * import { HttpBody, HttpClient } from "@effect/platform"
 * import { Effect, Redacted } from "effect"
 * import { BackchannelLogout } from "effect-authlete"
 *
 * const logOut = (clientIdentifier: string, subject: string) =>
 *   Effect.gen(function*() {
 *     const { backchannelLogoutUri, logoutToken } = yield* BackchannelLogout.token({ clientIdentifier, subject })
 *     if (backchannelLogoutUri === undefined) return
 *     yield* HttpClient.post(backchannelLogoutUri, {
 *       body: HttpBody.urlParams([["logout_token", Redacted.value(logoutToken)]])
 *     })
 *   })
 * ```
 *
 * @since 0.2.0
 * @category operations
 */
export const token = (
  request: BackchannelLogoutTokenRequest
): Effect.Effect<BackchannelLogoutTokenResponse, AuthleteError, AuthleteClient> =>
  execute(backchannelLogoutToken, request)
