import { describe, expect } from "@effect/vitest"
import { Effect } from "effect"
import type { Options } from "effect-authlete/AuthleteEmulator"
import type { JsonResponse } from "./support.js"
import { confidential, content, create, get, inProcess, introspect, post, token } from "./support.js"

const { test } = inProcess

const service: Options["service"] = {
  dynamicRegistrationSupported: true,
  registrationEndpoint: "https://as.example.com/register",
  registrationManagementEndpoint: "https://as.example.com/register/"
}
const on = { service }

const minimal = { redirect_uris: ["https://app.example.com/callback"] }

const register = (metadata: object = minimal) => post("/client/registration", { json: JSON.stringify(metadata) })

interface Registered {
  readonly clientId: string
  readonly token: string
  readonly content: Readonly<Record<string, unknown>>
}

const registered = (metadata: object = minimal) =>
  Effect.map(register(metadata), (response): Registered => {
    const told = content(response)
    return { clientId: String(told["client_id"]), token: String(told["registration_access_token"]), content: told }
  })

const read = ({ clientId, token }: Omit<Registered, "content">) => post("/client/registration/get", { clientId, token })

const update = ({ clientId, token }: Registered, metadata: object) =>
  post("/client/registration/update", { clientId, token, json: JSON.stringify({ client_id: clientId, ...metadata }) })

const outcome = ({ body }: JsonResponse) => [body["action"], body["resultCode"]]

