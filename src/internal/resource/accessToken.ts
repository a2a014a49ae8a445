/**
 * What a handler is told about the access token of a request.
 */
import type * as Redacted from "effect/Redacted"
import { Tag } from "../edge/context.js"
import type { IntrospectionOk } from "../operations/introspection/process.js"
import type { PresentedToken, TokenScheme } from "../server/presentedToken.js"

/**
 * The facts about the access token of a request.
 *
 * @since 0.2.0
 * @category models
 */
export interface AccessTokenInfo {
  /** The token as the client application presented it, to hand it on or to exchange it. */
  readonly token: Redacted.Redacted
  /** The scheme by which it was presented. */
  readonly scheme: TokenScheme
  /** The resource owner; `undefined` for client credentials. */
  readonly subject: string | undefined
  /** The id of the client application. */
  readonly clientId: string | undefined
  /** The scopes that the token covers, which may be more than were needed. */
  readonly scopes: ReadonlyArray<string>
  /** When the token expires, in epoch milliseconds. */
  readonly expiresAt: number | undefined
  /** The resources that the token is for, as URIs; none if it is not restricted. */
  readonly resources: ReadonlyArray<string>
  /** The authentication context class that the resource owner was authenticated by. */
  readonly acr: string | undefined
  /** When the resource owner was authenticated, in seconds since 1970-01-01T00:00:00Z. */
  readonly authTime: number | undefined
  /**
   * The facts by the names of the claims of a JWT access token (RFC 9068). For a JWT that was checked locally, these are all
   * claims that it has.
   */
  readonly claims: Readonly<Record<string, unknown>>
  /** What Authlete said about the token; `undefined` if it was not asked. */
  readonly introspection: IntrospectionOk | undefined
}

/**
 * The access token of the request, in a handler behind a guard.
 *
 * @example
 * ```ts
 * import { Effect } from "effect"
 * import { ResourceServer } from "effect-authlete"
 *
 * const whose = Effect.map(ResourceServer.AccessToken, ({ subject }) => subject)
 * ```
 *
 * @since 0.2.0
 * @category tags
 */
export class AccessToken extends Tag("effect-authlete/ResourceServer/AccessToken")<AccessToken, AccessTokenInfo>() {}

const nothing: ReadonlyArray<string> = []

/**
 * The resources that a token is for. `resources` are those of the authorization request; the token request may have chosen
 * some of them.
 */
export const resourcesOf = ({ accessTokenResources, resources }: IntrospectionOk): ReadonlyArray<string> =>
  accessTokenResources ?? resources ?? nothing

const claimsOf = (response: IntrospectionOk, resources: ReadonlyArray<string>): Readonly<Record<string, unknown>> => {
  const { acr, authTime, authorizationDetails, clientId, expiresAt, scopes, subject } = response
  const claims: Record<string, unknown> = {}
  const add = (name: string, value: unknown) => {
    if (value !== undefined) claims[name] = value
  }
  add("sub", subject)
  add("client_id", clientId === undefined ? undefined : String(clientId))
  add("scope", scopes === undefined || scopes.length === 0 ? undefined : scopes.join(" "))
  add("exp", expiresAt === undefined ? undefined : Math.floor(expiresAt / 1000))
  add("aud", resources.length === 0 ? undefined : resources)
  add("acr", acr)
  add("auth_time", authTime)
  add("authorization_details", authorizationDetails?.elements)
  return claims
}

/** What a handler is told about a token, by what Authlete said of it. */
export const ofIntrospection = ({ scheme, token }: PresentedToken, response: IntrospectionOk): AccessTokenInfo => {
  const resources = resourcesOf(response)
  return {
    token,
    scheme,
    subject: response.subject,
    clientId: response.clientId === undefined ? undefined : String(response.clientId),
    scopes: response.scopes ?? nothing,
    expiresAt: response.expiresAt,
    resources,
    acr: response.acr,
    authTime: response.authTime,
    claims: claimsOf(response, resources),
    introspection: response
  }
}
