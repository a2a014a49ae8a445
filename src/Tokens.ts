/**
 * Tokens: what a token endpoint asks Authlete, and what an administrator of tokens does.
 *
 * Every operation fails with `AuthleteError`, and with `InvalidRequest`, before anything is sent, if the request does
 * not fit its schema.
 *
 * @since 0.1.0
 */
import * as Effect from "effect/Effect"
import type * as Stream from "effect/Stream"
import type { AuthleteClient } from "./AuthleteClient.js"
import { execute } from "./AuthleteClient.js"
import type { AuthleteError } from "./AuthleteError.js"
import * as Pages from "./internal/operations/pages.js"
import type { TokenBatchRequestId, TokenCreateBatchStatusResponse } from "./internal/operations/tokens/batchStatus.js"
import { tokensBatchStatus } from "./internal/operations/tokens/batchStatus.js"
import type {
  TokenCreateFormRequest,
  TokenCreateRequest,
  TokenCreateResponse
} from "./internal/operations/tokens/create.js"
import { tokensCreate, tokensCreateForm } from "./internal/operations/tokens/create.js"
import type { TokenCreateBatchRequest, TokenCreateBatchResponse } from "./internal/operations/tokens/createBatch.js"
import { tokensCreateBatch } from "./internal/operations/tokens/createBatch.js"
import type { AccessTokenIdentifier } from "./internal/operations/tokens/delete.js"
import { tokensDelete } from "./internal/operations/tokens/delete.js"
import type { TokenFailRequest, TokenFailResponse } from "./internal/operations/tokens/fail.js"
import { tokensFail, tokensFailForm } from "./internal/operations/tokens/fail.js"
import type {
  TokenIssueFormRequest,
  TokenIssueRequest,
  TokenIssueResponse
} from "./internal/operations/tokens/issue.js"
import { tokensIssue, tokensIssueForm } from "./internal/operations/tokens/issue.js"
import type { AccessToken, TokenListRequest, TokenListResponse } from "./internal/operations/tokens/list.js"
import { tokensCount, tokensList } from "./internal/operations/tokens/list.js"
import type { TokenProcessRequest, TokenProcessResponse } from "./internal/operations/tokens/process.js"
import { tokensProcess } from "./internal/operations/tokens/process.js"
import type { IdTokenReissueRequest, IdTokenReissueResponse } from "./internal/operations/tokens/reissueIdToken.js"
import { tokensReissueIdToken } from "./internal/operations/tokens/reissueIdToken.js"
import type { TokenRevokeRequest, TokenRevokeResponse } from "./internal/operations/tokens/revoke.js"
import { tokensRevoke, tokensRevokeForm } from "./internal/operations/tokens/revoke.js"
import type {
  TokenUpdateFormRequest,
  TokenUpdateRequest,
  TokenUpdateResponse
} from "./internal/operations/tokens/update.js"
import { tokensUpdate, tokensUpdateForm } from "./internal/operations/tokens/update.js"