describe("registration of a client", () => {
  test("tells the client its credentials, and fills in what it left out", () =>
    Effect.gen(function*() {
      const response = yield* register()
      expect(outcome(response)).toEqual(["CREATED", "A202001"])
      const told = content(response)
      expect(told).toEqual({
        ...minimal,
        client_id: expect.stringMatching(/^\d{14}$/),
        client_id_issued_at: 0,
        client_secret: expect.stringMatching(/^[\w-]{86}$/),
        client_secret_expires_at: 0,
        registration_access_token: expect.stringMatching(/^[\w-]{43}$/),
        registration_client_uri: `https://as.example.com/register/${String(told["client_id"])}`,
        application_type: "web",
        grant_types: ["authorization_code"],
        response_types: ["code"],
        token_endpoint_auth_method: "client_secret_basic",
        id_token_signed_response_alg: "RS256",
        subject_type: "public"
      })
      expect(response.body["client"]).toMatchObject({
        clientId: Number(told["client_id"]),
        clientType: "CONFIDENTIAL",
        dynamicallyRegistered: true,
        clientSource: "DYNAMIC_REGISTRATION",
        registrationAccessTokenHash: expect.stringMatching(/^[\w-]{43}$/)
      })
    }), on)

  test("keeps no registration access token, but its hash", () =>
    Effect.gen(function*() {
      const { clientId, token } = yield* registered()
      expect((yield* get(`/client/get/${clientId}`)).text).not.toContain(token)
    }), on)

  test("makes a client that can be used", () =>
    Effect.gen(function*() {
      const { content } = yield* registered({ ...minimal, grant_types: ["client_credentials", "authorization_code"] })
      const { body } = yield* token({ grant_type: "client_credentials" }, {
        clientId: content["client_id"],
        clientSecret: content["client_secret"]
      })
      expect(body["action"]).toBe("OK")
    }), on)

  const metadata = {
    redirect_uris: ["com.example.app:/callback", "http://127.0.0.1:8080/callback"],
    client_name: "App",
    "client_name#ja": "アプリ",
    application_type: "native",
    grant_types: [
      "authorization_code",
      "refresh_token",
      "urn:ietf:params:oauth:grant-type:device_code",
      "urn:openid:params:grant-type:ciba"
    ],
    response_types: ["code", "code id_token"],
    token_endpoint_auth_method: "none",
    id_token_signed_response_alg: "ES256",
    id_token_encrypted_response_alg: "ECDH-ES+A128KW",
    id_token_encrypted_response_enc: "A128CBC-HS256",
    jwks: { keys: [{ kty: "OKP", crv: "Ed25519", x: "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo" }] },
    contacts: ["ops@example.com"],
    default_max_age: 60,
    require_pushed_authorization_requests: true,
    dpop_bound_access_tokens: true,
    backchannel_token_delivery_mode: "poll",
    tenant: "blue"
  }

  test("gives metadata back as it was, and none that the service does not know", () =>
    Effect.gen(function*() {
      const first = yield* registered({ ...metadata, colour: "blue" })
      expect(first.content).toMatchObject(metadata)
      expect(first.content).not.toHaveProperty("colour")
      expect(first.content).not.toHaveProperty("client_secret")
      expect(content(yield* read(first))).toEqual(first.content)
    }), { service: { ...service, supportedCustomClientMetadata: ["tenant"] } })

  test("writes metadata as Authlete's fields", () =>
    Effect.gen(function*() {
      const { body } = yield* register(metadata)
      expect(body["client"]).toMatchObject({
        clientType: "PUBLIC",
        applicationType: "NATIVE",
        clientNames: [{ tag: "ja", value: "アプリ" }],
        grantTypes: ["AUTHORIZATION_CODE", "REFRESH_TOKEN", "DEVICE_CODE", "CIBA"],
        responseTypes: ["CODE", "CODE_ID_TOKEN"],
        tokenAuthMethod: "NONE",
        idTokenEncryptionAlg: "ECDH_ES_A128KW",
        idTokenEncryptionEnc: "A128CBC_HS256",
        jwks: JSON.stringify(metadata.jwks),
        bcDeliveryMode: "POLL",
        parRequired: true,
        dpopRequired: true
      })
    }), on)

  test("limits the scopes of the client where the service says so", () =>
    Effect.gen(function*() {
      const { content } = yield* registered({ ...minimal, scope: "email openid unknown" })
      expect(content["scope"]).toBe("email openid")
    }), { service: { ...service, dcrScopeUsedAsRequestable: true } })

  test("makes nothing of the scopes of the client otherwise", () =>
    Effect.gen(function*() {
      const { content } = yield* registered({ ...minimal, scope: "email openid unknown" })
      expect(content).not.toHaveProperty("scope")
    }), on)

  const refusals: ReadonlyArray<readonly [what: string, json: string, error: string, code: string]> = [
    ["nothing", "", "invalid_client_metadata", "A203302"],
    ["no JSON", "{", "invalid_client_metadata", "A203303"],
    ["JSON that is no object", "[]", "invalid_client_metadata", "A203303"],
    ["a name that is no text", "{\"client_name\":7}", "invalid_client_metadata", "A204301"],
    ["an unknown grant type", "{\"grant_types\":[\"magic\"]}", "invalid_client_metadata", "A204301"],
    ["an address that is none", "{\"logo_uri\":\"here\"}", "invalid_client_metadata", "A204301"],
    ["a private key", "{\"jwks\":{\"keys\":[{\"kty\":\"OKP\",\"d\":\"d\"}]}}", "invalid_client_metadata", "A204301"],
    [
      "two sets of keys",
      "{\"jwks\":{\"keys\":[]},\"jwks_uri\":\"https://app.example.com/jwks\"}",
      "invalid_client_metadata",
      "A204301"
    ],
    ["no redirect URI", "{}", "invalid_redirect_uri", "A204302"],
    ["a redirect URI with a fragment", "{\"redirect_uris\":[\"https://a/#b\"]}", "invalid_redirect_uri", "A204302"],
    ["a relative redirect URI", "{\"redirect_uris\":[\"/callback\"]}", "invalid_redirect_uri", "A204302"],
    ["a software statement", "{\"software_statement\":\"e30.e30.\"}", "unapproved_software_statement", "A205301"]
  ]
  for (const [what, json, error, code] of refusals) {
    test(`refuses ${what} with ${code}`, () =>
      Effect.gen(function*() {
        const response = yield* post("/client/registration", { json })
        expect(outcome(response)).toEqual(["BAD_REQUEST", code])
        expect(content(response)["error"]).toBe(error)
      }), on)
  }

  test("needs no redirect URI for a flow without redirects", () =>
    Effect.gen(function*() {
      expect(outcome(yield* register({ grant_types: ["client_credentials"] }))).toEqual(["CREATED", "A202001"])
    }), on)

  test("is refused by a service that does not support it", () =>
    Effect.gen(function*() {
      expect(outcome(yield* register())).toEqual(["INTERNAL_SERVER_ERROR", "A206201"])
    }))

  test("takes a software_id once where the service says so", () =>
    Effect.gen(function*() {
      yield* register({ ...minimal, software_id: "app" })
      expect(outcome(yield* register({ ...minimal, software_id: "app" }))).toEqual(["BAD_REQUEST", "A204303"])
      expect(outcome(yield* register({ ...minimal, software_id: "other" }))).toEqual(["CREATED", "A202001"])
    }), { service: { ...service, dcrDuplicateSoftwareIdBlocked: true } })
})

