import { describe, expect } from "@effect/vitest"
import { Effect } from "effect"
import type { AuthleteClient } from "effect-authlete"
import { Authorization, Ciba, DeviceFlow, Introspection, PushedAuthorization, Tokens, UserInfo } from "effect-authlete"
import type { CryptoKey } from "jose"
import { exportJWK, generateKeyPair, SignJWT } from "jose"
import {
  agree,
  code,
  credentials,
  exchange,
  issuer,
  json,
  parametersIn,
  query,
  request,
  test,
  textOf,
  web
} from "./flows.js"
import { certificate, certificateThumbprint, hashOf, holder, otherCertificate } from "./holders.js"

const [own, stranger] = await Promise.all([generateKeyPair("ES256"), generateKeyPair("ES256")])

const ownKey = await exportJWK(own.publicKey)

const tokenEndpoint = "https://as.example/token"
const userInfoEndpoint = "https://as.example/userinfo"
const parEndpoint = "https://as.example/par"

const at = (htu: string, htm = "POST") => ({ htm, htu })

const service = { tokenEndpoint }

describe("an authorization code", () => {
  test("gives a token that is bound to the key of the DPoP proof", () =>
    Effect.gen(function*() {
      const { proof, thumbprint } = yield* holder
      const response = yield* exchange({ code: yield* code() }, { dpop: yield* proof(at(tokenEndpoint)) })
      expect(json(response)["token_type"]).toBe("DPoP")
      const active = yield* Introspection.standardProcess({
        parameters: query({ token: String(json(response)["access_token"]) })
      })
      expect(active.action === "OK" ? json(active)["cnf"] : undefined).toEqual({ jkt: thumbprint })
    }), { service })

  test("that was asked for with a dpop_jkt is good with a proof of that key only", () =>
    Effect.gen(function*() {
      const [mine, other] = [yield* holder, yield* holder]
      const value = yield* code({ dpop_jkt: mine.thumbprint })
      expect(yield* exchange({ code: value })).toMatchObject({ action: "BAD_REQUEST", resultCode: "A999370" })
      const wrong = yield* exchange({ code: value }, { dpop: yield* other.proof(at(tokenEndpoint)) })
      expect(wrong).toMatchObject({ action: "BAD_REQUEST", resultCode: "A999370" })
      const right = yield* exchange({ code: value }, { dpop: yield* mine.proof(at(tokenEndpoint)) })
      expect(right.action).toBe("OK")
    }), { service })

  test("of a pushed request with a proof is bound to its key", () =>
    Effect.gen(function*() {
      const [mine, other] = [yield* holder, yield* holder]
      const pushed = yield* PushedAuthorization.create({
        parameters: request(),
        ...credentials,
        dpop: yield* mine.proof(at(parEndpoint)),
        ...at(parEndpoint)
      })
      const begun = yield* Authorization.process({
        parameters: query({ client_id: String(web), request_uri: String(json(pushed)["request_uri"]) })
      })
      if (begun.action !== "INTERACTION") return expect(begun.action).toBe("INTERACTION")
      const issued = yield* Authorization.issue({ ticket: begun.ticket, subject: "john" })
      const { code: value } = parametersIn(textOf(issued.responseContent))
      const wrong = yield* exchange({ code: value }, { dpop: yield* other.proof(at(tokenEndpoint)) })
      expect(wrong).toMatchObject({ action: "BAD_REQUEST", resultCode: "A999370" })
      expect((yield* exchange({ code: value }, { dpop: yield* mine.proof(at(tokenEndpoint)) })).action).toBe("OK")
    }), { service })
})

describe("a pushed request with a DPoP proof", () => {
  test("needs the nonce of the service with A350308, and gets it", () =>
    Effect.gen(function*() {
      const { proof } = yield* holder
      const push = (nonce: string | undefined) =>
        Effect.flatMap(proof({ ...at(parEndpoint), nonce }), (dpop) =>
          PushedAuthorization.create({
            parameters: request(),
            ...credentials,
            dpop,
            ...at(parEndpoint),
            dpopNonceRequired: true
          }))
      const refused = yield* push(undefined)
      expect(refused).toMatchObject({ action: "BAD_REQUEST", resultCode: "A350308" })
      expect(json(refused as { readonly responseContent: string })["error"]).toBe("use_dpop_nonce")
      expect(yield* push(refused.dpopNonce)).toMatchObject({ action: "CREATED", dpopNonce: refused.dpopNonce })
    }))

  for (
    const [what, claims, resultCode, form] of [
      ["for another place", at("https://evil.example/"), "A254301", {}],
      ["of another key than its dpop_jkt", at(parEndpoint), "A999371", { dpop_jkt: "x" }]
    ] as const
  ) {
    test(`is refused if it is ${what}: ${resultCode}`, () =>
      Effect.gen(function*() {
        const dpop = yield* (yield* holder).proof(claims)
        const response = yield* PushedAuthorization.create({
          parameters: request(form),
          ...credentials,
          dpop,
          ...at(parEndpoint)
        })
        expect(response).toMatchObject({ action: "BAD_REQUEST", resultCode })
      }))
  }
})

