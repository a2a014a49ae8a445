import type { Effect, Redacted, Stream } from "effect"
import type { AuthleteClient, AuthleteError } from "effect-authlete"
import { Services } from "effect-authlete"
import { describe, expect, test } from "tstyche"

type Of<A> = Effect.Effect<A, AuthleteError.AuthleteError, AuthleteClient.AuthleteClient>

type Secret = string | Redacted.Redacted | undefined

describe("a service", () => {
  test("has an id, and secrets that are Redacted, nested ones too", () => {
    expect<Services.Service["apiKey"]>().type.toBe<number>()
    expect<Required<Services.Service>["jwks"]>().type.toBe<Redacted.Redacted>()
    expect<Required<Services.SnsCredentials>["apiSecret"]>().type.toBe<Redacted.Redacted>()
  })
})

describe("the functions of Services", () => {
  test("give what Authlete responds with", () => {
    expect(Services.get()).type.toBe<Of<Services.Service>>()
    expect(Services.list()).type.toBe<Of<Services.ServiceListResponse>>()
    expect(Services.stream()).type.toBe<
      Stream.Stream<Services.Service, AuthleteError.AuthleteError, AuthleteClient.AuthleteClient>
    >()
    expect(Services.count()).type.toBe<Of<number>>()
    expect(Services.create({})).type.toBe<Of<Services.Service>>()
    expect(Services.update({})).type.toBe<Of<Services.Service>>()
    expect(Services.patch({})).type.toBe<Of<Services.Service>>()
    expect(Services.delete()).type.toBe<Of<void>>()
    expect(Services.configuration()).type.toBe<Of<Services.JsonObject>>()
    expect(Services.jwks()).type.toBe<Of<Services.JwkSet | undefined>>()
  })

  test("give private keys as a secret only", () => {
    expect(Services.privateJwks()).type.toBe<Of<Redacted.Redacted | undefined>>()
    expect(Services.jwks).type.not.toBeCallableWith({ includePrivateKeys: true })
  })

  test("do not take what only Authlete sets", () => {
    expect<Services.ServiceCreateRequest>().type.not.toHaveProperty("apiKey")
    expect<Services.ServiceUpdateRequest>().type.not.toHaveProperty("hsks")
    expect<Services.ServicePatchRequest>().type.not.toHaveProperty("createdAt")
  })

  test("take secrets as text or Redacted, nested ones too", () => {
    expect<Services.ServiceUpdateRequest["jwks"]>().type.toBe<Secret>()
    type Credentials = NonNullable<Services.ServiceUpdateRequest["snsCredentials"]>[number]
    expect<Credentials["apiSecret"]>().type.toBe<Secret>()
    expect<Services.ServicePatchRequest["jwks"]>().type.toBe<Secret | null>()
  })

  test("take null for what a patch is to take away", () => {
    expect(Services.patch).type.toBeCallableWith({ policyUri: null })
    expect(Services.update).type.not.toBeCallableWith({ policyUri: null })
  })

  test("take the settings of a response back", () => {
    type Settings = Omit<
      Services.Service,
      "apiKey" | "apiSecret" | "number" | "serviceOwnerNumber" | "createdAt" | "modifiedAt" | "hsks"
    >
    expect<Settings>().type.toBeAssignableTo<Services.ServiceUpdateRequest>()
  })
})
