import { describe, expect } from "@effect/vitest"
import { Effect } from "effect"
import * as Support from "./support.js"
import { confidential, create, inProcess, introspect, list, postForm, publicClient, transports } from "./support.js"

describe.each(transports)("POST /auth/token/create, $name", ({ test }) => {
  test("responds with OK, a token and a refresh token of 43 characters", () =>
    Effect.gen(function*() {
      const { body, status } = yield* create()
      expect(status).toBe(200)
      expect(body).toMatchObject({
        resultCode: "A109001",
        action: "OK",
        accessToken: expect.stringMatching(/^[\w-]{43}$/),
        refreshToken: expect.stringMatching(/^[\w-]{43}$/),
        tokenType: "Bearer",
        expiresIn: 3600,
        scopes: ["history.read"],
        subject: "john"
      })
    }))

  test("writes resultCode and resultMessage first and the rest in alphabetical order", () =>
    Effect.gen(function*() {
      const keys = Object.keys((yield* create()).body)
      expect(keys.slice(0, 2)).toEqual(["resultCode", "resultMessage"])
      expect(keys.slice(2)).toEqual([...keys.slice(2)].sort())
    }))

  test("tells no field that has no value", () =>
    Effect.gen(function*() {
      const { text } = yield* create()
      expect(text).not.toContain("null")
      expect(text).not.toContain("properties")
    }))

  test("takes null, 0 and false as not given", () =>
    Effect.gen(function*() {
      const { body } = yield* create({
        accessToken: null,
        properties: null,
        accessTokenDuration: 0,
        clientIdAliasUsed: false,
        authorizationDetails: null
      })
      expect(body).toMatchObject({ action: "OK", expiresIn: 3600 })
    }))

  test("takes an empty text as not given", () =>
    Effect.gen(function*() {
      const { body } = yield* create({ accessToken: "", refreshToken: "", clientIdentifier: "", dpopKeyThumbprint: "" })
      expect(body).toMatchObject({ action: "OK", tokenType: "Bearer" })
      expect([body["accessToken"], body["refreshToken"]]).toEqual(Array(2).fill(expect.stringMatching(/^[\w-]{43}$/)))
    }))

  test("needs no subject for a JWT bearer that gives an empty one", () =>
    Effect.gen(function*() {
      expect((yield* create({ grantType: "JWT_BEARER", subject: "" })).body["action"]).toBe("OK")
    }))

  test("ignores fields that Authlete does not know", () =>
    Effect.gen(function*() {
      const { body } = yield* create({ favouriteColour: "blue" })
      expect(body["action"]).toBe("OK")
    }))

  test("issues no refresh token for client credentials", () =>
    Effect.gen(function*() {
      const { body } = yield* create({ grantType: "CLIENT_CREDENTIALS" })
      expect(body["action"]).toBe("OK")
      expect(body).not.toHaveProperty("refreshToken")
      expect(body).not.toHaveProperty("subject")
    }))

  test("issues no refresh token for the implicit flow", () =>
    Effect.gen(function*() {
      const { body } = yield* create({ grantType: "IMPLICIT" })
      expect(body).not.toHaveProperty("refreshToken")
    }))

  test("needs no subject for a JWT bearer", () =>
    Effect.gen(function*() {
      const { body } = yield* create({ grantType: "JWT_BEARER", subject: undefined })
      expect(body["action"]).toBe("OK")
    }))

  test("finds the client by its alias", () =>
    Effect.gen(function*() {
      const { body } = yield* create({ clientId: undefined, clientIdentifier: "demo" })
      expect(body).toMatchObject({ action: "OK", clientId: confidential, clientIdentifier: "demo" })
    }))

  test("keeps the values that the caller chose", () =>
    Effect.gen(function*() {
      const { body } = yield* create({ accessToken: "chosen access", refreshToken: "chosen refresh" })
      expect(body).toMatchObject({ accessToken: "chosen access", refreshToken: "chosen refresh" })
      expect((yield* introspect("chosen access")).body["action"]).toBe("OK")
    }))

  test("gives the durations that the caller chose", () =>
    Effect.gen(function*() {
      const { body } = yield* create({ accessTokenDuration: 60 })
      expect(body["expiresIn"]).toBe(60)
    }))

  test("drops properties whose key is reserved", () =>
    Effect.gen(function*() {
      const properties = [{ key: "scope", value: "all" }, { key: "tenant", value: "7", hidden: true }]
      const { body } = yield* create({ properties })
      expect(body["properties"]).toEqual([{ hidden: true, key: "tenant", value: "7" }])
    }))

  test("makes the token type DPoP for a token that is bound to a key", () =>
    Effect.gen(function*() {
      const { body } = yield* create({ dpopKeyThumbprint: "thumbprint" })
      expect(body["tokenType"]).toBe("DPoP")
    }))

  test("takes a form, with the scopes separated by spaces", () =>
    Effect.gen(function*() {
      const { body } = yield* postForm("/auth/token/create", {
        grantType: "PASSWORD",
        clientId: String(confidential),
        subject: "john",
        scopes: "history.read timeline.read",
        accessTokenDuration: "60",
        accessTokenPersistent: "false",
        authorizationDetails: JSON.stringify({ elements: [{ type: "payment" }] })
      })
      expect(body).toMatchObject({
        action: "OK",
        expiresIn: 60,
        scopes: ["history.read", "timeline.read"],
        authorizationDetails: { elements: [{ type: "payment" }] }
      })
    }))

  const refusals: ReadonlyArray<readonly [what: string, fields: object, action: string, code: string]> = [
    ["no grant type", { grantType: undefined }, "BAD_REQUEST", "A104201"],
    ["the grant type REFRESH_TOKEN", { grantType: "REFRESH_TOKEN" }, "BAD_REQUEST", "A104202"],
    ["no subject", { subject: undefined }, "BAD_REQUEST", "A105201"],
    ["a subject of 101 characters", { subject: "s".repeat(101) }, "BAD_REQUEST", "A105202"],
    ["a subject that is not ASCII", { subject: "jöhn" }, "BAD_REQUEST", "A105203"],
    ["a scope that the service does not support", { scopes: ["world.rule"] }, "BAD_REQUEST", "A106201"],
    ["an unknown client", { clientId: 1 }, "BAD_REQUEST", "A107201"],
    ["no client", { clientId: undefined }, "BAD_REQUEST", "A107201"],
    ["too big properties", { properties: [{ key: "k", value: "v".repeat(50_000) }] }, "BAD_REQUEST", "A108201"],
    ["a refresh token for the implicit flow", { grantType: "IMPLICIT", refreshToken: "r" }, "BAD_REQUEST", "A108203"],
    [
      "a refresh token for client credentials",
      { grantType: "CLIENT_CREDENTIALS", refreshToken: "r" },
      "BAD_REQUEST",
      "A108204"
    ]
  ]
  for (const [what, fields, action, code] of refusals) {
    test(`refuses ${what} with ${code}, under HTTP 200`, () =>
      Effect.gen(function*() {
        const { body, status } = yield* create(fields)
        expect(status).toBe(200)
        expect(body).toEqual({ resultCode: code, resultMessage: expect.stringContaining(`[${code}] `), action })
      }))
  }

  test("refuses an access token whose value is in use", () =>
    Effect.gen(function*() {
      yield* create({ accessToken: "chosen" })
      expect((yield* create({ accessToken: "chosen" })).body).toMatchObject({ resultCode: "A144201" })
    }))

  test("refuses a refresh token whose value is in use", () =>
    Effect.gen(function*() {
      yield* create({ refreshToken: "chosen" })
      expect((yield* create({ refreshToken: "chosen" })).body).toMatchObject({ resultCode: "A144202" })
    }))

  test("creates nothing when it refuses", () =>
    Effect.gen(function*() {
      yield* create({ scopes: ["world.rule"] })
      expect((yield* list()).body["totalCount"]).toBe(0)
    }))

  test("refuses a grant type that the service does not support", () =>
    Effect.gen(function*() {
      expect((yield* create()).body["resultCode"]).toBe("A104203")
    }), { service: { grantTypes: ["CLIENT_CREDENTIALS"] } })

  test("issues no refresh token where the service does not support refreshing", () =>
    Effect.gen(function*() {
      expect((yield* create()).body).not.toHaveProperty("refreshToken")
    }), { service: { grantTypes: ["AUTHORIZATION_CODE"] } })

  test("refuses a refresh token where the service does not support refreshing", () =>
    Effect.gen(function*() {
      expect((yield* create({ refreshToken: "chosen" })).body["resultCode"]).toBe("A108202")
    }), { service: { grantTypes: ["AUTHORIZATION_CODE"] } })

  test("refuses a locked client", () =>
    Effect.gen(function*() {
      expect((yield* create({ clientId: 7 })).body).toMatchObject({ action: "FORBIDDEN", resultCode: "A107203" })
    }), { seed: { clients: [{ clientId: 7, locked: true }] } })

  test("leaves one token for each client and subject where the service says so", () =>
    Effect.gen(function*() {
      yield* create()
      yield* create({ clientId: publicClient })
      yield* create()
      expect((yield* list()).body["totalCount"]).toBe(2)
    }), { service: { singleAccessTokenPerSubject: true } })
})

