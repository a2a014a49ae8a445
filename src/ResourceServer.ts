/**
 * Protects an API: a guard for `HttpApi`, `HttpRouter` and any other `HttpApp`, that asks Authlete about the access token of
 * each request, and refuses with the challenges of RFC 6750 (bearer tokens), RFC 8705 (certificates), RFC 9449 (DPoP),
 * RFC 9470 (step-up authentication) and RFC 9728 (metadata).
 *
 * @since 0.2.0
 */
import * as HttpApi from "@effect/platform/HttpApi"
import * as HttpApiBuilder from "@effect/platform/HttpApiBuilder"
import * as HttpApiError from "@effect/platform/HttpApiError"
import type * as HttpApiGroup from "@effect/platform/HttpApiGroup"
import * as HttpApiMiddleware from "@effect/platform/HttpApiMiddleware"
import * as HttpApiSecurity from "@effect/platform/HttpApiSecurity"
import * as HttpApp from "@effect/platform/HttpApp"
import * as HttpRouter from "@effect/platform/HttpRouter"
import * as HttpServerRequest from "@effect/platform/HttpServerRequest"
import * as HttpServerResponse from "@effect/platform/HttpServerResponse"
import * as OpenApi from "@effect/platform/OpenApi"
import * as Effect from "effect/Effect"
import { dual } from "effect/Function"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import { AuthleteClient } from "./AuthleteClient.js"
import type { ConfigError } from "./internal/edge/config.js"
import { Tag as ContextTag } from "./internal/edge/context.js"
import { TaggedError, union } from "./internal/edge/schema.js"
import type { AccessTokenInfo } from "./internal/resource/accessToken.js"
import { AccessToken } from "./internal/resource/accessToken.js"
import type { Granted, Guard, Guarded } from "./internal/resource/guard.js"
import { guardedOf, makeGuards } from "./internal/resource/guard.js"
import { LocalCheck } from "./internal/resource/localCheck.js"
import type { Metadata } from "./internal/resource/metadata.js"
import { metadataRouter } from "./internal/resource/metadata.js"
import type { Refusal } from "./internal/resource/refusal.js"
import type { Requirements } from "./internal/resource/requirements.js"
import { checkRequirements } from "./internal/resource/requirements.js"
import type { Options } from "./internal/resource/settings.js"
import { settingsOf } from "./internal/resource/settings.js"

export { AccessToken, type AccessTokenInfo } from "./internal/resource/accessToken.js"
export { certificateFromConnection, certificateFromHeader } from "./internal/resource/certificate.js"
export type { Metadata } from "./internal/resource/metadata.js"
export type { Refusal } from "./internal/resource/refusal.js"
export type { Requirements } from "./internal/resource/requirements.js"
export type { Options } from "./internal/resource/settings.js"

/**
 * A request that may pass: the facts about its access token, and headers that the response must have.
 *
 * @since 0.2.0
 * @category models
 */
export interface Passed {
  readonly info: AccessTokenInfo
  readonly headers: Readonly<Record<string, string>> | undefined
}

/**
 * What the guard looks at in a request that is not one of HTTP, such as a call in a message of RPC.
 *
 * @since 0.2.0
 * @category models
 */
export interface RequestParts {
  /** `Bearer` or `DPoP`, and the access token. */
  readonly authorization: string | undefined
  /** The DPoP proof. */
  readonly dpop?: string | undefined
  /** The method that the proof must be for. */
  readonly method: string
  /** The path that the proof must be for, below the `origin` of the options. */
  readonly path: string
  /** The certificate of the client application, in PEM. */
  readonly certificate?: string | undefined
}

/**
 * The guard of a server. `Tag` and `protect` use it. For anything else, `guard` makes a guard of the requirements of a
 * resource.
 *
 * @since 0.2.0
 * @category models
 */
