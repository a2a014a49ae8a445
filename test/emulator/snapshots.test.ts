import { describe, expect } from "@effect/vitest"
import { Effect, Schema } from "effect"
import * as AuthleteEmulator from "effect-authlete/AuthleteEmulator"
import { content, inProcess, introspect, list, post, setClock, token } from "./support.js"

const emulator = AuthleteEmulator.AuthleteEmulator

const decode = Schema.decode(Schema.parseJson(AuthleteEmulator.Snapshot))

/** A snapshot as the first version wrote it. */
const old = {
  service: {
    accessTokenDuration: 60,
    refreshTokenDuration: 864000,
    refreshTokenKept: false,
    singleAccessTokenPerSubject: false,
    ticketDuration: 30,
    accessTokenType: "DPoP",
    scopes: [{ name: "history.read", defaultEntry: true }, { name: "timeline.read" }],
    grantTypes: ["PASSWORD", "CLIENT_CREDENTIALS"],
    errorDescriptionOmitted: false,
    errorUriOmitted: true,
    issuer: "https://old.example.com"
  },
  clients: [
    { clientId: 1, alias: "one", secret: "s", type: "CONFIDENTIAL", scopes: ["history.read"], locked: false },
    { clientId: 2, type: "PUBLIC", name: "Two", grantTypes: ["CLIENT_CREDENTIALS"], locked: true }
  ],
  tickets: [{ value: "ticket", clientId: 1, clientIdAliasUsed: true, scopes: ["history.read"], expiresAt: 9_000 }],
  tokens: [{
    sequence: 0,
    access: { value: "access", hash: "hash", expiresAt: 9_000 },
    clientId: 1,
    subject: "john",
    grantType: "PASSWORD",
    scopes: ["history.read"],
    properties: [],
    createdAt: 0,
    lastRefreshedAt: 0,
    clientIdAliasUsed: false
  }]
}

const restored = Effect.gen(function*() {
  const control = yield* emulator
  yield* Effect.flatMap(decode(JSON.stringify(old)), control.restore)
  return control
})

const asOne = (form: Readonly<Record<string, string>>) => token(form, { clientId: "one", clientSecret: "s" })

describe("a snapshot of the first version", () => {
  inProcess.test("brings back tokens, tickets and the settings of the service", () =>
    Effect.gen(function*() {
      yield* restored
      expect((yield* introspect("access")).body).toMatchObject({ usable: true, clientIdAlias: "one" })
      const issued = yield* post("/auth/token/issue", { ticket: "ticket", subject: "john" })
      expect(content(issued)).toMatchObject({ expires_in: 60, token_type: "DPoP", scope: "history.read" })
      const active = yield* post("/auth/introspection/standard", { parameters: "token=access" })
      expect(content(active)).toMatchObject({ active: true, iss: "https://old.example.com" })
    }))

  inProcess.test("brings back clients with their secrets, scopes and grant types", () =>
    Effect.gen(function*() {
      yield* restored
      const issued = yield* asOne({ grant_type: "client_credentials", scope: "history.read timeline.read" })
      expect(issued.body).toMatchObject({ action: "OK", scopes: ["history.read"] })
      const locked = yield* token({ grant_type: "client_credentials" }, { clientId: "2", clientSecret: "" })
      expect(locked.body).toMatchObject({ action: "INVALID_CLIENT", resultCode: "A048307" })
      const { body } = yield* list({ clientIdentifier: 2 })
      expect(body["client"]).toMatchObject({ clientName: "Two", clientType: "PUBLIC" })
    }))

  inProcess.test("is written in the second version from then on, and that one says the same", () =>
    Effect.gen(function*() {
      yield* setClock(5_000)
      const control = yield* restored
      const first = yield* control.snapshot
      expect(first).toMatchObject({
        version: 2,
        service: { supportedGrantTypes: ["PASSWORD", "CLIENT_CREDENTIALS"], ticketDuration: 30, createdAt: 5_000 },
        clients: [{
          clientId: 1,
          clientIdAlias: "one",
          clientSecret: "s",
          clientType: "CONFIDENTIAL",
          extension: { requestableScopesEnabled: true, requestableScopes: ["history.read"] }
        }, { clientId: 2, clientType: "PUBLIC", clientName: "Two", locked: true }]
      })
      yield* setClock(9_000)
      yield* Effect.flatMap(decode(JSON.stringify(first)), control.restore)
      expect(yield* control.snapshot).toEqual(first)
    }))
})

describe("a snapshot", () => {
  inProcess.test("of a version that is not known is refused", () =>
    Effect.gen(function*() {
      const error = yield* Effect.flip(decode(JSON.stringify({ ...old, version: 3 })))
      expect(error.message).toContain("version")
    }))

  inProcess.test("keeps the fields of clients and of the service that this version does not know", () =>
    Effect.gen(function*() {
      const control = yield* emulator
      const snapshot = yield* control.snapshot
      const newer = { setting: { inner: [1, { deep: true }] } }
      const written = JSON.stringify({
        ...snapshot,
        service: { ...snapshot.service, newer, supportedScopes: [{ name: "history.read", newer }] },
        clients: snapshot.clients.map((client) => ({ ...client, newer, extension: { ...client.extension, newer } }))
      })
      yield* Effect.flatMap(decode(written), control.restore)
      expect(yield* control.snapshot).toEqual(JSON.parse(written))
    }))
})

describe("a seed", () => {
  const withAuthletesNames = {
    service: {
      supportedScopes: [{ name: "own.scope", defaultEntry: true }],
      supportedGrantTypes: ["CLIENT_CREDENTIALS", "REFRESH_TOKEN"]
    },
    clients: [{
      clientId: 5,
      clientIdAlias: "five",
      clientSecret: "secret of five",
      clientName: "Five",
      clientType: "CONFIDENTIAL",
      redirectUris: ["https://five.example.com/cb"]
    }]
  }

  inProcess.test("may have the names of Authlete's own fields", () =>
    Effect.gen(function*() {
      const form = { grant_type: "client_credentials" }
      const { body } = yield* token(form, { clientId: "five", clientSecret: "secret of five" })
      expect(body).toMatchObject({ action: "OK", clientId: 5, scopes: ["own.scope"] })
      const [client] = (yield* Effect.flatMap(emulator, ({ snapshot }) => snapshot)).clients
      expect(client).toMatchObject({ redirectUris: ["https://five.example.com/cb"], clientName: "Five" })
    }), { seed: withAuthletesNames })

  inProcess.test("may limit the lifetime of a client's tokens", () =>
    Effect.gen(function*() {
      const { body } = yield* token({ grant_type: "client_credentials" }, { clientId: "5", clientSecret: "s" })
      expect(body["accessTokenDuration"]).toBe(60)
    }), { seed: { clients: [{ clientId: 5, secret: "s", extension: { accessTokenDuration: 60 } }] } })

  inProcess.test(
    "cannot make the lifetime of a client's tokens longer than that of the service",
    () =>
      Effect.gen(function*() {
        const { body } = yield* token({ grant_type: "client_credentials" }, { clientId: "5", clientSecret: "s" })
        expect(body["accessTokenDuration"]).toBe(3600)
      }),
    { seed: { clients: [{ clientId: 5, secret: "s", extension: { accessTokenDuration: 6_000 } }] } }
  )
})
