import { Match } from "effect"
import type { Effect } from "effect"
import type { AuthleteClient, AuthleteError } from "effect-authlete"
import { GrantManagement } from "effect-authlete"
import { describe, expect, test } from "tstyche"

type Call<Response> = Effect.Effect<Response, AuthleteError.AuthleteError, AuthleteClient.AuthleteClient>

describe("an operation takes its request, gives its response, fails with AuthleteError and needs AuthleteClient", () => {
  test("GrantManagement.process", () => {
    expect(GrantManagement.process).type.toBe<
      (request: GrantManagement.GrantManagementRequest) => Call<GrantManagement.GrantManagementResponse>
    >()
  })
})

const status = (code: number) => () => code

describe("a match of all actions compiles for", () => {
  test("GrantManagement.process", () => {
    const match = Match.type<GrantManagement.GrantManagementResponse>().pipe(
      Match.discriminatorsExhaustive("action")({
        OK: status(200),
        NO_CONTENT: status(204),
        UNAUTHORIZED: status(401),
        FORBIDDEN: status(403),
        NOT_FOUND: status(404),
        CALLER_ERROR: status(500),
        AUTHLETE_ERROR: status(500)
      })
    )
    expect(match).type.toBe<(response: GrantManagement.GrantManagementResponse) => number>()
  })
})

describe("a match that forgets an action does not compile for", () => {
  test("GrantManagement.process", () => {
    Match.type<GrantManagement.GrantManagementResponse>().pipe(
      // @ts-expect-error Property 'OK' is missing
      Match.discriminatorsExhaustive("action")({
        NO_CONTENT: status(204),
        UNAUTHORIZED: status(401),
        FORBIDDEN: status(403),
        NOT_FOUND: status(404),
        CALLER_ERROR: status(500),
        AUTHLETE_ERROR: status(500)
      })
    )
  })
})

test("what is asked for in authorization requests only cannot be asked for here", () => {
  expect<"MERGE">().type.not.toBeAssignableTo<GrantManagement.GrantManagementRequest["gmAction"]>()
})
