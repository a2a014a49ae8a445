/**
 * Calls as others make them: Authlete's TypeScript server, the SDKs that are made from the OpenAPI file.
 */
import * as HttpClientRequest from "@effect/platform/HttpClientRequest"
import { describe, expect, it } from "@effect/vitest"
import { Effect } from "effect"
import * as AuthleteEmulator from "effect-authlete/AuthleteEmulator"
import { routes } from "../../src/internal/emulator/http/route.js"
import { placeOf } from "../../src/internal/operations/index.js"
import { spellings } from "../../tools/contract/additions.js"
import {
  confidential,
  confidentialSecret,
  create,
  del,
  get,
  inProcess,
  introspect,
  parameters,
  path,
  post,
  send,
  token,
  transports
} from "./support.js"

const callback = "https://client.example/callback"

const options: AuthleteEmulator.Options = {
  seed: {
    service: {
      supportedScopes: ["openid", "history.read", "grant_management_query"].map((name) => ({ name })),
      grantManagementEndpoint: "https://as.example/gm"
    },
    clients: [{ clientId: confidential, alias: "demo", secret: confidentialSecret, redirectUris: [callback] }]
  }
}

const request = (more: Readonly<Record<string, string>> = {}) =>
  parameters({
    response_type: "code",
    client_id: String(confidential),
    redirect_uri: callback,
    scope: "openid history.read",
    ...more
  })

const begin = (more?: Readonly<Record<string, string>>) =>
  Effect.map(post("/auth/authorization", { parameters: request(more) }), ({ body }) => String(body["ticket"]))

/** The token response of an authorization that `john` gives. */
const granted = (more: Readonly<Record<string, string>>) =>
  Effect.gen(function*() {
    const { body } = yield* post("/auth/authorization/issue", { ticket: yield* begin(more), subject: "john" })
    const { searchParams } = new URL(String(body["responseContent"]))
    const code = searchParams.get("code") ?? ""
    return (yield* token({ grant_type: "authorization_code", code, redirect_uri: callback })).body
  })

describe("other spellings of an operation", () => {
  it("are all played that Authlete's OpenAPI file has", () => {
    const played = new Map(routes.map((route) => [placeOf(route), route.name.json]))
    expect(spellings.map(({ operation, place }) => [operation, played.get(place)])).toEqual(
      spellings.map(({ operation }) => [operation, operation])
    )
  })
})

describe.each(transports)("calls with the subject in the URL, $name", ({ test }) => {
  for (
    const [where, below, query] of [
      ["the query", "", { subject: "john" }],
      ["the path", "/john", {}]
    ] as const
  ) {
    test(`tell what was granted: ${where}`, () =>
      Effect.gen(function*() {
        yield* create({ scopes: ["history.read"] })
        const { body, status } = yield* get(`/client/granted_scopes/get/${confidential}${below}`, query)
        expect(status).toBe(200)
        expect(body).toMatchObject({ resultCode: "A139002", mergedGrantedScopes: ["history.read"], subject: "john" })
      }))

    test(`forget what was granted: ${where}`, () =>
      Effect.gen(function*() {
        yield* create()
        yield* del(`/client/granted_scopes/delete/${confidential}${below}`, query)
        const { body } = yield* get(`/client/granted_scopes/get/${confidential}`, { subject: "john" })
        expect(body["resultCode"]).toBe("A139001")
      }))

    test(`delete the tokens, with a body in the response: ${where}`, () =>
      Effect.gen(function*() {
        const { body: { accessToken } } = yield* create()
        const { body, status } = yield* del(`/client/authorization/delete/${confidential}${below}`, query)
        expect([status, body["resultCode"]]).toEqual([200, "A137001"])
        expect((yield* introspect(accessToken)).body["existent"]).toBe(false)
      }))

    test(`list the clients: ${where}`, () =>
      Effect.gen(function*() {
        yield* create()
        const { body } = yield* get(`/client/authorization/get/list${below}`, { ...query, end: 100 })
        expect(body).toMatchObject({ totalCount: 1, subject: "john", clients: [{ clientId: confidential }] })
      }))
  }

  test("take a subject that holds a slash", () =>
    Effect.gen(function*() {
      yield* create({ subject: "group/john" })
      const { body } = yield* get(`/client/granted_scopes/get/${confidential}/group%2Fjohn`)
      expect(body).toMatchObject({ resultCode: "A139002", subject: "group/john" })
    }))

  test("are refused without a subject", () =>
    Effect.gen(function*() {
      yield* create()
      expect((yield* del(`/client/authorization/delete/${confidential}`)).body["resultCode"]).toBe("A137202")
      expect((yield* get("/client/authorization/get/list")).body["resultCode"]).toBe("A136206")
    }))
})

