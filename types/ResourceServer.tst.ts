import {
  HttpApi,
  HttpApiBuilder,
  HttpApiEndpoint,
  HttpApiGroup,
  type HttpApp,
  HttpRouter,
  HttpServerResponse
} from "@effect/platform"
import { Effect, type Layer } from "effect"
import { type AuthleteClient, IntrospectionCache, ResourceServer } from "effect-authlete"
import type { ConfigError } from "effect/ConfigError"
import { describe, expect, test } from "tstyche"

class History extends ResourceServer.Tag<History>()("History", { scopes: ["history.read"] }) {}

const Api = HttpApi.make("api").add(
  HttpApiGroup.make("history").add(HttpApiEndpoint.get("visits", "/history").middleware(History))
)

const OpenApi = HttpApi.make("api").add(HttpApiGroup.make("history").add(HttpApiEndpoint.get("visits", "/history")))

const reading = Effect.asVoid(ResourceServer.AccessToken)

describe("a guard of an HttpApi", () => {
  test("provides the access token, and is needed by the layer of the group", () => {
    expect(HttpApiBuilder.group(Api, "history", (handlers) => handlers.handle("visits", () => reading)))
      .type.toBe<Layer.Layer<HttpApiGroup.ApiGroup<"api", "history">, never, History>>()
  })

  test("is missed by a handler that reads the access token without one", () => {
    expect(HttpApiBuilder.group(OpenApi, "history", (handlers) => handlers.handle("visits", () => reading)))
      .type.toBe<Layer.Layer<HttpApiGroup.ApiGroup<"api", "history">, never, ResourceServer.AccessToken>>()
  })

  test("has a layer over the resource server", () => {
    expect(History.layer).type.toBe<Layer.Layer<History, ConfigError, ResourceServer.ResourceServer>>()
  })

  test("asks for nothing that does not exist", () => {
    expect(ResourceServer.Tag<History>()).type.not.toBeCallableWith("History", { scope: "history.read" })
  })
})

describe("protect", () => {
  const app = Effect.as(ResourceServer.AccessToken, HttpServerResponse.empty())

  test("makes an app of an app, without the access token among its needs", () => {
    expect(ResourceServer.protect(app, {})).type.toBe<HttpApp.Default<never, ResourceServer.ResourceServer>>()
  })

  test("makes a router of a router", () => {
    const router = HttpRouter.get(HttpRouter.empty, "/", app)
    expect(router.pipe(ResourceServer.protect({})))
      .type.toBe<HttpRouter.HttpRouter<never, ResourceServer.ResourceServer>>()
  })
})

describe("the layers", () => {
  test("wrap the client below them", () => {
    expect(ResourceServer.layer())
      .type.toBe<Layer.Layer<ResourceServer.ResourceServer, ConfigError, AuthleteClient.AuthleteClient>>()
    expect(IntrospectionCache.layer()).type.toBe<
      Layer.Layer<
        AuthleteClient.AuthleteClient | IntrospectionCache.IntrospectionCache,
        ConfigError,
        AuthleteClient.AuthleteClient
      >
    >()
  })
})
