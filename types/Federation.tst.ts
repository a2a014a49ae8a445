import { Match } from "effect"
import type { Effect } from "effect"
import type { AuthleteClient, AuthleteError } from "effect-authlete"
import { Federation } from "effect-authlete"
import { describe, expect, test } from "tstyche"

type Call<Response> = Effect.Effect<Response, AuthleteError.AuthleteError, AuthleteClient.AuthleteClient>

describe("an operation takes its request, gives its response, fails with AuthleteError and needs AuthleteClient", () => {
  test("Federation.configuration", () => {
    expect(Federation.configuration).type.toBe<
      (request?: Federation.FederationConfigurationRequest) => Call<Federation.FederationConfigurationResponse>
    >()
  })

  test("Federation.register", () => {
    expect(Federation.register).type.toBe<
      (request: Federation.FederationRegistrationRequest) => Call<Federation.FederationRegistrationResponse>
    >()
  })
})

const status = (code: number) => () => code

describe("a match of all actions compiles for", () => {
  test("Federation.configuration", () => {
    const match = Match.type<Federation.FederationConfigurationResponse>().pipe(
      Match.discriminatorsExhaustive("action")({
        OK: status(200),
        NOT_FOUND: status(404),
        INTERNAL_SERVER_ERROR: status(500)
      })
    )
    expect(match).type.toBe<(response: Federation.FederationConfigurationResponse) => number>()
  })

  test("Federation.register", () => {
    const match = Match.type<Federation.FederationRegistrationResponse>().pipe(
      Match.discriminatorsExhaustive("action")({
        OK: status(200),
        BAD_REQUEST: status(400),
        NOT_FOUND: status(404),
        INTERNAL_SERVER_ERROR: status(500)
      })
    )
    expect(match).type.toBe<(response: Federation.FederationRegistrationResponse) => number>()
  })
})

test("a match that forgets an action of Federation.register does not compile", () => {
  Match.type<Federation.FederationRegistrationResponse>().pipe(
    // @ts-expect-error Property 'BAD_REQUEST' is missing
    Match.discriminatorsExhaustive("action")({
      OK: status(200),
      NOT_FOUND: status(404),
      INTERNAL_SERVER_ERROR: status(500)
    })
  )
})

describe("a request", () => {
  test("to register names the relying party by its configuration or by its trust chain", () => {
    expect(Federation.register).type.toBeCallableWith({ entityConfiguration: "a.b.c" })
    expect(Federation.register).type.toBeCallableWith({ trustChain: "[]" })
    expect(Federation.register).type.not.toBeCallableWith({})
  })

  test("for the configuration names what Authlete has metadata for", () => {
    expect(Federation.configuration).type.toBeCallableWith({ entityTypes: ["OPENID_CREDENTIAL_ISSUER"] })
    expect(Federation.configuration).type.not.toBeCallableWith({ entityTypes: ["OPENID_RELYING_PARTY"] })
  })
})
