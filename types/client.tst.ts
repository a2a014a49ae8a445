import type { HttpClient } from "@effect/platform"
import type { ConfigError, Redacted } from "effect"
import { Config, Effect, Layer, Schedule, Schema } from "effect"
import { AuthleteClient, RetryPolicy, Tokens } from "effect-authlete"
import { describe, expect, test } from "tstyche"

const accessToken = {} as Redacted.Redacted

describe("the layer of a client needs an HttpClient and may fail with a ConfigError", () => {
  type ClientLayer = Layer.Layer<AuthleteClient.AuthleteClient, ConfigError.ConfigError, HttpClient.HttpClient>

  test("made of options", () => {
    expect(AuthleteClient.layer({ serviceId: "1", accessToken })).type.toBe<ClientLayer>()
  })

  test("made of an access token that is asked for again and again", () => {
    expect(AuthleteClient.layer({ serviceId: "1", accessToken: Effect.succeed(accessToken) })).type.toBe<ClientLayer>()
  })

  test("made of the configuration", () => {
    expect(AuthleteClient.layerConfig()).type.toBe<ClientLayer>()
  })

  test("made of the configuration, with overrides of either kind", () => {
    expect(AuthleteClient.layerConfig({
      accessToken: Config.redacted("MY_TOKEN"),
      timeout: Config.succeed("1 second" as const),
      serviceId: "1"
    })).type.toBe<ClientLayer>()
  })

  test("as an Effect", () => {
    expect(AuthleteClient.make({ serviceId: "1", accessToken })).type.toBe<
      Effect.Effect<AuthleteClient.Service, ConfigError.ConfigError, HttpClient.HttpClient>
    >()
  })
})

describe("the options of a client", () => {
  test("take no access token in the clear", () => {
    expect(AuthleteClient.layer).type.not.toBeCallableWith({ serviceId: "1", accessToken: "token" })
  })

  test("do without no service id", () => {
    expect(AuthleteClient.layer).type.not.toBeCallableWith({ accessToken })
  })

  test("take a plain schedule for the retry policy", () => {
    expect(AuthleteClient.layer).type.toBeCallableWith({
      serviceId: "1",
      accessToken,
      retryPolicy: Schedule.recurs(2)
    })
  })
})

test("the layer of a retry policy needs nothing and cannot fail", () => {
  expect(RetryPolicy.layer(Schedule.exponential("100 millis").pipe(Schedule.intersect(Schedule.recurs(3)))))
    .type.toBe<Layer.Layer<RetryPolicy.RetryPolicy>>()
})

test("a stub of the service takes two lines", () => {
  const stub = Layer.succeed(AuthleteClient.AuthleteClient, {
    execute: ({ response }) => Effect.orDie(Schema.decodeUnknown(response)({ resultCode: "A312001", count: 1 }))
  })
  expect(stub).type.toBe<Layer.Layer<AuthleteClient.AuthleteClient>>()
  expect(Tokens.count().pipe(Effect.provide(stub))).type.toBeAssignableTo<Effect.Effect<number, unknown>>()
})

describe("a combinator leaves the type of the call as it is", () => {
  const call = Tokens.create({ grantType: "CLIENT_CREDENTIALS" })

  test("withServiceId, data-first", () => {
    expect(AuthleteClient.withServiceId(call, "1")).type.toBe<typeof call>()
  })

  test("withServiceId, data-last", () => {
    expect(call.pipe(AuthleteClient.withServiceId("1"))).type.toBe<typeof call>()
  })

  test("withTimeout, data-first", () => {
    expect(AuthleteClient.withTimeout(call, "2 seconds")).type.toBe<typeof call>()
  })

  test("withTimeout, data-last", () => {
    expect(call.pipe(AuthleteClient.withTimeout("2 seconds"))).type.toBe<typeof call>()
  })

  test("withRetryPolicy, data-first", () => {
    expect(AuthleteClient.withRetryPolicy(call, RetryPolicy.none)).type.toBe<typeof call>()
  })

  test("withRetryPolicy, data-last", () => {
    expect(call.pipe(AuthleteClient.withRetryPolicy(Schedule.recurs(1)))).type.toBe<typeof call>()
  })

  test("withHeaders, data-first", () => {
    expect(AuthleteClient.withHeaders(call, { "x-request-id": "1" })).type.toBe<typeof call>()
  })

  test("withHeaders, data-last", () => {
    expect(call.pipe(AuthleteClient.withHeaders({ "x-request-id": "1" }))).type.toBe<typeof call>()
  })
})
