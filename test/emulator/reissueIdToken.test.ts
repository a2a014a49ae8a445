import { describe, expect } from "@effect/vitest"
import { Effect, TestClock } from "effect"
import { Clients, Tokens } from "effect-authlete"
import type { Decision, Form } from "./flows.js"
import { credentials, issuer, json, query, test, textOf, tokens, verified, web } from "./flows.js"

const service = { idTokenReissuable: true }

const refresh = (form: Form = {}, decision: Decision = {}) =>
  Effect.flatMap(tokens(form, decision), ({ refresh_token: refreshToken }) =>
    Tokens.process({
      parameters: query({ grant_type: "refresh_token", refresh_token: String(refreshToken) }),
      ...credentials
    }))

/** The tokens of a refresh. */
const refreshed = (form: Form = {}, decision: Decision = {}) =>
  Effect.map(refresh(form, decision), (response) => {
    const content = json(response)
    return { accessToken: String(content["access_token"]), refreshToken: String(content["refresh_token"]) }
  })

describe("a refresh, if the service is set to reissue ID tokens,", () => {
  test("says that an ID token may be reissued, and which claims it may hold", () =>
    Effect.gen(function*() {
      const response = yield* refresh({ scope: "openid email" })
      expect(response).toMatchObject({
        action: "ID_TOKEN_REISSUABLE",
        resultCode: "A053001",
        subject: "john",
        requestedIdTokenClaims: ["email", "email_verified"]
      })
      expect(json(response)).toHaveProperty("access_token")
      expect(json(response)).not.toHaveProperty("id_token")
    }), { service })

  test("does not say so without openid", () =>
    Effect.gen(function*() {
      expect((yield* refresh({ scope: "email" })).action).toBe("OK")
    }), { service })

  test("does not say so otherwise", () =>
    Effect.gen(function*() {
      expect((yield* refresh()).action).toBe("OK")
    }))
})

describe("Tokens.reissueIdToken", () => {
  test("makes an ID token of the same login, without what belonged to the request", () =>
    Effect.gen(function*() {
      const pair = yield* refreshed({}, { authTime: 5, acr: "gold" })
      yield* TestClock.adjust("10 minutes")
      const response = yield* Tokens.reissueIdToken({
        ...pair,
        claims: "{\"name\":\"John\",\"email\":\"j@example.com\"}"
      })
      expect(response).toMatchObject({ action: "OK" })
      const content = json(response)
      expect(content).toMatchObject({
        access_token: pair.accessToken,
        refresh_token: pair.refreshToken,
        expires_in: 3000
      })
      const { payload } = yield* verified(content["id_token"], { issuer, audience: String(web) })
      expect(payload).toMatchObject({ sub: "john", auth_time: 5, acr: "gold", iat: 600, name: "John" })
      for (const name of ["nonce", "s_hash", "at_hash", "email"]) expect(payload).not.toHaveProperty(name)
    }), { service })

  test("hands out the access token in the form that it was given in", () =>
    Effect.gen(function*() {
      const pair = yield* refreshed()
      expect(pair.accessToken.split(".")).toHaveLength(3)
      expect(json(yield* Tokens.reissueIdToken(pair))["access_token"]).toBe(pair.accessToken)
    }), { service: { ...service, accessTokenSignAlg: "ES256" } })

  test("has the subject, the header and the audience that the server wants", () =>
    Effect.gen(function*() {
      const response = yield* Tokens.reissueIdToken({
        ...yield* refreshed(),
        sub: "other",
        idTokenAudType: "string",
        idtHeaderParams: "{\"x\":1}"
      })
      const { payload, protectedHeader } = yield* verified(
        textOf(response.action === "OK" ? response.idToken : undefined)
      )
      expect({ sub: payload.sub, aud: payload.aud, x: protectedHeader["x"] }).toEqual({
        sub: "other",
        aud: String(web),
        x: 1
      })
    }), { service })

  for (
    const [what, code, change] of [
      ["an unknown access token", "A999381", { accessToken: "unknown" }],
      ["the refresh token of another", "A999382", { refreshToken: "unknown" }]
    ] as const
  ) {
    test(`refuses ${what} with ${code}`, () =>
      Effect.gen(function*() {
        const response = yield* Tokens.reissueIdToken({ ...yield* refreshed(), ...change })
        expect(response).toMatchObject({ action: "CALLER_ERROR", resultCode: code })
      }), { service })
  }

  test("refuses an access token that has expired", () =>
    Effect.gen(function*() {
      const pair = yield* refreshed()
      yield* TestClock.adjust("1 hour")
      expect(yield* Tokens.reissueIdToken(pair)).toMatchObject({ action: "CALLER_ERROR", resultCode: "A999381" })
    }), { service })

  test("refuses tokens without openid with A999383", () =>
    Effect.gen(function*() {
      const response = yield* Tokens.reissueIdToken(yield* refreshed({ scope: "email" }))
      expect(response).toMatchObject({ action: "CALLER_ERROR", resultCode: "A999383" })
    }), { service })

  test("cannot sign without a key", () =>
    Effect.gen(function*() {
      const pair = yield* refreshed()
      yield* Clients.patch({ clientId: web, idTokenSignAlg: "PS256" })
      const response = yield* Tokens.reissueIdToken(pair)
      expect(response).toMatchObject({ action: "INTERNAL_SERVER_ERROR", resultCode: "A046203" })
    }), { service })
})
