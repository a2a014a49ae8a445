import { describe, expect } from "@effect/vitest"
import { Effect } from "effect"
import type { Options } from "effect-authlete/AuthleteEmulator"
import * as jose from "jose"
import type { JsonResponse } from "./support.js"
import {
  confidential,
  confidentialSecret,
  content,
  create,
  inProcess,
  parameters,
  post,
  publicClient,
  setClock
} from "./support.js"

const { test } = inProcess

const urn = (name: string) => `urn:ietf:params:oauth:token-type:${name}`

type Form = Readonly<Record<string, string | ReadonlyArray<string>>>

/** The form, with a parameter of several values once for each. */
const formOf = (form: Form) =>
  new URLSearchParams(
    Object.entries(form).flatMap(([name, values]) => [values].flat().map((value) => [name, String(value)]))
  ).toString()

const credentials = { clientId: String(confidential), clientSecret: confidentialSecret }

const exchange = (form: Form, as: object = credentials) =>
  post("/auth/token", {
    parameters: formOf({ grant_type: "urn:ietf:params:oauth:grant-type:token-exchange", ...form }),
    ...as
  })

const ofAccessToken = { subject_token: "one", subject_token_type: urn("access_token") }

const given = (fields: object = {}) => create({ accessToken: "one", refreshToken: "refresh one", ...fields })

const refused = (
  { body }: JsonResponse
) => [body["action"], body["resultCode"], content({ body } as JsonResponse)["error"]]

const secret = new TextEncoder().encode("a secret that is as long as a key for HS256 has to be")

/** A JWT that nobody but the authorization server can check. */
const jwt = (claims: object) =>
  Effect.promise(() =>
    new jose.SignJWT(JSON.parse(JSON.stringify(claims))).setProtectedHeader({ alg: "HS256" }).sign(secret)
  )

const unsigned = (claims: jose.JWTPayload) => new jose.UnsecuredJWT(claims).encode()

const encrypted = Effect.promise(() =>
  new jose.EncryptJWT({ sub: "john" })
    .setProtectedHeader({ alg: "dir", enc: "A128CBC-HS256" })
    .encrypt(new Uint8Array(32))
)

