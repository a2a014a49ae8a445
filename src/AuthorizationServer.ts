/**
 * The endpoints of an authorization server: OAuth 2.0, OpenID Connect and what belongs to them, as apps for any server of
 * the platform. Authlete decides; the endpoints read requests, ask Authlete, and respond as the specifications want it.
 *
 * What is yours is a service of the context: the pages (`Interaction`), the resource owners (`ResourceOwners`) and the
 * resource servers that may introspect (`ResourceServers`). `router` mounts all endpoints by the metadata of the service.
 * With `make`, the same parts are values, there are hooks for more grants, and the errors of your services show in the
 * types of the endpoints.
 *
 * When a call to Authlete fails, an endpoint responds with 503 and `Retry-After` if it may go well later, and with 500 and
 * `server_error` otherwise. The cause goes to the log, and not to the client application.
 *
 * @since 0.2.0
 */
import type * as HttpApp from "@effect/platform/HttpApp"
import type * as HttpClient from "@effect/platform/HttpClient"
import type * as HttpRouter from "@effect/platform/HttpRouter"
import type { HttpServerRequest } from "@effect/platform/HttpServerRequest"
import type { HttpServerResponse } from "@effect/platform/HttpServerResponse"
import * as Effect from "effect/Effect"
import type { AuthleteClient } from "./AuthleteClient.js"
import type { AuthleteError } from "./AuthleteError.js"
import type {
  BackchannelAuthenticationCompleteRequest,
  BackchannelAuthenticationCompleteResponse
} from "./internal/operations/ciba/complete.js"
import type { Decision, Denial } from "./internal/server/decision.js"
import { decisions } from "./internal/server/decision.js"
import { settingsOf } from "./internal/server/endpoint.js"
import { authorizationEndpoint } from "./internal/server/endpoints/authorization.js"
import { backchannelAuthenticationEndpoint } from "./internal/server/endpoints/backchannelAuthentication.js"
import { jwksEndpoint, metadataEndpoint } from "./internal/server/endpoints/documents.js"
import * as Form from "./internal/server/endpoints/formEndpoints.js"
import { grantManagementEndpoint } from "./internal/server/endpoints/grantManagement.js"
import { introspectionEndpoint } from "./internal/server/endpoints/introspection.js"
import { registrationEndpoint } from "./internal/server/endpoints/registration.js"
import { tokenEndpoint } from "./internal/server/endpoints/token.js"
import { userInfoEndpoint } from "./internal/server/endpoints/userInfo.js"
import type { InteractionError, MetadataError, NotificationError, OAuthError } from "./internal/server/errors.js"
import type { Endpoints, Options } from "./internal/server/make.js"
import * as Make from "./internal/server/make.js"
import * as Notification from "./internal/server/notification.js"
import type { Pending } from "./internal/server/pending.js"
import { settle } from "./internal/server/refusals.js"
import type { Asked } from "./internal/server/render.js"
import type { Final, Tables } from "./internal/server/respond.js"
import * as Respond from "./internal/server/respond.js"
import { Interaction, ResourceOwners, ResourceServers } from "./internal/server/services.js"

export type { AllowedOrigins } from "./internal/server/cors.js"
export type { ClientCertificates, Credentials } from "./internal/server/credentials.js"
export type { Decision, Denial } from "./internal/server/decision.js"
export { InteractionError, MetadataError, NotificationError, OAuthError } from "./internal/server/errors.js"
export type {
  Backchannel,
  BackchannelIdentified,
  BackchannelRefusal,
  ExchangeGrant,
  Grant,
  NativeSsoGrant,
  NewIdToken,
  TokenHooks
} from "./internal/server/hooks.js"
export { layerResourceOwners, layerResourceServers, type Person } from "./internal/server/inMemory.js"
export type { Endpoints, Options } from "./internal/server/make.js"
export type { Outline } from "./internal/server/outline.js"
export { type PasswordPages, passwordPages, type PasswordPagesOptions } from "./internal/server/passwordPages.js"
export type { Pending, PendingClient } from "./internal/server/pending.js"
export type { Asked } from "./internal/server/render.js"
export type { Final, Tables } from "./internal/server/respond.js"
export {
  type Claims,
  type ClaimsRequest,
  Interaction,
  type InteractionService,
  type InteractionStore,
  type Password,
  ResourceOwners,
  type ResourceOwnersService,
  ResourceServers,
  type ResourceServerSettings,
  type ResourceServersService,
  type Session,
  type SessionStore
} from "./internal/server/services.js"

