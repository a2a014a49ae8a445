import { describe, expect } from "@effect/vitest"
import { Effect } from "effect"
import type { Options } from "effect-authlete/AuthleteEmulator"
import { createLocalJWKSet, decodeJwt, decodeProtectedHeader, jwtVerify } from "jose"
import { hashOf, holder } from "./holders.js"
import type { JsonResponse } from "./support.js"
import {
  confidential,
  content,
  create,
  get,
  inProcess,
  introspect,
  post,
  revocation,
  ticket,
  token
} from "./support.js"

const options: Options = { service: { accessTokenSignAlg: "ES256" } }

const test: typeof inProcess.test = (name, effect) => inProcess.test(name, effect, options)

const clientCredentials = { grant_type: "client_credentials", scope: "history.read" }

const jwtIn = (response: JsonResponse) => String(content(response)["access_token"])

const standard = (token: string) =>
  Effect.map(post("/auth/introspection/standard", { parameters: `token=${token}` }), content)

const full = {
  resources: ["https://api.example.com"],
  acr: "loa2",
  authTime: 1_640_000_000,
  dpopKeyThumbprint: "the-key",
  authorizationDetails: { elements: [{ type: "payment", otherFields: "{\"amount\":1}" }] },
  jwtAtClaims: "{\"tenant\":\"blue\",\"sub\":\"mallory\"}"
}

describe("an access token that is a JWT", () => {
  test("is signed with a key of the service, and holds what RFC 9068 wants", () =>
    Effect.gen(function*() {
      const { body } = yield* create(full)
      const keys = createLocalJWKSet((yield* get("/service/jwks/get")).body as never)
      const verified = yield* Effect.promise(() =>
        jwtVerify(String(body["jwtAccessToken"]), keys, { currentDate: new Date(0) })
      )
      expect(verified.protectedHeader).toEqual({ alg: "ES256", typ: "at+jwt", kid: expect.any(String) })
      expect(verified.payload).toEqual({
        iss: "https://issuer.example.com",
        sub: "john",
        aud: full.resources,
        client_id: String(confidential),
        scope: "history.read",
        jti: body["accessToken"],
        iat: 0,
        exp: 3_600,
        grant_type: "authorization_code",
        acr: "loa2",
        auth_time: 1_640_000_000,
        cnf: { jkt: "the-key" },
        authorization_details: [{ type: "payment", amount: 1 }],
        tenant: "blue"
      })
    }))

  test("stands in the token response, and beside its value in the response of the API", () =>
    Effect.gen(function*() {
      const response = yield* token(clientCredentials)
      expect(response.body["jwtAccessToken"]).toBe(jwtIn(response))
      expect(decodeJwt(jwtIn(response))["jti"]).toBe(response.body["accessToken"])
    }))

  test("is issued after the check of a password, and by a refresh", () =>
    Effect.gen(function*() {
      const issued = yield* post("/auth/token/issue", { ticket: yield* ticket, subject: "john" })
      expect(decodeProtectedHeader(jwtIn(issued))["typ"]).toBe("at+jwt")
      const refreshed = yield* token({
        grant_type: "refresh_token",
        refresh_token: String(issued.body["refreshToken"])
      })
      expect(decodeJwt(jwtIn(refreshed))).toMatchObject({ sub: "john", jti: refreshed.body["accessToken"] })
    }))

  test("is about the client if it belongs to no resource owner", () =>
    Effect.gen(function*() {
      expect(decodeJwt(jwtIn(yield* token(clientCredentials)))["sub"]).toBe(String(confidential))
    }))

  test("holds the claims of the call", () =>
    Effect.gen(function*() {
      const response = yield* token(clientCredentials, { jwtAtClaims: "{\"tenant\":\"blue\"}" })
      expect(decodeJwt(jwtIn(response))["tenant"]).toBe("blue")
    }))

  test("can be introspected as it is, and by its value", () =>
    Effect.gen(function*() {
      const response = yield* token(clientCredentials)
      for (const presented of [jwtIn(response), String(response.body["accessToken"])]) {
        expect((yield* introspect(presented)).body["action"]).toBe("OK")
        expect(yield* standard(presented)).toMatchObject({ active: true, client_id: String(confidential) })
      }
    }))

  test("is presented with proofs for the JWT", () =>
    Effect.gen(function*() {
      const { proof, thumbprint } = yield* holder
      const { body } = yield* create({ dpopKeyThumbprint: thumbprint })
      const request = { htm: "GET", htu: "https://api.example.com/history" }
      const dpop = yield* proof({ ...request, ath: hashOf(body["jwtAccessToken"]) })
      expect((yield* introspect(body["jwtAccessToken"], { dpop, ...request })).body["action"]).toBe("OK")
    }))

  test("is not known if anything of it was changed", () =>
    Effect.gen(function*() {
      const [header, payload = "", signature] = jwtIn(yield* token(clientCredentials)).split(".")
      const claims = Buffer.from(JSON.stringify({ ...decodeJwt(`${header}.${payload}.`), scope: "all" })).toString(
        "base64url"
      )
      for (const forged of [`${header}.${claims}.${signature}`, `${header}.${payload}.${"A".repeat(86)}`]) {
        expect((yield* introspect(forged)).body["existent"]).toBe(false)
        expect(yield* standard(forged)).toEqual({ active: false })
      }
    }))

  test("can be revoked as it is", () =>
    Effect.gen(function*() {
      const response = yield* token(clientCredentials)
      expect((yield* revocation({ token: jwtIn(response) })).body["action"]).toBe("OK")
      expect((yield* introspect(response.body["accessToken"])).body["existent"]).toBe(false)
    }))

  test("can be updated and deleted as it is", () =>
    Effect.gen(function*() {
      const { body } = yield* create()
      const updated = yield* post("/auth/token/update", { accessToken: body["jwtAccessToken"], scopes: [] })
      expect(updated.body["action"]).toBe("OK")
      const revoked = yield* post("/auth/token/revoke", { accessTokenIdentifier: body["jwtAccessToken"] })
      expect(revoked.body["count"]).toBe(1)
    }))
})

