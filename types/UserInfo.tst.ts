import { Match } from "effect"
import type { Effect } from "effect"
import type { AuthleteClient, AuthleteError } from "effect-authlete"
import { UserInfo } from "effect-authlete"
import { describe, expect, test } from "tstyche"

type Call<Response> = Effect.Effect<Response, AuthleteError.AuthleteError, AuthleteClient.AuthleteClient>

describe("an operation takes its request, gives its response, fails with AuthleteError and needs AuthleteClient", () => {
  test("UserInfo.process", () => {
    expect(UserInfo.process).type.toBe<
      (request: UserInfo.UserInfoRequest) => Call<UserInfo.UserInfoResponse>
    >()
  })

  test("UserInfo.issue", () => {
    expect(UserInfo.issue).type.toBe<
      (request: UserInfo.UserInfoIssueRequest) => Call<UserInfo.UserInfoIssueResponse>
    >()
  })
})

const status = (code: number) => () => code

describe("a match of all actions compiles for", () => {
  test("UserInfo.process", () => {
    const match = Match.type<UserInfo.UserInfoResponse>().pipe(
      Match.discriminatorsExhaustive("action")({
        OK: status(200),
        BAD_REQUEST: status(400),
        UNAUTHORIZED: status(401),
        FORBIDDEN: status(403),
        INTERNAL_SERVER_ERROR: status(500)
      })
    )
    expect(match).type.toBe<(response: UserInfo.UserInfoResponse) => number>()
  })

  test("UserInfo.issue", () => {
    const match = Match.type<UserInfo.UserInfoIssueResponse>().pipe(
      Match.discriminatorsExhaustive("action")({
        JSON: status(200),
        JWT: status(200),
        BAD_REQUEST: status(400),
        UNAUTHORIZED: status(401),
        FORBIDDEN: status(403),
        INTERNAL_SERVER_ERROR: status(500)
      })
    )
    expect(match).type.toBe<(response: UserInfo.UserInfoIssueResponse) => number>()
  })
})

describe("a match that forgets an action does not compile for", () => {
  test("UserInfo.process", () => {
    Match.type<UserInfo.UserInfoResponse>().pipe(
      // @ts-expect-error Property 'OK' is missing
      Match.discriminatorsExhaustive("action")({
        BAD_REQUEST: status(400),
        UNAUTHORIZED: status(401),
        FORBIDDEN: status(403),
        INTERNAL_SERVER_ERROR: status(500)
      })
    )
  })

  test("UserInfo.issue", () => {
    Match.type<UserInfo.UserInfoIssueResponse>().pipe(
      // @ts-expect-error Property 'JSON' is missing
      Match.discriminatorsExhaustive("action")({
        JWT: status(200),
        BAD_REQUEST: status(400),
        UNAUTHORIZED: status(401),
        FORBIDDEN: status(403),
        INTERNAL_SERVER_ERROR: status(500)
      })
    )
  })
})

test("whose claims are asked for is known", () => {
  type Ok = Extract<UserInfo.UserInfoResponse, { readonly action: "OK" }>
  expect<Ok["subject"]>().type.toBe<string>()
})