const settings = settingsOf({})

// Endpoints

/**
 * The authorization endpoint (RFC 6749, section 3.1; OpenID Connect Core, section 3.1.2). `GET` and `POST`.
 *
 * The request is bound to the browser by a cookie, and `Interaction.present` shows the page. For `prompt=none` it is
 * decided at once, by `Interaction.session` and by what the resource owner has granted before. A redirect goes only where
 * Authlete says: to a redirect URI that the client has registered.
 *
 * Calls `Authorization.process`, and `updateTicket`, `issue` and `fail`.
 *
 * @example
 * ```ts
 * import { HttpRouter } from "@effect/platform"
 * import { AuthorizationServer } from "effect-authlete"
 *
 * const app = HttpRouter.empty.pipe(HttpRouter.all("/authorize", AuthorizationServer.authorization))
 * ```
 *
 * @since 0.2.0
 * @category endpoints
 */
export const authorization: HttpApp.Default<never, AuthleteClient | Interaction | ResourceOwners> =
  authorizationEndpoint(Interaction, ResourceOwners, settings)

/**
 * The token endpoint (RFC 6749, section 3.2). `POST`. A client authenticates by the `Authorization` header or by the body,
 * never by both; DPoP proofs, client attestations and certificates go to Authlete. Grants that Authlete leaves to the
 * server need a hook (`make`): without it they are `unsupported_grant_type`.
 *
 * Calls `Tokens.process`, and `issue` and `fail` for the password grant.
 *
 * @example
 * ```ts
 * import { HttpRouter } from "@effect/platform"
 * import { AuthorizationServer } from "effect-authlete"
 *
 * const app = HttpRouter.empty.pipe(HttpRouter.all("/token", AuthorizationServer.token))
 * ```
 *
 * @since 0.2.0
 * @category endpoints
 */
export const token: HttpApp.Default<never, AuthleteClient | ResourceOwners> = tokenEndpoint(
  ResourceOwners,
  {},
  settings
)

/**
 * The userinfo endpoint (OpenID Connect Core, section 5.3). `GET` and `POST`. The access token is read from the header or
 * from the form (RFC 6750, section 2; RFC 9449, section 7.1); the claims come from `ResourceOwners.claims`.
 *
 * Calls `UserInfo.process` and `UserInfo.issue`.
 *
 * @example
 * ```ts
 * import { HttpRouter } from "@effect/platform"
 * import { AuthorizationServer } from "effect-authlete"
 *
 * const app = HttpRouter.empty.pipe(HttpRouter.all("/userinfo", AuthorizationServer.userInfo))
 * ```
 *
 * @since 0.2.0
 * @category endpoints
 */
export const userInfo: HttpApp.Default<never, AuthleteClient | ResourceOwners> = userInfoEndpoint(
  ResourceOwners,
  settings
)

/**
 * The pushed authorization request endpoint (RFC 9126). `POST`.
 *
 * Calls `PushedAuthorization.create`.
 *
 * @example
 * ```ts
 * import { HttpRouter } from "@effect/platform"
 * import { AuthorizationServer } from "effect-authlete"
 *
 * const app = HttpRouter.empty.pipe(HttpRouter.all("/par", AuthorizationServer.pushedAuthorization))
 * ```
 *
 * @since 0.2.0
 * @category endpoints
 */
export const pushedAuthorization: HttpApp.Default<never, AuthleteClient> = Form
  .pushedAuthorizationEndpoint(settings)

