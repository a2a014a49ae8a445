import { Effect, Match } from "effect"
import type { Redacted } from "effect"
import type { AuthleteClient, AuthleteError, Introspection } from "effect-authlete"
import { Revocation, Tokens } from "effect-authlete"
import { describe, expect, test } from "tstyche"

describe("the actions that are told apart are those of", () => {
  test("Tokens.process", () => {
    expect<Tokens.TokenProcessResponse["action"]>().type.toBe<
      | "OK"
      | "PASSWORD"
      | "TOKEN_EXCHANGE"
      | "JWT_BEARER"
      | "NATIVE_SSO"
      | "ID_TOKEN_REISSUABLE"
      | "BAD_REQUEST"
      | "INVALID_CLIENT"
      | "INTERNAL_SERVER_ERROR"
    >()
  })

  test("Tokens.fail", () => {
    expect<Tokens.TokenFailResponse["action"]>().type.toBe<"BAD_REQUEST" | "INTERNAL_SERVER_ERROR">()
  })

  test("Tokens.issue", () => {
    expect<Tokens.TokenIssueResponse["action"]>().type.toBe<"OK" | "INTERNAL_SERVER_ERROR">()
  })

  test("Tokens.create, whose other actions are errors", () => {
    expect<Tokens.TokenCreateResponse["action"]>().type.toBe<"OK">()
  })

  test("Tokens.update, whose other actions are errors", () => {
    expect<Tokens.TokenUpdateResponse["action"]>().type.toBe<"OK">()
  })

  test("Revocation.process", () => {
    expect<Revocation.RevocationResponse["action"]>().type.toBe<
      "OK" | "BAD_REQUEST" | "INVALID_CLIENT" | "INTERNAL_SERVER_ERROR"
    >()
  })

  test("Introspection.process", () => {
    expect<Introspection.IntrospectionResponse["action"]>().type.toBe<
      "OK" | "BAD_REQUEST" | "UNAUTHORIZED" | "FORBIDDEN" | "INTERNAL_SERVER_ERROR"
    >()
  })

  test("Introspection.standardProcess", () => {
    expect<Introspection.StandardIntrospectionResponse["action"]>().type.toBe<
      "OK" | "JWT" | "BAD_REQUEST" | "INTERNAL_SERVER_ERROR"
    >()
  })
})

const status = (code: number) => () => code

describe("a match of all actions compiles for", () => {
  test("Tokens.process", () => {
    const match = Match.type<Tokens.TokenProcessResponse>().pipe(
      Match.discriminatorsExhaustive("action")({
        OK: status(200),
        PASSWORD: status(0),
        TOKEN_EXCHANGE: status(0),
        JWT_BEARER: status(0),
        NATIVE_SSO: status(0),
        ID_TOKEN_REISSUABLE: status(200),
        BAD_REQUEST: status(400),
        INVALID_CLIENT: status(401),
        INTERNAL_SERVER_ERROR: status(500)
      })
    )
    expect(match).type.toBe<(response: Tokens.TokenProcessResponse) => number>()
  })

  test("Tokens.fail", () => {
    const match = Match.type<Tokens.TokenFailResponse>().pipe(
      Match.discriminatorsExhaustive("action")({ BAD_REQUEST: status(400), INTERNAL_SERVER_ERROR: status(500) })
    )
    expect(match).type.toBe<(response: Tokens.TokenFailResponse) => number>()
  })

  test("Tokens.issue", () => {
    const match = Match.type<Tokens.TokenIssueResponse>().pipe(
      Match.discriminatorsExhaustive("action")({ OK: status(200), INTERNAL_SERVER_ERROR: status(500) })
    )
    expect(match).type.toBe<(response: Tokens.TokenIssueResponse) => number>()
  })

  test("Revocation.process", () => {
    const match = Match.type<Revocation.RevocationResponse>().pipe(
      Match.discriminatorsExhaustive("action")({
        OK: status(200),
        BAD_REQUEST: status(400),
        INVALID_CLIENT: status(401),
        INTERNAL_SERVER_ERROR: status(500)
      })
    )
    expect(match).type.toBe<(response: Revocation.RevocationResponse) => number>()
  })

  test("Introspection.process", () => {
    const match = Match.type<Introspection.IntrospectionResponse>().pipe(
      Match.discriminatorsExhaustive("action")({
        OK: status(200),
        BAD_REQUEST: status(400),
        UNAUTHORIZED: status(401),
        FORBIDDEN: status(403),
        INTERNAL_SERVER_ERROR: status(500)
      })
    )
    expect(match).type.toBe<(response: Introspection.IntrospectionResponse) => number>()
  })

  test("Introspection.standardProcess", () => {
    const match = Match.type<Introspection.StandardIntrospectionResponse>().pipe(
      Match.discriminatorsExhaustive("action")({
        OK: status(200),
        JWT: status(200),
        BAD_REQUEST: status(400),
        INTERNAL_SERVER_ERROR: status(500)
      })
    )
    expect(match).type.toBe<(response: Introspection.StandardIntrospectionResponse) => number>()
  })
})

