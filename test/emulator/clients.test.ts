import * as HttpClientRequest from "@effect/platform/HttpClientRequest"
import { describe, expect, it } from "@effect/vitest"
import type { Redacted } from "effect"
import { Effect, Layer, Schema } from "effect"
import type { AuthleteClient } from "effect-authlete"
import { Clients, Tokens } from "effect-authlete"
import * as AuthleteEmulator from "effect-authlete/AuthleteEmulator"
import {
  confidential,
  confidentialSecret,
  create,
  del,
  documented,
  get,
  inProcess,
  introspect,
  path,
  post,
  publicClient,
  send,
  setClock,
  token,
  transports
} from "./support.js"

const emulator = AuthleteEmulator.AuthleteEmulator

const register = (fields: object = {}) => post("/client/create", { clientName: "Shop", ...fields })

const update = (clientId: unknown, fields: object) => post(`/client/update/${String(clientId)}`, fields)

const clientCredentials = (clientId: unknown, clientSecret: unknown) =>
  token({ grant_type: "client_credentials" }, { clientId: String(clientId), clientSecret })

const resultCodeOf = <E, R>(call: Effect.Effect<{ readonly body: Readonly<Record<string, unknown>> }, E, R>) =>
  Effect.map(call, ({ body }) => body["resultCode"])

describe.each(transports)("clients, $name", ({ test }) => {
  test("a client that is created has an id and a secret, and gets tokens at once", () =>
    Effect.gen(function*() {
      const { body, status } = yield* register({ grantTypes: ["CLIENT_CREDENTIALS"] })
      expect(status).toBe(201)
      expect(body).toMatchObject({
        clientId: expect.any(Number),
        clientSecret: expect.stringMatching(/^[\w-]{86}$/),
        clientName: "Shop",
        clientType: "CONFIDENTIAL",
        tokenAuthMethod: "CLIENT_SECRET_BASIC"
      })
      expect((yield* clientCredentials(body["clientId"], body["clientSecret"])).body["action"]).toBe("OK")
    }))

  test("a client is found by its id and by its alias", () =>
    Effect.gen(function*() {
      const byId = yield* get(`/client/get/${confidential}`)
      expect(byId.status).toBe(200)
      expect(byId.body).toMatchObject({ clientId: confidential, clientIdAlias: "demo", clientName: "Demo Client" })
      expect((yield* get("/client/get/demo")).body).toEqual(byId.body)
    }))

  test("an update replaces the client, and what only Authlete sets stays", () =>
    Effect.gen(function*() {
      const before = (yield* register({ description: "first", clientIdAlias: "shop" })).body
      const { body, status } = yield* update(before["clientId"], {
        clientName: "Market",
        clientSecret: "not to be set like this",
        number: 999,
        createdAt: 1
      })
      expect(status).toBe(200)
      const { clientId, clientSecret, createdAt, number } = before
      expect(body).toMatchObject({ clientId, clientSecret, createdAt, number, clientName: "Market" })
      const after = (yield* get(`/client/get/${String(clientId)}`)).body
      expect(after["clientName"]).toBe("Market")
      for (const name of ["description", "clientIdAlias"]) expect(after).not.toHaveProperty(name)
      expect((yield* get("/client/get/shop")).status).toBe(404)
    }))

  test("a deleted client is gone with its tokens", () =>
    Effect.gen(function*() {
      const { body: { accessToken } } = yield* create()
      const { body: { accessToken: other } } = yield* create({ clientId: documented })
      const response = yield* del("/client/delete/demo")
      expect({ status: response.status, text: response.text }).toEqual({ status: 204, text: "" })
      expect((yield* introspect(accessToken)).body["existent"]).toBe(false)
      expect((yield* introspect(other)).body["usable"]).toBe(true)
      expect((yield* get(`/client/get/${confidential}`)).status).toBe(404)
    }))

  test("a locked client gets no tokens until it is unlocked", () =>
    Effect.gen(function*() {
      const asked = Effect.map(clientCredentials(confidential, confidentialSecret), ({ body }) => body["action"])
      const locked = yield* post("/client/lock_flag/update/demo", { clientLocked: true })
      expect(locked).toMatchObject({ status: 200, body: { resultCode: "A293001" } })
      expect(yield* asked).toBe("INVALID_CLIENT")
      yield* post(`/client/lock_flag/update/${confidential}`, { clientLocked: false })
      expect(yield* asked).toBe("OK")
    }))

  test("a refreshed secret is the one that counts", () =>
    Effect.gen(function*() {
      const { body } = yield* get("/client/secret/refresh/demo")
      expect(body).toMatchObject({
        resultCode: "A148001",
        newClientSecret: expect.stringMatching(/^[\w-]{86}$/),
        oldClientSecret: confidentialSecret
      })
      expect((yield* clientCredentials("demo", confidentialSecret)).body["resultCode"]).toBe("A157305")
      expect((yield* clientCredentials("demo", body["newClientSecret"])).body["action"]).toBe("OK")
    }))

  test("a secret that is given is the one that counts", () =>
    Effect.gen(function*() {
      const { body } = yield* post("/client/secret/update/demo", { clientSecret: "my_updated_client-secret" })
      expect(body).toMatchObject({
        resultCode: "A149001",
        newClientSecret: "my_updated_client-secret",
        oldClientSecret: confidentialSecret
      })
      expect((yield* clientCredentials("demo", "my_updated_client-secret")).body["action"]).toBe("OK")
    }))

  test("clients are listed in pages, in the order of their creation", () =>
    Effect.gen(function*() {
      const { body: { clientId } } = yield* register()
      const { body } = yield* get("/client/get/list", { start: 1, end: 4 })
      expect(body).toMatchObject({
        start: 1,
        end: 4,
        totalCount: 4,
        clients: [{ clientId: documented }, { clientId: publicClient }, { clientId }]
      })
    }))

  test("a client can be limited to some scopes, to none, and to all again", () =>
    Effect.gen(function*() {
      const scopesOf = Effect.map(
        token({ grant_type: "client_credentials", scope: "history.read email" }),
        ({ body }) => body["scopes"]
      )
      const at = (verb: string) => `/client/extension/requestable_scopes/${verb}/demo`
      expect((yield* get(at("get"))).body).toEqual({ requestableScopes: ["history.read", "timeline.read"] })
      const limited = yield* post(at("update"), { requestableScopes: ["unknown", "email"] })
      expect(limited).toMatchObject({ status: 200, body: { requestableScopes: ["email"] } })
      expect(yield* scopesOf).toEqual(["email"])
      expect((yield* post(at("update"), { requestableScopes: [] })).body).toEqual({ requestableScopes: [] })
      expect(yield* scopesOf).toBeUndefined()
      expect((yield* del(at("delete"))).status).toBe(204)
      expect((yield* get(at("get"))).text).toBe("{}")
      expect(yield* scopesOf).toEqual(["email", "history.read"])
    }))
})