/**
 * The introspection endpoint (RFC 7662). `POST`. Authlete responds to whoever asks, so `ResourceServers.authenticate`
 * decides who may.
 *
 * Calls `Introspection.standardProcess`.
 *
 * @example
 * ```ts
 * import { HttpRouter } from "@effect/platform"
 * import { AuthorizationServer } from "effect-authlete"
 *
 * const app = HttpRouter.empty.pipe(HttpRouter.all("/introspection", AuthorizationServer.introspection))
 * ```
 *
 * @since 0.2.0
 * @category endpoints
 */
export const introspection: HttpApp.Default<never, AuthleteClient | ResourceServers> = introspectionEndpoint(
  ResourceServers,
  settings
)

/**
 * The revocation endpoint (RFC 7009). `POST`. When Authlete cannot be reached it responds with 503: the client application
 * must not take the token for revoked (section 2.2.1).
 *
 * Calls `Revocation.process`.
 *
 * @example
 * ```ts
 * import { HttpRouter } from "@effect/platform"
 * import { AuthorizationServer } from "effect-authlete"
 *
 * const app = HttpRouter.empty.pipe(HttpRouter.all("/revocation", AuthorizationServer.revocation))
 * ```
 *
 * @since 0.2.0
 * @category endpoints
 */
export const revocation: HttpApp.Default<never, AuthleteClient> = Form.revocationEndpoint(settings)

/**
 * The public keys of the service, as a JWK Set (RFC 7517). `GET`. It may be cached for five minutes.
 *
 * Calls `Services.jwks`.
 *
 * @example
 * ```ts
 * import { HttpRouter } from "@effect/platform"
 * import { AuthorizationServer } from "effect-authlete"
 *
 * const app = HttpRouter.empty.pipe(HttpRouter.all("/jwks", AuthorizationServer.jwks))
 * ```
 *
 * @since 0.2.0
 * @category endpoints
 */
export const jwks: HttpApp.Default<never, AuthleteClient> = jwksEndpoint(settings)

/**
 * The metadata of the service (RFC 8414; OpenID Connect Discovery, section 4). `GET`. It may be cached for five minutes.
 *
 * Calls `Services.configuration`.
 *
 * @example
 * ```ts
 * import { HttpRouter } from "@effect/platform"
 * import { AuthorizationServer } from "effect-authlete"
 *
 * const app = HttpRouter.empty.pipe(
 *   HttpRouter.all("/.well-known/openid-configuration", AuthorizationServer.metadata)
 * )
 * ```
 *
 * @since 0.2.0
 * @category endpoints
 */
export const metadata: HttpApp.Default<never, AuthleteClient> = metadataEndpoint(settings)

/**
 * The client registration endpoint, by `POST` (RFC 7591), and below it the client configuration endpoint of each client, by
 * `GET`, `PUT` and `DELETE` (RFC 7592): the path ends in the client id.
 *
 * Calls `DynamicRegistration.register`, `get`, `update` and `delete`.
 *
 * @example
 * ```ts
 * import { HttpRouter } from "@effect/platform"
 * import { AuthorizationServer } from "effect-authlete"
 *
 * const app = HttpRouter.empty.pipe(
 *   HttpRouter.all("/register", AuthorizationServer.registration),
 *   HttpRouter.all("/register/:id", AuthorizationServer.registration)
 * )
 * ```
 *
 * @since 0.2.0
 * @category endpoints
 */
export const registration: HttpApp.Default<never, AuthleteClient> = registrationEndpoint(settings)

/**
 * The device authorization endpoint (RFC 8628, section 3.1). `POST`. The page where the resource owner types the user code
 * is yours: see `DeviceFlow.verify` and `DeviceFlow.complete`.
 *
 * Calls `DeviceFlow.authorize`.
 *
 * @example
 * ```ts
 * import { HttpRouter } from "@effect/platform"
 * import { AuthorizationServer } from "effect-authlete"
 *
 * const app = HttpRouter.empty.pipe(HttpRouter.all("/device", AuthorizationServer.deviceAuthorization))
 * ```
 *
 * @since 0.2.0
 * @category endpoints
 */
