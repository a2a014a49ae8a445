/**
 * Where what is known of Authlete contradicted the emulator: each behaviour by its name, at the operations on tokens.
 */
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
  listed,
  parameters,
  post,
  publicClient,
  revocation,
  ticket,
  token
} from "./support.js"

const { test } = inProcess

const clientCredentials = { grant_type: "client_credentials" }
const form = parameters(clientCredentials)
const basic = { clientId: String(confidential), clientSecret: confidentialSecret }

const posting = { clientId: 7, secret: "s", tokenAuthMethod: "CLIENT_SECRET_POST" } as const
const withPosting = { seed: { clients: [posting] } }

const process = (parameters: string, fields: object = {}) => post("/auth/token", { parameters, ...fields })

const outcome = (effect: ReturnType<typeof post>) =>
  Effect.map(effect, ({ body }) => [body["action"], body["resultCode"]])

describe("client authentication", () => {
  test("of client_secret_basic takes no secret in the form", () =>
    Effect.gen(function*() {
      const inForm = `${form}&client_id=${confidential}&client_secret=${confidentialSecret}`
      expect(yield* outcome(process(inForm))).toEqual(["INVALID_CLIENT", "A157357"])
    }))

  test("of client_secret_post takes the secret in the form", () =>
    Effect.gen(function*() {
      const { body } = yield* process(`${form}&client_id=7&client_secret=s`)
      expect(body).toMatchObject({ action: "OK", clientAuthMethod: "CLIENT_SECRET_POST" })
    }), withPosting)

  test("of client_secret_post takes no secret in the header", () =>
    Effect.gen(function*() {
      const response = yield* process(form, { clientId: "7", clientSecret: "s" })
      expect(response.body).toMatchObject({ action: "INVALID_CLIENT", resultCode: "A157304" })
      expect(response.body["resultMessage"]).toContain("client_secret_post")
    }), withPosting)

  test("checks the secret of the header where the form has another one", () =>
    Effect.gen(function*() {
      const wrongForm = `${form}&client_id=${confidential}&client_secret=wrong`
      expect(yield* outcome(process(wrongForm, basic))).toEqual(["OK", "A052001"])
      const rightForm = `${form}&client_id=${confidential}&client_secret=${confidentialSecret}`
      const wrongHeader = { ...basic, clientSecret: "wrong" }
      expect(yield* outcome(process(rightForm, wrongHeader))).toEqual(["INVALID_CLIENT", "A157305"])
    }))

  test(
    "checks the secret of the header of a client of client_secret_post, too, where both are given",
    () =>
      Effect.gen(function*() {
        const wrongForm = `${form}&client_id=7&client_secret=wrong`
        expect(yield* outcome(process(wrongForm, { clientSecret: "s" }))).toEqual(["OK", "A052001"])
        const rightForm = `${form}&client_id=7&client_secret=s`
        expect(yield* outcome(process(rightForm, { clientSecret: "wrong" }))).toEqual(["INVALID_CLIENT", "A157305"])
      }),
    withPosting
  )

  test("wants a client at the token endpoint", () =>
    Effect.gen(function*() {
      expect(yield* outcome(process(form))).toEqual(["INVALID_CLIENT", "A244305"])
    }))

  test("takes one client_secret and no more", () =>
    Effect.gen(function*() {
      const twice = `${form}&client_secret=a&client_secret=a`
      expect(yield* outcome(process(twice, basic))).toEqual(["INVALID_CLIENT", "A158301"])
    }))

  test("refuses a client whose type and method do not go together", () =>
    Effect.gen(function*() {
      expect(yield* outcome(process(form, { clientId: "8" }))).toEqual(["INVALID_CLIENT", "A157301"])
      expect(yield* outcome(process(form, { clientId: "9" }))).toEqual(["INVALID_CLIENT", "A157302"])
    }), {
    seed: {
      clients: [
        { clientId: 8, secret: "s", tokenAuthMethod: "NONE" },
        { clientId: 9, type: "PUBLIC", tokenAuthMethod: "CLIENT_SECRET_BASIC" }
      ]
    }
  })

  test("is told as the constant of Authlete's", () =>
    Effect.gen(function*() {
      expect((yield* process(form, basic)).body["clientAuthMethod"]).toBe("CLIENT_SECRET_BASIC")
      const { body } = yield* process("grant_type=password&username=u&password=p", { clientId: String(publicClient) })
      expect(body["clientAuthMethod"]).toBe("NONE")
    }))
})