describe("clients, what is refused", () => {
  for (
    const [name, call, code] of [
      ["get", get("/client/get/nobody"), "A027201"],
      ["update", update("nobody", {}), "A029201"],
      ["delete", del("/client/delete/nobody"), "A026201"],
      ["lock", post("/client/lock_flag/update/nobody", { clientLocked: true }), "A293202"],
      ["refresh the secret of", get("/client/secret/refresh/nobody"), "A148201"],
      ["give a secret to", post("/client/secret/update/nobody", { clientSecret: "s" }), "A149201"],
      ["list the scopes of", get("/client/extension/requestable_scopes/get/nobody"), "A001218"],
      ["take authorizations from", post("/client/authorization/delete/nobody", { subject: "john" }), "A001218"]
    ] as const
  ) {
    inProcess.test(`to ${name} a client that does not exist`, () =>
      Effect.gen(function*() {
        const { body, status } = yield* call
        expect({ status, code: body["resultCode"] }).toEqual({ status: 404, code })
      }))
  }

  for (
    const [name, call, code] of [
      ["an alias that another client has", register({ clientIdAlias: "demo" }), "A123603"],
      ["another client's alias in an update", update(documented, { clientIdAlias: "demo" }), "A999212"],
      ["an update with a field of the wrong type", update("demo", { redirectUris: "https://a.example" }), "A999206"],
      ["a blank secret", post("/client/secret/update/demo", {}), "A149601"],
      ["a secret that is too long", post("/client/secret/update/demo", { clientSecret: "s".repeat(87) }), "A149601"],
      ["a secret with a blank", post("/client/secret/update/demo", { clientSecret: "a b" }), "A149601"],
      ["to unlock what is not locked", post("/client/lock_flag/update/demo", { clientLocked: false }), "A293204"],
      ["a start that is no number", get("/client/get/list", { start: "x" }), "A028201"],
      ["a negative start", get("/client/get/list", { start: -1 }), "A028202"],
      ["an end that is no number", get("/client/get/list", { end: "1.5" }), "A028203"],
      ["a negative end", get("/client/get/list", { end: -1 }), "A028204"],
      ["no list of scopes", post("/client/extension/requestable_scopes/update/demo", {}), "A999213"]
    ] as const
  ) {
    inProcess.test(name, () =>
      Effect.gen(function*() {
        const { body, status } = yield* call
        expect({ status, code: body["resultCode"] }).toEqual({ status: 400, code })
      }))
  }

  inProcess.test("to lock a client that is locked", () =>
    Effect.gen(function*() {
      const lock = post("/client/lock_flag/update/demo", { clientLocked: true })
      yield* lock
      expect(yield* resultCodeOf(lock)).toBe("A293203")
    }))

  inProcess.test("a refused update leaves the client alone", () =>
    Effect.gen(function*() {
      const before = yield* get(`/client/get/${documented}`)
      yield* update(documented, { clientIdAlias: "demo", clientName: "Other" })
      expect((yield* get(`/client/get/${documented}`)).body).toEqual(before.body)
    }))
})

