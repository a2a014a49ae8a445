/**
 * The authorization endpoint of OAuth 2.0 and OpenID Connect: `process` has Authlete check the request, and then
 * `issue` or `fail` makes the response for the client application, by what the resource owner decides. A ticket
 * connects the two.
 *
 * @since 0.2.0
 */
import type * as Effect from "effect/Effect"
import type { AuthleteClient } from "./AuthleteClient.js"
import { execute } from "./AuthleteClient.js"
import type { AuthleteError } from "./AuthleteError.js"
import type { AuthorizationFailRequest, AuthorizationFailResponse } from "./internal/operations/authorization/fail.js"
import { authorizationFail } from "./internal/operations/authorization/fail.js"
import type {
  AuthorizationIssueRequest,
  AuthorizationIssueResponse
} from "./internal/operations/authorization/issue.js"
import { authorizationIssue } from "./internal/operations/authorization/issue.js"
import type { AuthorizationRequest, AuthorizationResponse } from "./internal/operations/authorization/process.js"
import { authorizationProcess } from "./internal/operations/authorization/process.js"
import type {
  AuthorizationTicketInfoRequest,
  AuthorizationTicketInfoResponse
} from "./internal/operations/authorization/ticketInfo.js"
import { authorizationTicketInfo } from "./internal/operations/authorization/ticketInfo.js"
import type {
  AuthorizationTicketUpdateRequest,
  AuthorizationTicketUpdateResponse
} from "./internal/operations/authorization/updateTicket.js"
import { authorizationUpdateTicket } from "./internal/operations/authorization/updateTicket.js"

export { DynamicScope } from "./internal/models/askedFor.js"
export { AuthorizationDetails, AuthorizationDetailsElement } from "./internal/models/authorizationDetails.js"
export { AuthorizationTicketInfo } from "./internal/models/authorizationTicketInfo.js"
export { CimdOptions } from "./internal/models/cimdOptions.js"
export { Client } from "./internal/models/client.js"
export { CredentialOfferInfo } from "./internal/models/credentialOfferInfo.js"
export { Display } from "./internal/models/display.js"
export { Grant, GrantScope } from "./internal/models/grant.js"
export { GrantManagementAction } from "./internal/models/grantManagement.js"
export { IdTokenAudType } from "./internal/models/idTokenAudType.js"
export { Prompt } from "./internal/models/prompt.js"
export { Property } from "./internal/models/property.js"
export { Scope } from "./internal/models/scope.js"
export { Service } from "./internal/models/service.js"
export {
  AuthorizationFailReason,
  AuthorizationFailRequest,
  AuthorizationFailResponse
} from "./internal/operations/authorization/fail.js"
export type {
  AuthorizationFailBadRequest,
  AuthorizationFailForm,
  AuthorizationFailInternalServerError,
  AuthorizationFailLocation
} from "./internal/operations/authorization/fail.js"
export { AuthorizationIssueRequest, AuthorizationIssueResponse } from "./internal/operations/authorization/issue.js"
export type {
  AuthorizationIssueBadRequest,
  AuthorizationIssueForm,
  AuthorizationIssueInternalServerError,
  AuthorizationIssueLocation
} from "./internal/operations/authorization/issue.js"
export { AuthorizationRequest, AuthorizationResponse } from "./internal/operations/authorization/process.js"
export type {
  AuthorizationBadRequest,
  AuthorizationForm,
  AuthorizationInteraction,
  AuthorizationInternalServerError,
  AuthorizationLocation,
  AuthorizationNoInteraction
} from "./internal/operations/authorization/process.js"
export {
  AuthorizationTicketInfoRequest,
  AuthorizationTicketInfoResponse
} from "./internal/operations/authorization/ticketInfo.js"
export {
  AuthorizationTicketUpdateRequest,
  AuthorizationTicketUpdateResponse
} from "./internal/operations/authorization/updateTicket.js"

/**
 * Has Authlete check the request that a client application sent to the authorization endpoint, and says by `action` what
 * to do next. `INTERACTION`: show pages to the resource owner, and go on with `issue` or `fail`. `NO_INTERACTION`: decide
 * without pages, and go on with `issue` or `fail`. The other actions hold the error to respond with.
 *
 * `POST /api/{serviceId}/auth/authorization`. Sent again after any transient failure: the ticket that got lost expires
 * unused. A request with `request` or `request_uri` in its parameters, which may be good for one use, is sent again only if
 * Authlete certainly did not do it.
 *
 * @example
 * ```ts
 * import { Effect } from "effect"
 * import { Authorization } from "effect-authlete"
 *
 * const authorize = (query: string, loggedIn: string | undefined) =>
 *   Effect.gen(function*() {
 *     const response = yield* Authorization.process({ parameters: query })
 *     switch (response.action) {
 *       case "INTERACTION":
 *         return { page: `${response.client?.clientName ?? "An application"} asks for consent`, ticket: response.ticket }
 *       case "NO_INTERACTION":
 *         return loggedIn === undefined
 *           ? yield* Authorization.fail({ ticket: response.ticket, reason: "NOT_LOGGED_IN" })
 *           : yield* Authorization.issue({ ticket: response.ticket, subject: loggedIn })
 *       default:
 *         return response
 *     }
 *   })
 * ```
 *
 * @since 0.2.0
 * @category authorization endpoint
 */
