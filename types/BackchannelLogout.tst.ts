import type { Effect, Redacted } from "effect"
import type { AuthleteClient, AuthleteError, Tokens } from "effect-authlete"
import { BackchannelLogout } from "effect-authlete"
import { describe, expect, test } from "tstyche"

test("BackchannelLogout.token takes its request, gives its response, fails with AuthleteError and needs AuthleteClient", () => {
  expect(BackchannelLogout.token).type.toBe<
    (request: BackchannelLogout.BackchannelLogoutTokenRequest) => Effect.Effect<
      BackchannelLogout.BackchannelLogoutTokenResponse,
      AuthleteError.AuthleteError,
      AuthleteClient.AuthleteClient
    >
  >()
})

describe("the response", () => {
  test("is OK: the other actions are errors", () => {
    expect<BackchannelLogout.BackchannelLogoutTokenResponse["action"]>().type.toBe<"OK">()
  })

  test("has the logout token, Redacted", () => {
    expect<BackchannelLogout.BackchannelLogoutTokenResponse["logoutToken"]>().type.toBe<Redacted.Redacted>()
  })
})

describe("a request", () => {
  test("names the resource owner, the session, or both", () => {
    expect(BackchannelLogout.token).type.toBeCallableWith({ clientIdentifier: "1", subject: "john" })
    expect(BackchannelLogout.token).type.toBeCallableWith({ clientIdentifier: "1", sessionId: "s" })
    expect(BackchannelLogout.token).type.not.toBeCallableWith({ clientIdentifier: "1" })
  })

  test("takes a session as a response gives it", () => {
    const { sessionId } = {} as Extract<Tokens.TokenProcessResponse, { readonly action: "OK" }>
    expect(BackchannelLogout.token).type.toBeCallableWith({ clientIdentifier: "1", sessionId })
  })
})
