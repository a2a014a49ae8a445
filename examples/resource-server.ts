/**
 * An API with two scopes, its client, and its OpenAPI page.
 *
 * `npx tsx examples/resource-server.ts` serves it at http://127.0.0.1:8080 (`PORT` takes another port). It prints access
 * tokens to try with curl. With `--once` it ends when the client has made its calls.
 */
import {
  HttpApi,
  HttpApiBuilder,
  HttpApiClient,
  HttpApiEndpoint,
  HttpApiGroup,
  HttpApiSwagger,
  HttpClient,
  HttpClientRequest,
  HttpServer
} from "@effect/platform"
import { NodeHttpClient, NodeHttpServer, NodeRuntime } from "@effect/platform-node"
import { Config, Console, Effect, Exit, Layer, Redacted, Schema } from "effect"
import { IntrospectionCache, ResourceServer, Tokens } from "effect-authlete"
import { createServer } from "node:http"
import { fileURLToPath } from "node:url"
import { AuthleteLive, clientApplication, whereItRuns } from "./authlete.js"

// The API: one guard for each scope, on a whole group and on single endpoints.

class History extends ResourceServer.Tag<History>()("History", { scopes: ["history.read"] }) {}
class Timeline extends ResourceServer.Tag<Timeline>()("Timeline", { scopes: ["timeline.read"] }) {}

const Visit = Schema.Struct({ page: Schema.String, by: Schema.UndefinedOr(Schema.String) })

const Api = HttpApi.make("Visits")
  .add(
    HttpApiGroup.make("history").add(HttpApiEndpoint.get("visits", "/history").addSuccess(Schema.Array(Visit)))
      .middleware(History)
  )
  .add(
    HttpApiGroup.make("others")
      .add(HttpApiEndpoint.get("timeline", "/timeline").addSuccess(Schema.Array(Visit)).middleware(Timeline))
      .add(HttpApiEndpoint.get("health", "/health"))
  )

// The handlers: they know whose token it is.

const visits = (page: string) => Effect.map(ResourceServer.AccessToken, ({ subject }) => [{ page, by: subject }])

const HistoryLive = HttpApiBuilder.group(
  Api,
  "history",
  (handlers) => handlers.handle("visits", () => visits("yesterday"))
)

const OthersLive = HttpApiBuilder.group(
  Api,
  "others",
  (handlers) => handlers.handle("timeline", () => visits("today")).handle("health", () => Effect.void)
)

// The guards ask Authlete through a cache. The same layer revokes, so that a token that is revoked here is bad at once.

const Authlete = Layer.provideMerge(IntrospectionCache.layer(), AuthleteLive)

const Guards = Layer.mergeAll(History.layer, Timeline.layer).pipe(
  Layer.provide(ResourceServer.layer({ realm: "visits" }))
)

const ApiLive = HttpApiBuilder.api(Api).pipe(Layer.provide([HistoryLive, OthersLive]), Layer.provide(Guards))

/** The server, at a port of this machine; 0 is any that is free. */
export const serverAt = (port: number) =>
  HttpApiBuilder.serve().pipe(
    Layer.provide(HttpApiSwagger.layer({ path: "/docs" })),
    Layer.provide(ApiLive),
    Layer.provideMerge(NodeHttpServer.layer(createServer, { host: "127.0.0.1", port }))
  )

const isOnce = process.argv.includes("--once")

const Served = Layer.unwrapEffect(
  Effect.map(Config.withDefault(Config.integer("PORT"), isOnce ? 0 : 8080), serverAt)
)

// A client of the API, made from the same definition.

const call = (baseUrl: string, token: Redacted.Redacted) =>
  HttpApiClient.make(Api, { baseUrl, transformClient: HttpClient.mapRequest(HttpClientRequest.bearerToken(token)) })

const told = <A, E extends { readonly _tag: string }>(exit: Exit.Exit<A, E>) =>
  Exit.match(exit, {
    onFailure: (cause) => cause._tag === "Fail" ? cause.error._tag : "failed",
    onSuccess: (value) => JSON.stringify(value)
  })

const program = Effect.gen(function*() {
  const address = yield* HttpServer.addressFormattedWith(Effect.succeed)
  const { id } = yield* clientApplication
  const issue = (...scopes: ReadonlyArray<string>) =>
    Effect.map(
      Tokens.create({ grantType: "AUTHORIZATION_CODE", clientId: id, subject: "john", scopes }),
      ({ accessToken }) => accessToken
    )
  const history = yield* issue("history.read")
  const both = yield* issue("history.read", "timeline.read")

  yield* Console.log(
    `The API is at ${address}, its OpenAPI page at ${address}/docs; tokens come from ${yield* whereItRuns}.`
  )
  const client = yield* call(address, history)
  yield* Console.log(`GET /history with history.read: ${told(yield* Effect.exit(client.history.visits()))}`)
  yield* Console.log(`GET /timeline with history.read: ${told(yield* Effect.exit(client.others.timeline()))}`)
  yield* Tokens.revoke({ accessTokenIdentifier: history })
  yield* Console.log(`GET /history once it is revoked: ${told(yield* Effect.exit(client.history.visits()))}`)
  if (isOnce) return

  yield* Console.log(`\ncurl -i ${address}/history`)
  yield* Console.log(`curl -i ${address}/timeline -H 'Authorization: Bearer ${Redacted.value(both)}'`)
  return yield* Effect.never
})

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  program.pipe(
    Effect.provide(Served),
    Effect.provide([Authlete, NodeHttpClient.layerUndici]),
    NodeRuntime.runMain
  )
}