export interface Service {
  readonly guard: (
    requirements: Requirements
  ) => (request: HttpServerRequest.HttpServerRequest) => Effect.Effect<Passed, Refusal>
  /** The same for a request that is not one of HTTP. */
  readonly guardParts: (requirements: Requirements) => (request: RequestParts) => Effect.Effect<Passed, Refusal>
}

/**
 * The guard of a server, as `layer` provides it.
 *
 * @since 0.2.0
 * @category tags
 */
export class ResourceServer extends ContextTag("effect-authlete/ResourceServer")<ResourceServer, Service>() {}

const guardedOfParts = ({ authorization, certificate, dpop, method, path }: RequestParts): Guarded => ({
  parts: { authorization, dpop },
  method,
  path,
  certificate
})

/**
 * Makes the guard of a server, around the `AuthleteClient` of the context. If an option cannot be used, fails with a
 * `ConfigError` that names it.
 *
 * @since 0.2.0
 * @category constructors
 */
export const make = (options: Options = {}): Effect.Effect<Service, ConfigError, AuthleteClient> =>
  Effect.gen(function*() {
    const settings = yield* settingsOf(options)
    const client = yield* AuthleteClient
    const local = Option.getOrUndefined(yield* Effect.serviceOption(LocalCheck))
    const guards = makeGuards(settings, client, local)
    return {
      guard: (requirements) => {
        const guard = guards(requirements)
        return (request) => {
          const guarded = guardedOf(settings, request)
          return Effect.flatMap(guarded, guard)
        }
      },
      guardParts: (requirements) => {
        const guard: Guard = guards(requirements)
        return (request): Effect.Effect<Granted, Refusal> => guard(guardedOfParts(request))
      }
    }
  })

/**
 * The layer of `make`. Put an `IntrospectionCache` between it and the client, or Authlete is asked for each request.
 *
 * @example
 * ```ts
 * import { NodeHttpClient } from "@effect/platform-node"
 * import { Layer } from "effect"
 * import { AuthleteClient, IntrospectionCache, ResourceServer } from "effect-authlete"
 *
 * const ResourceServerLive = ResourceServer.layer({ resource: "https://api.example.com" }).pipe(
 *   Layer.provide(IntrospectionCache.layer()),
 *   Layer.provide(AuthleteClient.layerConfig()),
 *   Layer.provide(NodeHttpClient.layerUndici)
 * )
 * ```
 *
 * @since 0.2.0
 * @category layers
 */
export const layer = (options: Options = {}): Layer.Layer<ResourceServer, ConfigError, AuthleteClient> =>
  Layer.effect(ResourceServer, make(options))

/**
 * The response for a request that was refused.
 *
 * @since 0.2.0
 * @category responses
 */
export const respond = ({ headers, status }: Refusal): HttpServerResponse.HttpServerResponse =>
  HttpServerResponse.empty({ status, headers })

/**
 * The errors of a guarded endpoint, as an `HttpApiClient` and an OpenAPI document see them. None has a body.
 *
 * @since 0.2.0
 * @category errors
 */
export const Refused = union(
  HttpApiError.BadRequest,
  HttpApiError.Unauthorized,
  HttpApiError.Forbidden,
  HttpApiError.InternalServerError,
  HttpApiError.ServiceUnavailable
)

/** The name under which a guard keeps what it asks for. */
const RequirementsId: unique symbol = Symbol.for("effect-authlete/ResourceServer/Requirements")

/**
 * A guard for the endpoints, groups and whole APIs of `HttpApi`.
 *
 * @since 0.2.0
 * @category models
 */
export type GuardTag<Self, Name extends string> =
  & HttpApiMiddleware.TagClass<Self, Name, {
    readonly failure: typeof Refused
    readonly provides: typeof AccessToken
    readonly security: { readonly [N in Name]: HttpApiSecurity.Bearer }
  }>
  & {
    /** What the guard asks of an access token. */
    readonly [RequirementsId]: Requirements
    /** The layer that an API with this guard needs. */
    readonly layer: Layer.Layer<Self, ConfigError, ResourceServer>
  }