describe("a token exchange", () => {
  test("is for the authorization server to grant, which is told all that was asked for", () =>
    Effect.gen(function*() {
      yield* given({ properties: [{ key: "tenant", value: "7" }], resources: ["https://api.example.com"] })
      const { body, status } = yield* exchange({
        ...ofAccessToken,
        requested_token_type: urn("jwt"),
        scope: "timeline.read unknown",
        audience: ["one", "two"],
        resource: "https://other.example.com"
      })
      expect(status).toBe(200)
      expect(body).toMatchObject({
        action: "TOKEN_EXCHANGE",
        resultCode: "A311001",
        grantType: "TOKEN_EXCHANGE",
        clientId: confidential,
        clientAuthMethod: "CLIENT_SECRET_BASIC",
        requestedTokenType: "JWT",
        subjectToken: "one",
        subjectTokenType: "ACCESS_TOKEN",
        subjectTokenInfo: {
          clientId: confidential,
          subject: "john",
          scopes: [{ name: "history.read", defaultEntry: false }],
          properties: [{ key: "tenant", value: "7" }],
          resources: ["https://api.example.com"],
          expiresAt: 3_600_000
        },
        audiences: ["one", "two"],
        scopes: ["timeline.read"],
        resources: ["https://other.example.com"]
      })
      expect(body).not.toHaveProperty("responseContent")
      expect(body).not.toHaveProperty("accessToken")
    }))

  test("takes a token for who is to act", () =>
    Effect.gen(function*() {
      yield* given()
      yield* create({ accessToken: "two", subject: "jane" })
      const { body } = yield* exchange({
        ...ofAccessToken,
        actor_token: "two",
        actor_token_type: urn("access_token")
      })
      expect(body).toMatchObject({
        action: "TOKEN_EXCHANGE",
        actorToken: "two",
        actorTokenType: "ACCESS_TOKEN",
        actorTokenInfo: { subject: "jane" }
      })
    }))

  test("takes a refresh token, until it expires", () =>
    Effect.gen(function*() {
      yield* given({ refreshTokenDuration: 60 })
      const form = { subject_token: "refresh one", subject_token_type: urn("refresh_token") }
      const { body } = yield* exchange(form)
      expect(body).toMatchObject({
        action: "TOKEN_EXCHANGE",
        subjectTokenInfo: { subject: "john", expiresAt: 60_000 }
      })
      yield* setClock(60_000)
      expect(refused(yield* exchange(form))).toEqual(["BAD_REQUEST", "A999445", "invalid_request"])
    }))

  test("takes no access token that is expired, unknown or of the other kind", () =>
    Effect.gen(function*() {
      yield* given()
      expect(refused(yield* exchange({ ...ofAccessToken, subject_token: "unknown" })))
        .toEqual(["BAD_REQUEST", "A311306", "invalid_request"])
      expect(refused(yield* exchange({ ...ofAccessToken, subject_token: "refresh one" }))[1]).toBe("A311306")
      expect(refused(yield* exchange({ subject_token: "one", subject_token_type: urn("refresh_token") }))[1])
        .toBe("A999444")
      yield* setClock(3_600_000)
      expect(refused(yield* exchange(ofAccessToken))[1]).toBe("A999443")
    }))

  const wrong: ReadonlyArray<readonly [what: string, form: Form, code: string, error?: string]> = [
    ["without a subject token", { subject_token_type: urn("jwt") }, "A999434"],
    ["with an empty subject token", { ...ofAccessToken, subject_token: "" }, "A999435"],
    ["with two subject tokens", { ...ofAccessToken, subject_token: ["one", "one"] }, "A999436"],
    ["without a type of the subject token", { subject_token: "one" }, "A250302"],
    ["with two types of the subject token", {
      subject_token: "one",
      subject_token_type: [urn("jwt"), urn("jwt")]
    }, "A250301"],
    ["with an unknown type of the subject token", { subject_token: "one", subject_token_type: "jwt" }, "A999437"],
    ["with an unknown type of the new token", { ...ofAccessToken, requested_token_type: "jwt" }, "A999432"],
    ["with two types of the new token", { ...ofAccessToken, requested_token_type: ["a", "b"] }, "A999433"],
    ["with an actor token without a type", { ...ofAccessToken, actor_token: "one" }, "A999441"],
    ["with a type of no actor token", { ...ofAccessToken, actor_token_type: urn("jwt") }, "A999441"],
    ["with an unknown type of the actor token", {
      ...ofAccessToken,
      actor_token: "one",
      actor_token_type: "jwt"
    }, "A999438"],
    ["with an unknown actor token", {
      ...ofAccessToken,
      actor_token: "unknown",
      actor_token_type: urn("access_token")
    }, "A311306"],
    ["for a resource that is none", { ...ofAccessToken, resource: "relative" }, "A251307", "invalid_target"],
    ["with two scopes", { ...ofAccessToken, scope: ["a", "b"] }, "A999459"]
  ]
  for (const [what, form, code, error = "invalid_request"] of wrong) {
    test(`is refused ${what}`, () =>
      Effect.gen(function*() {
        yield* given()
        expect(refused(yield* exchange(form))).toEqual(["BAD_REQUEST", code, error])
      }))
  }

  test("leaves SAML to the authorization server", () =>
    Effect.gen(function*() {
      const { body } = yield* exchange({ subject_token: "PHNhbWw+", subject_token_type: urn("saml2") })
      expect(body).toMatchObject({ action: "TOKEN_EXCHANGE", subjectTokenType: "SAML2", subjectToken: "PHNhbWw+" })
      expect(body).not.toHaveProperty("subjectTokenInfo")
    }))
})

