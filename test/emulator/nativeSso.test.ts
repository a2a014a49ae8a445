import { describe, expect } from "@effect/vitest"
import { Effect, Redacted, TestClock } from "effect"
import { Authorization, Introspection, NativeSso, Services, Tokens } from "effect-authlete"
import type { Form } from "./flows.js"
import {
  agree,
  code,
  credentials,
  exchange,
  issuer,
  json,
  query,
  spa,
  test,
  textOf,
  ticket,
  verified,
  web
} from "./flows.js"
import { hashOf } from "./holders.js"

const scopes = ["openid", "email", "device_sso"].map((name) => ({ name }))
const settings = { service: { nativeSsoSupported: true, scopes } }

const both = { scope: "openid device_sso" }
const session = { sessionId: "session one" }

/** The tokens of the first application, which the authorization server has not handed out yet. */
const begun = (more: Form = {}) =>
  Effect.gen(function*() {
    const response = yield* exchange({ code: yield* code(both, { ...session, authTime: 1_000, acr: "loa2" }), ...more })
    return response.action === "NATIVE_SSO" ? response : yield* Effect.dieMessage(`${response.action}`)
  })

const handOut = (response: Tokens.TokenProcessNativeSso, more: Partial<NativeSso.NativeSsoRequest> = {}) =>
  NativeSso.process({
    accessToken: response.accessToken ?? "",
    ...(response.refreshToken !== undefined && { refreshToken: response.refreshToken }),
    deviceSecret: "the device",
    ...more
  })

/** What the first application gets. */
const first = Effect.flatMap(begun(), (response) => Effect.map(handOut(response), json))

const second = (idToken: unknown, more: Form = {}, as: object = credentials) =>
  Tokens.process({
    parameters: query({
      grant_type: "urn:ietf:params:oauth:grant-type:token-exchange",
      subject_token: String(idToken),
      subject_token_type: "urn:ietf:params:oauth:token-type:id_token",
      actor_token: "the device",
      actor_token_type: "urn:openid:params:token-type:device-secret",
      audience: issuer,
      ...more
    }),
    ...as
  })

const isUsable = (token: unknown) =>
  Effect.map(Introspection.process({ token: String(token) }), ({ action }) => action === "OK")

describe("an authorization for Native SSO", () => {
  test("is told of, and needs a session", () =>
    Effect.gen(function*() {
      const value = yield* ticket(both)
      const refused = yield* Authorization.issue({ ticket: value, subject: "john" })
      expect(refused).toMatchObject({ action: "INTERNAL_SERVER_ERROR", resultCode: "A499201" })
      const issued = yield* Authorization.issue({ ticket: value, subject: "john", ...session })
      expect(issued.action).toBe("LOCATION")
    }), settings)

  for (
    const [what, form, other] of [
      ["without device_sso", { scope: "openid" }, settings],
      ["without openid", { scope: "device_sso" }, settings],
      ["where the service does not support it", both, { service: { scopes } }]
    ] as const
  ) {
    test(`is none ${what}`, () =>
      Effect.gen(function*() {
        expect((yield* agree(form)).action).toBe("LOCATION")
        expect((yield* exchange({ code: yield* code(form, session) })).action).toBe("OK")
      }), other)
  }

  test("is in the metadata of a service that supports it", () =>
    Effect.gen(function*() {
      expect(yield* Services.configuration({})).toMatchObject({ native_sso_supported: true })
    }), settings)
})

