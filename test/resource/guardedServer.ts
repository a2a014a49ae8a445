/**
 * A guarded server at a port of this machine, with the emulator behind it, and requests to it over sockets.
 */
import { HttpServer, HttpServerResponse } from "@effect/platform"
import { NodeHttpServer } from "@effect/platform-node"
import { Context, Effect, Layer, Logger, Metric, Redacted } from "effect"
import type { AuthleteClient } from "effect-authlete"
import {
  AuthleteEmulator,
  AuthleteMetrics,
  IntrospectionCache,
  ResourceServer,
  RetryPolicy,
  Tokens
} from "effect-authlete"
import * as ResourceServerJwt from "effect-authlete/ResourceServerJwt"
import * as Http from "node:http"
import * as Https from "node:https"
import { clientId } from "../cache/support.js"

export interface Sent {
  readonly method?: string
  readonly path?: string
  /** By name; a list stands for several lines. */
  readonly headers?: Readonly<Record<string, string | ReadonlyArray<string>>>
  readonly body?: string
  /** What the TLS handshake is done with. */
  readonly tls?: Https.AgentOptions
}

export interface Got {
  readonly status: number
  /** The value of `WWW-Authenticate`. */
  readonly challenge: string | undefined
  readonly headers: Http.IncomingHttpHeaders
  readonly body: string
}

/** Sends a request on a connection of its own, which is broken off by an interruption. */
export const send = (url: string, { body, headers = {}, method = "GET", path = "/history", tls }: Sent = {}) =>
  Effect.async<Got>((resume) => {
    const options = { method, headers: headers as Http.OutgoingHttpHeaders, agent: false as const, ...tls }
    const request = (url.startsWith("https:") ? Https : Http).request(`${url}${path}`, options)
    request.once("error", (error) => resume(Effect.die(error)))
    request.once("response", (incoming) => {
      let text = ""
      incoming.setEncoding("utf8")
      incoming.on("data", (chunk: string) => text += chunk)
      incoming.once("end", () =>
        resume(Effect.succeed({
          status: incoming.statusCode ?? 0,
          challenge: incoming.headers["www-authenticate"],
          headers: incoming.headers,
          body: text
        })))
    })
    request.end(body)
    return Effect.sync(() => request.destroy())
  })

export interface Setup {
  readonly requirements?: ResourceServer.Requirements
  readonly options?: ResourceServer.Options
  readonly cache?: IntrospectionCache.Options
  readonly emulator?: AuthleteEmulator.Options
  /** In place of a client that calls the emulator in process. */
  readonly authlete?: Layer.Layer<AuthleteClient.AuthleteClient | AuthleteEmulator.AuthleteEmulator>
  /** Checks JWT access tokens at the guard. */
  readonly jwt?: ResourceServerJwt.Options
  /** Speaks TLS. */
  readonly tls?: Https.ServerOptions
}

/** Starts the server. Its clock is that of the test, and so is the emulator's. */
export const guardedServer = (
  { authlete, cache, emulator, jwt, options, requirements = {}, tls }: Setup = {}
) =>
  Effect.gen(function*() {
    const app = Effect.flatMap(
      ResourceServer.AccessToken,
      ({ claims, introspection, scheme, scopes, subject }) =>
        HttpServerResponse.unsafeJson({ subject, scheme, scopes, claims, isIntrospected: introspection !== undefined })
    )
    const server = tls === undefined ? Http.createServer() : Https.createServer(tls)
    const context = yield* HttpServer.serve(ResourceServer.protect(app, requirements)).pipe(
      Layer.provideMerge(NodeHttpServer.layer(() => server, { host: "127.0.0.1", port: 0 })),
      Layer.provide(ResourceServer.layer(options)),
      Layer.provide(jwt === undefined ? Layer.empty : ResourceServerJwt.layer(jwt)),
      Layer.provideMerge(IntrospectionCache.layer(cache)),
      Layer.provideMerge(authlete ?? AuthleteEmulator.layerClient(emulator)),
      // On the clock of a test, a call that waits to be sent again waits for ever.
      Layer.provide(RetryPolicy.layer(RetryPolicy.none)),
      Layer.provide(Logger.remove(Logger.defaultLogger)),
      Layer.orDie,
      Layer.build
    )
    const { address } = Context.get(context, HttpServer.HttpServer)
    const port = address._tag === "TcpAddress" ? address.port : 0
    const url = `${tls === undefined ? "http" : "https"}://127.0.0.1:${port}`
    const withAuthlete = <A, E>(effect: Effect.Effect<A, E, AuthleteClient.AuthleteClient>) =>
      Effect.provide(effect, context)
    const create = (fields: Partial<Parameters<typeof Tokens.create>[0]> = {}) =>
      withAuthlete(Tokens.create({
        grantType: "AUTHORIZATION_CODE",
        clientId,
        subject: "john",
        scopes: ["history.read"],
        ...fields
      }))
    return {
      url,
      ask: (sent?: Sent) => send(url, sent),
      /** The connections that are open. */
      connections: Effect.async<number>((resume) =>
        void server.getConnections((_, count) => resume(Effect.succeed(count)))
      ),
      /** Issues a token for john, with other fields if they are given. */
      issue: (fields?: Partial<Parameters<typeof Tokens.create>[0]>) =>
        Effect.map(create(fields), ({ accessToken, jwtAccessToken }) => {
          const issued: unknown = jwtAccessToken ?? accessToken
          return Redacted.isRedacted(issued) ? String(Redacted.value(issued)) : String(issued)
        }),
      /** Calls Authlete through the cache of the server. */
      withAuthlete,
      emulator: Context.get(context, AuthleteEmulator.AuthleteEmulator)
    }
  })

export const bearerHeaders = (token: string) => ({ authorization: `Bearer ${token}` })

/** How many introspections have waited for one that was on its way. */
export const joined = Effect.map(
  Metric.value(Metric.tagged(AuthleteMetrics.introspectionLookups, "result", "joined")),
  ({ count }) => count
)

/** Waits in real time, whatever the clock of the test is, for what comes about by itself. */
export const until = <E, R>(holds: Effect.Effect<boolean, E, R>) =>
  Effect.repeat(Effect.zipRight(Effect.promise(() => new Promise((resolve) => setTimeout(resolve, 1))), holds), {
    until: (isSo) => isSo
  })