describe("the client of a token exchange", () => {
  const only = (setting: string): Options => ({ service: { [setting]: true } })
  const anonymous = {}
  const asPublic = { clientId: String(publicClient) }

  test("need not be named", () =>
    Effect.gen(function*() {
      yield* given()
      const { body } = yield* exchange(ofAccessToken, anonymous)
      expect(body).toMatchObject({ action: "TOKEN_EXCHANGE", clientId: 0, clientIdAliasUsed: false })
      expect(body).not.toHaveProperty("clientAuthMethod")
    }))

  test("has to be named where the service wants it", () =>
    Effect.gen(function*() {
      yield* given()
      expect(refused(yield* exchange(ofAccessToken, anonymous))).toEqual([
        "INVALID_CLIENT",
        "A999442",
        "invalid_client"
      ])
    }), only("tokenExchangeByIdentifiableClientsOnly"))

  test("has to authenticate if it is named", () =>
    Effect.gen(function*() {
      yield* given()
      expect(refused(yield* exchange(ofAccessToken, { ...credentials, clientSecret: "wrong" })))
        .toEqual(["INVALID_CLIENT", "A157305", "invalid_client"])
      expect(refused(yield* exchange({ ...ofAccessToken, client_id: String(confidential) }, anonymous))[0])
        .toBe("INVALID_CLIENT")
    }))

  test("may be public, unless the service wants it otherwise", () =>
    Effect.gen(function*() {
      yield* given()
      expect((yield* exchange(ofAccessToken, asPublic)).body["action"]).toBe("TOKEN_EXCHANGE")
    }))

  for (const [who, as] of [["a public client", asPublic], ["nobody", anonymous]] as const) {
    test(`is confidential where the service wants it, and not ${who}`, () =>
      Effect.gen(function*() {
        yield* given()
        expect(refused(yield* exchange(ofAccessToken, as))).toEqual(["BAD_REQUEST", "A311304", "unauthorized_client"])
        expect((yield* exchange(ofAccessToken)).body["action"]).toBe("TOKEN_EXCHANGE")
      }), only("tokenExchangeByConfidentialClientsOnly"))
  }

  test("needs permission where the service wants it", () =>
    Effect.gen(function*() {
      yield* given()
      expect(refused(yield* exchange(ofAccessToken))).toEqual(["BAD_REQUEST", "A311305", "unauthorized_client"])
    }), only("tokenExchangeByPermittedClientsOnly"))

  test("may have permission", () =>
    Effect.gen(function*() {
      yield* given()
      expect((yield* exchange(ofAccessToken)).body["action"]).toBe("TOKEN_EXCHANGE")
    }), {
    seed: {
      service: { tokenExchangeByPermittedClientsOnly: true },
      clients: [{ clientId: confidential, secret: confidentialSecret, extension: { tokenExchangePermitted: true } }]
    }
  })

  test("has to be one for the grant type", () =>
    Effect.gen(function*() {
      expect(refused(yield* exchange(ofAccessToken))).toEqual(["BAD_REQUEST", "A047302", "unauthorized_client"])
    }), {
    seed: { clients: [{ clientId: confidential, secret: confidentialSecret, grantTypes: ["CLIENT_CREDENTIALS"] }] }
  })

  test("cannot do what the service does not support", () =>
    Effect.gen(function*() {
      expect(refused(yield* exchange(ofAccessToken, anonymous)))
        .toEqual(["BAD_REQUEST", "A049305", "unsupported_grant_type"])
    }), { service: { grantTypes: ["CLIENT_CREDENTIALS"] } })
})

describe("a JWT in a token exchange", () => {
  const of = (token: string) => exchange({ subject_token: token, subject_token_type: urn("jwt") })

  test("is taken whoever has signed it", () =>
    Effect.gen(function*() {
      const token = yield* jwt({ sub: "john", exp: 60, iat: 0, nbf: 0 })
      expect((yield* of(token)).body).toMatchObject({
        action: "TOKEN_EXCHANGE",
        subjectToken: token,
        subjectTokenType: "JWT"
      })
      expect((yield* of(yield* jwt({}))).body["action"]).toBe("TOKEN_EXCHANGE")
    }))

  for (
    const [what, claims, code] of [
      ["has expired", { exp: 100 }, "A999449"],
      ["was issued in the future", { iat: 101 }, "A999450"],
      ["is not valid yet", { nbf: 101 }, "A999451"]
    ] as const
  ) {
    test(`is refused if it ${what}`, () =>
      Effect.gen(function*() {
        yield* setClock(100_000)
        expect(refused(yield* of(yield* jwt(claims)))).toEqual(["BAD_REQUEST", code, "invalid_request"])
      }))
  }

  test("is refused if it is none", () =>
    Effect.gen(function*() {
      expect(refused(yield* of("one"))[1]).toBe("A999446")
    }))

  test("may lack a signature, or be encrypted", () =>
    Effect.gen(function*() {
      expect((yield* of(unsigned({ sub: "john" }))).body["action"]).toBe("TOKEN_EXCHANGE")
      expect((yield* of(yield* encrypted)).body["action"]).toBe("TOKEN_EXCHANGE")
    }))

  test("may not where the service says so", () =>
    Effect.gen(function*() {
      expect(refused(yield* of(unsigned({ sub: "john" })))[1]).toBe("A999448")
      expect(refused(yield* of(yield* encrypted))[1]).toBe("A999447")
    }), { service: { tokenExchangeUnsignedJwtRejected: true, tokenExchangeEncryptedJwtRejected: true } })
})

