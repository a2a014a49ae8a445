/**
 * The client that runs the operations of Authlete's API: how it is made, and what a caller may set for one call. The
 * operations themselves are in modules such as `Tokens`.
 *
 * @since 0.1.0
 */
import * as HttpClient from "@effect/platform/HttpClient"
import * as Config from "effect/Config"
import * as Effect from "effect/Effect"
import { dual } from "effect/Function"
import * as Layer from "effect/Layer"
import type * as Redacted from "effect/Redacted"
import type { AuthleteError } from "./AuthleteError.js"
import { mergeHeaders, provide } from "./internal/client/callOptions.js"
import * as Environment from "./internal/client/environment.js"
import { makeExecute } from "./internal/client/execute.js"
import { keepingBodies } from "./internal/client/response.js"
import { knownServers, settingsOf } from "./internal/client/settings.js"
import type { ConfigError } from "./internal/edge/config.js"
import { collect } from "./internal/edge/config.js"
import { Tag } from "./internal/edge/context.js"
import type { DurationInput } from "./internal/edge/time.js"
import type { Encoding, Operation, ResendClass } from "./Operation.js"
import type * as RetryPolicy from "./RetryPolicy.js"

export { CallOptions, type PerCall } from "./internal/client/callOptions.js"

export type {
  /**
   * @since 0.1.0
   */
  Encoding,
  /**
   * @since 0.1.0
   */
  Operation,
  /**
   * @since 0.1.0
   */
  ResendClass
}

/**
 * A client: it runs any operation. In a unit test, a service with another `execute` can stand in for Authlete. The
 * operation has the schema of the response.
 *
 * @example
 * ```ts
 * import { Effect, Layer, Schema } from "effect"
 * import { AuthleteClient } from "effect-authlete"
 *
 * const AuthleteTest = Layer.succeed(AuthleteClient.AuthleteClient, {
 *   execute: ({ response }) => Effect.orDie(Schema.decodeUnknown(response)({ resultCode: "A312001", count: 1 }))
 * })
 * ```
 *
 * @since 0.1.0
 * @category models
 */
export interface Service {
  readonly execute: <Request, RequestEncoded, Response, ResponseEncoded>(
    operation: Operation<Request, RequestEncoded, Response, ResponseEncoded>,
    request: Request
  ) => Effect.Effect<Response, AuthleteError>
}

/**
 * @since 0.1.0
 * @category tags
 */
export class AuthleteClient extends Tag("effect-authlete/AuthleteClient")<AuthleteClient, Service>() {}

/**
 * Runs an operation on the client of the context.
 *
 * @since 0.1.0
 * @category operations
 */
export const execute = <Request, RequestEncoded, Response, ResponseEncoded>(
  operation: Operation<Request, RequestEncoded, Response, ResponseEncoded>,
  request: Request
): Effect.Effect<Response, AuthleteError, AuthleteClient> =>
  Effect.flatMap(AuthleteClient, (client) => client.execute(operation, request))

/**
 * Authlete's servers, by region.
 *
 * @since 0.1.0
 * @category constants
 */
export const servers: {
  readonly us: "https://us.authlete.com"
  readonly jp: "https://jp.authlete.com"
  readonly eu: "https://eu.authlete.com"
  readonly br: "https://br.authlete.com"
} = knownServers

/**
 * @since 0.1.0
 * @category models
 */