export const deviceAuthorization: HttpApp.Default<never, AuthleteClient> = Form
  .deviceAuthorizationEndpoint(settings)

/**
 * The backchannel authentication endpoint (OpenID Connect CIBA Core, section 7). `POST`. Whom a request is about, and how to
 * ask them, is for the hook `backchannel` of `make`; without it each request is refused with `unauthorized_client`.
 *
 * Calls `Ciba.process`, and `Ciba.issue` or `Ciba.fail`.
 *
 * @example
 * ```ts
 * import { HttpRouter } from "@effect/platform"
 * import { AuthorizationServer } from "effect-authlete"
 *
 * const app = HttpRouter.empty.pipe(HttpRouter.all("/bc-authorize", AuthorizationServer.backchannelAuthentication))
 * ```
 *
 * @since 0.2.0
 * @category endpoints
 */
export const backchannelAuthentication: HttpApp.Default<never, AuthleteClient> = backchannelAuthenticationEndpoint<
  never,
  never
>(undefined, settings)

/**
 * The grant management endpoint (Grant Management for OAuth 2.0). `GET` and `DELETE`: the path ends in the grant id.
 *
 * Calls `GrantManagement.process`.
 *
 * @example
 * ```ts
 * import { HttpRouter } from "@effect/platform"
 * import { AuthorizationServer } from "effect-authlete"
 *
 * const app = HttpRouter.empty.pipe(HttpRouter.all("/grants/:id", AuthorizationServer.grantManagement))
 * ```
 *
 * @since 0.2.0
 * @category endpoints
 */
export const grantManagement: HttpApp.Default<never, AuthleteClient> = grantManagementEndpoint(settings)

/**
 * Gives a router of all endpoints, at the paths that the metadata of the service has, and of the metadata itself at
 * `/.well-known/openid-configuration` and `/.well-known/oauth-authorization-server`. An endpoint that the metadata does not
 * name is not mounted. Put your own pages beside it with `HttpRouter.concat`.
 *
 * Calls `Services.configuration` once; the paths stay as they were then.
 *
 * @example
 * ```ts
 * import { HttpRouter, HttpServer, HttpServerResponse } from "@effect/platform"
 * import { Effect, Layer } from "effect"
 * import { AuthorizationServer } from "effect-authlete"
 *
 * const pages = HttpRouter.empty.pipe(HttpRouter.get("/", HttpServerResponse.text("Hello")))
 *
 * const Server = Layer.unwrapEffect(
 *   Effect.map(AuthorizationServer.router, (router) => HttpServer.serve(HttpRouter.concat(router, pages)))
 * )
 * ```
 *
 * @since 0.2.0
 * @category endpoints
 */
export const router: Effect.Effect<
  HttpRouter.HttpRouter<never, AuthleteClient | Interaction | ResourceOwners | ResourceServers>,
  AuthleteError | MetadataError,
  AuthleteClient
> = Effect.suspend(() => Make.make({}).router)

// Decisions

const pages = decisions(Interaction, ResourceOwners, settings)

/**
 * Finds an authorization request that waits for the decision of the resource owner at this browser, for a page that is
 * not the first: what is asked for, who is logged in now, and whether that will do.
 *
 * Calls `Authorization.ticketInfo`, unless `Interaction.store` keeps the requests.
 *
 * @example
 * ```ts
 * import { HttpServerResponse } from "@effect/platform"
 * import { Effect } from "effect"
 * import { AuthorizationServer } from "effect-authlete"
 *
 * const consentPage = (id: string) =>
 *   AuthorizationServer.pending(id).pipe(
 *     Effect.flatMap(({ client, scopes = [] }) =>
 *       HttpServerResponse.json({ client: client?.clientName, scopes: scopes.map(({ name }) => name) })
 *     )
 *   )
 * ```
 *
 * @since 0.2.0
 * @category decisions
 */
