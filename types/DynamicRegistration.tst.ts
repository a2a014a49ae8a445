import { Match } from "effect"
import type { Effect } from "effect"
import type { AuthleteClient, AuthleteError } from "effect-authlete"
import { DynamicRegistration } from "effect-authlete"
import { describe, expect, test } from "tstyche"

type Call<Response> = Effect.Effect<Response, AuthleteError.AuthleteError, AuthleteClient.AuthleteClient>

describe("an operation takes its request, gives its response, fails with AuthleteError and needs AuthleteClient", () => {
  test("DynamicRegistration.register", () => {
    expect(DynamicRegistration.register).type.toBe<
      (request: DynamicRegistration.ClientRegistrationRequest) => Call<DynamicRegistration.ClientRegistrationResponse>
    >()
  })

  test("DynamicRegistration.get", () => {
    expect(DynamicRegistration.get).type.toBe<
      (
        request: DynamicRegistration.ClientRegistrationGetRequest
      ) => Call<DynamicRegistration.ClientRegistrationGetResponse>
    >()
  })

  test("DynamicRegistration.update", () => {
    expect(DynamicRegistration.update).type.toBe<
      (
        request: DynamicRegistration.ClientRegistrationUpdateRequest
      ) => Call<DynamicRegistration.ClientRegistrationUpdateResponse>
    >()
  })

  test("DynamicRegistration.delete", () => {
    expect(DynamicRegistration.delete).type.toBe<
      (
        request: DynamicRegistration.ClientRegistrationDeleteRequest
      ) => Call<DynamicRegistration.ClientRegistrationDeleteResponse>
    >()
  })
})

const status = (code: number) => () => code

describe("a match of all actions compiles for", () => {
  test("DynamicRegistration.register", () => {
    const match = Match.type<DynamicRegistration.ClientRegistrationResponse>().pipe(
      Match.discriminatorsExhaustive("action")({
        CREATED: status(201),
        BAD_REQUEST: status(400),
        UNAUTHORIZED: status(401),
        INTERNAL_SERVER_ERROR: status(500)
      })
    )
    expect(match).type.toBe<(response: DynamicRegistration.ClientRegistrationResponse) => number>()
  })

  test("DynamicRegistration.get", () => {
    const match = Match.type<DynamicRegistration.ClientRegistrationGetResponse>().pipe(
      Match.discriminatorsExhaustive("action")({
        OK: status(200),
        BAD_REQUEST: status(400),
        UNAUTHORIZED: status(401),
        INTERNAL_SERVER_ERROR: status(500)
      })
    )
    expect(match).type.toBe<(response: DynamicRegistration.ClientRegistrationGetResponse) => number>()
  })

  test("DynamicRegistration.update", () => {
    const match = Match.type<DynamicRegistration.ClientRegistrationUpdateResponse>().pipe(
      Match.discriminatorsExhaustive("action")({
        UPDATED: status(200),
        BAD_REQUEST: status(400),
        UNAUTHORIZED: status(401),
        INTERNAL_SERVER_ERROR: status(500)
      })
    )
    expect(match).type.toBe<(response: DynamicRegistration.ClientRegistrationUpdateResponse) => number>()
  })

  test("DynamicRegistration.delete", () => {
    const match = Match.type<DynamicRegistration.ClientRegistrationDeleteResponse>().pipe(
      Match.discriminatorsExhaustive("action")({
        DELETED: status(204),
        BAD_REQUEST: status(400),
        UNAUTHORIZED: status(401),
        INTERNAL_SERVER_ERROR: status(500)
      })
    )
    expect(match).type.toBe<(response: DynamicRegistration.ClientRegistrationDeleteResponse) => number>()
  })
})

describe("a match that forgets an action does not compile for", () => {
  test("DynamicRegistration.register", () => {
    Match.type<DynamicRegistration.ClientRegistrationResponse>().pipe(
      // @ts-expect-error Property 'CREATED' is missing
      Match.discriminatorsExhaustive("action")({
        BAD_REQUEST: status(400),
        UNAUTHORIZED: status(401),
        INTERNAL_SERVER_ERROR: status(500)
      })
    )
  })

  test("DynamicRegistration.get", () => {
    Match.type<DynamicRegistration.ClientRegistrationGetResponse>().pipe(
      // @ts-expect-error Property 'OK' is missing
      Match.discriminatorsExhaustive("action")({
        BAD_REQUEST: status(400),
        UNAUTHORIZED: status(401),
        INTERNAL_SERVER_ERROR: status(500)
      })
    )
  })

  test("DynamicRegistration.update", () => {
    Match.type<DynamicRegistration.ClientRegistrationUpdateResponse>().pipe(
      // @ts-expect-error Property 'UPDATED' is missing
      Match.discriminatorsExhaustive("action")({
        BAD_REQUEST: status(400),
        UNAUTHORIZED: status(401),
        INTERNAL_SERVER_ERROR: status(500)
      })
    )
  })

  test("DynamicRegistration.delete", () => {
    Match.type<DynamicRegistration.ClientRegistrationDeleteResponse>().pipe(
      // @ts-expect-error Property 'DELETED' is missing
      Match.discriminatorsExhaustive("action")({
        BAD_REQUEST: status(400),
        UNAUTHORIZED: status(401),
        INTERNAL_SERVER_ERROR: status(500)
      })
    )
  })
})

test("a request about a client that is registered needs its registration access token", () => {
  expect<{ readonly clientId: "1" }>().type.not.toBeAssignableTo<DynamicRegistration.ClientRegistrationGetRequest>()
  expect<{ readonly clientId: "1"; readonly token: "t" }>()
    .type.toBeAssignableTo<DynamicRegistration.ClientRegistrationDeleteRequest>()
  expect<{ readonly clientId: "1"; readonly token: "t" }>()
    .type.not.toBeAssignableTo<DynamicRegistration.ClientRegistrationUpdateRequest>()
})