export { AuthorizationDetails, AuthorizationDetailsElement } from "./internal/models/authorizationDetails.js"
export { CimdOptions } from "./internal/models/cimdOptions.js"
export { GrantType } from "./internal/models/grantType.js"
export { IdTokenAudType } from "./internal/models/idTokenAudType.js"
export { LimitedClient } from "./internal/models/limitedClient.js"
export { Pair } from "./internal/models/pair.js"
export { Property } from "./internal/models/property.js"
export { Scope } from "./internal/models/scope.js"
export { TaggedValue } from "./internal/models/taggedValue.js"
export type { StreamOptions } from "./internal/operations/pages.js"
export {
  TokenBatchRequestId,
  TokenBatchStatus,
  TokenCreateBatchStatusResponse
} from "./internal/operations/tokens/batchStatus.js"
export { TokenCreateFormRequest, TokenCreateRequest, TokenCreateResponse } from "./internal/operations/tokens/create.js"
export { TokenCreateBatchRequest, TokenCreateBatchResponse } from "./internal/operations/tokens/createBatch.js"
export { AccessTokenIdentifier } from "./internal/operations/tokens/delete.js"
export { TokenFailReason, TokenFailRequest, TokenFailResponse } from "./internal/operations/tokens/fail.js"
export type { TokenFailBadRequest, TokenFailInternalServerError } from "./internal/operations/tokens/fail.js"
export { TokenIssueFormRequest, TokenIssueRequest, TokenIssueResponse } from "./internal/operations/tokens/issue.js"
export type { TokenIssueInternalServerError, TokenIssueOk } from "./internal/operations/tokens/issue.js"
export { AccessToken, TokenListRequest, TokenListResponse, TokenStatus } from "./internal/operations/tokens/list.js"
export {
  TokenInfo,
  TokenProcessRequest,
  TokenProcessResponse,
  TokenType
} from "./internal/operations/tokens/process.js"
export type {
  TokenProcessBadRequest,
  TokenProcessIdTokenReissuable,
  TokenProcessInternalServerError,
  TokenProcessInvalidClient,
  TokenProcessJwtBearer,
  TokenProcessNativeSso,
  TokenProcessOk,
  TokenProcessPassword,
  TokenProcessTokenExchange
} from "./internal/operations/tokens/process.js"
export { IdTokenReissueRequest, IdTokenReissueResponse } from "./internal/operations/tokens/reissueIdToken.js"
export type {
  IdTokenReissueCallerError,
  IdTokenReissueInternalServerError,
  IdTokenReissueOk
} from "./internal/operations/tokens/reissueIdToken.js"
export { TokenRevokeRequest, TokenRevokeResponse } from "./internal/operations/tokens/revoke.js"
export { TokenUpdateFormRequest, TokenUpdateRequest, TokenUpdateResponse } from "./internal/operations/tokens/update.js"

/**
 * Has Authlete handle the request that a client application sent to the token endpoint, and says by `action` what to do
 * next: respond with `responseContent`, or, for the action `PASSWORD`, check the resource owner's credentials and go on
 * with `issue` or `fail`.
 *
 * `POST /api/{serviceId}/auth/token`. Sent again only if Authlete certainly did not do it.
 *
 * @example
 * ```ts
 * import { Effect } from "effect"
 * import { Tokens } from "effect-authlete"
 *
 * const token = (parameters: string) =>
 *   Effect.gen(function*() {
 *     const response = yield* Tokens.process({ parameters, clientId: "26888344961664", clientSecret: "a secret" })
 *     if (response.action !== "PASSWORD") return response
 *     return response.username === "john"
 *       ? yield* Tokens.issue({ ticket: response.ticket, subject: "john" })
 *       : yield* Tokens.fail({ ticket: response.ticket, reason: "INVALID_RESOURCE_OWNER_CREDENTIALS" })
 *   })
 * ```
 *
 * @since 0.1.0
 * @category token endpoint
 */
export const process = (
  request: TokenProcessRequest
): Effect.Effect<TokenProcessResponse, AuthleteError, AuthleteClient> => execute(tokensProcess, request)

/**
 * Ends a token request that `process` gave a ticket for, without a token. The action is `BAD_REQUEST` when all went
 * well: respond to the client application with 400 and `responseContent`.
 *
 * `POST /api/{serviceId}/auth/token/fail`. Sent again only if Authlete certainly did not do it.
 *
 * @example
 * ```ts
 * import { Tokens } from "effect-authlete"
 *
 * const failed = Tokens.fail({
 *   ticket: "83BNqKIhGMyrkvop_7jQjv2Z1612LNdGSQKkvkrf47c",
 *   reason: "INVALID_RESOURCE_OWNER_CREDENTIALS"
 * })
 * ```
 *
 * @since 0.1.0
 * @category token endpoint
 */
export const fail = (
  request: TokenFailRequest
): Effect.Effect<TokenFailResponse, AuthleteError, AuthleteClient> => execute(tokensFail, request)

/**
 * `fail`, with the request sent as a form.
 *
 * @since 0.1.0
 * @category token endpoint
 */