describe("an access token that was chosen, and looks like a JWT", () => {
  inProcess.test("is a token like any other", () =>
    Effect.gen(function*() {
      const chosen = "eyJhbGciOiJub25lIn0.eyJqdGkiOiJhY2Nlc3MifQ."
      yield* create({ accessToken: chosen })
      expect((yield* introspect(chosen)).body["action"]).toBe("OK")
    }))

  inProcess.test("is not taken for the token that it names", () =>
    Effect.gen(function*() {
      yield* create({ accessToken: "access" })
      expect((yield* introspect("eyJhbGciOiJub25lIn0.eyJqdGkiOiJhY2Nlc3MifQ.")).body["existent"]).toBe(false)
    }))
})

describe("a service without a key for its access tokens", () => {
  const refusals = [
    ["no key of the algorithm", { accessTokenSignAlg: "PS512", jwks: "{\"keys\":[]}" }],
    ["an algorithm whose key clients would know", { accessTokenSignAlg: "HS256" }]
  ] as const
  for (const [what, service] of refusals) {
    inProcess.test(`issues none: ${what}`, () =>
      Effect.gen(function*() {
        expect((yield* create()).body).toMatchObject({ action: "BAD_REQUEST", resultCode: "A108205" })
        expect((yield* token(clientCredentials)).body["action"]).toBe("INTERNAL_SERVER_ERROR")
        const issued = yield* post("/auth/token/issue", { ticket: yield* ticket, subject: "john" })
        expect(issued.body["action"]).toBe("INTERNAL_SERVER_ERROR")
        expect((yield* get("/auth/token/get/list")).body["totalCount"]).toBe(0)
      }), { service })
  }
})