export const process = (
  request: AuthorizationRequest
): Effect.Effect<AuthorizationResponse, AuthleteError, AuthleteClient> => execute(authorizationProcess, request)

/**
 * Ends an authorization request that was not granted: makes the response that tells the client application why. It is a
 * redirection with the action `LOCATION`, and a page with `FORM`. `BAD_REQUEST` means that the ticket is no longer good.
 *
 * `POST /api/{serviceId}/auth/authorization/fail`. Sent again only if Authlete certainly did not do it, since it uses up the
 * ticket.
 *
 * @example
 * ```ts
 * import { Effect } from "effect"
 * import { Authorization } from "effect-authlete"
 *
 * const deny = (ticket: string) =>
 *   Authorization.fail({ ticket, reason: "DENIED" }).pipe(
 *     Effect.map((response) => response.action === "LOCATION" ? response.responseContent : undefined)
 *   )
 * ```
 *
 * @since 0.2.0
 * @category authorization endpoint
 */
export const fail = (
  request: AuthorizationFailRequest
): Effect.Effect<AuthorizationFailResponse, AuthleteError, AuthleteClient> => execute(authorizationFail, request)

/**
 * Ends an authorization request that the resource owner granted: makes the response that brings the client application the
 * code and the tokens that it asked for. It is a redirection with the action `LOCATION`, and a page with `FORM`.
 * `BAD_REQUEST` means that the ticket is no longer good.
 *
 * `POST /api/{serviceId}/auth/authorization/issue`. Sent again only if Authlete certainly did not do it, since it uses up
 * the ticket.
 *
 * @example
 * ```ts
 * import { Effect, Redacted } from "effect"
 * import { Authorization } from "effect-authlete"
 *
 * const grant = (ticket: string, subject: string, authTime: number) =>
 *   Authorization.issue({ ticket, subject, authTime, claims: JSON.stringify({ name: "John Smith" }) }).pipe(
 *     Effect.map((response) =>
 *       response.action === "LOCATION" ? Redacted.value(response.responseContent) : undefined
 *     )
 *   )
 * ```
 *
 * @since 0.2.0
 * @category authorization endpoint
 */
export const issue = (
  request: AuthorizationIssueRequest
): Effect.Effect<AuthorizationIssueResponse, AuthleteError, AuthleteClient> => execute(authorizationIssue, request)

/**
 * Tells what is kept with a ticket: the `context` that was given to `process` or to `updateTicket`. The ticket stays good.
 *
 * `POST /api/{serviceId}/auth/authorization/ticket/info`. Sent again after any transient failure. Fails with `NotFound` if
 * there is no such ticket.
 *
 * @example
 * ```ts
 * import { Effect } from "effect"
 * import { Authorization } from "effect-authlete"
 *
 * const contextOf = (ticket: string) =>
 *   Authorization.ticketInfo({ ticket }).pipe(Effect.map(({ info }) => info?.context))
 * ```
 *
 * @since 0.2.0
 * @category tickets
 */
export const ticketInfo = (
  request: AuthorizationTicketInfoRequest
): Effect.Effect<AuthorizationTicketInfoResponse, AuthleteError, AuthleteClient> =>
  execute(authorizationTicketInfo, request)

/**
 * Replaces what is kept with a ticket. The ticket stays good.
 *
 * `POST /api/{serviceId}/auth/authorization/ticket/update`. Sent again after any transient failure. Fails with `NotFound` if
 * there is no such ticket.
 *
 * @example
 * ```ts
 * import { Authorization } from "effect-authlete"
 *
 * const loggedIn = (ticket: string, subject: string) =>
 *   Authorization.updateTicket({ ticket, info: { context: JSON.stringify({ subject }) } })
 * ```
 *
 * @since 0.2.0
 * @category tickets
 */
export const updateTicket = (
  request: AuthorizationTicketUpdateRequest
): Effect.Effect<AuthorizationTicketUpdateResponse, AuthleteError, AuthleteClient> =>
  execute(authorizationUpdateTicket, request)
