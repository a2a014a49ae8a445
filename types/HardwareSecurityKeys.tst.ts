import type { Effect } from "effect"
import type { AuthleteClient, AuthleteError } from "effect-authlete"
import { HardwareSecurityKeys } from "effect-authlete"
import { describe, expect, test } from "tstyche"

type Call<Response> = Effect.Effect<Response, AuthleteError.AuthleteError, AuthleteClient.AuthleteClient>

describe("an operation takes its request, gives its response, fails with AuthleteError and needs AuthleteClient", () => {
  test("HardwareSecurityKeys.create", () => {
    expect(HardwareSecurityKeys.create).type.toBe<
      (request: HardwareSecurityKeys.HskCreateRequest) => Call<HardwareSecurityKeys.HskCreateResponse>
    >()
  })

  test("HardwareSecurityKeys.delete", () => {
    expect(HardwareSecurityKeys.delete).type.toBe<(handle: string) => Call<void>>()
  })

  test("HardwareSecurityKeys.get", () => {
    expect(HardwareSecurityKeys.get).type.toBe<(handle: string) => Call<HardwareSecurityKeys.HskGetResponse>>()
  })

  test("HardwareSecurityKeys.list", () => {
    expect(HardwareSecurityKeys.list).type.toBe<() => Call<HardwareSecurityKeys.HskListResponse>>()
  })
})

test("a response has the action SUCCESS only, since any other is an error", () => {
  expect<HardwareSecurityKeys.HskCreateResponse["action"]>().type.toBe<"SUCCESS">()
  expect<HardwareSecurityKeys.HskGetResponse["action"]>().type.toBe<"SUCCESS">()
  expect<HardwareSecurityKeys.HskListResponse["action"]>().type.toBe<"SUCCESS">()
})

test("a key may be of the known types and uses, and no others", () => {
  expect(HardwareSecurityKeys.create).type.toBeCallableWith({ kty: "RSA", use: "enc", alg: "RSA-OAEP-256" })
  expect(HardwareSecurityKeys.create).type.not.toBeCallableWith({ kty: "OKP" })
  expect(HardwareSecurityKeys.create).type.not.toBeCallableWith({ use: "verify" })
})

test("a key that exists may be of others", () => {
  expect<"OKP">().type.toBeAssignableTo<NonNullable<HardwareSecurityKeys.Hsk["kty"]>>()
})
