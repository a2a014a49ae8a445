/**
 * The guard of an HttpApi, on the emulator.
 */
import {
  HttpApi,
  HttpApiBuilder,
  HttpApiClient,
  HttpApiEndpoint,
  HttpApiGroup,
  HttpApp,
  HttpClient,
  HttpClientRequest,
  HttpClientResponse,
  HttpRouter,
  HttpServer,
  HttpServerResponse,
  OpenApi
} from "@effect/platform"
import { describe, expect, it } from "@effect/vitest"
import { Effect, Exit, Layer, Logger, ManagedRuntime, Redacted, Schema } from "effect"
import { AuthleteEmulator, IntrospectionCache, ResourceServer, Tokens } from "effect-authlete"
import { mark } from "../../tools/faults/planted.js"
import { clientId } from "../cache/support.js"
import { leaks, recordingTracer, renderings } from "../support/renderings.js"
import { authlete, bearer, dpop, replyOf } from "./support.js"

class History extends ResourceServer.Tag<History>()("History", { scopes: ["history.read"] }) {}
class Timeline extends ResourceServer.Tag<Timeline>()("Timeline", { scopes: ["timeline.read"], maxAge: 60 }) {}

const Facts = Schema.Struct({ subject: Schema.optional(Schema.String), scopes: Schema.Array(Schema.String) })

const Api = HttpApi.make("api")
  .add(
    HttpApiGroup.make("history")
      .add(HttpApiEndpoint.get("list", "/history").addSuccess(Facts))
      .add(HttpApiEndpoint.del("remove", "/history/:id").setPath(Schema.Struct({ id: Schema.NumberFromString })))
      .middleware(History)
  )
  .add(
    HttpApiGroup.make("others")
      .add(HttpApiEndpoint.get("timeline", "/timeline").addSuccess(Facts).middleware(Timeline))
      .add(HttpApiEndpoint.get("both", "/both").addSuccess(Facts).middleware(History).middleware(Timeline))
      .add(HttpApiEndpoint.get("health", "/health"))
  )

const facts = Effect.map(ResourceServer.AccessToken, ({ scopes, subject }) => ({ scopes, subject }))

const HistoryLive = HttpApiBuilder.group(
  Api,
  "history",
  (handlers) => handlers.handle("list", () => facts).handle("remove", () => Effect.void)
)

const OthersLive = HttpApiBuilder.group(
  Api,
  "others",
  (handlers) => handlers.handle("timeline", () => facts).handle("both", () => facts).handle("health", () => Effect.void)
)

const guards = (options?: ResourceServer.Options) =>
  Layer.mergeAll(History.layer, Timeline.layer).pipe(Layer.provide(ResourceServer.layer(options)), Layer.orDie)

const apiWith = (options?: ResourceServer.Options) =>
  HttpApiBuilder.api(Api).pipe(Layer.provide([HistoryLive, OthersLive]), Layer.provide(guards(options)))

const justNow = () => Math.floor(Date.now() / 1000)

/** An API with a cache before the emulator. */
const withApi = <A>(
  use: (api: {
    readonly ask: (path: string, init?: RequestInit) => ReturnType<typeof replyOf>
    readonly create: (scopes: ReadonlyArray<string>) => Promise<string>
    readonly run: <B, E>(effect: Effect.Effect<B, E, Layer.Layer.Success<typeof AuthleteTest>>) => Promise<B>
    readonly handler: (request: Request) => Promise<Response>
  }) => Promise<A>
) =>
async () => {
  const runtime = ManagedRuntime.make(AuthleteTest)
  const memo = await runtime.runtime()
  const { dispose, handler } = HttpApiBuilder.toWebHandler(
    Layer.mergeAll(apiWith(), HttpServer.layerContext, Logger.remove(Logger.defaultLogger)).pipe(
      Layer.provide(Layer.succeedContext(memo.context))
    )
  )
  const run = <B, E>(effect: Effect.Effect<B, E, Layer.Layer.Success<typeof AuthleteTest>>) =>
    runtime.runPromise(effect)
  try {
    return await use({
      ask: async (path, init) => replyOf(await handler(new Request(`http://localhost${path}`, init))),
      create: (scopes) =>
        run(Effect.map(
          Tokens.create({ grantType: "AUTHORIZATION_CODE", clientId, subject: "john", scopes, authTime: justNow() }),
          ({ accessToken }) => Redacted.value(accessToken)
        )),
      run,
      handler
    })
  } finally {
    await dispose()
    await runtime.dispose()
  }
}

