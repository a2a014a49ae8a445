/**
 * What an authorization server has of its own: its resource owners, its pages, and the resource servers that may ask about
 * tokens.
 */
import type { HttpServerRequest } from "@effect/platform/HttpServerRequest"
import type { HttpServerResponse } from "@effect/platform/HttpServerResponse"
import type * as Effect from "effect/Effect"
import type * as Option from "effect/Option"
import type * as Redacted from "effect/Redacted"
import { Tag } from "../edge/context.js"
import type { StandardIntrospectionRequest } from "../operations/introspection/standardProcess.js"
import type { Credentials } from "./credentials.js"
import type { Pending } from "./pending.js"

/**
 * Who is logged in at a browser.
 *
 * @since 0.2.0
 * @category models
 */
export interface Session {
  /** The resource owner; at most 100 ASCII characters. */
  readonly subject: string
  /** When the resource owner was authenticated, in seconds since 1970-01-01T00:00:00Z. */
  readonly authTime: number
  /** The authentication context class that the resource owner was authenticated by. */
  readonly acr?: string | undefined
  /** The session, for the `sid` claim, Native SSO and back-channel logout. */
  readonly sessionId?: string | Redacted.Redacted | undefined
}

/**
 * Keeps who is logged in. An id stands for a login: keep it as you would keep a password.
 *
 * @since 0.2.0
 * @category models
 */
export interface SessionStore<E = never, R = never> {
  /** Keeps a session under an id, for a number of seconds. */
  readonly put: (id: string, session: Session, seconds: number) => Effect.Effect<void, E, R>
  /** The session of an id, if it lasts. */
  readonly get: (id: string) => Effect.Effect<Option.Option<Session>, E, R>
}

/**
 * Keeps authorization requests until they are decided on. What is kept is a text, which holds the ticket: a secret.
 *
 * @since 0.2.0
 * @category models
 */
export interface InteractionStore<E = never, R = never> {
  /** Keeps a text under an id, for a number of seconds. */
  readonly put: (id: string, text: string, seconds: number) => Effect.Effect<void, E, R>
  /** The text under an id, if there is one. */
  readonly get: (id: string) => Effect.Effect<Option.Option<string>, E, R>
  /** The same, and removes it: of two at the same time, one must get nothing. */
  readonly take: (id: string) => Effect.Effect<Option.Option<string>, E, R>
}

/**
 * The pages of an authorization server: what a resource owner is shown between the authorization request and the decision.
 *
 * @since 0.2.0
 * @category models
 */
export interface InteractionService<E = never, R = never> {
  /** Who is logged in at the browser that sent the request: by a cookie of yours, say. */
  readonly session: Effect.Effect<Option.Option<Session>, E, R | HttpServerRequest>
  /**
   * The page to show: the login if `mustLogin` is true, or else the question for consent. It may be a redirect to a page of
   * yours, with the `id`.
   */
  readonly present: (pending: Pending) => Effect.Effect<HttpServerResponse, E, R | HttpServerRequest>
  /**
   * Whether a resource owner has granted all of a request before: asked for `prompt=none`. If it is left out, Authlete is
   * asked which scopes the resource owner has granted to the client, and what is no scope counts as not granted.
   */
  readonly hasConsented?:
    | ((pending: Pending, session: Session) => Effect.Effect<boolean, E, R | HttpServerRequest>)
    | undefined
  /**
   * Where a request is kept until it is decided on. If it is left out, its ticket is in a cookie of the browser, and what a
   * page needs is at Authlete, with the ticket.
   */
  readonly store?: InteractionStore<E, R> | undefined
}

/**
 * The pages of the authorization server.
 *
 * @example
 * ```ts
 * import { HttpServerResponse } from "@effect/platform"
 * import { Effect, Layer, Option } from "effect"
 * import { AuthorizationServer } from "effect-authlete"
 *
 * const Pages = Layer.succeed(AuthorizationServer.Interaction, {
 *   session: Effect.succeed(Option.none()),
 *   present: ({ id }) => Effect.succeed(HttpServerResponse.redirect(`/login?interaction=${id}`))
 * })
 * ```
 *
 * @since 0.2.0
 * @category tags
 */
