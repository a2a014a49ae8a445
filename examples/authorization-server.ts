/**
 * An OAuth 2.0 and OpenID Connect server: on the emulator, or on your own service if `AUTHLETE_SERVICE_ID` and
 * `AUTHLETE_BEARER` are set; that service then has to have its endpoints at the address where this listens.
 *
 * `npm run server`
 */
import { HttpRouter, HttpServer, HttpServerRequest, HttpServerResponse } from "@effect/platform"
import { NodeHttpServer, NodeRuntime } from "@effect/platform-node"
import { Clock, Config, Console, Effect, Layer, Option, Redacted, Schema } from "effect"
import { AuthorizationServer } from "effect-authlete"
import { createServer } from "node:http"
import { fileURLToPath } from "node:url"
import { authleteOr } from "./authlete.js"
import { emulated, toTry } from "./authorization-server/emulated.js"
import { consentPage, loginPage } from "./authorization-server/pages.js"

const john = { password: "correct horse", claims: { name: "John Smith", email: "john@example.com" } }
const people = new Map([["john", john]])
const sessions = new Map<string, AuthorizationServer.Session>()

const Services = Layer.mergeAll(
  Layer.succeed(AuthorizationServer.ResourceOwners, {
    authenticate: ({ password, username }) =>
      Effect.succeed(Option.liftPredicate(username, (name) => people.get(name)?.password === Redacted.value(password))),
    claims: ({ subject }) => Effect.succeed(Option.fromNullable(people.get(subject)?.claims))
  }),
  Layer.succeed(AuthorizationServer.Interaction, {
    session: Effect.map(
      HttpServerRequest.HttpServerRequest,
      ({ cookies }) => Option.fromNullable(sessions.get(cookies["session"] ?? ""))
    ),
    present: (pending) => pending.mustLogin ? loginPage(pending) : consentPage(pending)
  }),
  Layer.succeed(AuthorizationServer.ResourceServers, {
    authenticate: (credentials) =>
      Effect.succeed(
        Option.as(
          Option.filter(
            credentials,
            ({ clientId, clientSecret = Redacted.make("") }) =>
              clientId === "api" && Redacted.value(clientSecret) === "api-secret"
          ),
          {}
        )
      )
  })
)

const LoginForm = Schema.Struct({
  interaction: Schema.String,
  username: Schema.String,
  password: Schema.Redacted(Schema.String)
})
const DecisionForm = Schema.Struct({ interaction: Schema.String, decision: Schema.String })

const login = Effect.gen(function*() {
  const { interaction, password, username } = yield* HttpServerRequest.schemaBodyUrlParams(LoginForm)
  const pending = yield* AuthorizationServer.pending(interaction)
  const { authenticate } = yield* AuthorizationServer.ResourceOwners
  const subject = yield* authenticate({ username, password })
  if (Option.isNone(subject)) return yield* loginPage(pending, "The name or the password is wrong.")
  const id = crypto.randomUUID()
  sessions.set(id, { subject: subject.value, authTime: Math.floor((yield* Clock.currentTimeMillis) / 1000) })
  const onward = HttpServerResponse.redirect(`/continue?interaction=${interaction}`, { status: 303 })
  return yield* HttpServerResponse.setCookie(onward, "session", id, { httpOnly: true, path: "/", sameSite: "lax" })
})

const proceed = Effect.flatMap(
  HttpServerRequest.schemaSearchParams(Schema.Struct({ interaction: Schema.String })),
  ({ interaction }) => AuthorizationServer.resume(interaction)
)

const decide = Effect.gen(function*() {
  const { decision, interaction } = yield* HttpServerRequest.schemaBodyUrlParams(DecisionForm)
  const { session } = yield* AuthorizationServer.pending(interaction)
  return session === undefined || decision !== "allow"
    ? yield* AuthorizationServer.deny({ interaction })
    : yield* AuthorizationServer.issue({ interaction, ...session })
})

const pages = HttpRouter.empty.pipe(
  HttpRouter.post("/login", AuthorizationServer.handleErrors(login)),
  HttpRouter.get("/continue", proceed),
  HttpRouter.post("/decision", AuthorizationServer.handleErrors(decide)),
  HttpRouter.get(
    "/callback",
    Effect.map(HttpServerRequest.HttpServerRequest, ({ url }) => HttpServerResponse.text(url))
  )
)

/** The server, at a port of this machine. */
export const serverAt = (port: number) =>
  Layer.unwrapEffect(
    Effect.map(AuthorizationServer.router, (router) => HttpServer.serve(HttpRouter.concat(router, pages)))
  ).pipe(
    Layer.provide(Services),
    Layer.provide(authleteOr(emulated(`http://127.0.0.1:${port}`))),
    Layer.provide(NodeHttpServer.layer(createServer, { host: "127.0.0.1", port }))
  )

const start = Effect.gen(function*() {
  const port = yield* Config.withDefault(Config.integer("PORT"), 3000)
  yield* Layer.build(serverAt(port))
  yield* Console.log(`Try it in a browser, as john with the password "correct horse":\n\n  ${toTry(port)}\n`)
  return yield* Effect.never
})

if (process.argv[1] === fileURLToPath(import.meta.url)) NodeRuntime.runMain(Effect.scoped(start))