const described = ({ acrValues = [], maxAge, scopes = [] }: Requirements): string => {
  const needs = [
    ...(scopes.length === 0 ? [] : [`the scope${scopes.length === 1 ? "" : "s"} ${scopes.join(", ")}`]),
    ...(acrValues.length === 0 ? [] : [`an authentication by one of ${acrValues.join(", ")}`]),
    ...(maxAge === undefined ? [] : [`an authentication not older than ${maxAge} seconds`])
  ]
  return needs.length === 0 ? "An access token" : `An access token with ${needs.join(", ")}`
}

/** Adds headers to the response to the current request, whichever response that is. */
const addHeaders = (headers: Readonly<Record<string, string>>) =>
  HttpApp.appendPreResponseHandler((_, response) => Effect.succeed(HttpServerResponse.setHeaders(response, headers)))

/**
 * Ends the request with a response. The platform sends a response that an effect dies with as it is. An error of the API
 * would have no headers, and so no challenge.
 */
const end = (refusal: Refusal): Effect.Effect<never> => Effect.die(respond(refusal))

/**
 * Makes a guard for `HttpApi`: a middleware that provides `AccessToken`. What it asks for stands in OpenAPI documents as the
 * description of a security scheme with the name of the guard. Two guards must not have the same name.
 *
 * Add it with `.middleware(…)` to an endpoint, to a group after its endpoints, or to the API after its groups, and provide
 * its `layer`. An endpoint that passes several guards must satisfy all of them.
 *
 * @example
 * ```ts
 * import { HttpApi, HttpApiBuilder, HttpApiEndpoint, HttpApiGroup } from "@effect/platform"
 * import { Effect, Layer, Schema } from "effect"
 * import { ResourceServer } from "effect-authlete"
 *
 * class History extends ResourceServer.Tag<History>()("History", { scopes: ["history.read"] }) {}
 *
 * const Api = HttpApi.make("api").add(
 *   HttpApiGroup.make("history").add(
 *     HttpApiEndpoint.get("list", "/history").addSuccess(Schema.Array(Schema.String)).middleware(History)
 *   )
 * )
 *
 * const HistoryLive = HttpApiBuilder.group(Api, "history", (handlers) =>
 *   handlers.handle("list", () =>
 *     Effect.map(ResourceServer.AccessToken, ({ subject }) => [`seen by ${subject}`]))
 * ).pipe(Layer.provide(History.layer))
 * ```
 *
 * @since 0.2.0
 * @category constructors
 */
export const Tag =
  <Self>() => <const Name extends string>(name: Name, requirements: Requirements = {}): GuardTag<Self, Name> => {
    const base = HttpApiMiddleware.Tag<Self>()(name, {
      failure: Refused,
      provides: AccessToken,
      security: {
        [name]: HttpApiSecurity.annotate(HttpApiSecurity.bearer, OpenApi.Description, described(requirements))
      } as { readonly [N in Name]: HttpApiSecurity.Bearer }
    })
    const guarding = Effect.gen(function*() {
      yield* checkRequirements(name, requirements)
      const guard = (yield* ResourceServer).guard(requirements)
      const pass = Effect.flatMap(HttpServerRequest.HttpServerRequest, (request) =>
        Effect.matchEffect(guard(request), {
          onFailure: end,
          onSuccess: ({ headers, info }) =>
            headers === undefined ? Effect.succeed(info) : Effect.as(addHeaders(headers), info)
        }))
      // The token that the platform hands over is not used: it takes any six characters and a space for the scheme.
      return { [name]: () => pass }
    })
    return Object.assign(base, {
      [RequirementsId]: requirements,
      // The class of `Tag` has no type that could be written here; `GuardTag` has the type of the whole.
      layer: Layer.effect(base as never, guarding as never)
    }) as unknown as GuardTag<Self, Name>
  }

type AnyApp<E, R> = HttpApp.Default<E, R>