export const failForm = (
  request: TokenFailRequest
): Effect.Effect<TokenFailResponse, AuthleteError, AuthleteClient> => execute(tokensFailForm, request)

/**
 * Issues the tokens of a token request that `process` gave a ticket for. With the action `OK`, respond to the client
 * application with 200 and `responseContent`.
 *
 * `POST /api/{serviceId}/auth/token/issue`. Sent again only if Authlete certainly did not do it.
 *
 * @example
 * ```ts
 * import { Tokens } from "effect-authlete"
 *
 * const issued = Tokens.issue({ ticket: "p7SXQ9JFjng7KFOZdCMBKcoR3ift7B54l1LGIgQXqEM", subject: "john" })
 * ```
 *
 * @since 0.1.0
 * @category token endpoint
 */
export const issue = (
  request: TokenIssueRequest
): Effect.Effect<TokenIssueResponse, AuthleteError, AuthleteClient> => execute(tokensIssue, request)

/**
 * `issue`, with the request sent as a form, which cannot carry `properties`.
 *
 * @since 0.1.0
 * @category token endpoint
 */
export const issueForm = (
  request: TokenIssueFormRequest
): Effect.Effect<TokenIssueResponse, AuthleteError, AuthleteClient> => execute(tokensIssueForm, request)

/**
 * Makes a new ID token for a token request that `process` left open with the action `ID_TOKEN_REISSUABLE` (OpenID Connect
 * Core, section 12.2). Collect the claims that `requestedIdTokenClaims` names; with the action `OK`, respond to the client
 * application with 200 and `responseContent`. A server that issues no new ID token on a refresh responds with the
 * `responseContent` of `process` instead.
 *
 * `POST /api/{serviceId}/idtoken/reissue`. Sent again after any transient failure.
 *
 * @example
 * ```ts
 * import { Effect } from "effect"
 * import { Tokens } from "effect-authlete"
 *
 * const refresh = (parameters: string) =>
 *   Effect.gen(function*() {
 *     const response = yield* Tokens.process({ parameters, clientId: "26888344961664" })
 *     if (response.action !== "ID_TOKEN_REISSUABLE") return response
 *     const { accessToken, jwtAccessToken = accessToken, refreshToken } = response
 *     if (jwtAccessToken === undefined || refreshToken === undefined) return response
 *     return yield* Tokens.reissueIdToken({ accessToken: jwtAccessToken, refreshToken })
 *   })
 * ```
 *
 * @since 0.2.0
 * @category token endpoint
 */
export const reissueIdToken = (
  request: IdTokenReissueRequest
): Effect.Effect<IdTokenReissueResponse, AuthleteError, AuthleteClient> => execute(tokensReissueIdToken, request)

/**
 * Lists access tokens: their hashes, never their values. A page holds 20 at most; `stream` goes over all pages.
 *
 * A client or a subject that is blank or `undefined` is an `InvalidRequest`: without it, all tokens would be listed.
 *
 * `GET /api/{serviceId}/auth/token/get/list`. Sent again after any transient failure.
 *
 * @example
 * ```ts
 * import { Tokens } from "effect-authlete"
 *
 * const page = Tokens.list({ clientIdentifier: "26888344961664", subject: "john", start: 0, end: 20 })
 * ```
 *
 * @since 0.1.0
 * @category administration
 */
export const list = (
  request: TokenListRequest = {}
): Effect.Effect<TokenListResponse, AuthleteError, AuthleteClient> => execute(tokensList, request)

/**
 * Which access tokens to stream or count.
 *
 * @since 0.1.0
 * @category models
 */
export interface Filter extends Omit<TokenListRequest, "start" | "end"> {}

/** The most that Authlete gives at once. */
const pageSize = 20