describe("revocation", () => {
  const anonymous = { clientId: null, clientSecret: null }

  test("without a client goes by the client of the token, which must be public", () =>
    Effect.gen(function*() {
      yield* create({ accessToken: "theirs", clientId: publicClient })
      expect(yield* outcome(revocation({ token: "theirs" }, anonymous))).toEqual(["OK", "A113001"])
      expect((yield* introspect("theirs")).body["existent"]).toBe(false)
    }))

  test("without a client leaves a token of a confidential one alone", () =>
    Effect.gen(function*() {
      yield* create({ accessToken: "ours" })
      expect(yield* outcome(revocation({ token: "ours" }, anonymous))).toEqual(["INVALID_CLIENT", "A116302"])
      expect((yield* introspect("ours")).body["usable"]).toBe(true)
    }))

  test("without a client leaves a token of a locked one alone", () =>
    Effect.gen(function*() {
      yield* create({ accessToken: "theirs", clientId: publicClient })
      yield* post(`/client/lock_flag/update/${publicClient}`, { clientLocked: true })
      expect(yield* outcome(revocation({ token: "theirs" }, anonymous))).toEqual(["INVALID_CLIENT", "A116304"])
      expect((yield* introspect("theirs")).body["usable"]).toBe(true)
    }))

  test("without a client succeeds for an unknown token", () =>
    Effect.gen(function*() {
      expect(yield* outcome(revocation({ token: "unknown" }, anonymous))).toEqual(["OK", "A113001"])
    }))

  test("wants the secret of a client of client_secret_basic in the header", () =>
    Effect.gen(function*() {
      yield* create({ accessToken: "ours" })
      const named = revocation({ token: "ours", client_id: String(confidential) }, anonymous)
      expect(yield* outcome(named)).toEqual(["INVALID_CLIENT", "A157357"])
      expect((yield* introspect("ours")).body["usable"]).toBe(true)
    }))
})

