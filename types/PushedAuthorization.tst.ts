import { Match } from "effect"
import type { Effect } from "effect"
import type { AuthleteClient, AuthleteError } from "effect-authlete"
import { PushedAuthorization } from "effect-authlete"
import { describe, expect, test } from "tstyche"

type Call<Response> = Effect.Effect<Response, AuthleteError.AuthleteError, AuthleteClient.AuthleteClient>

describe("an operation takes its request, gives its response, fails with AuthleteError and needs AuthleteClient", () => {
  test("PushedAuthorization.create", () => {
    expect(PushedAuthorization.create).type.toBe<
      (request: PushedAuthorization.PushedAuthorizationRequest) => Call<PushedAuthorization.PushedAuthorizationResponse>
    >()
  })
})

const status = (code: number) => () => code

describe("a match of all actions compiles for", () => {
  test("PushedAuthorization.create", () => {
    const match = Match.type<PushedAuthorization.PushedAuthorizationResponse>().pipe(
      Match.discriminatorsExhaustive("action")({
        CREATED: status(201),
        BAD_REQUEST: status(400),
        UNAUTHORIZED: status(401),
        FORBIDDEN: status(403),
        PAYLOAD_TOO_LARGE: status(413),
        INTERNAL_SERVER_ERROR: status(500)
      })
    )
    expect(match).type.toBe<(response: PushedAuthorization.PushedAuthorizationResponse) => number>()
  })
})

describe("a match that forgets an action does not compile for", () => {
  test("PushedAuthorization.create", () => {
    Match.type<PushedAuthorization.PushedAuthorizationResponse>().pipe(
      // @ts-expect-error Property 'CREATED' is missing
      Match.discriminatorsExhaustive("action")({
        BAD_REQUEST: status(400),
        UNAUTHORIZED: status(401),
        FORBIDDEN: status(403),
        PAYLOAD_TOO_LARGE: status(413),
        INTERNAL_SERVER_ERROR: status(500)
      })
    )
  })
})
