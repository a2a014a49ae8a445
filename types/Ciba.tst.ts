import type { Effect, Redacted } from "effect"
import { Match } from "effect"
import type { AuthleteClient, AuthleteError } from "effect-authlete"
import { Ciba } from "effect-authlete"
import { describe, expect, test } from "tstyche"

type Call<Response> = Effect.Effect<Response, AuthleteError.AuthleteError, AuthleteClient.AuthleteClient>

const status = (code: number) => () => code

describe("an operation takes its request, gives its response, fails with AuthleteError and needs AuthleteClient", () => {
  test("Ciba.process", () => {
    expect(Ciba.process).type.toBe<
      (request: Ciba.BackchannelAuthenticationRequest) => Call<Ciba.BackchannelAuthenticationResponse>
    >()
  })

  test("Ciba.issue", () => {
    expect(Ciba.issue).type.toBe<
      (request: Ciba.BackchannelAuthenticationIssueRequest) => Call<Ciba.BackchannelAuthenticationIssueResponse>
    >()
  })

  test("Ciba.fail", () => {
    expect(Ciba.fail).type.toBe<
      (request: Ciba.BackchannelAuthenticationFailRequest) => Call<Ciba.BackchannelAuthenticationFailResponse>
    >()
  })

  test("Ciba.complete", () => {
    expect(Ciba.complete).type.toBe<
      (request: Ciba.BackchannelAuthenticationCompleteRequest) => Call<Ciba.BackchannelAuthenticationCompleteResponse>
    >()
  })
})

describe("the actions that are told apart are those of", () => {
  test("Ciba.process", () => {
    expect<Ciba.BackchannelAuthenticationResponse["action"]>().type.toBe<
      "USER_IDENTIFICATION" | "BAD_REQUEST" | "UNAUTHORIZED" | "INTERNAL_SERVER_ERROR"
    >()
  })

  test("Ciba.issue", () => {
    expect<Ciba.BackchannelAuthenticationIssueResponse["action"]>().type.toBe<
      "OK" | "INVALID_TICKET" | "INTERNAL_SERVER_ERROR"
    >()
  })

  test("Ciba.fail", () => {
    expect<Ciba.BackchannelAuthenticationFailResponse["action"]>().type.toBe<
      "BAD_REQUEST" | "FORBIDDEN" | "INTERNAL_SERVER_ERROR"
    >()
  })

  test("Ciba.complete", () => {
    expect<Ciba.BackchannelAuthenticationCompleteResponse["action"]>().type.toBe<
      "NOTIFICATION" | "NO_ACTION" | "SERVER_ERROR"
    >()
  })
})

describe("a match of all actions compiles, and one that forgets the first does not, for", () => {
  test("Ciba.process", () => {
    const match = Match.type<Ciba.BackchannelAuthenticationResponse>().pipe(
      Match.discriminatorsExhaustive("action")({
        USER_IDENTIFICATION: status(0),
        BAD_REQUEST: status(400),
        UNAUTHORIZED: status(401),
        INTERNAL_SERVER_ERROR: status(500)
      })
    )
    expect(match).type.toBe<(response: Ciba.BackchannelAuthenticationResponse) => number>()
    Match.type<Ciba.BackchannelAuthenticationResponse>().pipe(
      // @ts-expect-error Property 'USER_IDENTIFICATION' is missing
      Match.discriminatorsExhaustive("action")({
        BAD_REQUEST: status(400),
        UNAUTHORIZED: status(401),
        INTERNAL_SERVER_ERROR: status(500)
      })
    )
  })

  test("Ciba.issue", () => {
    const match = Match.type<Ciba.BackchannelAuthenticationIssueResponse>().pipe(
      Match.discriminatorsExhaustive("action")({
        OK: status(200),
        INVALID_TICKET: status(500),
        INTERNAL_SERVER_ERROR: status(500)
      })
    )
    expect(match).type.toBe<(response: Ciba.BackchannelAuthenticationIssueResponse) => number>()
    Match.type<Ciba.BackchannelAuthenticationIssueResponse>().pipe(
      // @ts-expect-error Property 'OK' is missing
      Match.discriminatorsExhaustive("action")({ INVALID_TICKET: status(500), INTERNAL_SERVER_ERROR: status(500) })
    )
  })

  test("Ciba.fail", () => {
    const match = Match.type<Ciba.BackchannelAuthenticationFailResponse>().pipe(
      Match.discriminatorsExhaustive("action")({
        BAD_REQUEST: status(400),
        FORBIDDEN: status(403),
        INTERNAL_SERVER_ERROR: status(500)
      })
    )
    expect(match).type.toBe<(response: Ciba.BackchannelAuthenticationFailResponse) => number>()
    Match.type<Ciba.BackchannelAuthenticationFailResponse>().pipe(
      // @ts-expect-error Property 'BAD_REQUEST' is missing
      Match.discriminatorsExhaustive("action")({ FORBIDDEN: status(403), INTERNAL_SERVER_ERROR: status(500) })
    )
  })

  test("Ciba.complete", () => {
    const match = Match.type<Ciba.BackchannelAuthenticationCompleteResponse>().pipe(
      Match.discriminatorsExhaustive("action")({
        NOTIFICATION: status(200),
        NO_ACTION: status(200),
        SERVER_ERROR: status(500)
      })
    )
    expect(match).type.toBe<(response: Ciba.BackchannelAuthenticationCompleteResponse) => number>()
    Match.type<Ciba.BackchannelAuthenticationCompleteResponse>().pipe(
      // @ts-expect-error Property 'NOTIFICATION' is missing
      Match.discriminatorsExhaustive("action")({ NO_ACTION: status(200), SERVER_ERROR: status(500) })
    )
  })
})

describe("the action decides", () => {
  test("that a response has a ticket", () => {
    expect<Ciba.BackchannelAuthenticationUserIdentification["ticket"]>().type.toBe<Redacted.Redacted>()
    expect<Ciba.BackchannelAuthenticationBadRequest>().type.not.toHaveProperty("ticket")
  })

  test("that a notification can be sent", () => {
    expect<Ciba.BackchannelAuthenticationCompleteNotification["clientNotificationEndpoint"]>().type.toBe<string>()
    expect<Ciba.BackchannelAuthenticationCompleteNotification["clientNotificationToken"]>()
      .type.toBe<Redacted.Redacted>()
  })
})

test("only those who agree need a subject", () => {
  const ticket = "a"
  const decision = {} as { readonly result: Ciba.DecisionResult; readonly subject: string }
  expect(Ciba.complete).type.not.toBeCallableWith({ ticket, result: "AUTHORIZED" })
  expect(Ciba.complete).type.toBeCallableWith({ ticket, result: "AUTHORIZED", subject: "john" })
  expect(Ciba.complete).type.toBeCallableWith({ ticket, result: "ACCESS_DENIED" })
  expect(Ciba.complete).type.toBeCallableWith({ ticket, ...decision })
})