describe("clients, in detail", () => {
  inProcess.test("the response about a change has milliseconds, and what is read later whole seconds", () =>
    Effect.gen(function*() {
      yield* setClock(1_000_400)
      const { body: created } = yield* register()
      expect(created).toMatchObject({ createdAt: 1_000_000, modifiedAt: 1_000_400 })
      yield* setClock(2_000_600)
      const { body: updated } = yield* update(created["clientId"], {})
      expect(updated).toMatchObject({ createdAt: 1_000_000, modifiedAt: 2_000_600 })
      const { body: read } = yield* get(`/client/get/${String(created["clientId"])}`)
      expect(read).toMatchObject({ createdAt: 1_000_000, modifiedAt: 2_001_000 })
    }))

  inProcess.test("fields that the emulator does not know are kept, however deep they are", () =>
    Effect.gen(function*() {
      const unknown = { newer: { flags: [false, 0, "", { deep: true }] }, newerFlag: false }
      const { body: { clientId } } = yield* register({ ...unknown, extension: { newer: unknown } })
      const read = Effect.map(get(`/client/get/${String(clientId)}`), ({ body }) => body)
      expect(yield* read).toMatchObject({ ...unknown, extension: { newer: unknown } })
      yield* update(clientId, yield* read)
      expect(yield* read).toMatchObject({ ...unknown, extension: { newer: unknown } })
    }))

  inProcess.test("an update that leaves out the limits of a client lifts them", () =>
    Effect.gen(function*() {
      yield* update("demo", { grantTypes: ["CLIENT_CREDENTIALS"] })
      const { body } = yield* token({ grant_type: "client_credentials", scope: "history.read email" })
      expect(body["scopes"]).toEqual(["email", "history.read"])
    }))

  inProcess.test("grant types that an update takes away cannot be used any more", () =>
    Effect.gen(function*() {
      yield* update("demo", { grantTypes: ["PASSWORD"] })
      const { body } = yield* clientCredentials(confidential, confidentialSecret)
      expect(body).toMatchObject({ action: "BAD_REQUEST", resultCode: "A047302" })
    }))

  inProcess.test("a client that names no grant types has but that of authorization codes", () =>
    Effect.gen(function*() {
      const { body: { clientId, clientSecret } } = yield* register()
      expect(yield* resultCodeOf(clientCredentials(clientId, clientSecret))).toBe("A047302")
      const code = token({ grant_type: "authorization_code" }, { clientId: String(clientId), clientSecret })
      expect(yield* resultCodeOf(code)).toBe("A050301")
    }))

  inProcess.test("a client that becomes public needs no secret, and must not have one", () =>
    Effect.gen(function*() {
      yield* update("demo", { clientType: "PUBLIC", grantTypes: ["REFRESH_TOKEN"] })
      const refresh = (clientSecret: string) =>
        token({ grant_type: "refresh_token", refresh_token: "x" }, { clientSecret })
      expect(yield* resultCodeOf(refresh(""))).toBe("A053305")
      expect(yield* resultCodeOf(refresh(confidentialSecret))).toBe("A157303")
    }))

  inProcess.test("neither an update nor a patch unlocks a client", () =>
    Effect.gen(function*() {
      yield* post("/client/lock_flag/update/demo", { clientLocked: true })
      yield* update("demo", { locked: false })
      expect((yield* get(`/client/get/${confidential}`)).body["locked"]).toBe(true)
    }))

  inProcess.test("an alias that its client gave up is free for another one", () =>
    Effect.gen(function*() {
      yield* update(confidential, {})
      expect((yield* update(documented, { clientIdAlias: "demo" })).status).toBe(200)
      expect((yield* get("/client/get/demo")).body["clientId"]).toBe(documented)
    }))

  inProcess.test(
    "an alias that several clients of a seed have is that of the one before, when the last is deleted",
    () =>
      Effect.gen(function*() {
        yield* del("/client/delete/2")
        expect((yield* get("/client/get/x")).body["clientId"]).toBe(1)
        expect((yield* update(1, { clientIdAlias: "x", clientName: "Same" })).status).toBe(200)
      }),
    { seed: { clients: [{ clientId: 1, alias: "x" }, { clientId: 2, alias: "x" }] } }
  )

  inProcess.test("the host of its redirect URIs is what pairwise subjects depend on", () =>
    Effect.gen(function*() {
      const sectorOf = (fields: object) =>
        Effect.map(update("1", fields), ({ body }) => body["derivedSectorIdentifier"])
      const redirectUris = ["https://a.example/1", "https://a.example/2"]
      expect(yield* sectorOf({ redirectUris })).toBe("a.example")
      expect(yield* sectorOf({ redirectUris: [...redirectUris, "https://b.example/"] })).toBeUndefined()
      expect(yield* sectorOf({ redirectUris, sectorIdentifierUri: "https://c.example/list" })).toBe("c.example")
    }), { seed: { clients: [{ clientId: 1 }] } })

  inProcess.test("lists go by developer, and count without a page", () =>
    Effect.gen(function*() {
      for (const developer of ["ann", "bob", "ann"]) yield* register({ developer })
      const { body } = yield* get("/client/get/list", { developer: "ann" })
      expect(body).toMatchObject({ totalCount: 2, developer: "ann", clients: [{ number: 4 }, { number: 6 }] })
      expect((yield* get("/client/get/list", { start: 0, end: 0 })).body).toEqual({ start: 0, end: 0, totalCount: 6 })
      const { body: { clientId } } = yield* get("/client/get/list", { developer: "bob" }).pipe(
        Effect.map(({ body }) => ({ body: (body["clients"] as ReadonlyArray<Record<string, unknown>>)[0] ?? {} }))
      )
      yield* update(clientId, { developer: "ann" })
      const all = yield* get("/client/get/list", { developer: "ann" })
      expect(all.body).toMatchObject({ totalCount: 3, clients: [{ number: 4 }, { number: 5 }, { number: 6 }] })
      expect((yield* get("/client/get/list", { developer: "bob" })).body).toMatchObject({ totalCount: 0 })
    }))

  inProcess.test("a ticket of a deleted client ends in an error", () =>
    Effect.gen(function*() {
      const { body: { ticket } } = yield* token({ grant_type: "password", username: "john", password: "p" })
      yield* del("/client/delete/demo")
      expect(yield* resultCodeOf(post("/auth/token/issue", { ticket, subject: "john" }))).toBe("A061104")
    }))

  inProcess.test("a snapshot brings back what was done to clients", () =>
    Effect.gen(function*() {
      const control = yield* emulator
      yield* register({ newer: { kept: true }, clientIdAlias: "shop" })
      yield* post("/client/lock_flag/update/shop", { clientLocked: true })
      yield* del(`/client/delete/${documented}`)
      const before = yield* get("/client/get/list")
      const written = JSON.stringify(yield* control.snapshot)
      yield* control.reset
      yield* Effect.flatMap(Schema.decode(Schema.parseJson(AuthleteEmulator.Snapshot))(written), control.restore)
      expect((yield* get("/client/get/list")).body).toEqual(before.body)
      expect((yield* register()).body["number"]).toBe(5)
    }))

  inProcess.test("requests holds no secrets of clients, known to the operation or not", () =>
    Effect.gen(function*() {
      const planted = "planted-secret"
      yield* register({ clientSecret: planted, newer: planted, extension: { newer: planted } })
      yield* update("demo", { clientSecret: planted, newer: planted, clientName: "Shown" })
      yield* post("/client/secret/update/demo", { clientSecret: planted })
      const requests = yield* Effect.flatMap(emulator, (control) => control.requests)
      expect(JSON.stringify(requests)).not.toContain(planted)
      expect(requests[1]?.request).toMatchObject({ clientId: "demo", clientName: "Shown" })
    }))
})

