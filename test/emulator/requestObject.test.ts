import { describe, expect } from "@effect/vitest"
import { Effect } from "effect"
import { Authorization, PushedAuthorization } from "effect-authlete"
import * as jose from "jose"
import { ask, callback, credentials, issuer, query, test, textOf, tokens, web, webSecret } from "./flows.js"

const { privateKey, publicKey } = await jose.generateKeyPair("ES256", { extractable: true })
const jwks = JSON.stringify({ keys: [{ ...await jose.exportJWK(publicKey), alg: "ES256" }] })

const claims = {
  iss: String(web),
  aud: issuer,
  client_id: String(web),
  response_type: "code",
  redirect_uri: callback,
  scope: "openid",
  nonce: "n",
  state: "inside",
  claims: { userinfo: { email: null } },
  resource: ["https://a.example", "https://b.example"],
  max_age: 60
}

const sign = (changes: object = {}, key: jose.CryptoKey | Uint8Array = privateKey, alg = "ES256") =>
  Effect.promise(() => new jose.SignJWT({ ...claims, ...changes }).setProtectedHeader({ alg }).sign(key))

const begin = (request: string, more: Readonly<Record<string, string>> = {}) =>
  Authorization.process({ parameters: query({ client_id: String(web), request, ...more }) })

const client = { jwks }

describe("a request object", () => {
  test("of the client is the request, and its payload is told", () =>
    Effect.gen(function*() {
      const response = yield* begin(yield* sign(), { scope: "email", state: "outside" })
      expect(response).toMatchObject({
        action: "INTERACTION",
        scopes: [{ name: "openid" }],
        maxAge: 60,
        resources: ["https://a.example", "https://b.example"],
        userInfoClaims: "{\"email\":null}",
        requestObjectPayload: JSON.stringify(claims)
      })
    }), { client })

  test("may be signed with the secret of the client", () =>
    Effect.gen(function*() {
      const request = yield* sign({}, new TextEncoder().encode(webSecret), "HS256")
      expect((yield* begin(request)).action).toBe("INTERACTION")
    }))

  test("can be pushed", () =>
    Effect.gen(function*() {
      const parameters = query({ client_id: String(web), request: yield* sign() })
      const response = yield* PushedAuthorization.create({ parameters, ...credentials })
      if (response.action !== "CREATED") return expect(response.action).toBe("CREATED")
      const begun = yield* Authorization.process({
        parameters: query({ client_id: String(web), request_uri: response.requestUri })
      })
      expect(begun).toMatchObject({ action: "INTERACTION", maxAge: 60 })
    }), { client })

  test("is completed by the parameters beside it, if the service is set to", () =>
    Effect.gen(function*() {
      const response = yield* begin(yield* sign(), { login_hint: "john", state: "outside" })
      expect(response).toMatchObject({ action: "INTERACTION", loginHint: "john" })
    }), { client, service: { traditionalRequestObjectProcessingApplied: true } })

  test("is not completed by them otherwise", () =>
    Effect.gen(function*() {
      expect(yield* begin(yield* sign(), { login_hint: "john" })).not.toHaveProperty("loginHint")
    }), { client })

  const unsigned = `${jose.base64url.encode("{\"alg\":\"none\"}")}.${jose.base64url.encode(JSON.stringify(claims))}.`

  for (
    const [what, request, code, settings] of [
      ["is no JWT", Effect.succeed("x.y"), "A005301", {}],
      ["is signed with another algorithm than registered", sign(), "A005312", { client: { requestSignAlg: "RS256" } }],
      ["is signed by somebody else", sign({}, new TextEncoder().encode("x".repeat(32)), "HS256"), "A005328", {}],
      ["is not signed", Effect.succeed(unsigned), "A008311", {}],
      ["is not signed, though registered", Effect.succeed(unsigned), "A005336", {
        client: { requestSignAlg: "ES256" }
      }],
      ["has an odd expiry", sign({ exp: "soon" }), "A006335", {}],
      ["has expired", sign({ exp: 0 }), "A006339", {}],
      ["is not good yet", sign({ nbf: 10 }), "A006347", {}],
      ["is for somebody else", sign({ aud: "x" }), "A006351", { service: { requestObjectAudienceChecked: true } }],
      ["is about another client", sign({ client_id: "1002" }), "A999328", {}]
    ] as const
  ) {
    test(`is refused if it ${what}: ${code}`, () =>
      Effect.gen(function*() {
        const response = yield* begin(yield* request)
        expect(response).toMatchObject({ action: "BAD_REQUEST", resultCode: code })
        expect(textOf((response as { readonly responseContent?: string }).responseContent)).toContain(
          "\"error\":\"invalid_request_object\""
        )
      }), { ...settings, client: { ...client, ..."client" in settings ? settings.client : {} } })
  }
})

describe("an id_token_hint", () => {
  test("of the service tells who has to log in", () =>
    Effect.gen(function*() {
      const { id_token: hint } = yield* tokens()
      expect(yield* ask({ id_token_hint: String(hint) })).toMatchObject({ action: "INTERACTION", subject: "john" })
    }))

  test("counts in a request object, too", () =>
    Effect.gen(function*() {
      const { id_token: hint } = yield* tokens()
      expect(yield* begin(yield* sign({ id_token_hint: hint }))).toMatchObject({
        action: "INTERACTION",
        subject: "john"
      })
    }), { client })

  test("that somebody else has signed is refused", () =>
    Effect.gen(function*() {
      const hint = yield* sign({ iss: issuer, sub: "john" })
      expect(yield* ask({ id_token_hint: hint })).toMatchObject({ action: "LOCATION", resultCode: "A999329" })
    }))
})
