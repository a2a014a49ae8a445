/**
 * The endpoints of a server with what it has of its own, and where errors and requirements of that show.
 */
import type * as HttpApp from "@effect/platform/HttpApp"
import * as HttpRouter from "@effect/platform/HttpRouter"
import type { HttpServerRequest } from "@effect/platform/HttpServerRequest"
import type { HttpServerResponse } from "@effect/platform/HttpServerResponse"
import * as Effect from "effect/Effect"
import type { AuthleteClient } from "../../AuthleteClient.js"
import { execute } from "../../AuthleteClient.js"
import type { AuthleteError } from "../../AuthleteError.js"
import { servicesConfiguration } from "../operations/services/configuration.js"
import type { AllowedOrigins } from "./cors.js"
import type { ClientCertificates } from "./credentials.js"
import type { Decision, Denial } from "./decision.js"
import { decisions } from "./decision.js"
import { settingsOf } from "./endpoint.js"
import { authorizationEndpoint } from "./endpoints/authorization.js"
import { backchannelAuthenticationEndpoint } from "./endpoints/backchannelAuthentication.js"
import { jwksEndpoint, metadataEndpoint } from "./endpoints/documents.js"
import {
  deviceAuthorizationEndpoint,
  pushedAuthorizationEndpoint,
  revocationEndpoint
} from "./endpoints/formEndpoints.js"
import { grantManagementEndpoint } from "./endpoints/grantManagement.js"
import { introspectionEndpoint } from "./endpoints/introspection.js"
import { registrationEndpoint } from "./endpoints/registration.js"
import { tokenEndpoint } from "./endpoints/token.js"
import { userInfoEndpoint } from "./endpoints/userInfo.js"
import type { InteractionError } from "./errors.js"
import { MetadataError } from "./errors.js"
import type { Backchannel, TokenHooks } from "./hooks.js"
import type { EndpointName } from "./mounts.js"
import { mountsOf } from "./mounts.js"
import type { Pending } from "./pending.js"
import type { Own } from "./refusals.js"
import type { InteractionService, ResourceOwnersService, ResourceServersService } from "./services.js"
import { Interaction, ResourceOwners, ResourceServers } from "./services.js"

/**
 * What a server has of its own. A part that is left out is taken from the context, by its tag; a hook that is left out is
 * not there.
 *
 * @since 0.2.0
 * @category models
 */
export interface Options extends TokenHooks<unknown, unknown> {
  /** The pages, in place of the tag `Interaction`. */
  readonly interaction?: InteractionService<unknown, unknown>
  /** The resource owners, in place of the tag `ResourceOwners`. */
  readonly resourceOwners?: ResourceOwnersService<unknown, unknown>
  /** The resource servers that may introspect, in place of the tag `ResourceServers`. */
  readonly resourceServers?: ResourceServersService<unknown, unknown>
  /** Authentication on another device. Without it, each such request is refused with `unauthorized_client`. */
  readonly backchannel?: Backchannel<unknown, unknown>
  /** Which origins may call the endpoints by scripts of browsers; none if it is left out. Never the authorization endpoint. */
  readonly cors?: AllowedOrigins
  /** The longest body, or query, that is read, in bytes. 64 KiB if it is left out. */
  readonly maxBodyBytes?: number
  /** The certificates of mutual TLS (RFC 8705), the client application's own first, in PEM; none if it is left out. */
  readonly clientCertificates?: ClientCertificates
  /**
   * Lets browsers send the cookies of pending requests without TLS. To the machine itself they always may. Defaults to
   * `false`.
   */
  readonly allowPlainHttp?: boolean
}

/** The effects in a part: its own, and those that its functions give back. */
type EffectsOf<Part> = Part extends Effect.Effect<unknown, unknown, unknown> ? Part
  : Part extends (...args: never) => infer Result ? EffectsOf<Result>
  : Part extends object ? { [Name in keyof Part]-?: EffectsOf<Part[Name]> }[keyof Part]
  : never

/** What may go wrong in parts of the options. */
type ErrorIn<O, Name extends keyof Options> = {
  [N in Name]: O extends { readonly [_ in N]: infer Part } ? Effect.Effect.Error<EffectsOf<Part>> : never
}[Name]

/** What parts of the options need. */
type ContextIn<O, Name extends keyof Options> = {
  [N in Name]: O extends { readonly [_ in N]: infer Part } ? Effect.Effect.Context<EffectsOf<Part>> : TagOf<N>
}[Name]

type TagOf<Name> = Name extends "interaction" ? Interaction
  : Name extends "resourceOwners" ? ResourceOwners
  : Name extends "resourceServers" ? ResourceServers
  : never

type App<O, Name extends keyof Options = never> = HttpApp.Default<
  Own<ErrorIn<O, Name>>,
  AuthleteClient | Exclude<ContextIn<O, Name>, HttpServerRequest>