const AuthleteTest = Layer.provideMerge(Layer.orDie(IntrospectionCache.layer()), AuthleteEmulator.layerClient())

describe("an endpoint", () => {
  it("without a guard is open", withApi(async ({ ask }) => expect((await ask("/health")).status).toBe(204)))

  it(
    "of a group with a guard needs a token",
    withApi(async ({ ask }) => {
      expect(await ask("/history")).toMatchObject({ status: 401, challenge: "Bearer scope=\"history.read\"" })
      expect(await ask("/history/1", { method: "DELETE" })).toMatchObject({ status: 401 })
    })
  )

  it(
    "is refused before its request is decoded",
    withApi(async ({ ask, create }) => {
      expect((await ask("/history/x", { method: "DELETE" })).status).toBe(401)
      const token = await create(["history.read"])
      expect((await ask("/history/x", { method: "DELETE", ...bearer(token) })).status).toBe(400)
    })
  )

  it(
    "passes a token with its scope, and its handler knows whose it is",
    withApi(async ({ ask, create }) => {
      const reply = await ask("/history", bearer(await create(["history.read"])))
      expect([reply.status, JSON.parse(reply.body)]).toEqual([200, { subject: "john", scopes: ["history.read"] }])
    })
  )

  it(
    "refuses the scheme Basic with the same token, as long as Bearer is not said",
    withApi(async ({ ask, create }) => {
      const token = await create(["history.read"])
      expect((await ask("/history", { headers: { authorization: `Digest ${token}` } })).status).toBe(401)
      expect((await ask("/history", { headers: { authorization: `Basic  ${token}` } })).status).toBe(401)
    })
  )

  it(
    "refuses a token for another scope with 403, cached or not",
    withApi(async ({ ask, create }) => {
      const token = await create(["timeline.read"])
      for (let round = 0; round < 2; round++) {
        const reply = await ask("/history", bearer(token))
        expect(reply.status).toBe(403)
        expect(reply.challenge).toMatch(/^Bearer error="insufficient_scope".*scope="history.read"/)
      }
    })
  )

  it(
    "refuses a token that does not exist, with 401 invalid_token",
    withApi(async ({ ask }) => {
      const reply = await ask("/history", bearer("no-such-token"))
      expect(reply.status).toBe(401)
      expect(reply.challenge).toContain("Bearer error=\"invalid_token\"")
    })
  )

  it(
    "with two guards needs both scopes",
    withApi(async ({ ask, create }) => {
      expect((await ask("/both", bearer(await create(["history.read"])))).status).toBe(403)
      expect((await ask("/both", bearer(await create(["timeline.read"])))).status).toBe(403)
      const both = await create(["history.read", "timeline.read"])
      expect((await ask("/both", bearer(both))).status).toBe(200)
    })
  )

  it(
    "refuses a token at once when it was revoked through the same layer",
    withApi(async ({ ask, create, run }) => {
      const token = await create(["history.read"])
      expect((await ask("/history", bearer(token))).status).toBe(200)
      await run(Tokens.revoke({ accessTokenIdentifier: token }))
      expect((await ask("/history", bearer(token))).status).toBe(401)
    })
  )

  it(
    "is 503 when Authlete is down, also for a token that does not exist",
    withApi(async ({ ask, create, run }) => {
      const token = await create(["history.read"])
      await run(
        Effect.flatMap(
          AuthleteEmulator.AuthleteEmulator,
          ({ failNext }) => failNext({ operation: "introspection.process", status: 503, times: Infinity })
        )
      )
      for (const value of [token, "no-such-token"]) {
        const reply = await ask("/history", bearer(value))
        expect([reply.status, reply.headers.get("retry-after"), reply.challenge]).toEqual([503, "5", null])
      }
    })
  )
})

