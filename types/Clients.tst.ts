import type { Effect, Redacted, Stream } from "effect"
import type { AuthleteClient, AuthleteError } from "effect-authlete"
import { Clients } from "effect-authlete"
import { describe, expect, test } from "tstyche"

type Of<A> = Effect.Effect<A, AuthleteError.AuthleteError, AuthleteClient.AuthleteClient>
type StreamOf<A> = Stream.Stream<A, AuthleteError.AuthleteError, AuthleteClient.AuthleteClient>

const pair = { clientId: 1, subject: "john" }

describe("a client", () => {
  test("has an id, and secrets that are Redacted", () => {
    expect<Clients.Client["clientId"]>().type.toBe<number>()
    expect<Required<Clients.Client>["clientSecret"]>().type.toBe<Redacted.Redacted>()
    expect<Clients.Client>().type.not.toHaveProperty("unheardOf")
  })

  test("may have values of an enum that are not known yet", () => {
    expect<"UNHEARD_OF">().type.toBeAssignableTo<Required<Clients.Client>["clientType"]>()
  })
})

describe("the functions of Clients", () => {
  test("give what Authlete responds with", () => {
    expect(Clients.get(1)).type.toBe<Of<Clients.Client>>()
    expect(Clients.list()).type.toBe<Of<Clients.ClientListResponse>>()
    expect(Clients.count()).type.toBe<Of<number>>()
    expect(Clients.create({})).type.toBe<Of<Clients.Client>>()
    expect(Clients.update({ clientId: 1 })).type.toBe<Of<Clients.Client>>()
    expect(Clients.patch({ clientId: 1 })).type.toBe<Of<Clients.Client>>()
    expect(Clients.delete(1)).type.toBe<Of<void>>()
    expect(Clients.setLocked({ clientIdentifier: 1, clientLocked: true })).type.toBe<
      Of<Clients.ClientFlagUpdateResponse>
    >()
    expect(Clients.refreshSecret(1)).type.toBe<Of<Clients.ClientSecretRefreshResponse>>()
    expect(Clients.updateSecret({ clientIdentifier: 1, clientSecret: "s" })).type.toBe<
      Of<Clients.ClientSecretUpdateResponse>
    >()
    expect(Clients.listAuthorized({ subject: "john" })).type.toBe<Of<Clients.ClientAuthorizationListResponse>>()
    expect(Clients.countAuthorized({ subject: "john" })).type.toBe<Of<number>>()
    expect(Clients.updateAuthorization(pair)).type.toBe<Of<Clients.ClientAuthorizationUpdateResponse>>()
    expect(Clients.deleteAuthorization(pair)).type.toBe<Of<Clients.ClientAuthorizationDeleteResponse>>()
    expect(Clients.grantedScopes(pair)).type.toBe<Of<Clients.ClientGrantedScopesResponse>>()
    expect(Clients.deleteGrantedScopes(pair)).type.toBe<Of<Clients.ClientGrantedScopesDeleteResponse>>()
    expect(Clients.requestableScopes(1)).type.toBe<Of<Clients.ClientRequestableScopesResponse>>()
    expect(Clients.updateRequestableScopes({ clientId: 1, requestableScopes: [] })).type.toBe<
      Of<Clients.ClientRequestableScopesResponse>
    >()
    expect(Clients.deleteRequestableScopes(1)).type.toBe<Of<void>>()
  })

  test("stream what lists hold", () => {
    expect(Clients.stream()).type.toBe<StreamOf<Clients.Client>>()
    expect(Clients.streamAuthorized({ subject: "john" })).type.toBe<StreamOf<Clients.LimitedClient>>()
  })

  test("take a client by its id or its alias", () => {
    expect(Clients.get).type.toBeCallableWith("my-client")
    expect(Clients.update).type.toBeCallableWith({ clientId: "my-client" })
    expect(Clients.get).type.not.toBeCallableWith(undefined)
    expect(Clients.update).type.not.toBeCallableWith({ clientName: "n" })
    expect(Clients.patch).type.not.toBeCallableWith({ clientName: "n" })
  })

  test("take no filter that may be undefined", () => {
    expect(Clients.list).type.not.toBeCallableWith({ developer: undefined })
    expect(Clients.count).type.not.toBeCallableWith({ developer: undefined })
    expect(Clients.stream).type.not.toBeCallableWith({ developer: undefined })
  })

  test("take no authorization without its resource owner", () => {
    expect(Clients.listAuthorized).type.not.toBeCallableWith({})
    expect(Clients.countAuthorized).type.not.toBeCallableWith({})
    expect(Clients.streamAuthorized).type.not.toBeCallableWith({})
    expect(Clients.deleteAuthorization).type.not.toBeCallableWith({ clientId: 1 })
    expect(Clients.deleteGrantedScopes).type.not.toBeCallableWith({ clientId: 1 })
  })

  test("take a new secret as text or Redacted", () => {
    expect<Clients.ClientSecretUpdateRequest["clientSecret"]>().type.toBe<string | Redacted.Redacted>()
  })

  test("do not take what only Authlete sets", () => {
    expect<Clients.ClientCreateRequest>().type.not.toHaveProperty("clientId")
    expect<Clients.ClientUpdateRequest>().type.not.toHaveProperty("clientSecret")
    expect<Clients.ClientPatchRequest>().type.not.toHaveProperty("createdAt")
  })

  test("take null for what a patch is to take away, but not in place of the client", () => {
    expect(Clients.patch).type.toBeCallableWith({ clientId: 1, clientName: null, extension: null })
    expect(Clients.patch).type.toBeCallableWith({ clientId: 1, clientName: undefined })
    expect(Clients.patch).type.not.toBeCallableWith({ clientId: null })
    expect(Clients.update).type.not.toBeCallableWith({ clientId: 1, clientName: null })
  })
})