describe("tokens for Native SSO", () => {
  test("are left to the authorization server, with the session and the device secret", () =>
    Effect.gen(function*() {
      const response = yield* begun({ device_secret: "an old one" })
      expect(response).toMatchObject({ resultCode: "A050002", subject: "john", scopes: ["device_sso", "openid"] })
      expect(textOf(response.sessionId)).toBe("session one")
      expect(textOf(response.deviceSecret)).toBe("an old one")
      expect(response.responseContent).toBeUndefined()
      expect(response.idToken).toBeUndefined()
    }), settings)

  test("go out with an ID token that names the session and the device", () =>
    Effect.gen(function*() {
      const content = yield* Effect.flatMap(begun(), (response) => {
        const claims = JSON.stringify({ email: "john@example.com", sid: "another", sub: "mallory" })
        return Effect.map(handOut(response, { claims }), json)
      })
      expect(content).toMatchObject({
        token_type: "Bearer",
        scope: "device_sso openid",
        device_secret: "the device",
        issued_token_type: "urn:ietf:params:oauth:token-type:access_token"
      })
      expect(yield* isUsable(content["access_token"])).toBe(true)
      expect((yield* verified(String(content["id_token"]))).payload).toMatchObject({
        iss: issuer,
        sub: "john",
        aud: [String(web)],
        sid: "session one",
        ds_hash: hashOf("the device"),
        auth_time: 1_000,
        acr: "loa2",
        email: "john@example.com"
      })
    }), settings)

  test("have the hash of the device secret that the authorization server gives", () =>
    Effect.gen(function*() {
      const content = json(yield* handOut(yield* begun(), { deviceSecretHash: "of its own" }))
      expect((yield* verified(String(content["id_token"]))).payload).toMatchObject({ ds_hash: "of its own" })
    }), settings)

  test("are left to it after a refresh too", () =>
    Effect.gen(function*() {
      const { refresh_token: refreshToken } = yield* first
      const form = { grant_type: "refresh_token", refresh_token: String(refreshToken) }
      const response = yield* Tokens.process({ parameters: query(form), ...credentials })
      expect(response.action).toBe("NATIVE_SSO")
      const narrow = { ...form, refresh_token: textOf((response as Tokens.TokenProcessNativeSso).refreshToken) }
      const { action } = yield* Tokens.process({ parameters: query({ ...narrow, scope: "openid" }), ...credentials })
      expect(action).toBe("OK")
    }), settings)

  for (
    const [what, more, resultCode] of [
      ["an unknown access token", { accessToken: "unknown" }, "A999479"],
      ["another's refresh token", { refreshToken: "unknown" }, "A999480"],
      ["claims that are no JSON object", { claims: "[]" }, "A999482"]
    ] as const
  ) {
    test(`are not handed out for ${what}`, () =>
      Effect.gen(function*() {
        const refused = yield* handOut(yield* begun(), more)
        expect(refused).toMatchObject({ action: "CALLER_ERROR", resultCode })
      }), settings)
  }

  test("are not handed out if they are of no session", () =>
    Effect.gen(function*() {
      const { accessToken } = yield* Tokens.create({
        grantType: "AUTHORIZATION_CODE",
        clientId: web,
        subject: "john"
      })
      const refused = yield* NativeSso.process({ accessToken, deviceSecret: "the device" })
      expect(refused).toMatchObject({ action: "CALLER_ERROR", resultCode: "A999481" })
    }), settings)
})

describe("another application on the device", () => {
  test("gets tokens for the ID token and the device secret", () =>
    Effect.gen(function*() {
      const { id_token: idToken } = yield* first
      const response = yield* second(idToken, { scope: "openid email" }, { clientId: String(spa) })
      expect(response).toMatchObject({
        action: "NATIVE_SSO",
        resultCode: "A311002",
        clientId: spa,
        subject: "john",
        scopes: ["email", "openid"],
        audiences: [issuer],
        actorTokenType: "DEVICE_SECRET",
        deviceSecretHash: hashOf("the device")
      })
      const { deviceSecret, sessionId } = response as Tokens.TokenProcessNativeSso
      expect([textOf(sessionId), textOf(deviceSecret)]).toEqual(["session one", "the device"])
      const content = json(yield* handOut(response as Tokens.TokenProcessNativeSso))
      expect((yield* verified(String(content["id_token"]))).payload).toMatchObject({
        sub: "john",
        aud: [String(spa)],
        sid: "session one",
        ds_hash: hashOf("the device"),
        auth_time: 1_000
      })
    }), settings)

  test("gets none for an ID token that has expired or names no device", () =>
    Effect.gen(function*() {
      const { id_token: idToken } = yield* first
      const plain = json(yield* exchange({ code: yield* code({ scope: "openid" }) }))["id_token"]
      expect(yield* second(plain)).toMatchObject({ action: "BAD_REQUEST", resultCode: "A999477" })
      yield* TestClock.adjust("1 day")
      expect(yield* second(idToken)).toMatchObject({ action: "BAD_REQUEST", resultCode: "A999449" })
    }), settings)

  test("gets none for another kind of token, or without saying who it is", () =>
    Effect.gen(function*() {
      const { access_token: accessToken, id_token: idToken } = yield* first
      const form = { subject_token_type: "urn:ietf:params:oauth:token-type:access_token" }
      expect(yield* second(accessToken, form)).toMatchObject({ action: "BAD_REQUEST", resultCode: "A999476" })
      expect(yield* second(idToken, {}, {})).toMatchObject({ action: "INVALID_CLIENT", resultCode: "A999475" })
    }), settings)

  test("is any token exchange where the service does not support Native SSO", () =>
    Effect.gen(function*() {
      const { id_token: idToken } = json(yield* exchange({ code: yield* code({ scope: "openid" }) }))
      expect((yield* second(idToken)).action).toBe("TOKEN_EXCHANGE")
    }))
})

describe("a logout", () => {
  test("takes the tokens of the session, of all its applications, and no others", () =>
    Effect.gen(function*() {
      const { access_token: one, id_token: idToken } = yield* first
      const other = (yield* second(idToken)) as Tokens.TokenProcessNativeSso
      const elsewhere = yield* exchange({ code: yield* code(both, { sessionId: "session two" }) })
      expect(yield* NativeSso.logout({ sessionId: "session one" })).toMatchObject({ resultCode: "A503001", count: 2 })
      expect(yield* isUsable(one)).toBe(false)
      expect(yield* isUsable(textOf(other.accessToken))).toBe(false)
      expect(yield* isUsable(textOf((elsewhere as Tokens.TokenProcessNativeSso).accessToken))).toBe(true)
      expect(yield* NativeSso.logout({ sessionId: Redacted.make("session one") })).toMatchObject({ count: 0 })
    }), settings)
})