export interface Options {
  /** The id of the service, as Authlete's console shows it. */
  readonly serviceId: string
  /**
   * An access token of the service, or of its organization. An Effect is run for each attempt, so that tokens can
   * rotate. When Authlete refuses its token, it is run again, and if it then gives another token, the call is sent once
   * more.
   */
  readonly accessToken: Redacted.Redacted | Effect.Effect<Redacted.Redacted>
  /** The server, without `/api`. Defaults to `servers.us`. */
  readonly baseUrl?: string | undefined
  /**
   * Allows `http` to another machine. Anybody on the way can then read the access token. Defaults to `false`; to this
   * machine itself, `http` is always allowed.
   */
  readonly allowPlainHttp?: boolean | undefined
  /** The time limit of one attempt, the body of the response included. Defaults to 10 seconds. */
  readonly timeout?: DurationInput | undefined
  /** The largest body that is read, in bytes. A larger one is `InvalidResponse`. Defaults to 8 MiB. */
  readonly maxResponseBytes?: number | undefined
  /**
   * When a failed call is sent again, and how often. Defaults to the `RetryPolicy` of the context, and to
   * `RetryPolicy.standard` if it has none.
   */
  readonly retryPolicy?: RetryPolicy.Input | undefined
  /**
   * Changes the `HttpClient` that the requests go through, for example to log or count them. It may read the bodies of
   * responses. It runs in a fiber of its own, so the caller does not see what it sets in a `FiberRef`.
   *
   * Do not let it retry: it does not know which requests are safe to send twice. Do not turn on the platform's tracing:
   * those spans hold URLs and headers, and so tokens.
   */
  readonly transformClient?: ((client: HttpClient.HttpClient) => HttpClient.HttpClient) | undefined
}

/**
 * Makes a client that sends its requests through the `HttpClient` of the context. On Node, take
 * `NodeHttpClient.layerUndici`. If an option cannot be used, fails with a `ConfigError` that names it.
 *
 * Options for `fetch` (`FetchHttpClient.RequestInit`) are taken from the context in which the client is made, and from
 * that of each call. Whatever they say, the client never follows a redirect.
 *
 * @since 0.1.0
 * @category constructors
 */
export const make = (
  options: Options
): Effect.Effect<Service, ConfigError, HttpClient.HttpClient> =>
  Effect.gen(function*() {
    const settings = yield* settingsOf(options)
    const client = yield* HttpClient.HttpClient
    const transformed = options.transformClient?.(keepingBodies(client, settings.maxResponseBytes))
    return { execute: makeExecute(settings, transformed ?? client, yield* Effect.context<never>()) }
  })

/**
 * The layer of `make`. Build it once per application: each client has connections and a retry quota of its own.
 *
 * @example
 * ```ts
 * import { NodeHttpClient } from "@effect/platform-node"
 * import { Layer, Redacted } from "effect"
 * import { AuthleteClient } from "effect-authlete"
 *
 * const AuthleteLive = AuthleteClient.layer({
 *   serviceId: "715948317",
 *   accessToken: Redacted.make("an access token of the service"),
 *   baseUrl: AuthleteClient.servers.eu
 * }).pipe(Layer.provide(NodeHttpClient.layerUndici))
 * ```
 *
 * @since 0.1.0
 * @category layers
 */
export const layer = (
  options: Options
): Layer.Layer<AuthleteClient, ConfigError, HttpClient.HttpClient> => Layer.effect(AuthleteClient, make(options))

/**
 * The options of `layerConfig`: each as it is, or as a `Config` of it.
 *
 * @since 0.1.0
 * @category models
 */
export type ConfigOptions = {
  readonly [Name in keyof Options]?: Options[Name] | Config.Config<Exclude<Options[Name], undefined>> | undefined
}

const notGiven = Effect.succeed(undefined)

/** The access token may be an Effect, and a `Config` is one too. Only a `Config` is run here. */
const resolve = <A, B>(
  given: A | Config.Config<A> | undefined,
  otherwise: Effect.Effect<B, ConfigError>
): Effect.Effect<A | B, ConfigError> => {
  if (given === undefined) return otherwise
  return Config.isConfig(given) ? given as Config.Config<A> : Effect.succeed(given as A)
}

/**
 * The layer of `make`, with the options taken from the configuration: `AUTHLETE_SERVICE_ID`, `AUTHLETE_BEARER` (or, in
 * its place, `AUTHLETE_AUTHLETE` or `AUTHLETE_API_TOKEN`) and `AUTHLETE_BASE_URL`, which may be left out. A variable
 * that is blank counts as not set. An option that is given is not looked up.
 *
 * @example
 * ```ts
 * import { FetchHttpClient } from "@effect/platform"
 * import { Config, Layer } from "effect"
 * import { AuthleteClient } from "effect-authlete"
 *
 * const AuthleteLive = AuthleteClient.layerConfig({
 *   accessToken: Config.redacted("MY_AUTHLETE_TOKEN"),
 *   timeout: "3 seconds"
 * }).pipe(Layer.provide(FetchHttpClient.layer))
 * ```
 *
 * @since 0.1.0
 * @category layers
 */
