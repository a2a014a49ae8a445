import { describe, expect } from "@effect/vitest"
import { Effect } from "effect"
import { confidential, create, inProcess, introspect, post, setClock, transports } from "./support.js"

describe.each(transports)("POST /auth/introspection, $name", ({ test }) => {
  test("responds with OK for a token that will do, with the facts about it", () =>
    Effect.gen(function*() {
      const properties = [{ key: "tenant", value: "7", hidden: true }]
      yield* create({ accessToken: "access", properties, acr: "loa2", authTime: 1_640_000_000 })
      const { body, status } = yield* introspect("access", { scopes: ["history.read"], subject: "john" })
      expect(status).toBe(200)
      expect(body).toMatchObject({
        resultCode: "A056001",
        action: "OK",
        responseContent: "Bearer error=\"invalid_request\"",
        existent: true,
        usable: true,
        sufficient: true,
        refreshable: true,
        clientId: confidential,
        clientIdAlias: "demo",
        clientIdAliasUsed: false,
        grantType: "AUTHORIZATION_CODE",
        subject: "john",
        scopes: ["history.read"],
        properties: [{ hidden: true, key: "tenant", value: "7" }],
        acr: "loa2",
        authTime: 1_640_000_000
      })
    }))

  test("responds with BAD_REQUEST without a token", () =>
    Effect.gen(function*() {
      const { body } = yield* introspect(undefined)
      expect(body).toMatchObject({ action: "BAD_REQUEST", resultCode: "A057301" })
    }))

  test("responds with UNAUTHORIZED for an unknown token, with a challenge", () =>
    Effect.gen(function*() {
      const { body } = yield* introspect("unknown")
      expect(body).toMatchObject({
        resultCode: "A057302",
        action: "UNAUTHORIZED",
        existent: false,
        usable: false,
        sufficient: false,
        refreshable: false,
        responseContent: expect.stringMatching(
          /^Bearer error="invalid_token",error_description="\[A057302\] .*",error_uri="https:\/\/docs.authlete.com\/#A057302"$/
        )
      })
    }))

  test("does not know refresh tokens", () =>
    Effect.gen(function*() {
      yield* create({ refreshToken: "refresh" })
      expect((yield* introspect("refresh")).body["existent"]).toBe(false)
    }))

  test("responds with FORBIDDEN for a token that lacks a scope, and names the scopes", () =>
    Effect.gen(function*() {
      yield* create({ accessToken: "access" })
      const { body } = yield* introspect("access", { scopes: ["history.read", "timeline.read"] })
      expect(body).toMatchObject({ resultCode: "A064302", action: "FORBIDDEN", usable: true, sufficient: false })
      expect(body["responseContent"]).toMatch(/error="insufficient_scope",.*,scope="history.read timeline.read"$/)
    }))

  test("responds with FORBIDDEN for a token without scopes if some are asked for", () =>
    Effect.gen(function*() {
      yield* create({ accessToken: "access", scopes: [] })
      expect((yield* introspect("access", { scopes: ["history.read"] })).body["resultCode"]).toBe("A064301")
    }))

  test("responds with FORBIDDEN for a token of somebody else", () =>
    Effect.gen(function*() {
      yield* create({ accessToken: "access" })
      const { body } = yield* introspect("access", { subject: "jane" })
      expect(body).toMatchObject({ resultCode: "A066302", action: "FORBIDDEN" })
    }))

  test("asks for no subject if it is empty", () =>
    Effect.gen(function*() {
      yield* create({ accessToken: "access" })
      expect((yield* introspect("access", { subject: "" })).body["action"]).toBe("OK")
    }))

  test("responds with FORBIDDEN for a token of nobody if a subject is asked for", () =>
    Effect.gen(function*() {
      yield* create({ accessToken: "access", grantType: "CLIENT_CREDENTIALS" })
      expect((yield* introspect("access", { subject: "jane" })).body["resultCode"]).toBe("A066301")
    }))

  test("responds with UNAUTHORIZED for a token that is bound to a key if there is no proof", () =>
    Effect.gen(function*() {
      yield* create({ accessToken: "access", dpopKeyThumbprint: "thumbprint" })
      expect((yield* introspect("access")).body).toMatchObject({ action: "UNAUTHORIZED", resultCode: "A065308" })
    }))

  test("tells the attributes of the client, the service and the scopes", () =>
    Effect.gen(function*() {
      const { body: { accessToken } } = yield* create({ clientId: 7 })
      const { body } = yield* introspect(accessToken)
      expect(body).toMatchObject({
        clientAttributes: [{ key: "tier", value: "gold" }],
        serviceAttributes: [{ key: "region", value: "eu" }],
        scopeDetails: [{ name: "history.read", attributes: [{ key: "class", value: "a" }] }]
      })
    }), {
    service: {
      attributes: [{ key: "region", value: "eu" }],
      scopes: [{ name: "history.read", attributes: [{ key: "class", value: "a" }] }, { name: "timeline.read" }]
    },
    seed: { clients: [{ clientId: 7, attributes: [{ key: "tier", value: "gold" }] }] }
  })
})

