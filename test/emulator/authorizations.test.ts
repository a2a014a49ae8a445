import { describe, expect, it } from "@effect/vitest"
import { Effect } from "effect"
import { Clients, Tokens } from "effect-authlete"
import * as AuthleteEmulator from "effect-authlete/AuthleteEmulator"
import {
  confidential,
  create,
  del,
  documented,
  inProcess,
  introspect,
  post,
  publicClient,
  setClock,
  token,
  transports
} from "./support.js"

const authorized = (fields: object = {}) => post("/client/authorization/get/list", { subject: "john", ...fields })

const granted = (subject = "john") => post("/client/granted_scopes/get/demo", { subject })

describe.each(transports)("authorizations, $name", ({ test }) => {
  test("the clients that a subject authorized are listed once each, in the order of their creation", () =>
    Effect.gen(function*() {
      yield* create({ clientId: documented })
      yield* create()
      yield* create()
      yield* create({ clientId: publicClient, subject: "jane" })
      const { body, status } = yield* authorized()
      expect(status).toBe(200)
      expect(body).toMatchObject({
        start: 0,
        end: 5,
        totalCount: 2,
        subject: "john",
        clients: [{ clientId: confidential, clientName: "Demo Client" }, { clientId: documented }]
      })
      expect(JSON.stringify(body)).not.toContain("clientSecret")
    }))

  test("new scopes are those of all tokens of the subject at the client, and of no others", () =>
    Effect.gen(function*() {
      const scopes = ["history.read", "timeline.read"]
      const { body: { accessToken: one } } = yield* create({ scopes })
      const { body: { accessToken: other } } = yield* create({ scopes, subject: "jane" })
      const { body, status } = yield* post("/client/authorization/update/demo", {
        subject: "john",
        scopes: ["timeline.read", "email"]
      })
      expect({ status, code: body["resultCode"] }).toEqual({ status: 200, code: "A138001" })
      expect((yield* introspect(one)).body["scopes"]).toEqual(["timeline.read"])
      expect((yield* introspect(other)).body["scopes"]).toEqual(scopes)
    }))

  test("a deleted authorization takes the tokens of the subject at the client with it", () =>
    Effect.gen(function*() {
      const { body: { accessToken: one } } = yield* create()
      const { body: { accessToken: other } } = yield* create({ clientId: documented })
      const { body, status } = yield* post("/client/authorization/delete/demo", { subject: "john" })
      expect({ status, code: body["resultCode"] }).toEqual({ status: 200, code: "A137001" })
      expect(body["resultMessage"]).toContain("access tokens = 1")
      expect((yield* introspect(one)).body["existent"]).toBe(false)
      expect((yield* introspect(other)).body["usable"]).toBe(true)
    }))

  test("granted scopes are told, the last and all, until they are forgotten", () =>
    Effect.gen(function*() {
      yield* create({ scopes: ["timeline.read"] })
      yield* create({ scopes: ["history.read", "email"] })
      expect((yield* granted()).body).toMatchObject({
        resultCode: "A139002",
        serviceApiKey: 715948317,
        clientId: confidential,
        subject: "john",
        latestGrantedScopes: ["email", "history.read"],
        mergedGrantedScopes: ["email", "history.read", "timeline.read"],
        modifiedAt: expect.any(Number)
      })
      const forget = del("/client/granted_scopes/delete/demo", { subject: "john" })
      expect(yield* forget).toMatchObject({ status: 200, body: { resultCode: "A140002" } })
      expect(yield* forget).toMatchObject({ status: 200, body: { resultCode: "A140001" } })
      expect((yield* granted()).body).toMatchObject({ resultCode: "A139001" })
    }))
})

