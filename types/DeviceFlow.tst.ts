import type { Effect } from "effect"
import { Match } from "effect"
import type { AuthleteClient, AuthleteError } from "effect-authlete"
import { DeviceFlow } from "effect-authlete"
import { describe, expect, test } from "tstyche"

type Call<Response> = Effect.Effect<Response, AuthleteError.AuthleteError, AuthleteClient.AuthleteClient>

const status = (code: number) => () => code

describe("an operation takes its request, gives its response, fails with AuthleteError and needs AuthleteClient", () => {
  test("DeviceFlow.authorize", () => {
    expect(DeviceFlow.authorize).type.toBe<
      (request: DeviceFlow.DeviceAuthorizationRequest) => Call<DeviceFlow.DeviceAuthorizationResponse>
    >()
  })

  test("DeviceFlow.verify", () => {
    expect(DeviceFlow.verify).type.toBe<
      (request: DeviceFlow.DeviceVerificationRequest) => Call<DeviceFlow.DeviceVerificationResponse>
    >()
  })

  test("DeviceFlow.complete", () => {
    expect(DeviceFlow.complete).type.toBe<
      (request: DeviceFlow.DeviceCompleteRequest) => Call<DeviceFlow.DeviceCompleteResponse>
    >()
  })
})

describe("the actions that are told apart are those of", () => {
  test("DeviceFlow.authorize", () => {
    expect<DeviceFlow.DeviceAuthorizationResponse["action"]>().type.toBe<
      "OK" | "BAD_REQUEST" | "UNAUTHORIZED" | "INTERNAL_SERVER_ERROR"
    >()
  })

  test("DeviceFlow.verify", () => {
    expect<DeviceFlow.DeviceVerificationResponse["action"]>().type.toBe<
      "VALID" | "EXPIRED" | "NOT_EXIST" | "SERVER_ERROR"
    >()
  })

  test("DeviceFlow.complete", () => {
    expect<DeviceFlow.DeviceCompleteResponse["action"]>().type.toBe<
      "SUCCESS" | "USER_CODE_EXPIRED" | "USER_CODE_NOT_EXIST" | "INVALID_REQUEST" | "SERVER_ERROR"
    >()
  })
})

describe("a match of all actions compiles, and one that forgets the first does not, for", () => {
  test("DeviceFlow.authorize", () => {
    const match = Match.type<DeviceFlow.DeviceAuthorizationResponse>().pipe(
      Match.discriminatorsExhaustive("action")({
        OK: status(200),
        BAD_REQUEST: status(400),
        UNAUTHORIZED: status(401),
        INTERNAL_SERVER_ERROR: status(500)
      })
    )
    expect(match).type.toBe<(response: DeviceFlow.DeviceAuthorizationResponse) => number>()
    Match.type<DeviceFlow.DeviceAuthorizationResponse>().pipe(
      // @ts-expect-error Property 'OK' is missing
      Match.discriminatorsExhaustive("action")({
        BAD_REQUEST: status(400),
        UNAUTHORIZED: status(401),
        INTERNAL_SERVER_ERROR: status(500)
      })
    )
  })

  test("DeviceFlow.verify", () => {
    const match = Match.type<DeviceFlow.DeviceVerificationResponse>().pipe(
      Match.discriminatorsExhaustive("action")({
        VALID: status(200),
        EXPIRED: status(400),
        NOT_EXIST: status(404),
        SERVER_ERROR: status(500)
      })
    )
    expect(match).type.toBe<(response: DeviceFlow.DeviceVerificationResponse) => number>()
    Match.type<DeviceFlow.DeviceVerificationResponse>().pipe(
      // @ts-expect-error Property 'VALID' is missing
      Match.discriminatorsExhaustive("action")({
        EXPIRED: status(400),
        NOT_EXIST: status(404),
        SERVER_ERROR: status(500)
      })
    )
  })

  test("DeviceFlow.complete", () => {
    const match = Match.type<DeviceFlow.DeviceCompleteResponse>().pipe(
      Match.discriminatorsExhaustive("action")({
        SUCCESS: status(200),
        USER_CODE_EXPIRED: status(400),
        USER_CODE_NOT_EXIST: status(400),
        INVALID_REQUEST: status(500),
        SERVER_ERROR: status(500)
      })
    )
    expect(match).type.toBe<(response: DeviceFlow.DeviceCompleteResponse) => number>()
    Match.type<DeviceFlow.DeviceCompleteResponse>().pipe(
      // @ts-expect-error Property 'SUCCESS' is missing
      Match.discriminatorsExhaustive("action")({
        USER_CODE_EXPIRED: status(400),
        USER_CODE_NOT_EXIST: status(400),
        INVALID_REQUEST: status(500),
        SERVER_ERROR: status(500)
      })
    )
  })
})

test("only those who agree need a subject", () => {
  const userCode = "XWWKPBWVXQ"
  expect(DeviceFlow.complete).type.not.toBeCallableWith({ userCode, result: "AUTHORIZED" })
  expect(DeviceFlow.complete).type.toBeCallableWith({ userCode, result: "AUTHORIZED", subject: "john" })
  expect(DeviceFlow.complete).type.toBeCallableWith({ userCode, result: "TRANSACTION_FAILED" })
})
