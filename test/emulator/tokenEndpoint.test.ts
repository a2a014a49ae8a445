import { describe, expect } from "@effect/vitest"
import { Effect } from "effect"
import {
  confidential,
  confidentialSecret,
  content,
  create,
  documented,
  inProcess,
  introspect,
  list,
  post,
  publicClient,
  setClock,
  token,
  transports
} from "./support.js"

const form = "grant_type=client_credentials"

const process = (parameters: string, fields: object = {}) => post("/auth/token", { parameters, ...fields })

const basic = { clientId: String(confidential), clientSecret: confidentialSecret }

const refresh = (refreshToken: unknown, more: Record<string, string> = {}) =>
  token({ grant_type: "refresh_token", refresh_token: String(refreshToken), ...more })

describe.each(transports)("client authentication, $name", ({ test }) => {
  const accepted: ReadonlyArray<readonly [what: string, parameters: string, fields: object]> = [
    ["the Authorization header", form, basic],
    ["both, if they agree", `${form}&client_id=${confidential}&client_secret=${confidentialSecret}`, basic],
    ["the alias", form, { ...basic, clientId: "demo" }],
    ["the id in the form, with the secret in the header", `${form}&client_id=${confidential}`, {
      clientSecret: confidentialSecret
    }]
  ]
  for (const [what, parameters, fields] of accepted) {
    test(`goes by ${what}`, () =>
      Effect.gen(function*() {
        expect((yield* process(parameters, fields)).body).toMatchObject({ action: "OK", clientId: confidential })
      }))
  }

  test("knows the client of Authlete's documents", () =>
    Effect.gen(function*() {
      const clientSecret = "gXz97ISgLs4HuXwOZWch8GEmgL4YMvUJwu3er_kDVVGcA0UOhA9avLPbEmoeZdagi9yC_-tEiT2BdRyH9dbrQQ"
      expect((yield* process(form, { clientId: String(documented), clientSecret })).body["action"]).toBe("OK")
    }))

  test("tells whether the alias was used", () =>
    Effect.gen(function*() {
      const { body } = yield* process(form, { ...basic, clientId: "demo" })
      expect(body["clientIdAliasUsed"]).toBe(true)
    }))

  const refusals: ReadonlyArray<
    readonly [what: string, parameters: string, fields: object, action: string, error: string, code: string]
  > = [
    ["no client", form, {}, "INVALID_CLIENT", "invalid_client", "A244305"],
    ["an empty client id", `${form}&client_id=`, {}, "BAD_REQUEST", "invalid_request", "A048302"],
    ["two client ids in the form", `${form}&client_id=1&client_id=1`, {}, "BAD_REQUEST", "invalid_request", "A244301"],
    ["an unknown client", form, { clientId: "1" }, "INVALID_CLIENT", "invalid_client", "A048304"],
    [
      "two client secrets in the form",
      `${form}&client_secret=1&client_secret=1`,
      basic,
      "INVALID_CLIENT",
      "invalid_client",
      "A158301"
    ],
    ["a client id that differs", `${form}&client_id=1`, basic, "INVALID_CLIENT", "invalid_client", "A048312"],
    [
      "a public client with a secret",
      form,
      { clientId: String(publicClient), clientSecret: "s" },
      "INVALID_CLIENT",
      "invalid_client",
      "A157303"
    ],
    [
      "a confidential client without a secret",
      form,
      { clientId: "demo" },
      "INVALID_CLIENT",
      "invalid_client",
      "A157357"
    ],
    [
      "a confidential client with an empty secret",
      form,
      { clientId: "demo", clientSecret: "" },
      "INVALID_CLIENT",
      "invalid_client",
      "A157357"
    ],
    ["a wrong secret", form, { clientId: "demo", clientSecret: "wrong" }, "INVALID_CLIENT", "invalid_client", "A157305"]
  ]
  for (const [what, parameters, fields, action, error, code] of refusals) {
    test(`refuses ${what} with ${code}, under HTTP 200`, () =>
      Effect.gen(function*() {
        const response = yield* process(parameters, fields)
        expect(response.status).toBe(200)
        expect(response.body).toMatchObject({ action, resultCode: code })
        expect(content(response)["error"]).toBe(error)
      }))
  }

  test("refuses a locked client", () =>
    Effect.gen(function*() {
      const { body } = yield* process(form, { clientId: "7", clientSecret: "s" })
      expect(body).toMatchObject({ action: "INVALID_CLIENT", resultCode: "A048307" })
    }), { seed: { clients: [{ clientId: 7, secret: "s", locked: true }] } })

  test("takes an empty secret of a public client for none", () =>
    Effect.gen(function*() {
      const { body } = yield* process("grant_type=password&username=u&password=p", {
        clientId: String(publicClient),
        clientSecret: ""
      })
      expect(body).toMatchObject({ action: "PASSWORD", clientAuthMethod: "NONE" })
    }))
})

