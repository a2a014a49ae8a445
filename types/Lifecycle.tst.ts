import type { Effect } from "effect"
import type { AuthleteClient, AuthleteError } from "effect-authlete"
import { Lifecycle } from "effect-authlete"
import { describe, expect, test } from "tstyche"

type Call<Response> = Effect.Effect<Response, AuthleteError.AuthleteError, AuthleteClient.AuthleteClient>

describe("an operation takes its request, gives its response, fails with AuthleteError and needs AuthleteClient", () => {
  test("Lifecycle.healthcheck", () => {
    expect(Lifecycle.healthcheck).type.toBe<(request?: Lifecycle.HealthcheckRequest) => Call<string>>()
  })

  test("Lifecycle.echo", () => {
    expect(Lifecycle.echo).type.toBe<(parameters?: Lifecycle.EchoRequest) => Call<Lifecycle.EchoResponse>>()
  })
})

test("any parameters can be echoed, if they are texts", () => {
  expect(Lifecycle.echo).type.toBeCallableWith({ anything: "at all", "with any": "name" })
  expect(Lifecycle.echo).type.not.toBeCallableWith({ anything: 1 })
})
