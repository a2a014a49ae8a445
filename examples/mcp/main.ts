/**
 * Serves the MCP server of `app.ts`. `AUTHORIZATION_SERVER` is the issuer that its metadata name.
 *
 * `npx tsx examples/mcp/main.ts`
 */
import { HttpServer } from "@effect/platform"
import { NodeHttpServer, NodeRuntime } from "@effect/platform-node"
import { Config, Effect, Layer } from "effect"
import { IntrospectionCache } from "effect-authlete"
import { createServer } from "node:http"
import { AuthleteLive } from "../authlete.js"
import { app, layer } from "./app.js"

const port = 8081
const resource = `http://127.0.0.1:${port}/mcp`

Layer.unwrapEffect(
  Effect.map(
    Config.withDefault(Config.string("AUTHORIZATION_SERVER"), "https://as.example.com"),
    (authorizationServer) => HttpServer.serve(app({ resource, authorizationServer }))
  )
).pipe(
  HttpServer.withLogAddress,
  Layer.provide(layer(resource)),
  Layer.provide(IntrospectionCache.layer()),
  Layer.provide(AuthleteLive),
  Layer.provide(NodeHttpServer.layer(createServer, { host: "127.0.0.1", port })),
  Layer.launch,
  NodeRuntime.runMain
)
