import { Match } from "effect"
import type { Effect, Redacted } from "effect"
import type { AuthleteClient, AuthleteError } from "effect-authlete"
import { NativeSso } from "effect-authlete"
import { describe, expect, test } from "tstyche"

type Call<Response> = Effect.Effect<Response, AuthleteError.AuthleteError, AuthleteClient.AuthleteClient>

describe("an operation takes its request, gives its response, fails with AuthleteError and needs AuthleteClient", () => {
  test("NativeSso.process", () => {
    expect(NativeSso.process).type.toBe<
      (request: NativeSso.NativeSsoRequest) => Call<NativeSso.NativeSsoResponse>
    >()
  })

  test("NativeSso.logout", () => {
    expect(NativeSso.logout).type.toBe<
      (request: NativeSso.NativeSsoLogoutRequest) => Call<NativeSso.NativeSsoLogoutResponse>
    >()
  })
})

const status = (code: number) => () => code

describe("a match of all actions compiles for", () => {
  test("NativeSso.process", () => {
    const match = Match.type<NativeSso.NativeSsoResponse>().pipe(
      Match.discriminatorsExhaustive("action")({
        OK: status(200),
        INTERNAL_SERVER_ERROR: status(500),
        CALLER_ERROR: status(500)
      })
    )
    expect(match).type.toBe<(response: NativeSso.NativeSsoResponse) => number>()
  })
})

describe("a match that forgets an action does not compile for", () => {
  test("NativeSso.process", () => {
    Match.type<NativeSso.NativeSsoResponse>().pipe(
      // @ts-expect-error Property 'OK' is missing
      Match.discriminatorsExhaustive("action")({
        INTERNAL_SERVER_ERROR: status(500),
        CALLER_ERROR: status(500)
      })
    )
  })
})

describe("all actions but OK are errors of", () => {
  test("NativeSso.logout", () => {
    expect<NativeSso.NativeSsoLogoutResponse["action"]>().type.toBe<"OK">()
  })
})

test("a refresh token of a response can be passed on as it is", () => {
  expect<{
    readonly accessToken: Redacted.Redacted
    readonly refreshToken: Redacted.Redacted | undefined
    readonly deviceSecret: string
  }>().type.toBeAssignableTo<NativeSso.NativeSsoRequest>()
})