describe("an access token that is a JWT", () => {
  const options: Options = { service: { accessTokenSignAlg: "ES256" } }
  const of = (token: unknown) => exchange({ subject_token: String(token), subject_token_type: urn("access_token") })

  test("is exchanged as one, and not if somebody else has made it", () =>
    Effect.gen(function*() {
      const { body: { jwtAccessToken } } = yield* given()
      expect((yield* of(jwtAccessToken)).body).toMatchObject({ subjectTokenInfo: { subject: "john" } })
      expect(refused(yield* of(yield* jwt({ jti: "one" })))[1]).toBe("A311306")
    }), options)
})

describe("an ID token in a token exchange", () => {
  const callback = "https://client.example/callback"
  const issuer = "https://as.example"
  const options: Options = {
    seed: {
      service: { issuer },
      clients: [{ clientId: confidential, secret: confidentialSecret, redirectUris: [callback] }]
    }
  }
  const of = (token: string) => exchange({ subject_token: token, subject_token_type: urn("id_token") })

  const idToken = Effect.gen(function*() {
    const request = parameters({
      client_id: String(confidential),
      response_type: "code",
      scope: "openid",
      redirect_uri: callback
    })
    const { body: { ticket } } = yield* post("/auth/authorization", { parameters: request })
    const { body: { responseContent } } = yield* post("/auth/authorization/issue", { ticket, subject: "john" })
    const code = new URL(String(responseContent)).searchParams.get("code") ?? ""
    const form = parameters({ grant_type: "authorization_code", code, redirect_uri: callback })
    return String((yield* post("/auth/token", { parameters: form, ...credentials })).body["idToken"])
  })

  test("is taken if the service has signed it, until it expires", () =>
    Effect.gen(function*() {
      const token = yield* idToken
      expect((yield* of(token)).body).toMatchObject({ action: "TOKEN_EXCHANGE", subjectTokenType: "ID_TOKEN" })
      yield* setClock(86_400_000)
      expect(refused(yield* of(token))).toEqual(["BAD_REQUEST", "A999449", "invalid_request"])
    }), options)

  const good = { iss: issuer, aud: "1", exp: 60, iat: 0 }
  for (
    const [what, claims, code] of [
      ["has no time of expiry", { ...good, exp: undefined }, "A999452"],
      ["does not say when it was issued", { ...good, iat: undefined }, "A999453"],
      ["has no issuer", { ...good, iss: undefined }, "A999454"],
      ["has an issuer that is not https", { ...good, iss: "http://as.example" }, "A999454"],
      ["has an issuer with a query", { ...good, iss: "https://as.example?a=b" }, "A999454"],
      ["is for nobody", { ...good, aud: undefined }, "A999455"],
      ["has a nonce that is no text", { ...good, nonce: 1 }, "A999456"],
      ["is signed with a shared secret", good, "A999457"]
    ] as const
  ) {
    test(`is refused if it ${what}`, () =>
      Effect.gen(function*() {
        expect(refused(yield* of(yield* jwt(claims)))).toEqual(["BAD_REQUEST", code, "invalid_request"])
      }), options)
  }

  test("is refused if another key has signed it", () =>
    Effect.gen(function*() {
      const token = yield* Effect.promise(async () => {
        const { privateKey } = await jose.generateKeyPair("ES256")
        return new jose.SignJWT(good).setProtectedHeader({ alg: "ES256" }).sign(privateKey)
      })
      expect(refused(yield* of(token))[1]).toBe("A999458")
    }), options)

  test("may lack a signature, unless the service says otherwise", () =>
    Effect.gen(function*() {
      expect((yield* of(unsigned(good))).body["action"]).toBe("TOKEN_EXCHANGE")
    }), options)
})