/**
 * All access tokens that match, page after page. The stream ends with the number of tokens that there were when it
 * began, or earlier, so that a list that grows meanwhile does not keep it going. An error holds the `offset` of the
 * page that failed.
 *
 * Tokens that are removed while the stream runs move the rest forward, and some are passed over. So collect before you
 * revoke.
 *
 * @example
 * ```ts
 * import { Effect, Stream } from "effect"
 * import { Tokens } from "effect-authlete"
 *
 * const revokeAllOf = (subject: string) =>
 *   Tokens.stream({ subject }, { prefetch: 1 }).pipe(
 *     Stream.map((token) => token.accessTokenHash),
 *     Stream.runCollect,
 *     Effect.flatMap(
 *       Effect.forEach((hash) => Tokens.revoke({ accessTokenIdentifier: hash }), { concurrency: 8, discard: true })
 *     )
 *   )
 * ```
 *
 * @since 0.1.0
 * @category administration
 */
export const stream = (
  filter: Filter = {},
  options: Pages.StreamOptions = {}
): Stream.Stream<AccessToken, AuthleteError, AuthleteClient> =>
  Pages.stream(
    (range) =>
      Effect.map(list({ ...filter, ...range }), ({ accessTokens = [], totalCount }) => ({
        elements: accessTokens,
        totalCount
      })),
    { ...options, pageSize }
  )

/**
 * How many access tokens match. Asks Authlete for an empty page, which costs it the least.
 *
 * @example
 * ```ts
 * import { Tokens } from "effect-authlete"
 *
 * const valid = Tokens.count({ subject: "john", tokenStatus: "VALID" })
 * ```
 *
 * @since 0.1.0
 * @category administration
 */
export const count = (filter: Filter = {}): Effect.Effect<number, AuthleteError, AuthleteClient> =>
  Effect.map(execute(tokensCount, { ...filter, start: 0, end: 0 }), ({ totalCount }) => totalCount)

/**
 * Creates an access token, and a refresh token where the grant has one, without a request of a client application: for
 * grants that the authorization server handles itself, for migration, and for tests.
 *
 * `POST /api/{serviceId}/auth/token/create`. Any `action` but `OK` is an error. Sent again only if Authlete certainly
 * did not do it.
 *
 * @example
 * ```ts
 * import { Tokens } from "effect-authlete"
 *
 * const created = Tokens.create({
 *   grantType: "AUTHORIZATION_CODE",
 *   clientId: 26888344961664,
 *   subject: "john",
 *   scopes: ["history.read", "timeline.read"]
 * })
 * ```
 *
 * @since 0.1.0
 * @category administration
 */
export const create = (
  request: TokenCreateRequest
): Effect.Effect<TokenCreateResponse, AuthleteError, AuthleteClient> => execute(tokensCreate, request)

/**
 * `create`, with the request sent as a form, which cannot carry `properties`.
 *
 * @since 0.1.0
 * @category administration
 */
export const createForm = (
  request: TokenCreateFormRequest
): Effect.Effect<TokenCreateResponse, AuthleteError, AuthleteClient> => execute(tokensCreateForm, request)

/**
 * Has Authlete create many access tokens at once, for migration. Authlete takes the request and works on it later: ask
 * `batchStatus` how it went, or have Authlete tell the service's `tokenBatchNotificationEndpoint`.
 *
 * `POST /api/{serviceId}/auth/token/create/batch`. Sent again only if Authlete certainly did not take it.
 *
 * @example
 * ```ts
 * import { Tokens } from "effect-authlete"
 *
 * const batch = Tokens.createBatch({
 *   tokens: [
 *     { grantType: "AUTHORIZATION_CODE", clientId: 26888344961664, subject: "john", accessToken: "a token" },
 *     { grantType: "AUTHORIZATION_CODE", clientId: 26888344961664, subject: "jane", accessToken: "another token" }
 *   ],
 *   dryRun: true
 * })
 * ```
 *
 * @since 0.2.0
 * @category administration
 */
export const createBatch = (
  request: TokenCreateBatchRequest
): Effect.Effect<TokenCreateBatchResponse, AuthleteError, AuthleteClient> => execute(tokensCreateBatch, request)

