import { describe, expect } from "@effect/vitest"
import { Effect, TestClock } from "effect"
import { Clients, Tokens, UserInfo } from "effect-authlete"
import type { Decision, Form } from "./flows.js"
import { issuer, json, test, textOf, tokens, verified, web } from "./flows.js"

const accessToken = (form: Form = {}, decision: Decision = {}) =>
  Effect.map(tokens(form, decision), ({ access_token: token }) => String(token))

describe("UserInfo.process", () => {
  test("tells whom the token is about, and which claims may be told", () =>
    Effect.gen(function*() {
      const token = yield* accessToken({
        scope: "openid email",
        claims: "{\"userinfo\":{\"nickname\":{\"essential\":true}}}"
      }, { consentedClaims: ["email"], properties: [{ key: "k", value: "v", hidden: true }] })
      expect(yield* UserInfo.process({ token })).toMatchObject({
        action: "OK",
        resultCode: "A091001",
        subject: "john",
        clientId: web,
        scopes: ["email", "openid"],
        claims: ["email", "email_verified", "nickname"],
        consentedClaims: ["email"],
        userInfoClaims: "{\"nickname\":{\"essential\":true}}",
        properties: [{ key: "k", value: "v", hidden: true }]
      })
    }))

  test("tells the claims of the scopes of a token that was created", () =>
    Effect.gen(function*() {
      const created = yield* Tokens.create({
        grantType: "AUTHORIZATION_CODE",
        clientId: web,
        subject: "john",
        scopes: ["openid", "phone"]
      })
      const response = yield* UserInfo.process({ token: textOf(created.accessToken) })
      expect(response).toMatchObject({ action: "OK", claims: ["phone_number", "phone_number_verified"] })
    }))

  const refusals = [
    ["unknown", Effect.succeed("unknown"), "UNAUTHORIZED", "invalid_token", "A088302", "A092302"],
    ["without openid", accessToken({ scope: "profile" }), "FORBIDDEN", "insufficient_scope", "A089304", "A093304"],
    [
      "that expired, but can be refreshed",
      Effect.tap(accessToken(), () => TestClock.adjust("1 hour")),
      "UNAUTHORIZED",
      "invalid_token",
      "A089301",
      "A093301"
    ],
    [
      "that expired with its refresh token",
      Effect.tap(accessToken(), () => TestClock.adjust("20 days")),
      "UNAUTHORIZED",
      "invalid_token",
      "A089302",
      "A093302"
    ],
    [
      "that expired and has no refresh token",
      Effect.map(
        Effect.tap(
          Tokens.create({ grantType: "IMPLICIT", clientId: web, subject: "john", scopes: ["openid"] }),
          () => TestClock.adjust("1 hour")
        ),
        (created) => textOf(created.accessToken)
      ),
      "UNAUTHORIZED",
      "invalid_token",
      "A089303",
      "A093303"
    ],
    [
      "without a subject",
      Effect.map(
        Tokens.create({ grantType: "CLIENT_CREDENTIALS", clientId: web, scopes: ["openid"] }),
        (created) => textOf(created.accessToken)
      ),
      "FORBIDDEN",
      "invalid_token",
      "A089305",
      "A093305"
    ],
    [
      "of the password flow",
      Effect.map(
        Tokens.create({ grantType: "PASSWORD", clientId: web, subject: "john", scopes: ["openid"] }),
        (created) => textOf(created.accessToken)
      ),
      "FORBIDDEN",
      "invalid_token",
      "A089306",
      "A093306"
    ],
    [
      "of a locked client",
      Effect.tap(accessToken(), () => Clients.setLocked({ clientIdentifier: web, clientLocked: true })),
      "FORBIDDEN",
      "invalid_token",
      "A097301",
      "A098301"
    ]
  ] as const

  for (const [what, token, action, error, processCode, issueCode] of refusals) {
    test(`refuses a token ${what} with ${processCode}, and issue with ${issueCode}`, () =>
      Effect.gen(function*() {
        const value = yield* token
        const processed = yield* UserInfo.process({ token: value })
        expect(processed).toMatchObject({ action, resultCode: processCode })
        expect(textOf(processed.responseContent)).toMatch(new RegExp(`^Bearer error="${error}",error_description="`))
        expect(yield* UserInfo.issue({ token: value, claims: "{}" })).toMatchObject({ action, resultCode: issueCode })
      }))
  }
})

describe("UserInfo.issue", () => {
  test("makes the response of the claims that have a value", () =>
    Effect.gen(function*() {
      const response = yield* UserInfo.issue({
        token: yield* accessToken(),
        claims: "{\"name\":\"John\",\"email\":null,\"sub\":\"jane\"}"
      })
      expect(response).toMatchObject({ action: "JSON", resultCode: "A096001" })
      expect(textOf(response.responseContent)).toBe("{\"sub\":\"john\",\"name\":\"John\"}")
    }))

  test("has the subject of the ID token, or the one that the server wants", () =>
    Effect.gen(function*() {
      const token = yield* accessToken({}, { sub: "pairwise" })
      expect(json(yield* UserInfo.issue({ token }))).toEqual({ sub: "pairwise" })
      expect(json(yield* UserInfo.issue({ token, sub: "other" }))).toEqual({ sub: "other" })
    }))

  test("signs the response for a client that is registered for that", () =>
    Effect.gen(function*() {
      const response = yield* UserInfo.issue({ token: yield* accessToken(), claims: "{\"name\":\"John\"}" })
      expect(response.action).toBe("JWT")
      const { payload, protectedHeader } = yield* verified(textOf(response.responseContent), {
        audience: String(web),
        issuer
      })
      expect(protectedHeader.alg).toBe("ES256")
      expect(payload).toMatchObject({ sub: "john", name: "John", iat: 0 })
    }), { client: { userInfoSignAlg: "ES256" } })

  test("refuses claims that are not an object with A094201", () =>
    Effect.gen(function*() {
      const response = yield* UserInfo.issue({ token: yield* accessToken(), claims: "[]" })
      expect(response).toMatchObject({ action: "INTERNAL_SERVER_ERROR", resultCode: "A094201" })
    }))

  test("cannot sign without a key", () =>
    Effect.gen(function*() {
      const response = yield* UserInfo.issue({ token: yield* accessToken(), claims: "{}" })
      expect(response).toMatchObject({ action: "INTERNAL_SERVER_ERROR", resultCode: "A999315" })
    }), { client: { userInfoSignAlg: "PS256" } })
})