describe("authorizations, in detail", () => {
  inProcess.test("an authorization is over when its tokens have expired", () =>
    Effect.gen(function*() {
      const total = Effect.map(authorized(), ({ body }) => body["totalCount"])
      yield* create({ accessTokenDuration: 10, refreshTokenDuration: 20 })
      yield* setClock(10_000)
      expect(yield* total).toBe(1)
      yield* setClock(20_000)
      expect(yield* total).toBe(0)
    }))

  inProcess.test("authorizations are listed in pages", () =>
    Effect.gen(function*() {
      for (const clientId of [confidential, documented, publicClient]) yield* create({ clientId })
      expect((yield* authorized({ start: 1, end: 2 })).body).toMatchObject({
        totalCount: 3,
        clients: [{ clientId: documented }]
      })
      expect((yield* authorized({ end: 0, start: 7 })).body).not.toHaveProperty("clients")
    }))

  inProcess.test("authorizations are listed by developer", () =>
    Effect.gen(function*() {
      yield* post("/client/update/demo", { developer: "ann" })
      yield* create()
      yield* create({ clientId: documented })
      expect((yield* authorized({ developer: "ann" })).body).toMatchObject({ totalCount: 1, developer: "ann" })
    }))

  inProcess.test("a refresh does not bring back scopes that were taken away", () =>
    Effect.gen(function*() {
      const scopes = ["history.read", "timeline.read"]
      const { body: { refreshToken } } = yield* create({ scopes })
      const refresh = (value: unknown, form = {}) =>
        token({ grant_type: "refresh_token", refresh_token: String(value), ...form })
      const narrow = yield* refresh(refreshToken, { scope: "history.read" })
      yield* post("/client/authorization/update/demo", { subject: "john", scopes: ["history.read"] })
      const { body } = yield* refresh(narrow.body["refreshToken"], { scope: "history.read timeline.read" })
      expect(body["action"]).toBe("BAD_REQUEST")
    }))

  inProcess.test("an update without scopes leaves them alone", () =>
    Effect.gen(function*() {
      const { body: { accessToken } } = yield* create()
      yield* post("/client/authorization/update/demo", { subject: "john" })
      expect((yield* introspect(accessToken)).body["scopes"]).toEqual(["history.read"])
    }))

  inProcess.test("granted scopes stay when the authorization is deleted, and tokens when the granted scopes are", () =>
    Effect.gen(function*() {
      yield* create()
      yield* post("/client/authorization/delete/demo", { subject: "john" })
      expect((yield* granted()).body["resultCode"]).toBe("A139002")
      const { body: { accessToken } } = yield* create()
      yield* del("/client/granted_scopes/delete/demo", { subject: "john" })
      expect((yield* introspect(accessToken)).body["usable"]).toBe(true)
    }))

  inProcess.test("granted scopes go with the client", () =>
    Effect.gen(function*() {
      yield* create()
      yield* del("/client/delete/demo")
      const { seed } = yield* AuthleteEmulator.AuthleteEmulator
      yield* seed({ clients: [{ clientId: confidential, alias: "demo" }] })
      expect((yield* granted()).body["resultCode"]).toBe("A139001")
    }))

  inProcess.test("granted scopes survive a snapshot", () =>
    Effect.gen(function*() {
      const control = yield* AuthleteEmulator.AuthleteEmulator
      yield* create()
      const before = yield* granted()
      const snapshot = yield* control.snapshot
      yield* control.reset
      yield* control.restore(snapshot)
      expect((yield* granted()).body).toEqual(before.body)
    }))

  inProcess.test("tokens without a subject grant nothing", () =>
    Effect.gen(function*() {
      yield* create({ grantType: "CLIENT_CREDENTIALS", subject: undefined })
      expect((yield* Effect.flatMap(AuthleteEmulator.AuthleteEmulator, ({ snapshot }) => snapshot)).grantedScopes)
        .toEqual([])
    }))

  for (
    const [name, call, code] of [
      ["a list", post("/client/authorization/get/list", {}), "A136206"],
      ["an update", post("/client/authorization/update/demo", { scopes: [] }), "A138201"],
      ["a deletion", post("/client/authorization/delete/demo", {}), "A137202"],
      ["a look at granted scopes", post("/client/granted_scopes/get/demo", {}), "A999213"],
      ["a deletion of granted scopes", del("/client/granted_scopes/delete/demo"), "A999213"]
    ] as const
  ) {
    inProcess.test(`${name} without a subject is refused`, () =>
      Effect.gen(function*() {
        const { body, status } = yield* call
        expect({ status, code: body["resultCode"] }).toEqual({ status: 400, code })
      }))
  }
})

describe("authorizations by the client, against the emulator", () => {
  it.effect("what a user has authorized is listed, narrowed down and taken back", () =>
    Effect.gen(function*() {
      const subject = "john"
      yield* Tokens.create({
        grantType: "AUTHORIZATION_CODE",
        clientId: confidential,
        subject,
        scopes: ["history.read"]
      })
      const { clients } = yield* Clients.listAuthorized({ subject })
      expect(clients).toMatchObject([{ clientId: confidential, clientName: "Demo Client" }])
      yield* Clients.updateAuthorization({ clientId: confidential, subject, scopes: ["timeline.read"] })
      expect((yield* Clients.grantedScopes({ clientId: "demo", subject })).latestGrantedScopes).toEqual([
        "history.read"
      ])
      yield* Clients.deleteAuthorization({ clientId: confidential, subject })
      expect(yield* Clients.countAuthorized({ subject })).toBe(0)
      yield* Clients.deleteGrantedScopes({ clientId: "demo", subject })
      expect((yield* Clients.grantedScopes({ clientId: "demo", subject })).latestGrantedScopes).toBeUndefined()
    }).pipe(Effect.provide(AuthleteEmulator.layerClient())))
})
