import * as HttpClientRequest from "@effect/platform/HttpClientRequest"
import { describe, expect, it } from "@effect/vitest"
import { Effect, Redacted, Schema } from "effect"
import { Services } from "effect-authlete"
import * as AuthleteEmulator from "effect-authlete/AuthleteEmulator"
import { content, create, del, get, inProcess, introspect, post, send, setClock, token, transports } from "./support.js"

const emulator = AuthleteEmulator.AuthleteEmulator

const read = Effect.map(get("/service/get"), ({ body }) => body)

/** Below no service. */
const services = (query: Readonly<Record<string, string | number>> = {}) =>
  HttpClientRequest.get("/api/service/get/list").pipe(
    HttpClientRequest.bearerToken(AuthleteEmulator.defaultAccessToken),
    HttpClientRequest.setUrlParams(query),
    send
  )

const configuration = (query: Readonly<Record<string, string>> = {}) => get("/service/configuration", query)

const signing = { kty: "EC", crv: "P-256", use: "sig", kid: "one", x: "x", y: "y", d: "private-part" }
const shared = { kty: "oct", kid: "two", k: "private-part" }
const encrypting = { kty: "RSA", use: "enc", kid: "three", n: "n", e: "AQAB", p: "private-part" }
const jwks = JSON.stringify({ keys: [signing, shared, encrypting] })

const noKeys = JSON.stringify({ keys: [] })

describe.each(transports)("services, $name", ({ test }) => {
  test("the service is told with its settings", () =>
    Effect.gen(function*() {
      const { body, status } = yield* get("/service/get")
      expect(status).toBe(200)
      expect(body).toMatchObject({
        apiKey: 715948317,
        issuer: "https://issuer.example.com",
        accessTokenDuration: 3600,
        refreshTokenKept: false,
        metadata: [{ key: "clientCount", value: "3" }]
      })
      expect(body).not.toHaveProperty("ticketDuration")
    }))

  test("the list of services has the one that is played", () =>
    Effect.gen(function*() {
      const { body, status } = yield* services()
      expect(status).toBe(200)
      expect(body).toMatchObject({ start: 0, end: 5, totalCount: 1, services: [{ apiKey: 715948317 }] })
      expect((yield* services({ start: 0, end: 0 })).body).toEqual({ start: 0, end: 0, totalCount: 1 })
    }))

  test("an update replaces the settings, which count at once", () =>
    Effect.gen(function*() {
      const before = yield* read
      const { body, status } = yield* post("/service/update", {
        accessTokenDuration: 60,
        supportedScopes: [{ name: "own.scope" }],
        supportedGrantTypes: ["AUTHORIZATION_CODE"],
        apiKey: 1,
        number: 999
      })
      expect(status).toBe(200)
      expect(body).toMatchObject({ apiKey: before["apiKey"], number: before["number"], accessTokenDuration: 60 })
      expect(yield* read).not.toHaveProperty("issuer")
      expect((yield* create({ scopes: ["own.scope"] })).body).toMatchObject({ action: "OK", expiresIn: 60 })
      expect((yield* create({ scopes: ["history.read"] })).body["resultCode"]).toBe("A106201")
      expect((yield* token({ grant_type: "client_credentials" })).body["resultCode"]).toBe("A049305")
    }))

  test("the metadata of the authorization server comes from the settings", () =>
    Effect.gen(function*() {
      const { body, status } = yield* configuration()
      expect(status).toBe(200)
      expect(body).toMatchObject({
        issuer: "https://issuer.example.com",
        scopes_supported: expect.arrayContaining(["openid", "history.read"]),
        response_types_supported: ["code"],
        grant_types_supported: expect.arrayContaining([
          "authorization_code",
          "client_credentials",
          "urn:ietf:params:oauth:grant-type:device_code",
          "urn:openid:params:grant-type:ciba"
        ]),
        token_endpoint_auth_methods_supported: ["client_secret_basic", "client_secret_post", "none"],
        code_challenge_methods_supported: ["plain", "S256"],
        authorization_response_iss_parameter_supported: true
      })
      expect(Object.keys(body)[0]).toBe("issuer")
    }))

  test(
    "public keys are given without their private parts, and symmetric ones not at all",
    () =>
      Effect.gen(function*() {
        const { body, status, text } = yield* get("/service/jwks/get")
        expect(status).toBe(200)
        expect(body).toEqual({
          keys: [
            { kty: "EC", crv: "P-256", use: "sig", kid: "one", x: "x", y: "y" },
            { kty: "RSA", use: "enc", kid: "three", n: "n", e: "AQAB" }
          ]
        })
        expect(text).not.toContain("private-part")
      }),
    { service: { jwks } }
  )

  test("private keys are given where they are asked for", () =>
    Effect.gen(function*() {
      const { text } = yield* get("/service/jwks/get", { includePrivateKeys: "true" })
      expect(text).toBe(jwks)
    }), { service: { jwks } })

  test("a service without keys has no JWK Set: 204", () =>
    Effect.gen(function*() {
      const { status, text } = yield* get("/service/jwks/get")
      expect({ status, text }).toEqual({ status: 204, text: "" })
    }), { service: { jwks: noKeys } })

  test("a deleted service is gone with all that belongs to it, until a reset", () =>
    Effect.gen(function*() {
      const { body: { accessToken } } = yield* create()
      expect((yield* del("/service/delete")).status).toBe(204)
      expect(yield* introspect(accessToken)).toMatchObject({ status: 404, body: { resultCode: "A458203" } })
      expect((yield* services()).body).toEqual({ start: 0, end: 5, totalCount: 0 })
      yield* Effect.flatMap(emulator, ({ reset }) => reset)
      expect((yield* introspect(accessToken)).body["existent"]).toBe(false)
    }))
})

