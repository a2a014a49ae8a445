import { Match } from "effect"
import type { Effect, Redacted } from "effect"
import type { AuthleteClient, AuthleteError } from "effect-authlete"
import { Authorization } from "effect-authlete"
import { describe, expect, test } from "tstyche"

type Call<Response> = Effect.Effect<Response, AuthleteError.AuthleteError, AuthleteClient.AuthleteClient>

describe("an operation takes its request, gives its response, fails with AuthleteError and needs AuthleteClient", () => {
  test("Authorization.process", () => {
    expect(Authorization.process).type.toBe<
      (request: Authorization.AuthorizationRequest) => Call<Authorization.AuthorizationResponse>
    >()
  })

  test("Authorization.fail", () => {
    expect(Authorization.fail).type.toBe<
      (request: Authorization.AuthorizationFailRequest) => Call<Authorization.AuthorizationFailResponse>
    >()
  })

  test("Authorization.issue", () => {
    expect(Authorization.issue).type.toBe<
      (request: Authorization.AuthorizationIssueRequest) => Call<Authorization.AuthorizationIssueResponse>
    >()
  })

  test("Authorization.ticketInfo", () => {
    expect(Authorization.ticketInfo).type.toBe<
      (request: Authorization.AuthorizationTicketInfoRequest) => Call<Authorization.AuthorizationTicketInfoResponse>
    >()
  })

  test("Authorization.updateTicket", () => {
    expect(Authorization.updateTicket).type.toBe<
      (request: Authorization.AuthorizationTicketUpdateRequest) => Call<Authorization.AuthorizationTicketUpdateResponse>
    >()
  })
})

const status = (code: number) => () => code

describe("a match of all actions compiles for", () => {
  test("Authorization.process", () => {
    const match = Match.type<Authorization.AuthorizationResponse>().pipe(
      Match.discriminatorsExhaustive("action")({
        INTERACTION: status(200),
        NO_INTERACTION: status(302),
        LOCATION: status(302),
        FORM: status(200),
        BAD_REQUEST: status(400),
        INTERNAL_SERVER_ERROR: status(500)
      })
    )
    expect(match).type.toBe<(response: Authorization.AuthorizationResponse) => number>()
  })

  test("Authorization.fail", () => {
    const match = Match.type<Authorization.AuthorizationFailResponse>().pipe(
      Match.discriminatorsExhaustive("action")({
        LOCATION: status(302),
        FORM: status(200),
        BAD_REQUEST: status(400),
        INTERNAL_SERVER_ERROR: status(500)
      })
    )
    expect(match).type.toBe<(response: Authorization.AuthorizationFailResponse) => number>()
  })

  test("Authorization.issue", () => {
    const match = Match.type<Authorization.AuthorizationIssueResponse>().pipe(
      Match.discriminatorsExhaustive("action")({
        LOCATION: status(302),
        FORM: status(200),
        BAD_REQUEST: status(400),
        INTERNAL_SERVER_ERROR: status(500)
      })
    )
    expect(match).type.toBe<(response: Authorization.AuthorizationIssueResponse) => number>()
  })
})

describe("a match that forgets an action does not compile for", () => {
  test("Authorization.process", () => {
    Match.type<Authorization.AuthorizationResponse>().pipe(
      // @ts-expect-error Property 'INTERACTION' is missing
      Match.discriminatorsExhaustive("action")({
        NO_INTERACTION: status(302),
        LOCATION: status(302),
        FORM: status(200),
        BAD_REQUEST: status(400),
        INTERNAL_SERVER_ERROR: status(500)
      })
    )
  })

  test("Authorization.fail", () => {
    Match.type<Authorization.AuthorizationFailResponse>().pipe(
      // @ts-expect-error Property 'LOCATION' is missing
      Match.discriminatorsExhaustive("action")({
        FORM: status(200),
        BAD_REQUEST: status(400),
        INTERNAL_SERVER_ERROR: status(500)
      })
    )
  })

  test("Authorization.issue", () => {
    Match.type<Authorization.AuthorizationIssueResponse>().pipe(
      // @ts-expect-error Property 'LOCATION' is missing
      Match.discriminatorsExhaustive("action")({
        FORM: status(200),
        BAD_REQUEST: status(400),
        INTERNAL_SERVER_ERROR: status(500)
      })
    )
  })
})

describe("all actions but OK are errors of", () => {
  test("Authorization.ticketInfo", () => {
    expect<Authorization.AuthorizationTicketInfoResponse["action"]>().type.toBe<"OK">()
  })

  test("Authorization.updateTicket", () => {
    expect<Authorization.AuthorizationTicketUpdateResponse["action"]>().type.toBe<"OK">()
  })
})

describe("the action decides", () => {
  type Interaction = Extract<Authorization.AuthorizationResponse, { readonly action: "INTERACTION" }>
  type Location = Extract<Authorization.AuthorizationResponse, { readonly action: "LOCATION" }>

  test("that there is a ticket", () => {
    expect<Interaction["ticket"]>().type.toBe<Redacted.Redacted>()
    expect<Location>().type.not.toHaveProperty("ticket")
  })

  test("that there is a URL to redirect to, which is a secret only once something is issued", () => {
    type Issued = Extract<Authorization.AuthorizationIssueResponse, { readonly action: "LOCATION" }>
    expect<Location["responseContent"]>().type.toBe<string>()
    expect<Issued["responseContent"]>().type.toBe<Redacted.Redacted>()
  })
})

test("the names of verified claims are lists, however Authlete has them", () => {
  type Interaction = Extract<Authorization.AuthorizationResponse, { readonly action: "INTERACTION" }>
  expect<Interaction["requestedVerifiedClaimsForTx"]>().type.toBe<
    ReadonlyArray<ReadonlyArray<string>> | undefined
  >()
})

test("the ticket of a response can be passed on as it is", () => {
  expect<{ readonly ticket: Redacted.Redacted; readonly subject: string; readonly sub: undefined }>()
    .type.toBeAssignableTo<Authorization.AuthorizationIssueRequest>()
})