/**
 * What `protect` makes: a router of a router, and an app of an app. It provides `AccessToken`, and needs `ResourceServer`.
 *
 * @since 0.2.0
 * @category models
 */
export type Protected<Self> = Self extends HttpRouter.HttpRouter<infer E, infer R>
  ? HttpRouter.HttpRouter<E, Exclude<R, AccessToken> | ResourceServer>
  : Self extends Effect.Effect<HttpServerResponse.HttpServerResponse, infer E, infer R>
    ? HttpApp.Default<E, Exclude<R, AccessToken> | ResourceServer>
  : never

const protectApp = <E, R>(
  self: AnyApp<E, R>,
  requirements: Requirements
): AnyApp<E, Exclude<R, AccessToken> | ResourceServer> => {
  // The guard is made once for each server; there is one as a rule.
  let made: { readonly server: Service; readonly guard: ReturnType<Service["guard"]> } | undefined
  return Effect.flatMap(ResourceServer, (server) => {
    if (made?.server !== server) made = { server, guard: server.guard(requirements) }
    const { guard } = made
    return Effect.flatMap(HttpServerRequest.HttpServerRequest, (request) =>
      Effect.matchEffect(guard(request), {
        onFailure: (refusal) => Effect.succeed(respond(refusal)),
        onSuccess: ({ headers, info }) => {
          const response = Effect.provideService(self, AccessToken, info)
          return headers === undefined ? response : Effect.map(response, HttpServerResponse.setHeaders(headers))
        }
      }))
  })
}

const isRouter = (self: object): self is HttpRouter.HttpRouter<unknown, unknown> => HttpRouter.TypeId in self

/**
 * Puts a guard before an `HttpApp`, or before each route of an `HttpRouter`; a path without a route stays a 404. What is
 * behind it can use `AccessToken`. Put CORS around it, since browsers send their preflight requests without a token.
 *
 * @example
 * ```ts
 * import { HttpRouter, HttpServerResponse } from "@effect/platform"
 * import { Effect } from "effect"
 * import { ResourceServer } from "effect-authlete"
 *
 * const history = HttpRouter.empty.pipe(
 *   HttpRouter.get("/history", Effect.flatMap(ResourceServer.AccessToken, ({ subject }) => HttpServerResponse.json({ subject }))),
 *   ResourceServer.protect({ scopes: ["history.read"] })
 * )
 *
 * const app = HttpRouter.empty.pipe(
 *   HttpRouter.get("/health", HttpServerResponse.text("well")),
 *   HttpRouter.concat(history)
 * )
 * ```
 *
 * @since 0.2.0
 * @category combinators
 */
export const protect: {
  (requirements: Requirements): <Self extends AnyApp<unknown, unknown>>(self: Self) => Protected<Self>
  <Self extends AnyApp<unknown, unknown>>(self: Self, requirements: Requirements): Protected<Self>
} = dual(2, (self: AnyApp<unknown, unknown>, requirements: Requirements) =>
  isRouter(self)
    ? HttpRouter.use(self, (route) => protectApp(route, requirements))
    : protectApp(self, requirements))

/**
 * The route of the metadata document of a resource (RFC 9728), at the well-known path that belongs to `resource`. Everybody
 * may read it, so put it beside what is guarded, not behind the guard. Throws a `TypeError` if `resource` is no URL.
 *
 * @example
 * ```ts
 * import { HttpApiBuilder, HttpRouter } from "@effect/platform"
 * import { ResourceServer } from "effect-authlete"
 *
 * const metadata = ResourceServer.metadata({
 *   resource: "https://api.example.com",
 *   authorizationServers: ["https://as.example.com"],
 *   scopes: ["history.read", "timeline.read"]
 * })
 *
 * // With an HttpRouter:
 * const router = HttpRouter.concat(HttpRouter.empty, metadata)
 *
 * // With an HttpApi, as a layer beside those of the groups:
 * const MetadataLive = HttpApiBuilder.Router.use((router) => router.concat(metadata))
 * ```
 *
 * @since 0.2.0
 * @category metadata
 */