export const pending: (
  interaction: string
) => Effect.Effect<
  Pending,
  AuthleteError | InteractionError,
  AuthleteClient | HttpServerRequest | Interaction
> = (interaction) => pages.pending(interaction)

/**
 * Shows the page that is due now: `Interaction.present` once more, after a login, say.
 *
 * Calls `Authorization.ticketInfo`, unless `Interaction.store` keeps the requests.
 *
 * @example
 * ```ts
 * import { HttpRouter, HttpServerRequest } from "@effect/platform"
 * import { Effect, Schema } from "effect"
 * import { AuthorizationServer } from "effect-authlete"
 *
 * const continued = HttpServerRequest.schemaSearchParams(Schema.Struct({ interaction: Schema.String })).pipe(
 *   Effect.flatMap(({ interaction }) => AuthorizationServer.resume(interaction))
 * )
 *
 * const app = HttpRouter.empty.pipe(HttpRouter.get("/continue", continued))
 * ```
 *
 * @since 0.2.0
 * @category decisions
 */
export const resume: (
  interaction: string
) => Effect.Effect<
  HttpServerResponse,
  InteractionError,
  AuthleteClient | HttpServerRequest | Interaction
> = (interaction) => pages.resume(interaction)

/**
 * The response to the browser of a resource owner who granted the request: the redirect, or the page, that brings the client
 * application its code or tokens. Call it where your page sends the decision to.
 *
 * The decision counts if it comes from the browser that began the request and not from a page of another site; it counts once.
 * The client application gets an error in place of a code if the resource owner is not the one that it asked for, or was not
 * authenticated as lately, or in the way, that it asked for.
 *
 * The claims for an ID token come from `ResourceOwners.claims`, unless the decision has some.
 *
 * Calls `Authorization.issue`, and `ticketInfo` unless `Interaction.store` keeps the requests.
 *
 * @example
 * ```ts
 * import { HttpRouter, HttpServerRequest } from "@effect/platform"
 * import { Effect, Schema } from "effect"
 * import { AuthorizationServer } from "effect-authlete"
 *
 * const granted = Effect.gen(function*() {
 *   const { interaction } = yield* HttpServerRequest.schemaBodyUrlParams(Schema.Struct({ interaction: Schema.String }))
 *   const { session } = yield* AuthorizationServer.pending(interaction)
 *   return session === undefined
 *     ? yield* AuthorizationServer.deny({ interaction, reason: "NOT_LOGGED_IN" })
 *     : yield* AuthorizationServer.issue({ interaction, subject: session.subject, authTime: session.authTime })
 * })
 *
 * const app = HttpRouter.empty.pipe(HttpRouter.post("/consent", granted))
 * ```
 *
 * @since 0.2.0
 * @category decisions
 */
export const issue: (
  decision: Decision
) => Effect.Effect<
  HttpServerResponse,
  InteractionError,
  AuthleteClient | HttpServerRequest | Interaction | ResourceOwners
> = (decision) => pages.issue(decision)

/**
 * The response to the browser of a resource owner who did not grant the request, or could not be authenticated: it brings the
 * client application an error, `access_denied` unless `reason` says otherwise. It counts as `issue` does.
 *
 * Calls `Authorization.fail`, and `ticketInfo` unless `Interaction.store` keeps the requests.
 *
 * @example
 * ```ts
 * import { AuthorizationServer } from "effect-authlete"
 *
 * const denied = (interaction: string) => AuthorizationServer.deny({ interaction })
 * ```
 *
 * @since 0.2.0
 * @category decisions
 */
export const deny: (
  denial: Denial
) => Effect.Effect<
  HttpServerResponse,
  InteractionError,
  AuthleteClient | HttpServerRequest | Interaction
> = (denial) => pages.deny(denial)

