/**
 * A process with an API of one endpoint: open, behind the guard with its cache, or behind a call of Authlete's SDK. When it
 * is sent a message, it tells how much CPU it has taken, in microseconds.
 */
import { Authlete } from "@authlete/typescript-sdk"
import { HttpApi, HttpApiBuilder, HttpApiEndpoint, HttpApiGroup, HttpServer } from "@effect/platform"
import { NodeHttpClient, NodeHttpServer } from "@effect/platform-node"
import { Effect, Layer, Redacted, Schema } from "effect"
import { AuthleteClient, IntrospectionCache, ResourceServer } from "effect-authlete"
import { createServer } from "node:http"

const [kind = "open", authlete = ""] = process.argv.slice(2)

const serviceId = "715948317"
const accessToken = "the access token of the service"
const scopes = ["history.read"]

class History extends ResourceServer.Tag<History>()("History", { scopes }) {}

const visits = HttpApiEndpoint.get("visits", "/history").addSuccess(Schema.Struct({ page: Schema.String }))
const Open = HttpApi.make("Open").add(HttpApiGroup.make("history").add(visits))
const Guarded = HttpApi.make("Guarded").add(HttpApiGroup.make("history").add(visits).middleware(History))

const page = { page: "yesterday" }

const OpenLive = HttpApiBuilder.api(Open).pipe(
  Layer.provide(
    HttpApiBuilder.group(Open, "history", (handlers) => handlers.handle("visits", () => Effect.succeed(page)))
  )
)

const GuardedLive = HttpApiBuilder.api(Guarded).pipe(
  Layer.provide(
    HttpApiBuilder.group(Guarded, "history", (handlers) => handlers.handle("visits", () => Effect.succeed(page)))
  ),
  Layer.provide(History.layer),
  Layer.provide(ResourceServer.layer()),
  Layer.provide(IntrospectionCache.layer({ timeToLive: "1 hour" })),
  Layer.provide(AuthleteClient.layer({ serviceId, accessToken: Redacted.make(accessToken), baseUrl: authlete })),
  Layer.provide(NodeHttpClient.layerUndici)
)

const ready = (origin: string) => {
  process.on("message", () => {
    const { system, user } = process.cpuUsage()
    process.send?.(user + system)
  })
  process.send?.(origin)
}

const serveByEffect = (api: typeof OpenLive | typeof GuardedLive) => {
  const Served = Layer.effectDiscard(HttpServer.addressFormattedWith((origin) => Effect.sync(() => ready(origin))))
    .pipe(
      Layer.provide(
        HttpApiBuilder.serve().pipe(
          Layer.provide(api),
          Layer.provideMerge(NodeHttpServer.layer(createServer, { host: "127.0.0.1", port: 0 }))
        )
      )
    )
  Effect.runFork(Layer.launch(Served))
}

/** By hand, as one would with the SDK: parse the header, introspect, respond. */
const serveBySdk = () => {
  const sdk = new Authlete({ serverURL: authlete, bearer: accessToken })
  const body = JSON.stringify(page)
  const server = createServer((request, response) => {
    const token = /^Bearer (\S+)$/.exec(request.headers.authorization ?? "")?.[1] ?? ""
    void sdk.introspection.process({ serviceId, introspectionRequest: { token, scopes } }).then(({ action }) => {
      response.writeHead(action === "OK" ? 200 : 401, { "content-type": "application/json" })
      response.end(body)
    })
  })
  server.listen(0, "127.0.0.1", () => {
    const address = server.address()
    if (typeof address === "object" && address !== null) ready(`http://127.0.0.1:${address.port}`)
  })
}

if (kind === "sdk") serveBySdk()
else serveByEffect(kind === "open" ? OpenLive : GuardedLive)

process.once("disconnect", () => process.exit())