>

type Pages = "interaction" | "resourceOwners"

type TokenParts = "resourceOwners" | keyof TokenHooks

type Everything = Pages | TokenParts | "backchannel" | "resourceServers"

type FromPage<A, O, Name extends keyof Options, E = never> = Effect.Effect<
  A,
  E | InteractionError | Own<ErrorIn<O, Name>>,
  AuthleteClient | ContextIn<O, Name> | HttpServerRequest
>

/**
 * The endpoints of a server. The errors of its own services, and what they need, show in the type of each endpoint that
 * uses them.
 *
 * @since 0.2.0
 * @category models
 */
export interface Endpoints<O> {
  readonly authorization: App<O, Pages>
  readonly token: App<O, TokenParts>
  readonly userInfo: App<O, "resourceOwners">
  readonly pushedAuthorization: App<O>
  readonly introspection: App<O, "resourceServers">
  readonly revocation: App<O>
  readonly jwks: App<O>
  readonly metadata: App<O>
  readonly registration: App<O>
  readonly deviceAuthorization: App<O>
  readonly backchannelAuthentication: App<O, "backchannel">
  readonly grantManagement: App<O>
  readonly router: Effect.Effect<
    HttpRouter.HttpRouter<
      Own<ErrorIn<O, Everything>>,
      AuthleteClient | Exclude<ContextIn<O, Everything>, HttpServerRequest>
    >,
    AuthleteError | MetadataError,
    AuthleteClient
  >
  readonly pending: (interaction: string) => FromPage<Pending, O, "interaction", AuthleteError>
  readonly resume: (interaction: string) => FromPage<HttpServerResponse, O, "interaction">
  readonly issue: (decision: Decision) => FromPage<HttpServerResponse, O, Pages>
  readonly deny: (denial: Denial) => FromPage<HttpServerResponse, O, "interaction">
}

/** Mounts endpoints by the paths of the service's metadata. */
export const routerOf = <E, R>(
  endpoints: Readonly<Record<EndpointName, HttpApp.Default<E, R>>>
): Effect.Effect<HttpRouter.HttpRouter<E, R>, AuthleteError | MetadataError, AuthleteClient> =>
  Effect.gen(function*() {
    const mounts = mountsOf(yield* execute(servicesConfiguration, {}))
    const paths = mounts.map(({ path }) => path)
    const twice = paths.find((path, index) => paths.indexOf(path) !== index)
    if (twice !== undefined) return yield* Effect.fail(new MetadataError({ path: twice }))
    return mounts.reduce<HttpRouter.HttpRouter<E, R>>(
      (router, { endpoint, path }) => HttpRouter.all(router, path, endpoints[endpoint]) as HttpRouter.HttpRouter<E, R>,
      HttpRouter.empty as HttpRouter.HttpRouter<E, R>
    )
  })

/** The value of the options, or the service of the context. */
const sourceOf = <S, I>(
  given: S | undefined,
  tag: Effect.Effect<S, never, I>
): Effect.Effect<S, never, I> => given === undefined ? tag : Effect.succeed(given)

/** Inside, errors and requirements are `unknown`; the type of the result says them. */
const untyped = (options: Options) => {
  const settings = settingsOf(options)
  const interaction = sourceOf<InteractionService<unknown, unknown>, Interaction>(options.interaction, Interaction)
  const owners = sourceOf<ResourceOwnersService<unknown, unknown>, ResourceOwners>(
    options.resourceOwners,
    ResourceOwners
  )
  const servers = sourceOf<ResourceServersService<unknown, unknown>, ResourceServers>(
    options.resourceServers,
    ResourceServers
  )
  const endpoints = {
    authorization: authorizationEndpoint(interaction, owners, settings),
    token: tokenEndpoint(owners, options, settings),
    userInfo: userInfoEndpoint(owners, settings),
    pushedAuthorization: pushedAuthorizationEndpoint(settings),
    introspection: introspectionEndpoint(servers, settings),
    revocation: revocationEndpoint(settings),
    jwks: jwksEndpoint(settings),
    metadata: metadataEndpoint(settings),
    registration: registrationEndpoint(settings),
    deviceAuthorization: deviceAuthorizationEndpoint(settings),
    backchannelAuthentication: backchannelAuthenticationEndpoint(options.backchannel, settings),
    grantManagement: grantManagementEndpoint(settings)
  }
  return {
    ...endpoints,
    router: Effect.suspend(() =>
      routerOf(endpoints as Readonly<Record<EndpointName, HttpApp.Default<unknown, unknown>>>)
    ),
    ...decisions(interaction, owners, settings)
  }
}

export const make = <const O extends Options>(options: O): Endpoints<O> => untyped(options) as unknown as Endpoints<O>