describe("the registration of a client", () => {
  test("is read with the registration access token", () =>
    Effect.gen(function*() {
      const client = yield* registered()
      const response = yield* read(client)
      expect(outcome(response)).toEqual(["OK", "A217001"])
      expect(content(response)).toEqual(client.content)
    }), on)

  test("is replaced by an update, which resets what it leaves out", () =>
    Effect.gen(function*() {
      const client = yield* registered({ ...minimal, client_name: "App", default_max_age: 60 })
      const response = yield* update(client, { ...minimal, client_name: "New" })
      expect(outcome(response)).toEqual(["UPDATED", "A213001"])
      expect(content(response)).toMatchObject({ client_name: "New", client_secret: client.content["client_secret"] })
      expect(content(response)).not.toHaveProperty("default_max_age")
      expect(content(yield* read(client))).toEqual(content(response))
    }), on)

  test("keeps in an update what the client has no say in", () =>
    Effect.gen(function*() {
      const client = yield* registered()
      const { body } = yield* get(`/client/get/${client.clientId}`)
      const attributes = [{ key: "tier", value: "gold" }]
      yield* post(`/client/update/${client.clientId}`, { ...body, attributes })
      yield* update(client, minimal)
      expect((yield* get(`/client/get/${client.clientId}`)).body).toMatchObject({
        attributes,
        dynamicallyRegistered: true
      })
    }), on)

  const updateRefusals: ReadonlyArray<readonly [what: string, metadata: object, code: string]> = [
    ["without its id", { ...minimal, client_id: null }, "A214301"],
    ["with another id", { ...minimal, client_id: "1" }, "A214302"],
    ["with another secret", { ...minimal, client_secret: "other" }, "A215304"],
    ["without a redirect URI", {}, "A204302"]
  ]
  for (const [what, metadata, code] of updateRefusals) {
    test(`is not updated ${what}`, () =>
      Effect.gen(function*() {
        const client = yield* registered()
        expect(outcome(yield* update(client, metadata))).toEqual(["BAD_REQUEST", code])
        expect(content(yield* read(client))).toEqual(client.content)
      }), on)
  }

  test("is deleted with the tokens of the client", () =>
    Effect.gen(function*() {
      const client = yield* registered()
      yield* create({ clientId: Number(client.clientId), accessToken: "access" })
      const { clientId, token } = client
      const deleted = yield* post("/client/registration/delete", { clientId, token })
      expect(deleted.body).toEqual({ action: "DELETED", resultCode: "A216001", resultMessage: expect.any(String) })
      expect((yield* get(`/client/get/${clientId}`)).status).toBe(404)
      expect((yield* introspect("access")).body["existent"]).toBe(false)
      expect(outcome(yield* read(client))).toEqual(["BAD_REQUEST", "A215302"])
    }), on)

  const strangers: ReadonlyArray<readonly [what: string, fields: object, code: string]> = [
    ["without an id", { clientId: null }, "A215301"],
    ["of an unknown client", { clientId: "1" }, "A215302"],
    ["of a client that was not registered dynamically", { clientId: String(confidential) }, "A215303"],
    ["without a registration access token", { token: null }, "A215305"],
    ["with a wrong registration access token", { token: "wrong" }, "A215307"]
  ]
  for (const verb of ["get", "update", "delete"]) {
    for (const [what, fields, code] of strangers) {
      test(`cannot be had by ${verb} ${what}`, () =>
        Effect.gen(function*() {
          const { clientId, token } = yield* registered()
          const json = JSON.stringify({ client_id: clientId, ...minimal })
          const response = yield* post(`/client/registration/${verb}`, { clientId, token, json, ...fields })
          expect(outcome(response)).toEqual(["BAD_REQUEST", code])
          expect(content(response)["error"]).toBe("invalid_token")
          expect((yield* get(`/client/get/${clientId}`)).status).toBe(200)
        }), on)
    }
  }

  test("is refused with UNAUTHORIZED where the service says so", () =>
    Effect.gen(function*() {
      const { clientId } = yield* registered()
      expect(outcome(yield* read({ clientId, token: "wrong" }))).toEqual(["UNAUTHORIZED", "A215307"])
    }), { service: { ...service, unauthorizedOnClientConfigSupported: true } })

  test("cannot be had while the client is locked", () =>
    Effect.gen(function*() {
      const client = yield* registered()
      yield* post(`/client/lock_flag/update/${client.clientId}`, { clientLocked: true })
      expect((yield* read(client)).body["action"]).toBe("BAD_REQUEST")
    }), on)
})