describe("POST /auth/introspection, by the clock", () => {
  inProcess.test("a token is usable until its last second is over", () =>
    Effect.gen(function*() {
      yield* create({ accessToken: "access", accessTokenDuration: 60 })
      yield* setClock(59_999)
      expect((yield* introspect("access")).body["usable"]).toBe(true)
      yield* setClock(60_000)
      expect((yield* introspect("access")).body["usable"]).toBe(false)
    }))

  const endings: ReadonlyArray<readonly [what: string, fields: object, code: string, refreshable: boolean]> = [
    ["can be refreshed", { refreshTokenDuration: 7_200 }, "A065301", true],
    ["cannot be refreshed any more", { refreshTokenDuration: 60 }, "A065302", false],
    ["has no refresh token", { grantType: "IMPLICIT" }, "A065303", false]
  ]
  for (const [what, fields, code, refreshable] of endings) {
    inProcess.test(`responds with ${code} for an expired token that ${what}`, () =>
      Effect.gen(function*() {
        yield* create({ accessToken: "access", ...fields })
        yield* setClock(3_600_000)
        const { body } = yield* introspect("access")
        expect(body).toMatchObject({
          action: "UNAUTHORIZED",
          resultCode: code,
          existent: true,
          usable: false,
          refreshable
        })
      }))
  }
})

const standard = (parameters: string, fields: object = {}) =>
  Effect.map(post("/auth/introspection/standard", { parameters, ...fields }), ({ body }) => ({
    ...body,
    content: JSON.parse(String(body["responseContent"]))
  }))

describe.each(transports)("POST /auth/introspection/standard, $name", ({ test }) => {
  test("tells about an active access token", () =>
    Effect.gen(function*() {
      yield* create({ accessToken: "access" })
      expect(yield* standard("token=access")).toMatchObject({
        resultCode: "A145001",
        resultMessage: expect.stringContaining("type=access_token, active=true"),
        action: "OK",
        content: {
          active: true,
          client_id: String(confidential),
          exp: expect.any(Number),
          iss: "https://issuer.example.com",
          scope: "history.read",
          sub: "john",
          token_type: "Bearer"
        }
      })
    }))

  test("tells about an active refresh token", () =>
    Effect.gen(function*() {
      yield* create({ refreshToken: "refresh" })
      const { content, resultMessage } = { resultMessage: "", ...(yield* standard("token=refresh")) }
      expect(resultMessage).toContain("type=refresh_token, active=true")
      expect(content).toMatchObject({ active: true, sub: "john" })
    }))

  test("tells no more than that an unknown token is not active", () =>
    Effect.gen(function*() {
      expect(yield* standard("token=unknown")).toMatchObject({ action: "OK", content: { active: false } })
    }))

  test("tells hidden properties only if it is asked to", () =>
    Effect.gen(function*() {
      const properties = [{ key: "seen", value: "1" }, { key: "unseen", value: "2", hidden: true }]
      yield* create({ accessToken: "access", properties })
      expect((yield* standard("token=access")).content).not.toHaveProperty("unseen")
      expect((yield* standard("token=access", { withHiddenProperties: true })).content).toMatchObject({ unseen: "2" })
    }))

  const refusals: ReadonlyArray<readonly [what: string, parameters: string | null, action: string, code: string]> = [
    ["no parameters", null, "INTERNAL_SERVER_ERROR", "A145201"],
    ["malformed parameters", "token=%", "INTERNAL_SERVER_ERROR", "A145202"],
    ["no token", "token_type_hint=access_token", "BAD_REQUEST", "A145302"],
    ["an empty token", "token=", "BAD_REQUEST", "A145302"]
  ]
  for (const [what, parameters, action, code] of refusals) {
    test(`refuses ${what} with ${code}`, () =>
      Effect.gen(function*() {
        const { body } = yield* post("/auth/introspection/standard", { parameters })
        expect(body).toMatchObject({ action, resultCode: code })
      }))
  }
})

describe("POST /auth/introspection/standard, by the clock", () => {
  inProcess.test("an expired access token is not active, while its refresh token is", () =>
    Effect.gen(function*() {
      yield* create({ accessToken: "access", refreshToken: "refresh" })
      yield* setClock(3_600_000)
      expect((yield* standard("token=access")).content).toEqual({ active: false })
      expect((yield* standard("token=refresh")).content).toMatchObject({ active: true, exp: 864_000 })
    }))
})