export class Interaction
  extends Tag("effect-authlete/AuthorizationServer/Interaction")<Interaction, InteractionService>()
{}

/**
 * The name and the password that a client application sends for a resource owner.
 *
 * @since 0.2.0
 * @category models
 */
export interface Password {
  readonly username: string
  readonly password: Redacted.Redacted
}

/**
 * Which claims are wanted.
 *
 * @since 0.2.0
 * @category models
 */
export interface ClaimsRequest {
  /** The resource owner. */
  readonly subject: string
  /** The names of the claims that are wanted; one may end in `#` and the tag of a language. */
  readonly names: ReadonlyArray<string>
  /** The languages that the values should be in, the preferred one first: tags of RFC 5646. */
  readonly locales: ReadonlyArray<string>
}

/**
 * Values of claims, by their names.
 *
 * @since 0.2.0
 * @category models
 */
export interface Claims {
  readonly [name: string]: unknown
}

/**
 * What the authorization server knows of its resource owners.
 *
 * @since 0.2.0
 * @category models
 */
export interface ResourceOwnersService<E = never, R = never> {
  /** The subject of a resource owner, if name and password are right. The password grant needs it; a login page may. */
  readonly authenticate: (password: Password) => Effect.Effect<Option.Option<string>, E, R>
  /**
   * Claims of a resource owner; none if there is no such resource owner any more. It may give all that it has: what was not
   * asked for is left out. A value in another language has the name of the claim, `#` and the tag of the language.
   */
  readonly claims: (request: ClaimsRequest) => Effect.Effect<Option.Option<Claims>, E, R>
}

/**
 * The resource owners of the authorization server.
 *
 * @example
 * ```ts
 * import { Effect, Layer, Option, Redacted } from "effect"
 * import { AuthorizationServer } from "effect-authlete"
 *
 * const Owners = Layer.succeed(AuthorizationServer.ResourceOwners, {
 *   authenticate: ({ password, username }) =>
 *     Effect.succeed(Redacted.value(password) === "open sesame" ? Option.some(username) : Option.none()),
 *   claims: ({ subject }) => Effect.succeed(Option.some({ name: subject, email: `${subject}@example.com` }))
 * })
 * ```
 *
 * @since 0.2.0
 * @category tags
 */
export class ResourceOwners
  extends Tag("effect-authlete/AuthorizationServer/ResourceOwners")<ResourceOwners, ResourceOwnersService>()
{}

/**
 * What a resource server gets to know of a token, beside what RFC 7662 says. `{}` is enough.
 *
 * @since 0.2.0
 * @category models
 */
export interface ResourceServerSettings extends Omit<StandardIntrospectionRequest, "httpAcceptHeader" | "parameters"> {}

/**
 * The resource servers that may ask about tokens.
 *
 * @since 0.2.0
 * @category models
 */
export interface ResourceServersService<E = never, R = never> {
  /**
   * Whether the caller of the introspection endpoint may ask. The credentials are those of the `Authorization` header, or
   * `client_id` and `client_secret` of the body; another way to authenticate can be read from the request.
   */
  readonly authenticate: (
    credentials: Option.Option<Credentials>
  ) => Effect.Effect<Option.Option<ResourceServerSettings>, E, R | HttpServerRequest>
}

/**
 * The resource servers that may ask the introspection endpoint about tokens. Authlete does not authenticate them (RFC 7662,
 * section 2.1).
 *
 * @example
 * ```ts
 * import { Effect, Layer, Option, Redacted } from "effect"
 * import { AuthorizationServer } from "effect-authlete"
 *
 * const isKnown = ({ clientId, clientSecret }: AuthorizationServer.Credentials) =>
 *   clientId === "history-api" && clientSecret !== undefined && Redacted.value(clientSecret) === "its secret"
 *
 * const Apis = Layer.succeed(AuthorizationServer.ResourceServers, {
 *   authenticate: (credentials) => Effect.succeed(Option.as(Option.filter(credentials, isKnown), {}))
 * })
 * ```
 *
 * @since 0.2.0
 * @category tags
 */
export class ResourceServers
  extends Tag("effect-authlete/AuthorizationServer/ResourceServers")<ResourceServers, ResourceServersService>()
{}
