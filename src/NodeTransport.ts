/**
 * An `HttpClient` for Node over undici, for throughput: a call to Authlete takes less than half the processor time that
 * it takes over `NodeHttpClient.layerUndici`. It serves any request, not only those to Authlete.
 *
 * It is not part of the root export, and needs undici 7: `npm install undici@7`.
 *
 * @since 0.2.0
 */
import * as HttpClient from "@effect/platform/HttpClient"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import type * as Scope from "effect/Scope"
import type { Agent, Dispatcher } from "undici"
import { makeAgent } from "./internal/transport/agent.js"
import * as Client from "./internal/transport/client.js"

/**
 * The options of undici's `Agent`. Times are in milliseconds.
 *
 * @since 0.2.0
 * @category models
 */
export interface AgentOptions extends Agent.Options {
  /**
   * The largest number of connections to a server. By default there is no limit, and undici opens nearly twice as many
   * as there are calls in flight. So set it to the number of calls that you expect in flight at most: more than those
   * wait for a connection, within their time limit.
   */
  readonly connections?: number | null
  /**
   * How long an unused connection is kept, unless the server says another time. Defaults to 30 seconds.
   */
  readonly keepAliveTimeout?: number
}

/**
 * Makes a client that sends its requests by a dispatcher of undici. Options in the context where it is made, such as
 * `NodeHttpClient.UndiciRequestOptions`, apply to requests whose own context has none.
 *
 * @since 0.2.0
 * @category constructors
 */
export const make = (dispatcher: Dispatcher): Effect.Effect<HttpClient.HttpClient> =>
  Effect.map(Effect.context<never>(), (context) => Client.make({ dispatcher, context }))

/**
 * A client with connections of its own, which are closed with the layer. Build it once per application.
 *
 * A request fails with the platform's `RequestError`, a body that cannot be read with its `ResponseError`. There is no
 * time limit: interrupt the request, by `Effect.timeout` for example. An interruption frees the connection. So does a
 * body that nobody reads, once its response is garbage-collected. Redirects are not followed.
 *
 * @example
 * ```ts
 * import { Layer } from "effect"
 * import { AuthleteClient } from "effect-authlete"
 * import * as NodeTransport from "effect-authlete/NodeTransport"
 *
 * const AuthleteLive = AuthleteClient.layerConfig().pipe(Layer.provide(NodeTransport.layer))
 * ```
 *
 * @since 0.2.0
 * @category layers
 */
export const layer: Layer.Layer<HttpClient.HttpClient> = Layer.suspend(() => layerAgent({}))

/**
 * The same as `layer`, with options for the connections: how many there may be, how long they are kept, TLS. What undici
 * does not take as an option is a defect when the layer is built.
 *
 * @example
 * ```ts
 * import * as NodeTransport from "effect-authlete/NodeTransport"
 *
 * const transport = NodeTransport.layerAgent({ connections: 64, connect: { ca: "-----BEGIN CERTIFICATE-----…" } })
 * ```
 *
 * @since 0.2.0
 * @category layers
 */
export const layerAgent = (options: AgentOptions): Layer.Layer<HttpClient.HttpClient> =>
  layerDispatcher(
    Effect.acquireRelease(Effect.sync(() => makeAgent(options)), (agent) => Effect.promise(() => agent.destroy()))
  )

/**
 * The same as `layer`, over any dispatcher of undici, such as a proxy. Responses do not tell their `remoteAddress`.
 *
 * @example
 * ```ts
 * import { Effect } from "effect"
 * import * as NodeTransport from "effect-authlete/NodeTransport"
 * import { ProxyAgent } from "undici"
 *
 * const transport = NodeTransport.layerDispatcher(
 *   Effect.acquireRelease(
 *     Effect.sync(() => new ProxyAgent("http://proxy.example.com:3128")),
 *     (proxy) => Effect.promise(() => proxy.close())
 *   )
 * )
 * ```
 *
 * @since 0.2.0
 * @category layers
 */
export const layerDispatcher = <E, R>(
  dispatcher: Effect.Effect<Dispatcher, E, R>
): Layer.Layer<HttpClient.HttpClient, E, Exclude<R, Scope.Scope>> =>
  Layer.scoped(HttpClient.HttpClient, Effect.flatMap(dispatcher, make))