describe("a userinfo request", () => {
  const bound = Effect.gen(function*() {
    const mine = yield* holder
    const response = yield* exchange({ code: yield* code() }, { dpop: yield* mine.proof(at(tokenEndpoint)) })
    return { ...mine, token: String(json(response)["access_token"]) }
  })

  test("with a token that is bound to a key needs a proof of that key", () =>
    Effect.gen(function*() {
      const { proof, token } = yield* bound
      const missing = yield* UserInfo.process({ token })
      expect(missing).toMatchObject({ action: "UNAUTHORIZED", resultCode: "A089311" })
      expect(textOf(missing.responseContent)).toMatch(/^DPoP error="invalid_token"/)
      const claims = { ...at(userInfoEndpoint, "GET"), ath: hashOf(token) }
      const ask = (dpop: string) => UserInfo.process({ token, dpop, ...at(userInfoEndpoint, "GET") })
      expect(yield* ask(yield* (yield* holder).proof(claims))).toMatchObject({ resultCode: "A089312" })
      expect(yield* ask(yield* proof({ ...claims, ath: "x" }))).toMatchObject({ resultCode: "A089313" })
      expect(yield* ask(yield* proof(claims))).toMatchObject({ action: "OK", subject: "john" })
      expect((yield* UserInfo.issue({ token, claims: "{}" })).action).toBe("JSON")
    }), { service })

  test("with a token that is bound to a certificate needs that certificate", () =>
    Effect.gen(function*() {
      const created = yield* Tokens.create({
        grantType: "AUTHORIZATION_CODE",
        clientId: web,
        subject: "john",
        scopes: ["openid"],
        certificateThumbprint: certificateThumbprint(certificate)
      })
      const ask = (clientCertificate?: string) =>
        UserInfo.process({ token: textOf(created.accessToken), ...(clientCertificate && { clientCertificate }) })
      expect(yield* ask()).toMatchObject({ action: "UNAUTHORIZED", resultCode: "A089307" })
      expect(yield* ask(otherCertificate)).toMatchObject({ action: "UNAUTHORIZED", resultCode: "A089308" })
      expect(yield* ask("x")).toMatchObject({ action: "UNAUTHORIZED", resultCode: "A089309" })
      expect((yield* ask(certificate)).action).toBe("OK")
    }))

  test("takes an access token that is a JWT of the service, and no other", () =>
    Effect.gen(function*() {
      const { access_token: jwt } = json(yield* exchange({ code: yield* code() }))
      const token = String(jwt)
      expect(token.split(".")).toHaveLength(3)
      expect((yield* UserInfo.process({ token })).action).toBe("OK")
      const forged = `${token.slice(0, token.lastIndexOf("."))}.c2lnbmF0dXJl`
      expect(yield* UserInfo.process({ token: forged })).toMatchObject({
        action: "UNAUTHORIZED",
        resultCode: "A088302"
      })
      expect(yield* UserInfo.issue({ token: forged })).toMatchObject({ action: "UNAUTHORIZED", resultCode: "A092302" })
    }), { service: { accessTokenSignAlg: "ES256" } })

  test("gets as plain a response as its token if nothing is bound", () =>
    Effect.gen(function*() {
      const { accessToken } = yield* Effect.map(agree({ response_type: "token" }), (response) => ({
        accessToken: parametersIn(textOf(response.responseContent))["access_token"] ?? ""
      }))
      expect((yield* UserInfo.process({ token: accessToken })).action).toBe("OK")
    }))
})

describe("a client that signs assertions", () => {
  const type = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
  const assertion = (key: CryptoKey) =>
    Effect.promise(() =>
      new SignJWT({ iss: String(web), sub: String(web), aud: issuer, jti: "id", iat: 0, exp: 60 })
        .setProtectedHeader({ alg: "ES256" })
        .sign(key)
    )
  const signer = {
    client: {
      tokenAuthMethod: "PRIVATE_KEY_JWT",
      bcDeliveryMode: "POLL",
      jwks: JSON.stringify({ keys: [ownKey] })
    },
    service: {
      deviceVerificationUri: "https://as.example/device",
      deviceFlowCodeDuration: 60,
      supportedBackchannelTokenDeliveryModes: ["POLL"]
    }
  }

  type Send = (request: { readonly parameters: string }) => Effect.Effect<
    { readonly action: string; readonly resultCode?: string },
    unknown,
    AuthleteClient.AuthleteClient
  >

  const places: ReadonlyArray<readonly [where: string, send: Send, form: string]> = [
    ["at the pushed authorization endpoint", PushedAuthorization.create, request()],
    ["at the device authorization endpoint", DeviceFlow.authorize, query({ scope: "openid" })],
    ["at the backchannel authentication endpoint", Ciba.process, query({ scope: "openid", login_hint: "john" })]
  ]
  for (const [where, send, form] of places) {
    test(`is known by its signature ${where}`, () =>
      Effect.gen(function*() {
        const ask = (key: CryptoKey) =>
          Effect.flatMap(assertion(key), (value) =>
            send({ parameters: `${form}&${query({ client_assertion_type: type, client_assertion: value })}` }))
        expect(yield* ask(stranger.privateKey)).toMatchObject({ action: "UNAUTHORIZED", resultCode: "A157326" })
        expect((yield* ask(own.privateKey)).action).toMatch(/^(CREATED|OK|USER_IDENTIFICATION)$/)
      }), signer)
  }
})
