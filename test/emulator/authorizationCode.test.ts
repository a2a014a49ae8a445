import { describe, expect } from "@effect/vitest"
import { Effect, Schema, TestClock } from "effect"
import { Clients, Introspection, Tokens } from "effect-authlete"
import * as AuthleteEmulator from "effect-authlete/AuthleteEmulator"
import * as jose from "jose"
import {
  callback,
  code,
  exchange,
  granted,
  idToken,
  issuer,
  json,
  query,
  spa,
  spaCallback,
  test,
  tokens,
  verified,
  web,
  webSecret
} from "./flows.js"

// RFC 7636, appendix B.
const verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
const challenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"

describe("a token request with an authorization code", () => {
  test("gets tokens of the subject, and an ID token", () =>
    Effect.gen(function*() {
      const response = yield* exchange({ code: yield* code({}, { properties: [{ key: "p", value: "v" }] }) })
      expect(response).toMatchObject({
        action: "OK",
        resultCode: "A050001",
        grantType: "AUTHORIZATION_CODE",
        clientId: web,
        subject: "john",
        scopes: ["openid", "profile"],
        clientAuthMethod: "CLIENT_SECRET_BASIC"
      })
      const content = json(response)
      expect(content).toMatchObject({ token_type: "Bearer", expires_in: 3600, scope: "openid profile", p: "v" })
      expect(Object.keys(content).sort()).toEqual(
        ["access_token", "expires_in", "id_token", "p", "refresh_token", "scope", "token_type"]
      )
      expect(yield* Introspection.process({ token: String(content["access_token"]) })).toMatchObject({
        action: "OK",
        subject: "john"
      })
    }))

  test("without scopes has no scope in its response, and no ID token", () =>
    Effect.gen(function*() {
      const content = yield* tokens({ scope: undefined })
      expect(Object.keys(content).sort()).toEqual(["access_token", "expires_in", "refresh_token", "token_type"])
    }))

  test("of a public client goes by PKCE", () =>
    Effect.gen(function*() {
      const asked = {
        client_id: String(spa),
        redirect_uri: spaCallback,
        code_challenge: challenge,
        code_challenge_method: "S256"
      }
      const form = {
        grant_type: "authorization_code",
        code: yield* code(asked),
        redirect_uri: spaCallback,
        client_id: String(spa)
      }
      const wrong = yield* Tokens.process({ parameters: query({ ...form, code_verifier: `${verifier}x` }) })
      expect(wrong).toMatchObject({ action: "BAD_REQUEST", resultCode: "A050315" })
      const right = yield* Tokens.process({ parameters: query({ ...form, code_verifier: verifier }) })
      expect(right).toMatchObject({ action: "OK", clientId: spa, clientAuthMethod: "NONE" })
    }))

  test("may leave out a redirect URI that the authorization request left out", () =>
    Effect.gen(function*() {
      const value = yield* code({ redirect_uri: undefined, scope: "history.read" })
      expect((yield* exchange({ code: value, redirect_uri: undefined })).action).toBe("OK")
    }))

  test("may choose one of the resources that were granted", () =>
    Effect.gen(function*() {
      const value = yield* code({ resource: "https://a.example" })
      expect(yield* exchange({ code: value, resource: "https://b.example" })).toMatchObject({ resultCode: "A999307" })
      const response = yield* exchange({ code: value, resource: "https://a.example" })
      expect(response).toMatchObject({ action: "OK", accessTokenResources: ["https://a.example"] })
    }))

  test("gets what the server has decided for the tokens", () =>
    Effect.gen(function*() {
      const decision = { accessTokenDuration: 60, acr: "gold", authTime: 7 }
      const { access_token: token, expires_in } = yield* tokens({}, decision)
      expect(expires_in).toBe(60)
      expect(yield* Introspection.process({ token: String(token) })).toMatchObject({ acr: "gold", authTime: 7 })
    }))

  interface Case {
    readonly asked?: Parameters<typeof code>[0]
    readonly form: Parameters<typeof exchange>[0]
    readonly code: string
    readonly error?: string
  }

  const cases: ReadonlyArray<Case> = [
    { form: { code: undefined }, code: "A050301", error: "invalid_request" },
    { form: { code: "" }, code: "A050302", error: "invalid_request" },
    { form: { code: "unknown" }, code: "A050305" },
    { form: { redirect_uri: undefined }, code: "A050308" },
    { form: { redirect_uri: "https://evil.example/" }, code: "A050309" },
    {
      asked: { redirect_uri: undefined, scope: "email" },
      form: { redirect_uri: "https://evil.example/" },
      code: "A050310"
    },
    { asked: { code_challenge: challenge }, form: {}, code: "A050312" },
    { asked: { code_challenge: challenge }, form: { code_verifier: "" }, code: "A050313" },
    { asked: { code_challenge: challenge }, form: { code_verifier: "short" }, code: "A050316" },
    {
      asked: { code_challenge: challenge, code_challenge_method: "plain" },
      form: { code_verifier: verifier },
      code: "A050315"
    },
    {
      asked: { code_challenge: challenge, code_challenge_method: "S256" },
      form: { code_verifier: challenge },
      code: "A050315"
    },
    { form: { code_verifier: verifier }, code: "A050317" }
  ]
  for (const { asked = {}, code: resultCode, error = "invalid_grant", form } of cases) {
    test(`is refused with ${resultCode}, and does not use up the code: ${JSON.stringify({ ...asked, ...form })}`, () =>
      Effect.gen(function*() {
        const value = yield* code(asked)
        const refused = yield* exchange({ code: value, ...form })
        expect(refused).toMatchObject({ action: "BAD_REQUEST", resultCode })
        expect(json(refused)["error"]).toBe(error)
        const right = asked.code_challenge_method === "S256" ? verifier : asked.code_challenge
        const again = yield* exchange({
          code: value,
          redirect_uri: "redirect_uri" in asked ? undefined : callback,
          code_verifier: right
        })
        expect(again.action).toBe("OK")
      }))
  }

  for (
    const [name, resultCode] of [
      ["code", "A050303"],
      ["redirect_uri", "A050304"],
      ["code_verifier", "A050314"]
    ] as const
  ) {
    test(`is refused with ${resultCode} if ${name} is given twice`, () =>
      Effect.gen(function*() {
        const form = query({
          grant_type: "authorization_code",
          code: yield* code(),
          redirect_uri: callback,
          code_verifier: verifier
        })
        const response = yield* Tokens.process({
          parameters: `${form}&${name}=x`,
          clientId: String(web),
          clientSecret: webSecret
        })
        expect(response).toMatchObject({ action: "BAD_REQUEST", resultCode })
        expect(json(response)["error"]).toBe("invalid_request")
      }))
  }

  test("is refused to another client with A050307, and the code stays good", () =>
    Effect.gen(function*() {
      const value = yield* code()
      const parameters = query({
        grant_type: "authorization_code",
        code: value,
        redirect_uri: callback,
        client_id: String(spa)
      })
      expect(yield* Tokens.process({ parameters })).toMatchObject({ action: "BAD_REQUEST", resultCode: "A050307" })
      expect((yield* exchange({ code: value })).action).toBe("OK")
    }))

  test("is refused with A050311 once the code has expired", () =>
    Effect.gen(function*() {
      const value = yield* code()
      yield* TestClock.adjust("10 minutes")
      expect(yield* exchange({ code: value })).toMatchObject({ action: "BAD_REQUEST", resultCode: "A050311" })
    }))

  test("has as long as the service says", () =>
    Effect.gen(function*() {
      const value = yield* code()
      yield* TestClock.adjust("61 seconds")
      expect(yield* exchange({ code: value })).toMatchObject({ resultCode: "A050311" })
    }), { service: { authorizationCodeDuration: 60 } })

  test("is refused with A050201 if its properties are too big", () =>
    Effect.gen(function*() {
      const value = yield* code()
      const response = yield* exchange({ code: value }, { properties: [{ key: "k", value: "v".repeat(70_000) }] })
      expect(response).toMatchObject({ action: "INTERNAL_SERVER_ERROR", resultCode: "A050201" })
      expect((yield* exchange({ code: value })).action).toBe("OK")
    }))

  test("is refused before anything is used up if the ID token cannot be signed", () =>
    Effect.gen(function*() {
      const value = yield* code()
      const response = yield* exchange({ code: value })
      expect(response).toMatchObject({ action: "INTERNAL_SERVER_ERROR", resultCode: "A046203" })
      yield* Clients.patch({ clientId: web, idTokenSignAlg: "ES256" })
      expect((yield* exchange({ code: value })).action).toBe("OK")
    }), { client: { idTokenSignAlg: "PS512" } })

  test("a second time is refused with A050305, and revokes the tokens, refreshed ones too", () =>
    Effect.gen(function*() {
      const value = yield* code()
      const first = json(yield* exchange({ code: value }))
      const other = yield* tokens()
      const refreshed = json(
        yield* Tokens.process({
          parameters: query({ grant_type: "refresh_token", refresh_token: String(first["refresh_token"]) }),
          clientId: String(web),
          clientSecret: webSecret
        })
      )
      expect(yield* exchange({ code: value })).toMatchObject({ action: "BAD_REQUEST", resultCode: "A050305" })
      const introspect = (token: unknown) => Introspection.process({ token: String(token) })
      expect((yield* introspect(refreshed["access_token"])).resultCode).toBe("A057302")
      expect((yield* introspect(other["access_token"])).action).toBe("OK")
    }))

  test("finds its code, and what was used, in a snapshot", () =>
    Effect.gen(function*() {
      const control = yield* AuthleteEmulator.AuthleteEmulator
      const [used, unused] = [yield* code(), yield* code()]
      const { access_token: token } = json(yield* exchange({ code: used }))
      const snapshot = JSON.stringify(yield* control.snapshot)
      yield* control.reset
      yield* Effect.flatMap(Schema.decode(Schema.parseJson(AuthleteEmulator.Snapshot))(snapshot), control.restore)
      expect((yield* exchange({ code: unused })).action).toBe("OK")
      expect(yield* exchange({ code: used })).toMatchObject({ resultCode: "A050305" })
      expect((yield* Introspection.process({ token: String(token) })).resultCode).toBe("A057302")
    }))
})