describe("services, in detail", () => {
  inProcess.test("the response about a change has milliseconds, and what is read later whole seconds", () =>
    Effect.gen(function*() {
      yield* setClock(1_000_400)
      expect((yield* post("/service/update", {})).body).toMatchObject({ createdAt: 0, modifiedAt: 1_000_400 })
      expect(yield* read).toMatchObject({ createdAt: 0, modifiedAt: 1_000_000 })
    }))

  inProcess.test("fields that the emulator does not know are kept, however deep they are", () =>
    Effect.gen(function*() {
      const unknown = { newer: [{ flag: false, count: 0 }], newerText: "" }
      yield* post("/service/update", { ...unknown, supportedScopes: [{ name: "own.scope", ...unknown }] })
      yield* post("/service/update", yield* read)
      expect(yield* read).toMatchObject({ ...unknown, supportedScopes: [{ name: "own.scope", ...unknown }] })
    }))

  inProcess.test("what is sent back as it was read changes nothing but the time", () =>
    Effect.gen(function*() {
      const before = yield* read
      yield* post("/service/update", before)
      expect(yield* read).toEqual(before)
    }))

  inProcess.test(
    "the lifetime of tickets is the emulator's own setting, which no update changes",
    () =>
      Effect.gen(function*() {
        yield* post("/service/update", { ticketDuration: 999, supportedGrantTypes: ["PASSWORD"] })
        const { body: { ticket } } = yield* token({ grant_type: "password", username: "john", password: "p" })
        yield* setClock(30_000)
        const { body } = yield* post("/auth/token/issue", { ticket, subject: "john" })
        expect(body["resultCode"]).toBe("A055301")
      }),
    { service: { ticketDuration: 30 } }
  )

  inProcess.test("lifetimes that an update leaves out are the usual ones", () =>
    Effect.gen(function*() {
      yield* post("/service/update", { supportedGrantTypes: ["CLIENT_CREDENTIALS"] })
      expect((yield* token({ grant_type: "client_credentials" })).body["accessTokenDuration"]).toBe(3600)
    }), { service: { accessTokenDuration: 60 } })

  inProcess.test("a service without an issuer has none in introspection responses", () =>
    Effect.gen(function*() {
      const { body: { accessToken } } = yield* create()
      yield* post("/service/update", {})
      const response = yield* post("/auth/introspection/standard", { parameters: `token=${String(accessToken)}` })
      expect(content(response)).toMatchObject({ active: true })
      expect(content(response)).not.toHaveProperty("iss")
    }))

  inProcess.test("the algorithms to sign with are those of the keys, and of a chosen key alone", () =>
    Effect.gen(function*() {
      const algorithms = Effect.map(configuration(), ({ body }) => body["id_token_signing_alg_values_supported"])
      expect(yield* algorithms).toEqual(["HS256", "HS384", "HS512", "RS256", "ES256"])
      const keys = [signing, encrypting, { kty: "RSA", alg: "PS384", kid: "four" }]
      yield* post("/service/update", { jwks: JSON.stringify({ keys }) })
      expect(yield* algorithms).toEqual(["HS256", "HS384", "HS512", "PS384", "ES256"])
      yield* post("/service/update", { jwks: JSON.stringify({ keys }), idTokenSignatureKeyId: "one" })
      expect(yield* algorithms).toEqual(["HS256", "HS384", "HS512", "ES256"])
    }))

  inProcess.test("a service that only has the address of its keys sends to it", () =>
    Effect.gen(function*() {
      const { headers, status } = yield* get("/service/jwks/get")
      expect({ status, location: headers["location"] }).toEqual({ status: 302, location: "https://as.example/jwks" })
    }), { service: { jwks: noKeys, jwksUri: "https://as.example/jwks" } })

  inProcess.test("documents are written in lines where that is asked for", () =>
    Effect.gen(function*() {
      expect((yield* configuration()).text).not.toContain("\n")
      expect((yield* configuration({ pretty: "true" })).text).toContain("{\n  \"issuer\"")
    }))

  inProcess.test("the emulator shows 0 where the id of the service is no number", () =>
    Effect.gen(function*() {
      const { body } = yield* services()
      expect(body["services"]).toMatchObject([{ apiKey: 0 }])
    }), { serviceId: "mine" })

  inProcess.test("a snapshot brings back what was done to the service", () =>
    Effect.gen(function*() {
      const control = yield* emulator
      yield* post("/service/update", { ...(yield* read), newer: { kept: true }, jwks })
      const before = yield* read
      const written = JSON.stringify(yield* control.snapshot)
      yield* control.reset
      yield* Effect.flatMap(Schema.decode(Schema.parseJson(AuthleteEmulator.Snapshot))(written), control.restore)
      expect(yield* read).toEqual(before)
    }))

  inProcess.test("a snapshot of a deleted service is one", () =>
    Effect.gen(function*() {
      const control = yield* emulator
      yield* del("/service/delete")
      const snapshot = yield* control.snapshot
      yield* control.reset
      yield* control.restore(snapshot)
      expect((yield* get("/service/get")).status).toBe(404)
    }))

  inProcess.test("requests holds no keys of the service", () =>
    Effect.gen(function*() {
      yield* post("/service/update", { jwks, newer: jwks })
      const requests = yield* Effect.flatMap(emulator, (control) => control.requests)
      expect(JSON.stringify(requests)).not.toContain("private-part")
    }))

  for (
    const [name, query, code] of [
      ["a start that is no number", { start: "x" }, "A036201"],
      ["a negative start", { start: -1 }, "A036202"],
      ["an end that is no number", { end: "x" }, "A036203"],
      ["a negative end", { end: -1 }, "A036204"]
    ] as const
  ) {
    inProcess.test(`a list with ${name} is refused`, () =>
      Effect.gen(function*() {
        const { body, status } = yield* services(query)
        expect({ status, code: body["resultCode"] }).toEqual({ status: 400, code })
      }))
  }
})

