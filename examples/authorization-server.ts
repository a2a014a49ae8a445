/**
 * An OAuth 2.0 and OpenID Connect server: on the emulator, or on your own service if `AUTHLETE_SERVICE_ID` and
 * `AUTHLETE_BEARER` are set; that service then has to have its endpoints at the address where this listens.
 *
 * `npm run server`
 */
import { HttpRouter, HttpServer, HttpServerRequest, HttpServerResponse } from "@effect/platform"
import { NodeHttpServer, NodeRuntime } from "@effect/platform-node"
import { Config, Console, Effect, Layer, Redacted } from "effect"
import { AuthorizationServer } from "effect-authlete"
import { createServer } from "node:http"
import { fileURLToPath } from "node:url"
import { authleteOr } from "./authlete.js"
import { emulated, toTry } from "./authorization-server/emulated.js"
import { consentPage, loginPage } from "./authorization-server/pages.js"

const pages = AuthorizationServer.passwordPages({ login: loginPage, consent: consentPage })

/** Who the resource owners are, what they are shown, and which API may introspect tokens. */
const Services = Layer.mergeAll(
  AuthorizationServer.layerResourceOwners({
    john: { password: Redacted.make("correct horse"), claims: { name: "John Smith", email: "john@example.com" } }
  }),
  Layer.succeed(AuthorizationServer.Interaction, pages.interaction),
  AuthorizationServer.layerResourceServers({ api: Redacted.make("api-secret") })
)

/** In place of a client application: shows what it gets. */
const callback = HttpRouter.get(
  HttpRouter.empty,
  "/callback",
  Effect.map(HttpServerRequest.HttpServerRequest, ({ url }) => HttpServerResponse.text(url))
)

/** All endpoints, the forms of the pages, and the callback. */
const Served = Layer.unwrapEffect(
  Effect.map(
    AuthorizationServer.router,
    (endpoints) => HttpServer.serve(HttpRouter.concatAll(endpoints, pages.routes, callback))
  )
)

/** The server, at a port of this machine; 0 stands for one that is free. */
export const serverAt = (port: number) =>
  Layer.unwrapEffect(
    HttpServer.addressFormattedWith((issuer) =>
      Effect.succeed(Layer.provide(Served, Layer.merge(Services, authleteOr(emulated(issuer)))))
    )
  ).pipe(Layer.provideMerge(NodeHttpServer.layer(createServer, { host: "127.0.0.1", port })))

const announce = HttpServer.addressFormattedWith((issuer) =>
  Console.log(`Try it in a browser, as john with the password "correct horse":\n\n  ${toTry(issuer)}\n`)
)

const main = Effect.flatMap(
  Config.withDefault(Config.integer("PORT"), 3000),
  (port) => Layer.launch(Layer.provide(Layer.effectDiscard(announce), serverAt(port)))
)

if (process.argv[1] === fileURLToPath(import.meta.url)) NodeRuntime.runMain(main)