describe("an ID token", () => {
  test("tells who logged in, for whom, and when", () =>
    Effect.gen(function*() {
      const { payload, protectedHeader } = yield* idToken({}, { authTime: 5, acr: "gold" })
      expect(protectedHeader).toMatchObject({ alg: "RS256", kid: expect.stringMatching(/./) })
      expect(payload).toMatchObject({
        iss: issuer,
        sub: "john",
        aud: [String(web)],
        iat: 0,
        exp: 86_400,
        auth_time: 5,
        acr: "gold",
        nonce: "some-nonce",
        s_hash: expect.stringMatching(/^[\w-]{22}$/)
      })
      expect(payload).not.toHaveProperty("at_hash")
    }))

  test("has the hash of the access token by its algorithm", () =>
    Effect.gen(function*() {
      const { access_token: token = "", id_token: jwt } = yield* granted({ response_type: "id_token token" })
      const { payload } = yield* verified(jwt)
      const hash = yield* Effect.promise(() => crypto.subtle.digest("SHA-256", new TextEncoder().encode(token)))
      expect(payload["at_hash"]).toBe(jose.base64url.encode(new Uint8Array(hash, 0, 16)))
    }))

  test("is signed as the client is registered for", () =>
    Effect.gen(function*() {
      const { protectedHeader } = yield* idToken()
      expect(protectedHeader.alg).toBe("ES256")
    }), { client: { idTokenSignAlg: "ES256" } })

  test("is signed by the secret of the client, without a kid", () =>
    Effect.gen(function*() {
      const { id_token: jwt } = yield* tokens()
      const { protectedHeader } = yield* Effect.promise(() =>
        jose.jwtVerify(String(jwt), new TextEncoder().encode(webSecret), { currentDate: new Date(0) })
      )
      expect(protectedHeader).toEqual({ alg: "HS256" })
    }), { client: { idTokenSignAlg: "HS256" } })

  test("of the token endpoint may be unsigned", () =>
    Effect.gen(function*() {
      const { id_token: jwt } = yield* tokens()
      expect(jose.UnsecuredJWT.decode(String(jwt), { currentDate: new Date(0) }).payload.sub).toBe("john")
    }), { client: { idTokenSignAlg: "NONE" } })

  const releasing = {
    claims: JSON.stringify({
      name: "John",
      "name#ja": "ジョン",
      email: "john@example.com",
      nickname: null,
      phone_number: "1",
      iss: "evil",
      sub: "jane"
    })
  }

  test("has the claims that were asked for and have a value", () =>
    Effect.gen(function*() {
      const { payload } = yield* idToken({
        scope: "openid profile",
        claims: "{\"id_token\":{\"phone_number\":null,\"iss\":null}}"
      }, releasing)
      expect(payload).toMatchObject({ name: "John", "name#ja": "ジョン", phone_number: "1", iss: issuer, sub: "john" })
      expect(payload).not.toHaveProperty("email")
      expect(payload).not.toHaveProperty("nickname")
    }))

  test("has no claims that the subject has not consented to", () =>
    Effect.gen(function*() {
      const { payload } = yield* idToken({ scope: "openid profile email" }, {
        ...releasing,
        consentedClaims: ["email"]
      })
      expect(payload).toMatchObject({ email: "john@example.com" })
      expect(payload).not.toHaveProperty("name")
    }))

  test("has the subject, the audience and the header that the server wants", () =>
    Effect.gen(function*() {
      const decision = {
        sub: "pairwise",
        idTokenAudType: "string",
        idtHeaderParams: "{\"x\":1,\"alg\":\"none\"}"
      } as const
      const { payload, protectedHeader } = yield* idToken({}, decision)
      expect(payload).toMatchObject({ sub: "pairwise", aud: String(web) })
      expect(protectedHeader).toMatchObject({ x: 1, alg: "RS256" })
    }))

  for (
    const [what, settings, exp] of [
      ["the client", { client: { extension: { idTokenDuration: 10 } }, service: { idTokenDuration: 30 } }, 10],
      ["its scopes", {
        service: {
          idTokenDuration: 30,
          scopes: [{ name: "openid", attributes: [{ key: "id_token.duration", value: "20" }] }, { name: "profile" }]
        }
      }, 20],
      ["the service", { service: { idTokenDuration: 30 } }, 30]
    ] as const
  ) {
    test(`lives as long as ${what} says`, () =>
      Effect.gen(function*() {
        expect((yield* idToken()).payload.exp).toBe(exp)
      }), settings)
  }
})

describe("a grant", () => {
  const create = { grant_management_action: "create", scope: "history.read" }

  test("is made where the request asks for one, and told with the tokens", () =>
    Effect.gen(function*() {
      const response = yield* exchange({ code: yield* code(create) })
      const { grant_id: grantId } = json(response)
      expect(grantId).toMatch(/^[\w-]{43}$/)
      expect(response).toMatchObject({ grantId })
    }))

  test("is extended or replaced by a later request", () =>
    Effect.gen(function*() {
      const control = yield* AuthleteEmulator.AuthleteEmulator
      const grants = Effect.map(control.snapshot, (snapshot) => snapshot.grants)
      const { grant_id } = yield* tokens(create)
      const form = { grant_id: String(grant_id), scope: "timeline.read email" }
      yield* tokens({ ...form, grant_management_action: "merge" })
      expect(yield* grants).toMatchObject([{
        grantId: grant_id,
        scopes: [{ scope: "email history.read timeline.read" }]
      }])
      yield* tokens({ ...form, grant_management_action: "replace" })
      expect(yield* grants).toMatchObject([{
        grantId: grant_id,
        subject: "john",
        scopes: [{ scope: "email timeline.read" }]
      }])
    }))
})