describe("rights", () => {
  const accessTokens = [
    { token: "view", rights: ["VIEW_CLIENT"] },
    { token: "use", rights: ["USE_SERVICE"] },
    { token: "create", rights: ["CREATE_CLIENT"] },
    { token: "modify", rights: ["MODIFY_CLIENT"] }
  ] as const

  for (
    const [bearer, method, rest, status] of [
      ["view", "GET", "/client/get/demo", 200],
      ["view", "POST", "/client/create", 403],
      ["view", "POST", "/client/update/demo", 403],
      ["view", "GET", "/client/secret/refresh/demo", 403],
      ["use", "GET", "/client/get/list", 200],
      ["use", "DELETE", "/client/delete/demo", 403],
      ["create", "POST", "/client/create", 201],
      ["create", "GET", "/client/get/demo", 403],
      ["modify", "POST", "/client/update/demo", 200],
      ["modify", "POST", "/client/create", 403]
    ] as const
  ) {
    inProcess.test(`${bearer}: ${method} ${rest} is ${status}`, () =>
      Effect.gen(function*() {
        const request = HttpClientRequest.make(method as "POST")(path(rest)).pipe(HttpClientRequest.bearerToken(bearer))
        const response = yield* send(method === "POST" ? HttpClientRequest.bodyUnsafeJson(request, {}) : request)
        expect(response.status).toBe(status)
      }), { accessTokens })
  }
})