describe("an API with a guard over all of it", () => {
  it.effect("needs a token for each endpoint of each group", () =>
    Effect.gen(function*() {
      const api = HttpApi.make("all")
        .add(HttpApiGroup.make("one").add(HttpApiEndpoint.get("first", "/first").addSuccess(Facts)))
        .add(HttpApiGroup.make("two").add(HttpApiEndpoint.get("second", "/second").addSuccess(Facts)))
        .middleware(History)
      const live = HttpApiBuilder.api(api).pipe(
        Layer.provide(HttpApiBuilder.group(api, "one", (handlers) => handlers.handle("first", () => facts))),
        Layer.provide(HttpApiBuilder.group(api, "two", (handlers) => handlers.handle("second", () => facts))),
        Layer.provide(guards()),
        Layer.provide(authlete().layer)
      )
      const { handler } = yield* Effect.acquireRelease(
        Effect.sync(() => HttpApiBuilder.toWebHandler(Layer.mergeAll(live, HttpServer.layerContext))),
        ({ dispose }) => Effect.promise(dispose)
      )
      const statuses = yield* Effect.promise(() =>
        Promise.all(["/first", "/second"].flatMap((path) =>
          [{}, bearer("token")].map(async (init) =>
            (await handler(new Request(`http://localhost${path}`, init))).status
          )
        ))
      )
      expect(statuses).toEqual([401, 200, 401, 200])
    }).pipe(Effect.scoped))
})

describe("a client of the API", () => {
  it(
    "has errors of its own for what the guard refuses",
    withApi(async ({ create, handler }) => {
      const http = (token: string) =>
        HttpClient.make((request, url) =>
          Effect.map(
            Effect.promise(() => handler(new Request(url, { method: request.method, headers: request.headers }))),
            (response) => HttpClientResponse.fromWeb(request, response)
          )
        ).pipe(HttpClient.mapRequest(HttpClientRequest.bearerToken(token)))
      const list = (token: string) =>
        HttpApiClient.make(Api, { baseUrl: "http://localhost" }).pipe(
          Effect.flatMap((client) => client.history.list()),
          Effect.provideService(HttpClient.HttpClient, http(token)),
          Effect.exit,
          Effect.runPromise
        )
      expect(await list(await create(["history.read"]))).toEqual(
        Exit.succeed({ subject: "john", scopes: ["history.read"] })
      )
      expect(await list("no-such-token")).toMatchObject({ cause: { error: { _tag: "Unauthorized" } } })
      expect(await list(await create(["timeline.read"]))).toMatchObject({ cause: { error: { _tag: "Forbidden" } } })
    })
  )
})

describe("the OpenAPI document", () => {
  const { components, paths } = OpenApi.fromApi(Api)

  it("has a security scheme for each guard, with what it asks for", () => {
    expect(components.securitySchemes).toEqual({
      History: { type: "http", scheme: "bearer", description: "An access token with the scope history.read" },
      Timeline: {
        type: "http",
        scheme: "bearer",
        description: "An access token with the scope timeline.read, an authentication not older than 60 seconds"
      }
    })
  })

  it("names the guards of each endpoint, and how they refuse", () => {
    expect(paths["/history"]?.get?.security).toEqual([{ History: [] }])
    expect(paths["/health"]?.get?.security).toEqual([])
    expect(Object.keys(paths["/history"]?.get?.responses ?? {})).toEqual(["200", "400", "401", "403", "500", "503"])
  })
})

