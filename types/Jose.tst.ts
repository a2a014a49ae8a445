import type { Effect } from "effect"
import type { AuthleteClient, AuthleteError } from "effect-authlete"
import { Jose } from "effect-authlete"
import { describe, expect, test } from "tstyche"

type Call<Response> = Effect.Effect<Response, AuthleteError.AuthleteError, AuthleteClient.AuthleteClient>

describe("an operation takes its request, gives its response, fails with AuthleteError and needs AuthleteClient", () => {
  test("Jose.verify", () => {
    expect(Jose.verify).type.toBe<(request: Jose.JoseVerifyRequest) => Call<Jose.JoseVerifyResponse>>()
  })
})

test("a response is sure to say whether the object is valid", () => {
  expect<Jose.JoseVerifyResponse["valid"]>().type.toBe<boolean>()
  expect<Jose.JoseVerifyResponse["signatureValid"]>().type.toBe<boolean | undefined>()
})