describe("other calls", () => {
  const { test } = inProcess

  test("list more clients than there are", () =>
    Effect.gen(function*() {
      const { body } = yield* get("/client/get/list", { start: 0, end: 100 })
      expect(body).toMatchObject({ totalCount: 1, clients: [{ clientId: confidential }] })
    }), options)

  test("put the requestable scopes", () =>
    Effect.gen(function*() {
      const request = HttpClientRequest.put(path("/client/extension/requestable_scopes/update/demo")).pipe(
        HttpClientRequest.bearerToken(AuthleteEmulator.defaultAccessToken),
        HttpClientRequest.bodyUnsafeJson({ requestableScopes: ["history.read"] })
      )
      expect((yield* send(request)).body["requestableScopes"]).toEqual(["history.read"])
    }), options)
})

describe("the context of a ticket", () => {
  const { test } = inProcess
  const update = (ticket: string, info: unknown) => post("/auth/authorization/ticket/update", { ticket, info })
  const kept = (ticket: string) =>
    Effect.map(post("/auth/authorization/ticket/info", { ticket }), ({ body }) => body["info"])

  test("is taken in an object, as Authlete takes it", () =>
    Effect.gen(function*() {
      const ticket = yield* begin()
      expect((yield* update(ticket, { context: "{\"v\":1}" })).body).toMatchObject({
        action: "OK",
        info: { context: "{\"v\":1}" }
      })
      expect(yield* kept(ticket)).toEqual({ context: "{\"v\":1}" })
    }), options)

  for (
    const [what, info, context] of [
      ["a text", "step two", "step two"],
      ["a text that is JSON of something else", "{\"v\":1}", "{\"v\":1}"],
      ["an object as JSON", "{\"context\":\"step two\"}", "step two"]
    ] as const
  ) {
    test(`is taken as the OpenAPI file says, and told in the same way: ${what}`, () =>
      Effect.gen(function*() {
        const ticket = yield* begin()
        expect((yield* update(ticket, info)).body).toMatchObject({ action: "OK", info })
        expect(yield* kept(ticket)).toEqual({ context })
      }), options)
  }

  test("is neither a number nor a list", () =>
    Effect.gen(function*() {
      const ticket = yield* begin()
      expect((yield* update(ticket, 1)).body["resultCode"]).toBe("A999206")
      expect((yield* update(ticket, ["text"])).body["resultCode"]).toBe("A999206")
    }), options)
})

describe("a grant that its subject revokes", () => {
  const { test } = inProcess

  test("is gone, with its refresh token", () =>
    Effect.gen(function*() {
      const tokens = yield* granted({ grant_management_action: "create" })
      const { status } = yield* post("/auth/grant/revoke", { grantId: tokens["grantId"], subject: "john" })
      expect(status).toBe(200)
      const again = yield* token({ grant_type: "refresh_token", refresh_token: String(tokens["refreshToken"]) })
      expect(again.body["resultCode"]).toBe("A053305")
      expect((yield* introspect(tokens["accessToken"])).body["usable"]).toBe(true)
      expect((yield* post("/auth/grant/revoke", { grantId: tokens["grantId"], subject: "john" })).status).toBe(404)
    }), options)

  test("stays if it is another subject's", () =>
    Effect.gen(function*() {
      const tokens = yield* granted({ grant_management_action: "create" })
      expect((yield* post("/auth/grant/revoke", { grantId: tokens["grantId"], subject: "jane" })).status).toBe(404)
      expect((yield* post("/auth/grant/revoke", { grantId: tokens["grantId"] })).status).toBe(400)
      const again = yield* token({ grant_type: "refresh_token", refresh_token: String(tokens["refreshToken"]) })
      expect(again.body["action"]).toBe("OK")
    }), options)
})

describe("federation", () => {
  const { test } = inProcess

  for (
    const [name, below, body] of [
      ["configuration", "/federation/configuration", {}],
      ["registration", "/federation/registration", { entityConfiguration: "a.b.c" }]
    ] as const
  ) {
    test(`is not found where it is off: ${name}`, () =>
      Effect.gen(function*() {
        const response = yield* post(below, body)
        expect(response).toMatchObject({ status: 200, body: { action: "NOT_FOUND" } })
        expect(JSON.parse(String(response.body["responseContent"]))).toMatchObject({ error: "not_found" })
      }))

    test(`is not played where it is on: ${name}`, () =>
      Effect.gen(function*() {
        expect((yield* post(below, body)).status).toBe(501)
      }), { service: { federationEnabled: true } })
  }
})