describe("checkGuards", () => {
  const services = <E>(api: Layer.Layer<HttpApi.Api, E, never>) => Layer.mergeAll(api, HttpServer.layerContext)
  const ready = services(
    HttpApiBuilder.api(Api).pipe(
      Layer.provide([HistoryLive, OthersLive]),
      Layer.provide(guards()),
      Layer.provide(authlete().layer)
    )
  )

  it.effect("passes when every endpoint is guarded, but for those that are open on purpose", () =>
    ResourceServer.checkGuards(Api, ready, { except: ["others.health"] }))

  it.effect("names an endpoint without a guard", () =>
    Effect.gen(function*() {
      const { endpoints } = yield* Effect.flip(ResourceServer.checkGuards(Api, ready))
      expect(endpoints).toEqual(["others.health: GET /health gave 204"])
    }))

  it.effect("names an exception that is guarded, or is no endpoint", () =>
    Effect.gen(function*() {
      const except = ["others.health", "history.list", "history.nothing"]
      const { endpoints } = yield* Effect.flip(ResourceServer.checkGuards(Api, ready, { except }))
      expect(endpoints).toEqual(["history.list: GET /history gave 401", "history.nothing: no such endpoint"])
    }))

  it.effect("finds an endpoint that was added after middlewareEndpoints", () =>
    Effect.gen(function*() {
      const api = HttpApi.make("late").add(
        HttpApiGroup.make("group")
          .add(HttpApiEndpoint.get("early", "/early"))
          .middlewareEndpoints(History)
          .add(HttpApiEndpoint.get("late", "/late"))
      )
      const live = HttpApiBuilder.api(api).pipe(
        Layer.provide(HttpApiBuilder.group(api, "group", (handlers) =>
          handlers.handle("early", () =>
            Effect.void).handle("late", () =>
              Effect.void))),
        Layer.provide(guards()),
        Layer.provide(authlete().layer)
      )
      const { endpoints } = yield* Effect.flip(ResourceServer.checkGuards(api, services(live)))
      expect(endpoints).toEqual(["group.late: GET /late gave 204"])
    }))

  it.effect("finds handlers that were made from an API before it had a guard", () =>
    Effect.gen(function*() {
      const open = HttpApiGroup.make("group").add(HttpApiEndpoint.get("list", "/list"))
      const before = HttpApi.make("api").add(open)
      const after = HttpApi.make("api").add(open.middleware(History))
      const live = HttpApiBuilder.api(after).pipe(
        Layer.provide(HttpApiBuilder.group(before, "group", (handlers) => handlers.handle("list", () => Effect.void))),
        Layer.provide(guards()),
        Layer.provide(authlete().layer)
      )
      const { endpoints } = yield* Effect.flip(ResourceServer.checkGuards(after, services(live)))
      expect(endpoints).toEqual(["group.list: GET /list gave 204"])
    }))

  it.effect("asks endpoints with parameters in their paths", () =>
    Effect.gen(function*() {
      const { endpoints } = yield* Effect.flip(
        ResourceServer.checkGuards(Api, ready, { except: ["others.health", "history.remove"] })
      )
      expect(endpoints).toEqual(["history.remove: DELETE /history/:id gave 401"])
    }))
})

describe("a guard", () => {
  it.effect("whose requirements cannot be met is refused when its layer is built", () =>
    Effect.gen(function*() {
      class Odd extends ResourceServer.Tag<Odd>()("Odd", { scopes: ["history.read", ""] }) {}
      const error = yield* Effect.flip(
        Effect.scoped(Layer.build(Odd.layer)).pipe(
          Effect.provide(ResourceServer.layer()),
          Effect.provide(authlete().layer)
        )
      )
      expect(String(error)).toContain("Odd.scopes must be a list of scopes")
    }))

  it("adds the nonce of Authlete to the response", async () => {
    const { layer } = authlete(({ dpop }) =>
      dpop === undefined
        ? { action: "UNAUTHORIZED", resultCode: "A" }
        : { action: "OK", resultCode: "A", dpopNonce: "n-1", scopes: [] }
    )
    const { dispose, handler } = HttpApiBuilder.toWebHandler(
      Layer.mergeAll(apiWith({ origin: "https://a" }), HttpServer.layerContext).pipe(Layer.provide(layer))
    )
    const response = await handler(new Request("http://localhost/history", dpop("t")))
    expect([response.status, response.headers.get("dpop-nonce")]).toEqual([200, "n-1"])
    await dispose()
  })

  const wrong: ReadonlyArray<readonly [string, ResourceServer.Options]> = [
    ["resource", { resource: "api" }],
    ["resource", { resource: "https://user@api.example.com" }],
    ["resource", { resource: "https://api.example.com/#part" }],
    ["origin", { origin: "ftp://a" }],
    ["realm", { realm: "a\r\nb" }],
    ["audience", { audience: "maybe" as never }],
    ["dpop.algorithms", { dpop: { algorithms: ["ES256\""] } }],
    ["dpop.required", { dpop: { required: true } }],
    ["resourceMetadata", { resourceMetadata: "metadata" }],
    ["retryAfter", { retryAfter: "soon" as never }]
  ]
  for (const [name, options] of wrong) {
    it.effect(`refuses the options ${JSON.stringify(options)}`, () =>
      Effect.gen(function*() {
        const error = yield* Effect.flip(Effect.scoped(Layer.build(ResourceServer.layer(options))))
        expect(String(error)).toContain(`${name} must be`)
      }).pipe(Effect.provide(authlete().layer)))
  }

  it.effect("keeps tokens out of what is logged, traced and inspected", () =>
    Effect.gen(function*() {
      const { text, tracer } = recordingTracer()
      const lines: Array<unknown> = []
      const logger = Logger.make(({ message }) => {
        lines.push(message)
      })
      const infos: Array<unknown> = []
      const app = Effect.flatMap(ResourceServer.AccessToken, (info) => {
        infos.push(info)
        return HttpServerResponse.empty()
      }).pipe(ResourceServer.protect({}), Effect.provide(ResourceServer.layer()), Effect.provide(authlete().layer))
      const handler = HttpApp.toWebHandlerRuntime(
        yield* Layer.toRuntime(Layer.mergeAll(Layer.setTracer(tracer), Logger.add(logger)))
      )(Effect.orDie(app))
      const token = encodeURIComponent(mark).replace(/%/g, "")
      yield* Effect.promise(() => handler(new Request("http://localhost/", bearer(token))))
      expect(infos.length).toBe(1)
      const all = yield* Effect.map(Effect.forEach([infos, lines], renderings), (found) => found.flat())
      expect(leaks(all)).toEqual([])
      expect(all.filter((rendering) => rendering.text.includes(token))).toEqual([])
      expect(text()).not.toContain(token)
    }).pipe(Effect.scoped))
})

