/**
 * An offline Authlete, for tests and demonstrations. It keeps state, lets tokens expire by Effect's `Clock`, and its
 * responses are those of Authlete, result codes included. `docs/emulator.md` lists what it plays and what it assumes.
 *
 * @since 0.1.0
 */
import type * as HttpApp from "@effect/platform/HttpApp"
import * as HttpClient from "@effect/platform/HttpClient"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import * as AuthleteClient from "./AuthleteClient.js"
import * as Emulator from "./internal/emulator/control/emulator.js"
import type { Service } from "./internal/emulator/control/emulator.js"
import type { AccessRight } from "./internal/emulator/http/accessRights.js"
import type { ServiceSettings } from "./internal/emulator/model/service.js"
import type { SeedInput } from "./internal/emulator/store/seed.js"

export type { Service } from "./internal/emulator/control/emulator.js"
export type { Fault, OperationName } from "./internal/emulator/control/fault.js"
export type { RecordedRequest } from "./internal/emulator/control/recorder.js"
export type { AccessRight } from "./internal/emulator/http/accessRights.js"
export { Client } from "./internal/emulator/model/client.js"
export { ServiceSettings } from "./internal/emulator/model/service.js"
export { defaultSeed, Seed, type SeedInput, SeedToken } from "./internal/emulator/store/seed.js"
export { Snapshot } from "./internal/emulator/store/state.js"

/**
 * The id of the service that the emulator plays by default.
 *
 * @since 0.1.0
 * @category constants
 */
export const defaultServiceId = "715948317"

/**
 * The access token of the API that the emulator accepts by default. It is no secret.
 *
 * @since 0.1.0
 * @category constants
 */
export const defaultAccessToken = "authlete-emulator-access-token"

/**
 * Control over a running emulator.
 *
 * @example
 * ```ts
 * import { Effect } from "effect"
 * import { AuthleteEmulator } from "effect-authlete"
 *
 * const program = Effect.gen(function*() {
 *   const emulator = yield* AuthleteEmulator.AuthleteEmulator
 *   yield* emulator.failNext({ operation: "tokens.revoke", times: 2, status: 429, headers: { "retry-after": "1" } })
 *   yield* emulator.failNext({ operation: "tokens.create", reset: "before", applied: true })
 *   yield* emulator.failNext({ latency: "2 seconds", times: Infinity })
 *   return yield* emulator.requests
 * })
 * ```
 *
 * @since 0.1.0
 * @category tags
 */
export class AuthleteEmulator extends Context.Tag("effect-authlete/AuthleteEmulator")<AuthleteEmulator, Service>() {}

/**
 * The options of an emulator.
 *
 * @since 0.1.0
 * @category models
 */
export interface Options {
  /** The id of the service that the emulator plays: {@link defaultServiceId} if left out. */
  readonly serviceId?: string | undefined
  /** An access token of the API with all rights: {@link defaultAccessToken} if left out. */
  readonly accessToken?: string | undefined
  /** More access tokens of the API, with the rights of each. */
  readonly accessTokens?:
    | ReadonlyArray<{ readonly token: string; readonly rights: ReadonlyArray<AccessRight> }>
    | undefined
  /** The settings, clients and tokens to start from, in place of {@link defaultSeed}. */
  readonly seed?: SeedInput | undefined
  /** Settings of the service. Those that are left out are taken from the seed. */
  readonly service?: ServiceSettings | undefined
}

const make = ({ accessToken, accessTokens, seed, service, serviceId }: Options = {}) =>
  Emulator.make({
    serviceId: serviceId ?? defaultServiceId,
    accessTokens: [{ token: accessToken ?? defaultAccessToken, rights: ["ADMIN"] }, ...(accessTokens ?? [])],
    seed,
    service
  })

/**
 * An `HttpClient` whose requests all go to a new emulator, whatever the origin of their URLs, and control over that
 * emulator. The emulator runs in the fiber that makes the request, so `TestClock` and interruption apply.
 *
 * @example
 * ```ts
 * import { HttpClient, HttpClientRequest } from "@effect/platform"
 * import { Effect } from "effect"
 * import { AuthleteEmulator } from "effect-authlete"
 *
 * const request = HttpClientRequest.get("https://us.authlete.com/api/715948317/auth/token/get/list").pipe(
 *   HttpClientRequest.bearerToken(AuthleteEmulator.defaultAccessToken)
 * )
 *
 * const program = HttpClient.execute(request).pipe(
 *   Effect.flatMap((response) => response.json),
 *   Effect.provide(AuthleteEmulator.layer())
 * )
 * ```
 *
 * @since 0.1.0
 * @category layers
 */
export const layer = (options?: Options): Layer.Layer<AuthleteEmulator | HttpClient.HttpClient> =>
  Layer.effectContext(
    Effect.map(make(options), ({ httpClient, service }) =>
      Context.make(AuthleteEmulator, service).pipe(Context.add(HttpClient.HttpClient, httpClient)))
  )

/**
 * Control over a new emulator, for {@link httpApp} to serve it.
 *
 * @since 0.1.0
 * @category layers
 */
export const layerServer = (options?: Options): Layer.Layer<AuthleteEmulator> =>
  Layer.effect(AuthleteEmulator, Effect.map(make(options), ({ service }) => service))

/**
 * The app of the emulator in the context, for any server of the platform. Let the server listen on `127.0.0.1`, unless
 * other machines have to reach it.
 *
 * @example
 * ```ts
 * import { HttpServer } from "@effect/platform"
 * import { NodeHttpServer, NodeRuntime } from "@effect/platform-node"
 * import { Layer } from "effect"
 * import { AuthleteEmulator } from "effect-authlete"
 * import { createServer } from "node:http"
 *
 * HttpServer.serve(AuthleteEmulator.httpApp).pipe(
 *   HttpServer.withLogAddress,
 *   Layer.provide(AuthleteEmulator.layerServer()),
 *   Layer.provide(NodeHttpServer.layer(createServer, { host: "127.0.0.1", port: 8787 })),
 *   Layer.launch,
 *   NodeRuntime.runMain
 * )
 * ```
 *
 * @since 0.1.0
 * @category apps
 */
export const httpApp: HttpApp.Default<never, AuthleteEmulator> = Effect.flatMap(
  AuthleteEmulator,
  (emulator) => emulator.httpApp
)

/**
 * An `AuthleteClient` that calls a new emulator, and control over that emulator: all that a test of an application
 * needs. The client takes the `RetryPolicy` that is provided to this layer.
 *
 * @example
 * ```ts
 * import { Effect } from "effect"
 * import { AuthleteEmulator, Tokens } from "effect-authlete"
 *
 * const program = Tokens.create({ grantType: "CLIENT_CREDENTIALS", clientId: 26888344961664 }).pipe(
 *   Effect.provide(AuthleteEmulator.layerClient())
 * )
 * ```
 *
 * @since 0.1.0
 * @category layers
 */
export const layerClient = (
  options: Options = {}
): Layer.Layer<AuthleteClient.AuthleteClient | AuthleteEmulator | HttpClient.HttpClient> =>
  AuthleteClient.layer({
    serviceId: options.serviceId ?? defaultServiceId,
    accessToken: Redacted.make(options.accessToken ?? defaultAccessToken)
  }).pipe(
    Layer.orDie,
    Layer.provideMerge(layer(options))
  )