describe("grants at the token endpoint", () => {
  const oversized = [{ key: "big", value: "x".repeat(50_000) }]

  test("refuse a grant type that the client may not use", () =>
    Effect.gen(function*() {
      const response = yield* process(form, { clientId: "7", clientSecret: "s" })
      expect(response.body).toMatchObject({ action: "BAD_REQUEST", resultCode: "A047302" })
      expect(content(response)["error"]).toBe("unauthorized_client")
    }), { seed: { clients: [{ clientId: 7, secret: "s", grantTypes: ["PASSWORD"] }] } })

  test("refuse the refresh token of another client", () =>
    Effect.gen(function*() {
      yield* create({ refreshToken: "theirs", clientId: documented })
      const response = yield* token({ grant_type: "refresh_token", refresh_token: "theirs" })
      expect(response.body).toMatchObject({ action: "BAD_REQUEST", resultCode: "A053307" })
      expect(content(response)["error"]).toBe("invalid_grant")
    }))

  test("refuse scopes beyond those of the refresh token", () =>
    Effect.gen(function*() {
      yield* create({ refreshToken: "ours" })
      const response = yield* token({ grant_type: "refresh_token", refresh_token: "ours", scope: "timeline.read" })
      expect(response.body).toMatchObject({ action: "BAD_REQUEST", resultCode: "A053309" })
      expect(content(response)["error"]).toBe("invalid_scope")
    }))

  test("refuse properties that are too big", () =>
    Effect.gen(function*() {
      yield* create({ refreshToken: "ours" })
      expect(yield* outcome(token(clientCredentials, { properties: oversized }))).toEqual([
        "INTERNAL_SERVER_ERROR",
        "A052201"
      ])
      const refresh = { grant_type: "refresh_token", refresh_token: "ours" }
      expect(yield* outcome(token(refresh, { properties: oversized }))).toEqual(["INTERNAL_SERVER_ERROR", "A053201"])
    }))

  test("take the scope parameter once", () =>
    Effect.gen(function*() {
      yield* create({ refreshToken: "ours" })
      const twice = "&scope=history.read&scope=history.read"
      const codeOf = (rest: string) => outcome(process(`${rest}${twice}`, basic))
      expect(yield* codeOf("grant_type=password&username=u&password=p")).toEqual(["BAD_REQUEST", "A051307"])
      expect(yield* codeOf("grant_type=client_credentials")).toEqual(["BAD_REQUEST", "A052302"])
      expect(yield* codeOf("grant_type=refresh_token&refresh_token=ours")).toEqual(["BAD_REQUEST", "A053304"])
    }))

  test("tell scopes in order", () =>
    Effect.gen(function*() {
      const response = yield* token({ ...clientCredentials, scope: "timeline.read history.read timeline.read" })
      expect(response.body["scopes"]).toEqual(["history.read", "timeline.read"])
      expect(content(response)["scope"]).toBe("history.read timeline.read")
      const created = yield* create({ scopes: ["timeline.read", "history.read"] })
      expect(created.body["scopes"]).toEqual(["history.read", "timeline.read"])
    }))

  test("give no openid for client credentials", () =>
    Effect.gen(function*() {
      const response = yield* process(`${form}&scope=openid+email`, { clientId: "7", clientSecret: "s" })
      expect(response.body["scopes"]).toEqual(["email"])
    }), { seed: { clients: [{ clientId: 7, secret: "s" }] } })

  test("leave scope out of the token response if there are none", () =>
    Effect.gen(function*() {
      const response = yield* token(clientCredentials)
      expect(Object.keys(content(response))).toEqual(["access_token", "token_type", "expires_in"])
    }))

  test("take properties as the text of a JSON array, as some clients of the API send them", () =>
    Effect.gen(function*() {
      const properties = [{ key: "tenant", value: "7" }]
      const { body } = yield* token(clientCredentials, { properties: JSON.stringify(properties) })
      expect(body["properties"]).toEqual(properties)
      const issued = yield* post("/auth/token/issue", {
        ticket: yield* ticket,
        subject: "john",
        properties: JSON.stringify(properties)
      })
      expect(issued.body["properties"]).toEqual(properties)
    }))

  test("refuse properties that are the text of something else", () =>
    Effect.gen(function*() {
      for (const properties of ["tenant", "{}", "[".repeat(2_000) + "]".repeat(2_000)]) {
        const { body, status } = yield* token(clientCredentials, { properties })
        expect([status, body["resultCode"]]).toEqual([400, "A999206"])
      }
    }))

  test("add the properties of a refresh to those of the token", () =>
    Effect.gen(function*() {
      yield* create({ refreshToken: "ours", properties: [{ key: "a", value: "1" }, { key: "b", value: "1" }] })
      const { body } = yield* token({ grant_type: "refresh_token", refresh_token: "ours" }, {
        properties: [{ key: "b", value: "2" }, { key: "c", value: "2" }]
      })
      expect(body["properties"]).toEqual([
        { key: "a", value: "1" },
        { key: "b", value: "2" },
        { key: "c", value: "2" }
      ])
    }))

  test("write the token response in Authlete's order, and properties after it", () =>
    Effect.gen(function*() {
      yield* create({
        refreshToken: "ours",
        properties: [{ key: "a", value: "1" }, { key: "b", value: "x", hidden: true }]
      })
      const response = yield* token({ grant_type: "refresh_token", refresh_token: "ours" })
      expect(Object.keys(content(response))).toEqual([
        "access_token",
        "token_type",
        "expires_in",
        "scope",
        "refresh_token",
        "a"
      ])
    }))
})