describe("a match that forgets an action does not compile for", () => {
  test("Tokens.process", () => {
    Match.type<Tokens.TokenProcessResponse>().pipe(
      // @ts-expect-error Property 'PASSWORD' is missing
      Match.discriminatorsExhaustive("action")({
        OK: status(200),
        TOKEN_EXCHANGE: status(0),
        JWT_BEARER: status(0),
        NATIVE_SSO: status(0),
        ID_TOKEN_REISSUABLE: status(200),
        BAD_REQUEST: status(400),
        INVALID_CLIENT: status(401),
        INTERNAL_SERVER_ERROR: status(500)
      })
    )
  })

  test("Tokens.fail", () => {
    Match.type<Tokens.TokenFailResponse>().pipe(
      // @ts-expect-error Property 'INTERNAL_SERVER_ERROR' is missing
      Match.discriminatorsExhaustive("action")({ BAD_REQUEST: status(400) })
    )
  })

  test("Tokens.issue", () => {
    Match.type<Tokens.TokenIssueResponse>().pipe(
      // @ts-expect-error Property 'INTERNAL_SERVER_ERROR' is missing
      Match.discriminatorsExhaustive("action")({ OK: status(200) })
    )
  })

  test("Revocation.process", () => {
    Match.type<Revocation.RevocationResponse>().pipe(
      // @ts-expect-error Property 'INVALID_CLIENT' is missing
      Match.discriminatorsExhaustive("action")({
        OK: status(200),
        BAD_REQUEST: status(400),
        INTERNAL_SERVER_ERROR: status(500)
      })
    )
  })

  test("Introspection.process", () => {
    Match.type<Introspection.IntrospectionResponse>().pipe(
      // @ts-expect-error Property 'FORBIDDEN' is missing
      Match.discriminatorsExhaustive("action")({
        OK: status(200),
        BAD_REQUEST: status(400),
        UNAUTHORIZED: status(401),
        INTERNAL_SERVER_ERROR: status(500)
      })
    )
  })

  test("Introspection.standardProcess", () => {
    Match.type<Introspection.StandardIntrospectionResponse>().pipe(
      // @ts-expect-error Property 'JWT' is missing
      Match.discriminatorsExhaustive("action")({
        OK: status(200),
        BAD_REQUEST: status(400),
        INTERNAL_SERVER_ERROR: status(500)
      })
    )
  })
})

describe("the action decides", () => {
  test("that a process response has a ticket", () => {
    expect(
      Effect.map(Tokens.process({ parameters: "" }), (response) => {
        if (response.action === "PASSWORD") expect(response.ticket).type.toBe<Redacted.Redacted>()
      })
    ).type.toBeAssignableTo<Effect.Effect<void, unknown, unknown>>()
  })

  test("that a process response without one cannot be asked for it", () => {
    type Ok = Extract<Tokens.TokenProcessResponse, { readonly action: "OK" }>
    expect<Ok>().type.not.toHaveProperty("ticket")
  })

  test("that only OK is sure of an access token", () => {
    type Reissuable = Extract<Tokens.TokenProcessResponse, { readonly action: "ID_TOKEN_REISSUABLE" }>
    expect<Reissuable["accessToken"]>().type.toBe<Redacted.Redacted | undefined>()
  })
})

test("the whole response of a revocation can be matched as it comes", () => {
  const endpoint = Effect.map(
    Revocation.process({ parameters: "token=a" }),
    Match.type<Revocation.RevocationResponse>().pipe(
      Match.discriminatorsExhaustive("action")({
        OK: ({ attestationChallenge }) => attestationChallenge,
        BAD_REQUEST: ({ responseContent }) => responseContent,
        INVALID_CLIENT: ({ responseContent }) => responseContent,
        INTERNAL_SERVER_ERROR: ({ responseContent }) => responseContent
      })
    )
  )
  expect(endpoint).type.toBe<
    Effect.Effect<string | undefined, AuthleteError.AuthleteError, AuthleteClient.AuthleteClient>
  >()
})