describe("POST /auth/token/create, by the clock", () => {
  inProcess.test("tells the expiry to the millisecond and keeps it to the second", () =>
    Effect.gen(function*() {
      yield* Support.setClock(1_640_000_000_973)
      const { body } = yield* create()
      expect(body["expiresAt"]).toBe(1_640_003_600_973)
      expect((yield* introspect(body["accessToken"])).body["expiresAt"]).toBe(1_640_003_601_000)
    }))

  inProcess.test("takes a duration that leads too far ahead for one that never ends", () =>
    Effect.gen(function*() {
      const duration = { accessTokenDuration: Number.MAX_SAFE_INTEGER, refreshTokenDuration: Number.MAX_SAFE_INTEGER }
      yield* Support.setClock(1_640_000_000_973)
      const { body } = yield* create(duration)
      expect(body).toMatchObject({ expiresAt: 253_402_300_799_000, expiresIn: 251_762_300_798 })
      const never = { accessTokenExpiresAt: 253_402_300_799_000, refreshTokenExpiresAt: 253_402_300_799_000 }
      expect(yield* Support.firstListed).toMatchObject(never)
    }))

  inProcess.test("never lets a persistent token expire", () =>
    Effect.gen(function*() {
      const { body } = yield* create({ accessTokenPersistent: true })
      yield* Support.setClock(100 * 365 * 86_400_000)
      expect((yield* introspect(body["accessToken"])).body["usable"]).toBe(true)
    }))
})
