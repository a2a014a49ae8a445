import type { Redacted } from "effect"
import { describe, expect, test } from "tstyche"
import type { Client, ClientRequest } from "../test/schema/client.js"

describe("a request that is derived from a response", () => {
  test("lacks what only Authlete sets", () => {
    expect<ClientRequest>().type.not.toHaveProperty("clientId")
    expect<ClientRequest>().type.not.toHaveProperty("createdAt")
    expect<Client>().type.toHaveProperty("clientId")
  })

  test("takes undefined for what may be absent, at its top and below", () => {
    expect<{ readonly clientName: undefined }>().type.toBeAssignableTo<ClientRequest>()
    expect<{ readonly keys: [{ readonly id: "1"; readonly jwk: "k"; readonly note: undefined }] }>()
      .type.toBeAssignableTo<ClientRequest>()
  })

  test("takes no undefined for what must be there", () => {
    expect<{ readonly extension: { readonly locked: undefined } }>().type.not.toBeAssignableTo<ClientRequest>()
    expect<{ readonly keys: [{ readonly jwk: "k" }] }>().type.not.toBeAssignableTo<ClientRequest>()
  })

  test("takes a secret as text or Redacted, at its top and below", () => {
    expect<ClientRequest["clientSecret"]>().type.toBe<string | Redacted.Redacted | undefined>()
    type Jwk = NonNullable<ClientRequest["keys"]>[number]["jwk"]
    expect<Jwk>().type.toBe<string | Redacted.Redacted>()
  })

  test("takes a response as it comes", () => {
    expect<Omit<Client, "clientId" | "createdAt">>().type.toBeAssignableTo<ClientRequest>()
  })

  test("keeps an enum open, so that a value of a response can be sent back", () => {
    expect<{ readonly grantTypes: ["UNHEARD_OF"] }>().type.toBeAssignableTo<ClientRequest>()
  })
})