describe.each(transports)("POST /auth/token, $name", ({ test }) => {
  const refusals: ReadonlyArray<readonly [what: string, fields: object, action: string, error: string, code: string]> =
    [
      ["no parameters", { parameters: null }, "INTERNAL_SERVER_ERROR", "server_error", "A047201"],
      ["malformed parameters", { parameters: "%zz=1" }, "INTERNAL_SERVER_ERROR", "server_error", "A047202"],
      ["empty parameters", { parameters: "" }, "BAD_REQUEST", "invalid_request", "A047301"],
      ["no grant type", { parameters: "scope=a" }, "BAD_REQUEST", "invalid_request", "A049301"],
      ["an empty grant type", { parameters: "grant_type=" }, "BAD_REQUEST", "invalid_request", "A049302"],
      ["two grant types", { parameters: `${form}&${form}` }, "BAD_REQUEST", "invalid_request", "A049303"],
      [
        "an unknown grant type",
        { parameters: "grant_type=constructor" },
        "BAD_REQUEST",
        "unsupported_grant_type",
        "A049304"
      ],
      [
        "an authorization code",
        { parameters: "grant_type=authorization_code&code=c" },
        "BAD_REQUEST",
        "invalid_grant",
        "A050305"
      ]
    ]
  for (const [what, fields, action, error, code] of refusals) {
    test(`refuses ${what} with ${code}`, () =>
      Effect.gen(function*() {
        const response = yield* token({}, fields)
        expect(response.body).toMatchObject({ action, resultCode: code })
        expect(content(response)["error"]).toBe(error)
      }))
  }

  test("refuses a grant type that the service does not support", () =>
    Effect.gen(function*() {
      const response = yield* token({ grant_type: "password" })
      expect(response.body["resultCode"]).toBe("A049305")
    }), { service: { grantTypes: ["CLIENT_CREDENTIALS"] } })

  test("refuses a grant type that the client may not use", () =>
    Effect.gen(function*() {
      const response = yield* process(form, { clientId: "7", clientSecret: "s" })
      expect(response.body["resultCode"]).toBe("A047302")
      expect(content(response)["error"]).toBe("unauthorized_client")
    }), { seed: { clients: [{ clientId: 7, secret: "s", grantTypes: ["PASSWORD"] }] } })

  test("responds to client credentials with an access token only", () =>
    Effect.gen(function*() {
      const response = yield* token({ grant_type: "client_credentials", scope: "timeline.read" })
      expect(response.body).toMatchObject({
        resultCode: "A052001",
        action: "OK",
        grantType: "CLIENT_CREDENTIALS",
        scopes: ["timeline.read"],
        refreshTokenExpiresAt: 0
      })
      expect(content(response)).toEqual({
        access_token: response.body["accessToken"],
        scope: "timeline.read",
        token_type: "Bearer",
        expires_in: 3600
      })
    }))

  test("refuses client credentials of a public client", () =>
    Effect.gen(function*() {
      const response = yield* process(form, { clientId: String(publicClient) })
      expect(response.body).toMatchObject({ action: "BAD_REQUEST", resultCode: "A052301" })
    }))

  test("keeps the properties that the authorization server adds", () =>
    Effect.gen(function*() {
      const properties = [{ key: "tenant", value: "7" }]
      const { body } = yield* token({ grant_type: "client_credentials" }, { properties })
      expect((yield* introspect(body["accessToken"])).body["properties"]).toEqual(properties)
    }))

  test("gives the default scopes of the service if none are asked for", () =>
    Effect.gen(function*() {
      const { body } = yield* token({ grant_type: "client_credentials" })
      expect(body["scopes"]).toEqual(["history.read"])
    }), { service: { scopes: [{ name: "history.read", defaultEntry: true }, { name: "timeline.read" }] } })

  test("a refresh replaces both tokens", () =>
    Effect.gen(function*() {
      const before = yield* create()
      const after = yield* refresh(before.body["refreshToken"])
      expect(after.body).toMatchObject({
        resultCode: "A053001",
        action: "OK",
        grantType: "REFRESH_TOKEN",
        subject: "john"
      })
      expect(after.body["refreshToken"]).not.toBe(before.body["refreshToken"])
      expect((yield* introspect(before.body["accessToken"])).body["existent"]).toBe(false)
      expect((yield* introspect(after.body["accessToken"])).body["usable"]).toBe(true)
      expect((yield* refresh(before.body["refreshToken"])).body["resultCode"]).toBe("A053305")
      expect((yield* list()).body["totalCount"]).toBe(1)
    }))

  test("a refresh keeps the refresh token where the service says so", () =>
    Effect.gen(function*() {
      const { body: { refreshToken } } = yield* create()
      expect((yield* refresh(refreshToken)).body["refreshToken"]).toBe(refreshToken)
      expect((yield* refresh(refreshToken)).body["action"]).toBe("OK")
    }), { service: { refreshTokenKept: true } })

  test("a refresh may narrow the scopes down and widen them again", () =>
    Effect.gen(function*() {
      const { body } = yield* create({ scopes: ["history.read", "timeline.read"] })
      const narrow = yield* refresh(body["refreshToken"], { scope: "timeline.read" })
      expect(narrow.body["scopes"]).toEqual(["timeline.read"])
      const wide = yield* refresh(narrow.body["refreshToken"], { scope: "history.read timeline.read" })
      expect(wide.body["scopes"]).toEqual(["history.read", "timeline.read"])
    }))

  test("a refresh takes a scope that is named twice for one", () =>
    Effect.gen(function*() {
      const { body } = yield* create({ scopes: ["history.read", "timeline.read"] })
      const narrow = yield* refresh(body["refreshToken"], { scope: "history.read history.read" })
      expect(narrow.body["scopes"]).toEqual(["history.read"])
      const wide = yield* refresh(narrow.body["refreshToken"])
      expect(wide.body["scopes"]).toEqual(["history.read", "timeline.read"])
    }))

  test("a client id that is empty in the header leaves that of the form", () =>
    Effect.gen(function*() {
      const fields = { ...basic, clientId: "" }
      expect((yield* process(`${form}&client_id=${confidential}`, fields)).body["action"]).toBe("OK")
    }))

  test("no property takes the place of a member of the token response", () =>
    Effect.gen(function*() {
      const response = yield* refresh("seeded")
      expect(content(response)).toMatchObject({
        access_token: response.body["accessToken"],
        refresh_token: response.body["refreshToken"],
        expires_in: 3600,
        tenant: "7"
      })
      expect(response.body["properties"]).toEqual([{ key: "tenant", value: "7" }])
    }), {
    seed: {
      clients: [{ clientId: confidential, secret: confidentialSecret }],
      tokens: [{
        clientId: confidential,
        refreshToken: "seeded",
        properties: [
          { key: "access_token", value: "mine" },
          { key: "expires_in", value: "mine" },
          { key: "tenant", value: "7" }
        ]
      }]
    }
  })

  const refreshRefusals: ReadonlyArray<readonly [what: string, parameters: string, error: string, code: string]> = [
    ["no refresh token", "grant_type=refresh_token", "invalid_request", "A053301"],
    ["an empty refresh token", "grant_type=refresh_token&refresh_token=", "invalid_request", "A053302"],
    ["two refresh tokens", "grant_type=refresh_token&refresh_token=a&refresh_token=b", "invalid_request", "A053303"],
    ["an unknown refresh token", "grant_type=refresh_token&refresh_token=a", "invalid_grant", "A053305"],
    ["a refresh token of another client", "grant_type=refresh_token&refresh_token=theirs", "invalid_grant", "A053307"],
    ["more scopes than granted", "grant_type=refresh_token&refresh_token=ours&scope=email", "invalid_scope", "A053309"]
  ]
  for (const [what, parameters, error, code] of refreshRefusals) {
    test(`a refresh refuses ${what} with ${code}`, () =>
      Effect.gen(function*() {
        yield* create({ refreshToken: "ours" })
        yield* create({ refreshToken: "theirs", clientId: publicClient })
        const response = yield* token({}, { parameters })
        expect(response.body).toMatchObject({ action: "BAD_REQUEST", resultCode: code })
        expect(content(response)["error"]).toBe(error)
      }))
  }
})

describe("POST /auth/token, by the clock", () => {
  inProcess.test("a refresh token can be used until it expires", () =>
    Effect.gen(function*() {
      const { body: { refreshToken } } = yield* create({ refreshTokenDuration: 7_200 })
      yield* setClock(7_200_000)
      expect((yield* refresh(refreshToken)).body["resultCode"]).toBe("A053308")
    }))

  inProcess.test("a refresh token that is kept does not live longer for it", () =>
    Effect.gen(function*() {
      const { body: { refreshToken } } = yield* create({ refreshTokenDuration: 7_200 })
      yield* setClock(3_600_000)
      const { body } = yield* refresh(refreshToken)
      expect(body).toMatchObject({ refreshTokenExpiresAt: 7_200_000, refreshTokenDuration: 3_600 })
    }), { service: { refreshTokenKept: true } })
})