export const metadata = (metadata: Metadata): HttpRouter.HttpRouter => metadataRouter(metadata)

/**
 * Endpoints that responded to a request without credentials in another way than by a challenge.
 *
 * @since 0.2.0
 * @category errors
 */
export class Unguarded extends TaggedError<Unguarded>()("Unguarded", {
  /** The endpoints, as `group.endpoint: method path`, with the status of the response. */
  endpoints: Schema.Array(Schema.String)
}) {
  override get message(): string {
    return `No guard refused: ${this.endpoints.join("; ")}`
  }
}

/** A path that an endpoint takes: its parameters get a value. */
const somePath = (path: string): string => path.replace(/:[A-Za-z0-9_]+\??/g, "0").replace(/\*/g, "0")

const hasChallenge = (response: Response): boolean =>
  response.status === 401 && /^\s*(bearer|dpop)\b/i.test(response.headers.get("www-authenticate") ?? "")

/**
 * For a test: sends each endpoint of an API a request without credentials, and fails with `Unguarded` if one does not refuse
 * it with a challenge. `except` names those that are open on purpose, as `"group.endpoint"`; one that is guarded after all,
 * or does not exist, fails as well.
 *
 * It asks the running API, since what is declared is not always what runs: an endpoint that is added to a group after
 * `middlewareEndpoints` has no guard, and neither have handlers that were made from an API before it had one.
 * The handlers of endpoints without a guard run, so give them services for tests.
 *
 * @example
 * ```ts
 * import { HttpApi, HttpServer } from "@effect/platform"
 * import { Effect, Layer } from "effect"
 * import { ResourceServer } from "effect-authlete"
 *
 * declare const Api: HttpApi.HttpApi<"api", never>
 * declare const ApiTest: Layer.Layer<HttpApi.Api>
 *
 * const everythingIsGuarded = ResourceServer.checkGuards(Api, Layer.mergeAll(ApiTest, HttpServer.layerContext), {
 *   except: ["public.health"]
 * })
 * ```
 *
 * @since 0.2.0
 * @category testing
 */
export const checkGuards = <Id extends string, Groups extends HttpApiGroup.HttpApiGroup.Any, ApiError, ApiR, E>(
  api: HttpApi.HttpApi<Id, Groups, ApiError, ApiR>,
  apiLayer: Layer.Layer<HttpApi.Api | HttpRouter.HttpRouter.DefaultServices, E>,
  { except = [] }: { readonly except?: ReadonlyArray<string> | undefined } = {}
): Effect.Effect<void, Unguarded> =>
  Effect.scoped(Effect.gen(function*() {
    const { handler } = yield* Effect.acquireRelease(
      Effect.sync(() => HttpApiBuilder.toWebHandler(apiLayer)),
      ({ dispose }) => Effect.promise(dispose)
    )
    const endpoints: Array<{ readonly name: string; readonly method: string; readonly path: string }> = []
    HttpApi.reflect(api, {
      onGroup: () => {},
      onEndpoint: ({ endpoint: { method, name, path }, group }) => {
        endpoints.push({ name: `${group.identifier}.${name}`, method, path })
      }
    })
    const asked = yield* Effect.forEach(endpoints, ({ method, name, path }) =>
      Effect.map(
        Effect.promise(() => handler(new Request(`http://localhost${somePath(path)}`, { method }))),
        (response) => ({
          name,
          told: `${name}: ${method} ${path} gave ${response.status}`,
          isGuarded: hasChallenge(response)
        })
      ))
    const unguarded = asked.filter(({ isGuarded, name }) => isGuarded === except.includes(name)).map(({ told }) => told)
    const missing = except.filter((name) => !endpoints.some((endpoint) => endpoint.name === name))
    const all = [...unguarded, ...missing.map((name) => `${name}: no such endpoint`)]
    return all.length === 0 ? undefined : yield* Effect.fail(new Unguarded({ endpoints: all }))
  }))