export const layerConfig = (
  overrides: ConfigOptions = {}
): Layer.Layer<AuthleteClient, ConfigError, HttpClient.HttpClient> => {
  const allowPlainHttp = resolve(overrides.allowPlainHttp, notGiven)
  return Layer.effect(
    AuthleteClient,
    Effect.flatMap(
      collect({
        allowPlainHttp,
        serviceId: resolve(overrides.serviceId, Environment.serviceId),
        accessToken: resolve(overrides.accessToken, Environment.accessToken),
        baseUrl: resolve(
          overrides.baseUrl,
          Effect.flatMap(Effect.orElseSucceed(allowPlainHttp, () => undefined), Environment.baseUrl)
        ),
        timeout: resolve(overrides.timeout, notGiven),
        maxResponseBytes: resolve(overrides.maxResponseBytes, notGiven),
        retryPolicy: resolve(overrides.retryPolicy, notGiven),
        transformClient: resolve(overrides.transformClient, notGiven)
      }),
      make
    )
  )
}

/**
 * Overrides the service id for calls made inside `self`, for a server that works for several services.
 *
 * @since 0.1.0
 * @category combinators
 */
export const withServiceId: {
  (serviceId: string): <A, E, R>(self: Effect.Effect<A, E, R>) => Effect.Effect<A, E, R>
  <A, E, R>(self: Effect.Effect<A, E, R>, serviceId: string): Effect.Effect<A, E, R>
} = dual(
  2,
  <A, E, R>(self: Effect.Effect<A, E, R>, serviceId: string): Effect.Effect<A, E, R> =>
    provide(self, () => ({ serviceId }))
)

/**
 * Overrides the per-attempt timeout for calls made inside `self`.
 *
 * @since 0.1.0
 * @category combinators
 */
export const withTimeout: {
  (timeout: DurationInput): <A, E, R>(self: Effect.Effect<A, E, R>) => Effect.Effect<A, E, R>
  <A, E, R>(self: Effect.Effect<A, E, R>, timeout: DurationInput): Effect.Effect<A, E, R>
} = dual(
  2,
  <A, E, R>(self: Effect.Effect<A, E, R>, timeout: DurationInput): Effect.Effect<A, E, R> =>
    provide(self, () => ({ timeout }))
)

/**
 * Overrides the retry policy for calls made inside `self`.
 *
 * @example
 * ```ts
 * import { AuthleteClient, RetryPolicy, Tokens } from "effect-authlete"
 *
 * const once = Tokens.list({ subject: "john" }).pipe(AuthleteClient.withRetryPolicy(RetryPolicy.none))
 * ```
 *
 * @since 0.1.0
 * @category combinators
 */
export const withRetryPolicy: {
  (policy: RetryPolicy.Input): <A, E, R>(self: Effect.Effect<A, E, R>) => Effect.Effect<A, E, R>
  <A, E, R>(self: Effect.Effect<A, E, R>, policy: RetryPolicy.Input): Effect.Effect<A, E, R>
} = dual(
  2,
  <A, E, R>(self: Effect.Effect<A, E, R>, policy: RetryPolicy.Input): Effect.Effect<A, E, R> =>
    provide(self, () => ({ retryPolicy: policy }))
)

/**
 * Adds headers to the requests of calls made inside `self`. A header that the client sets itself, such as
 * `Authorization`, is `InvalidRequest`, and so is a value that is not one line of Latin-1 text. Values are kept out of
 * the messages of errors.
 *
 * @since 0.1.0
 * @category combinators
 */
export const withHeaders: {
  (headers: Readonly<Record<string, string>>): <A, E, R>(self: Effect.Effect<A, E, R>) => Effect.Effect<A, E, R>
  <A, E, R>(self: Effect.Effect<A, E, R>, headers: Readonly<Record<string, string>>): Effect.Effect<A, E, R>
} = dual(
  2,
  <A, E, R>(self: Effect.Effect<A, E, R>, headers: Readonly<Record<string, string>>): Effect.Effect<A, E, R> =>
    provide(self, (outer) => ({ headers: mergeHeaders(outer.headers, headers) }))
)