describe("resources at the token endpoint", () => {
  const one = "https://one.example.com/api"
  const two = "https://two.example.com/"
  const asking = (base: string, ...resources: ReadonlyArray<string>) =>
    process(`${base}${resources.map((each) => `&resource=${encodeURIComponent(each)}`).join("")}`, basic)

  test("become those of the token", () =>
    Effect.gen(function*() {
      const { body } = yield* asking(form, one, two)
      expect(body).toMatchObject({ action: "OK", resources: [one, two], accessTokenResources: [one, two] })
      expect((yield* introspect(body["accessToken"])).body).toMatchObject({ accessTokenResources: [one, two] })
    }))

  test("survive the check of a password", () =>
    Effect.gen(function*() {
      const asked = yield* asking("grant_type=password&username=u&password=p", one)
      const { body } = yield* post("/auth/token/issue", { ticket: asked.body["ticket"], subject: "john" })
      expect(body["accessTokenResources"]).toEqual([one])
    }))

  test("can be narrowed down by a refresh, and widened again", () =>
    Effect.gen(function*() {
      yield* create({ refreshToken: "ours", resources: [one, two] })
      const narrow = yield* asking("grant_type=refresh_token&refresh_token=ours", two)
      expect(narrow.body).toMatchObject({ resources: [one, two], accessTokenResources: [two] })
      const wide = yield* asking(`grant_type=refresh_token&refresh_token=${String(narrow.body["refreshToken"])}`)
      expect(wide.body).toMatchObject({ resources: [one, two], accessTokenResources: [one, two] })
    }))

  const refusals: ReadonlyArray<readonly [what: string, resource: string, code: string]> = [
    ["no URI", "https://one.example.com/ ", "A251306"],
    ["a host that is none", "https://[/", "A251306"],
    ["a relative URI", "/api", "A251307"],
    ["a URI with a fragment", `${one}#part`, "A251308"]
  ]
  for (const [what, resource, code] of refusals) {
    test(`must not be ${what}`, () =>
      Effect.gen(function*() {
        const response = yield* asking(form, one, resource)
        expect(response.body).toMatchObject({ action: "BAD_REQUEST", resultCode: code })
        expect(content(response)["error"]).toBe("invalid_target")
      }))
  }

  test("of a refresh must be among those of the refresh token", () =>
    Effect.gen(function*() {
      yield* create({ refreshToken: "ours", resources: [one] })
      const response = yield* asking("grant_type=refresh_token&refresh_token=ours", two)
      expect(response.body["action"]).toBe("BAD_REQUEST")
      expect(content(response)["error"]).toBe("invalid_target")
    }))
})

