/**
 * The userinfo endpoint (OpenID Connect Core, section 5.3): a client application presents an access token and gets the
 * claims of the resource owner.
 *
 * @since 0.2.0
 */
import type * as Effect from "effect/Effect"
import type { AuthleteClient } from "./AuthleteClient.js"
import { execute } from "./AuthleteClient.js"
import type { AuthleteError } from "./AuthleteError.js"
import type { UserInfoIssueRequest, UserInfoIssueResponse } from "./internal/operations/userInfo/issue.js"
import { userInfoIssue } from "./internal/operations/userInfo/issue.js"
import type { UserInfoRequest, UserInfoResponse } from "./internal/operations/userInfo/process.js"
import { userInfoProcess } from "./internal/operations/userInfo/process.js"

export { Pair } from "./internal/models/pair.js"
export { Property } from "./internal/models/property.js"
export { UserInfoIssueRequest, UserInfoIssueResponse } from "./internal/operations/userInfo/issue.js"
export type {
  UserInfoIssueBadRequest,
  UserInfoIssueForbidden,
  UserInfoIssueInternalServerError,
  UserInfoIssueJson,
  UserInfoIssueJwt,
  UserInfoIssueUnauthorized
} from "./internal/operations/userInfo/issue.js"
export { UserInfoRequest, UserInfoResponse } from "./internal/operations/userInfo/process.js"
export type {
  UserInfoBadRequest,
  UserInfoForbidden,
  UserInfoInternalServerError,
  UserInfoOk,
  UserInfoUnauthorized
} from "./internal/operations/userInfo/process.js"

/**
 * Has Authlete check the access token that a client application presented to the userinfo endpoint. With the action `OK`
 * the response says whose claims are asked for, and which; `issue` makes the response of them. The other actions refuse
 * the request.
 *
 * `POST /api/{serviceId}/auth/userinfo`. Sent again after any transient failure, unless the request holds a DPoP proof,
 * which is good for one use.
 *
 * @example
 * ```ts
 * import { Effect } from "effect"
 * import { UserInfo } from "effect-authlete"
 *
 * const nameOf = (subject: string) => ({ name: subject === "john" ? "John Smith" : "Jane Smith" })
 *
 * const userInfo = (token: string) =>
 *   Effect.gen(function*() {
 *     const response = yield* UserInfo.process({ token })
 *     if (response.action !== "OK") return response
 *     const claims = response.claims?.includes("name") === true ? nameOf(response.subject) : {}
 *     return yield* UserInfo.issue({ token, claims: JSON.stringify(claims) })
 *   })
 * ```
 *
 * @since 0.2.0
 * @category operations
 */
export const process = (
  request: UserInfoRequest
): Effect.Effect<UserInfoResponse, AuthleteError, AuthleteClient> => execute(userInfoProcess, request)

/**
 * Makes the response of the userinfo endpoint out of the claims of the resource owner: with the action `JSON` it is the
 * text of a JSON object, with `JWT` a signed or encrypted JWT, as the settings of the client want it. The other actions
 * refuse the request.
 *
 * `POST /api/{serviceId}/auth/userinfo/issue`. Sent again after any transient failure.
 *
 * @example
 * ```ts
 * import { Effect, Redacted } from "effect"
 * import { UserInfo } from "effect-authlete"
 *
 * const bodyOf = (token: string) =>
 *   UserInfo.issue({ token, claims: JSON.stringify({ name: "John Smith", "name#ja": "ジョン・スミス" }) }).pipe(
 *     Effect.map((response) =>
 *       response.action === "JSON" || response.action === "JWT" ? Redacted.value(response.responseContent) : ""
 *     )
 *   )
 * ```
 *
 * @since 0.2.0
 * @category operations
 */
export const issue = (
  request: UserInfoIssueRequest
): Effect.Effect<UserInfoIssueResponse, AuthleteError, AuthleteClient> => execute(userInfoIssue, request)