/**
 * Asks how a batch of `createBatch` went, by its `requestId`.
 *
 * `GET /api/{serviceId}/auth/token/create/batch/status/{tokenBatchRequestId}`. Sent again after any transient failure.
 *
 * @example
 * ```ts
 * import { Effect } from "effect"
 * import { Tokens } from "effect-authlete"
 *
 * const succeeded = (requestId: string) =>
 *   Tokens.batchStatus(requestId).pipe(Effect.map(({ status }) => status?.result === "SUCCEEDED"))
 * ```
 *
 * @since 0.2.0
 * @category administration
 */
export const batchStatus = (
  requestId: TokenBatchRequestId
): Effect.Effect<TokenCreateBatchStatusResponse, AuthleteError, AuthleteClient> => execute(tokensBatchStatus, requestId)

/**
 * Changes an access token. What the request leaves out stays as it is. A request that does not say which token to change
 * is an `InvalidRequest`.
 *
 * `POST /api/{serviceId}/auth/token/update`. Any `action` but `OK` is an error. Sent again after any transient failure,
 * unless `accessTokenValueUpdated` asks for a new value.
 *
 * @example
 * ```ts
 * import { Tokens } from "effect-authlete"
 *
 * const updated = Tokens.update({
 *   accessToken: "Z5a40U6dWvw2gMoCOAFbZcM85q4HC0Z--0YKD9-Nf6Q",
 *   scopes: ["history.read"]
 * })
 * ```
 *
 * @since 0.1.0
 * @category administration
 */
export const update = (
  request: TokenUpdateRequest
): Effect.Effect<TokenUpdateResponse, AuthleteError, AuthleteClient> => execute(tokensUpdate, request)

/**
 * `update`, with the request sent as a form, which cannot carry `properties`.
 *
 * @since 0.1.0
 * @category administration
 */
export const updateForm = (
  request: TokenUpdateFormRequest
): Effect.Effect<TokenUpdateResponse, AuthleteError, AuthleteClient> => execute(tokensUpdateForm, request)

/**
 * Deletes an access token together with its refresh token, by the value or the hash of either. Fails with `NotFound`
 * if there is none; a repeated call that finds none any more has succeeded.
 *
 * `DELETE /api/{serviceId}/auth/token/delete/{accessTokenIdentifier}`. Sent again after any transient failure.
 *
 * @example
 * ```ts
 * import { Effect } from "effect"
 * import { Tokens } from "effect-authlete"
 *
 * const gone = Tokens.delete("Z5a40U6dWvw2gMoCOAFbZcM85q4HC0Z--0YKD9-Nf6Q").pipe(
 *   Effect.catchTag("NotFound", (error) => Effect.logWarning(error.message))
 * )
 * ```
 *
 * @since 0.1.0
 * @category administration
 */
const delete_ = (
  accessTokenIdentifier: AccessTokenIdentifier
): Effect.Effect<void, AuthleteError, AuthleteClient> => execute(tokensDelete, accessTokenIdentifier)

export { delete_ as delete }

/**
 * Revokes tokens: one access token or refresh token with its other half, all tokens of a client, of a resource owner, or
 * of both. A request that says none of these, or has one that is blank or `undefined`, is an `InvalidRequest`: more tokens
 * would be revoked than meant.
 *
 * `POST /api/{serviceId}/auth/token/revoke`. Sent again after any transient failure; `count` is then what the last
 * attempt found.
 *
 * @example
 * ```ts
 * import { Tokens } from "effect-authlete"
 *
 * const revoked = Tokens.revoke({ accessTokenIdentifier: "Z5a40U6dWvw2gMoCOAFbZcM85q4HC0Z--0YKD9-Nf6Q" })
 * ```
 *
 * @since 0.1.0
 * @category administration
 */
export const revoke = (
  request: TokenRevokeRequest
): Effect.Effect<TokenRevokeResponse, AuthleteError, AuthleteClient> => execute(tokensRevoke, request)

/**
 * `revoke`, with the request sent as a form.
 *
 * @since 0.1.0
 * @category administration
 */
export const revokeForm = (
  request: TokenRevokeRequest
): Effect.Effect<TokenRevokeResponse, AuthleteError, AuthleteClient> => execute(tokensRevokeForm, request)