describe("standard introspection", () => {
  const standard = (parameters: string, fields: object = {}) =>
    post("/auth/introspection/standard", { parameters, ...fields })

  test("tells no token and an empty one by the same code", () =>
    Effect.gen(function*() {
      expect(yield* outcome(standard("token_type_hint=access_token"))).toEqual(["BAD_REQUEST", "A145302"])
      expect(yield* outcome(standard("token="))).toEqual(["BAD_REQUEST", "A145302"])
    }))

  test("has audience, acr, time of authentication and confirmation, in Authlete's order", () =>
    Effect.gen(function*() {
      yield* create({
        accessToken: "access",
        resources: ["https://api.example.com"],
        acr: "loa2",
        authTime: 1_640_000_000,
        dpopKeyThumbprint: "the-key",
        certificateThumbprint: "the-certificate",
        authorizationDetails: { elements: [{ type: "payment", dataTypes: ["d"], otherFields: "{\"amount\":1}" }] },
        properties: [{ key: "tenant", value: "7" }, { key: "sub", value: "mallory" }]
      })
      const response = yield* standard("token=access")
      expect(Object.entries(content(response))).toEqual([
        ["active", true],
        ["scope", "history.read"],
        ["client_id", String(confidential)],
        ["token_type", "DPoP"],
        ["exp", expect.any(Number)],
        ["sub", "john"],
        ["iss", "https://issuer.example.com"],
        ["auth_time", 1_640_000_000],
        ["acr", "loa2"],
        ["aud", ["https://api.example.com"]],
        ["cnf", { jkt: "the-key", "x5t#S256": "the-certificate" }],
        ["authorization_details", [{ type: "payment", datatypes: ["d"], amount: 1 }]],
        ["tenant", "7"]
      ])
    }))

  test("no property stands in for the subject of a token that has none", () =>
    Effect.gen(function*() {
      const properties = [{ key: "sub", value: "mallory" }]
      const { body } = yield* create({ grantType: "CLIENT_CREDENTIALS", properties })
      expect(content(yield* standard(`token=${String(body["accessToken"])}`))).not.toHaveProperty("sub")
    }))

  test("tells a resource server nothing of a token for others", () =>
    Effect.gen(function*() {
      yield* create({ accessToken: "access", resources: ["https://api.example.com"] })
      const asked = (rsUri: string) => Effect.map(standard("token=access", { rsUri }), content)
      expect(yield* asked("https://other.example.com")).toEqual({ active: false })
      expect(yield* asked("https://api.example.com")).toMatchObject({ active: true })
    }))
})

describe("introspection", () => {
  const challenge = ({ body }: { readonly body: Readonly<Record<string, unknown>> }) => String(body["responseContent"])

  test("wants one of the authentication context classes that are asked for", () =>
    Effect.gen(function*() {
      yield* create({ accessToken: "access", acr: "loa1" })
      expect((yield* introspect("access", { acrValues: ["loa2", "loa1"] })).body["action"]).toBe("OK")
      const refused = yield* introspect("access", { acrValues: ["loa2", "loa3"] })
      expect(refused.body).toMatchObject({ action: "UNAUTHORIZED", resultCode: "A341301", usable: true })
      expect(challenge(refused)).toMatch(/^Bearer error="insufficient_user_authentication",.*,acr_values="loa2 loa3"$/)
    }))

  test("wants an authentication that is recent enough", () =>
    Effect.gen(function*() {
      yield* create({ accessToken: "access", authTime: 1 })
      yield* create({ accessToken: "without" })
      expect((yield* introspect("access", { maxAge: 60 })).body["action"]).toBe("OK")
      const refused = yield* introspect("without", { maxAge: 60 })
      expect(refused.body).toMatchObject({ action: "UNAUTHORIZED", resultCode: "A341302" })
      expect(challenge(refused)).toMatch(/^Bearer error="insufficient_user_authentication",.*,max_age="60"$/)
    }))

  test("wants a token for the resources that are asked for", () =>
    Effect.gen(function*() {
      yield* create({ accessToken: "access", resources: ["https://api.example.com"] })
      const asking = (resources: ReadonlyArray<string>) => introspect("access", { resources })
      expect((yield* asking(["https://api.example.com"])).body["action"]).toBe("OK")
      const refused = yield* asking(["https://api.example.com", "https://other.example.com"])
      expect(refused.body).toMatchObject({ action: "UNAUTHORIZED", usable: true })
      expect(challenge(refused)).toMatch(/^Bearer error="invalid_token"/)
    }))
})

describe("a list", () => {
  test("tells the scopes of tokens in order, those of a seed too", () =>
    Effect.gen(function*() {
      const [first] = listed(yield* list())
      expect(first?.["scopes"]).toEqual(["history.read", "timeline.read"])
    }), { seed: { clients: [], tokens: [{ clientId: 7, scopes: ["timeline.read", "history.read"] }] } })
})