/**
 * Ends an authentication on another device: tells Authlete the decision and, in the ping and the push mode, the client
 * application, at its notification endpoint (OpenID Connect CIBA Core, section 10). Redirects are not followed.
 *
 * Calls `Ciba.complete`. Fails with `NotificationError` if the client application could not be told.
 *
 * @example
 * ```ts
 * import type { Redacted } from "effect"
 * import { AuthorizationServer } from "effect-authlete"
 *
 * const granted = (ticket: Redacted.Redacted, subject: string) =>
 *   AuthorizationServer.completeBackchannelAuthentication({ ticket, result: "AUTHORIZED", subject })
 * ```
 *
 * @since 0.2.0
 * @category decisions
 */
export const completeBackchannelAuthentication: (
  request: BackchannelAuthenticationCompleteRequest
) => Effect.Effect<
  BackchannelAuthenticationCompleteResponse,
  AuthleteError | NotificationError,
  AuthleteClient | HttpClient.HttpClient
> = Notification.completeBackchannelAuthentication

// Building blocks

/**
 * Makes the endpoints of a server from values in place of tags, with hooks for more grants, CORS and other settings. What
 * is left out is taken from the context. Errors of your services that are not `OAuthError` or `AuthleteError` pass through
 * the endpoints that use them, and show in their types, for you to catch; what your services need shows there as well.
 *
 * @example
 * ```ts
 * import { Effect } from "effect"
 * import { AuthorizationServer } from "effect-authlete"
 *
 * const server = AuthorizationServer.make({
 *   cors: ["https://app.example.com"],
 *   tokenExchange: ({ subjectTokenInfo }) =>
 *     subjectTokenInfo?.subject === undefined
 *       ? Effect.fail(new AuthorizationServer.OAuthError({ error: "invalid_request" }))
 *       : Effect.succeed({ subject: subjectTokenInfo.subject, scopes: ["history.read"] })
 * })
 *
 * const { router, token } = server
 * ```
 *
 * @since 0.2.0
 * @category constructors
 */
export const make: <const O extends Options>(options: O) => Endpoints<O> = Make.make

/**
 * What endpoints respond with, by operation and `action`: status, headers and body. `next` stands where an endpoint has more to
 * do first.
 *
 * @since 0.2.0
 * @category constants
 */
export const responses: Tables = Respond.tables

/**
 * Makes the HTTP response for a response of Authlete, for those who call the operations themselves. Actions after which an
 * endpoint has more to do are no argument: handle them first.
 *
 * @example
 * ```ts
 * import { HttpServerRequest } from "@effect/platform"
 * import { Effect } from "effect"
 * import { AuthorizationServer, Revocation } from "effect-authlete"
 *
 * const revocation = Effect.gen(function*() {
 *   const { headers, text } = yield* HttpServerRequest.HttpServerRequest
 *   const response = yield* Revocation.process({ parameters: yield* text })
 *   return yield* AuthorizationServer.respond("revocation.process", response, { byHeader: "authorization" in headers })
 * })
 * ```
 *
 * @since 0.2.0
 * @category constructors
 */
export const respond: <Name extends keyof Tables>(
  name: Name,
  response: Final<Name>,
  asked?: Asked
) => Effect.Effect<HttpServerResponse> = Respond.respond

/**
 * Turns what went wrong into a response, as the endpoints do: an `OAuthError` into that error, an `AuthleteError` into 503
 * with `Retry-After` or 500, with the cause in the log. Other errors pass. For pages of your own that call Authlete.
 *
 * @example
 * ```ts
 * import { HttpServerResponse } from "@effect/platform"
 * import { Effect } from "effect"
 * import { AuthorizationServer, Clients } from "effect-authlete"
 *
 * const applications = Clients.listAuthorized({ subject: "john" }).pipe(
 *   Effect.flatMap(({ clients = [] }) => HttpServerResponse.json(clients.map(({ clientName }) => clientName))),
 *   AuthorizationServer.handleErrors
 * )
 * ```
 *
 * @since 0.2.0
 * @category combinators
 */
export const handleErrors: <E, R>(
  self: Effect.Effect<HttpServerResponse, E, R>
) => Effect.Effect<HttpServerResponse, Exclude<E, AuthleteError | HttpServerResponse | OAuthError>, R> = settle