describe("protect", () => {
  const routes = HttpRouter.empty.pipe(
    HttpRouter.get("/history", Effect.flatMap(facts, (told) => HttpServerResponse.json(told))),
    ResourceServer.protect({ scopes: ["history.read"] })
  )
  const app = HttpRouter.empty.pipe(HttpRouter.get("/health", HttpServerResponse.empty()), HttpRouter.concat(routes))
  const asking = (path: string, init?: RequestInit) =>
    Effect.gen(function*() {
      const handler = HttpApp.toWebHandlerRuntime(
        yield* Layer.toRuntime(ResourceServer.layer().pipe(Layer.provide(authlete().layer)))
      )(app.pipe(Effect.catchTag("RouteNotFound", () => HttpServerResponse.empty({ status: 404 })), Effect.orDie))
      return yield* Effect.promise(async () => replyOf(await handler(new Request(`http://localhost${path}`, init))))
    })

  it.effect("guards the routes of a router, and nothing beside them", () =>
    Effect.gen(function*() {
      expect((yield* asking("/history")).challenge).toBe("Bearer scope=\"history.read\"")
      expect((yield* asking("/history", bearer("t"))).status).toBe(200)
      expect((yield* asking("/health")).status).toBe(204)
      expect((yield* asking("/nothing")).status).toBe(404)
    }).pipe(Effect.scoped))
})

describe("the metadata", () => {
  const asking = (resource: string, path: string, init?: RequestInit) =>
    Effect.promise(async () =>
      replyOf(
        await HttpApp.toWebHandler(Effect.catchAll(
          ResourceServer.metadata({
            resource,
            authorizationServers: ["https://as.example.com"],
            scopes: ["history.read"]
          }),
          () => HttpServerResponse.empty({ status: 404 })
        ))(new Request(`https://api.example.com${path}`, init))
      )
    )

  it.effect("are a document that everybody may read", () =>
    Effect.gen(function*() {
      const reply = yield* asking("https://api.example.com", "/.well-known/oauth-protected-resource")
      expect(JSON.parse(reply.body)).toEqual({
        resource: "https://api.example.com",
        authorization_servers: ["https://as.example.com"],
        scopes_supported: ["history.read"],
        bearer_methods_supported: ["header"]
      })
      expect(reply.headers.get("content-type")).toBe("application/json")
      expect(reply.headers.get("access-control-allow-origin")).toBe("*")
    }))

  it.effect("of a resource with a path are below the well-known path", () =>
    Effect.gen(function*() {
      const resource = "https://api.example.com/mcp"
      expect((yield* asking(resource, "/.well-known/oauth-protected-resource/mcp")).status).toBe(200)
      expect((yield* asking(resource, "/.well-known/oauth-protected-resource")).status).toBe(404)
    }))

  it("of what is no URL are a TypeError", () => {
    expect(() => ResourceServer.metadata({ resource: "api" })).toThrow(TypeError)
  })
})