describe("a patch of the metadata, RFC 6902", () => {
  const options = {
    service: { supportedScopes: [{ name: "a" }, { name: "b" }], tokenEndpoint: "https://as.example/t" }
  }

  const patched = (...steps: ReadonlyArray<object>) => configuration({ patch: JSON.stringify(steps) })

  for (
    const [name, steps, expected] of [
      ["adds a member", [{ op: "add", path: "/x", value: { y: null } }], { x: { y: null } }],
      ["adds to a list", [{ op: "add", path: "/scopes_supported/1", value: "n" }], {
        scopes_supported: ["a", "n", "b"]
      }],
      ["appends to a list", [{ op: "add", path: "/scopes_supported/-", value: "n" }], {
        scopes_supported: ["a", "b", "n"]
      }],
      ["removes from a list", [{ op: "remove", path: "/scopes_supported/0" }], { scopes_supported: ["b"] }],
      ["replaces", [{ op: "replace", path: "/issuer", value: "https://x.example" }], { issuer: "https://x.example" }],
      ["copies", [{ op: "copy", from: "/scopes_supported/0", path: "/x" }], { x: "a", scopes_supported: ["a", "b"] }],
      ["moves", [{ op: "move", from: "/scopes_supported/0", path: "/x" }], { x: "a", scopes_supported: ["b"] }],
      ["tests", [{ op: "test", path: "/scopes_supported", value: ["a", "b"] }], { scopes_supported: ["a", "b"] }],
      ["unescapes names", [{ op: "add", path: "/a~1b~0c", value: 1 }], { "a/b~c": 1 }],
      ["takes one step after the other", [
        { op: "add", path: "/x", value: [] },
        { op: "add", path: "/x/0", value: 1 }
      ], { x: [1] }]
    ] as const
  ) {
    inProcess.test(name, () =>
      Effect.gen(function*() {
        const { body, status } = yield* patched(...steps)
        expect(status).toBe(200)
        expect(body).toMatchObject(expected)
      }), options)
  }

  inProcess.test("removes a member", () =>
    Effect.gen(function*() {
      expect((yield* configuration()).body).toHaveProperty("token_endpoint")
      expect((yield* patched({ op: "remove", path: "/token_endpoint" })).body).not.toHaveProperty("token_endpoint")
    }), options)

  inProcess.test(
    "adds a member with the name __proto__ to the document, and to nothing else",
    () =>
      Effect.gen(function*() {
        const { text } = yield* patched({ op: "add", path: "/__proto__", value: { polluted: true } })
        expect(text).toContain("\"__proto__\":{\"polluted\":true}")
        expect({}).not.toHaveProperty("polluted")
      }),
    options
  )

  for (
    const [name, patch] of [
      ["is no JSON", "{"],
      ["is no list", "{}"],
      ["has a step that is no object", "[1]"],
      ["has an operation that does not exist", "[{\"op\":\"frob\",\"path\":\"/issuer\"}]"],
      ["removes what is not there", "[{\"op\":\"remove\",\"path\":\"/none\"}]"],
      ["replaces what is not there", "[{\"op\":\"replace\",\"path\":\"/none\",\"value\":1}]"],
      ["adds beyond a list", "[{\"op\":\"add\",\"path\":\"/scopes_supported/3\",\"value\":1}]"],
      ["moves into itself", "[{\"op\":\"move\",\"from\":\"/scopes_supported\",\"path\":\"/scopes_supported/0\"}]"],
      ["fails a test", "[{\"op\":\"test\",\"path\":\"/issuer\",\"value\":\"x\"}]"],
      ["leaves no object", "[{\"op\":\"replace\",\"path\":\"\",\"value\":1}]"],
      ["lacks a value", "[{\"op\":\"add\",\"path\":\"/x\"}]"],
      [
        "nests too deeply",
        JSON.stringify(Array.from({ length: 200 }, (_, depth) => (
          { op: "add", path: "/x".repeat(depth + 1), value: {} }
        )))
      ]
    ] as const
  ) {
    inProcess.test(`is refused if it ${name}`, () =>
      Effect.gen(function*() {
        const { body, status } = yield* configuration({ patch })
        expect({ status, code: body["resultCode"] }).toEqual({ status: 400, code: "A999206" })
      }), options)
  }
})

describe("Services, against the emulator", () => {
  it.effect("the service is read and patched, and its documents are read", () =>
    Effect.gen(function*() {
      const { apiKey } = yield* Services.get()
      expect(yield* Services.count()).toBe(1)
      yield* Services.patch({ serviceName: "Mine", jwks })
      const service = yield* Services.get()
      expect(service).toMatchObject({ apiKey, serviceName: "Mine", issuer: "https://issuer.example.com" })
      expect(yield* Services.configuration()).toMatchObject({ issuer: "https://issuer.example.com" })
      expect((yield* Services.jwks())?.keys).toHaveLength(2)
      const secret = yield* Services.privateJwks()
      expect(secret && Redacted.value(secret)).toBe(jwks)
    }).pipe(Effect.provide(AuthleteEmulator.layerClient())))

  it.effect("a service without keys has none", () =>
    Effect.gen(function*() {
      expect(yield* Services.jwks()).toBeUndefined()
    }).pipe(Effect.provide(AuthleteEmulator.layerClient({ service: { jwks: noKeys } }))))
})