describe("Clients, against the emulator", () => {
  const test = (name: string, effect: Effect.Effect<unknown, unknown, AuthleteClient.AuthleteClient>) =>
    it.effect(name, () => Effect.provide(effect, AuthleteEmulator.layerClient()))

  test(
    "create, read, change and delete a client",
    Effect.gen(function*() {
      const created = yield* Clients.create({ clientName: "Shop", grantTypes: ["CLIENT_CREDENTIALS"] })
      expect(yield* Clients.count()).toBe(4)
      const { clientId } = created
      yield* Clients.patch({ clientId, description: "Sells things" })
      const read = yield* Clients.get(clientId)
      expect(read).toMatchObject({ clientName: "Shop", description: "Sells things" })
      expect(read.clientSecret).toEqual(created.clientSecret)
      yield* Clients.patch({ clientId, description: null })
      expect((yield* Clients.get(clientId)).description).toBeUndefined()
      yield* Clients.delete(clientId)
      expect((yield* Effect.flip(Clients.get(clientId)))._tag).toBe("NotFound")
    })
  )

  test(
    "rotate a secret and lock a client",
    Effect.gen(function*() {
      const process = (clientSecret: string | Redacted.Redacted) =>
        Tokens.process({ parameters: "grant_type=client_credentials", clientId: "demo", clientSecret })
      const { newClientSecret } = yield* Clients.refreshSecret("demo")
      expect((yield* process(confidentialSecret)).action).toBe("INVALID_CLIENT")
      expect((yield* process(newClientSecret)).action).toBe("OK")
      yield* Clients.setLocked({ clientIdentifier: "demo", clientLocked: true })
      expect((yield* process(newClientSecret)).action).toBe("INVALID_CLIENT")
    })
  )

  test(
    "limit the scopes of a client",
    Effect.gen(function*() {
      yield* Clients.updateRequestableScopes({ clientId: "demo", requestableScopes: [] })
      expect(yield* Clients.requestableScopes("demo")).toEqual({ requestableScopes: [] })
      yield* Clients.deleteRequestableScopes("demo")
      expect(yield* Clients.requestableScopes("demo")).toEqual({})
    })
  )

  it.effect("a patch keeps what this version does not know", () =>
    Effect.gen(function*() {
      const { restore, snapshot } = yield* emulator
      const before = yield* snapshot
      const newer = { setting: [{ deep: true }] }
      yield* restore({ ...before, clients: before.clients.map((client) => ({ ...client, newer })) })
      yield* Clients.patch({ clientId: "demo", clientName: "Other" })
      const [client] = (yield* snapshot).clients
      expect(client).toMatchObject({ clientName: "Other", newer, clientIdAlias: "demo" })
    }).pipe(Effect.provide(Layer.orDie(AuthleteEmulator.layerClient()))))
})
