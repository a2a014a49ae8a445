import { describe, expect } from "@effect/vitest"
import { Effect, Schema, TestClock } from "effect"
import { DeviceFlow, Introspection, Tokens } from "effect-authlete"
import * as AuthleteEmulator from "effect-authlete/AuthleteEmulator"
import type { Form } from "./flows.js"
import { credentials, issuer, json, query, spa, test, textOf, verified, web } from "./flows.js"

const service = {
  deviceVerificationUri: "https://as.example/device",
  deviceVerificationUriComplete: "https://as.example/device?code=USER_CODE",
  deviceFlowCodeDuration: 300
}

const authorize = (form: Form = {}) =>
  DeviceFlow.authorize({ parameters: query({ scope: "openid profile", ...form }), ...credentials })

const begun = (form: Form = {}) =>
  Effect.map(authorize(form), (response) => {
    const content = json(response as { readonly responseContent: string })
    return { deviceCode: String(content["device_code"]), userCode: String(content["user_code"]) }
  })

const grantType = "urn:ietf:params:oauth:grant-type:device_code"

const poll = (deviceCode: string | undefined, more: Form = {}, fields: object = credentials) =>
  Tokens.process({ parameters: query({ grant_type: grantType, device_code: deviceCode, ...more }), ...fields })

const agree = (userCode: string, more: object = {}) =>
  DeviceFlow.complete({ userCode, result: "AUTHORIZED", subject: "john", ...more })

describe("the device flow", () => {
  test("goes from the codes to tokens", () =>
    Effect.gen(function*() {
      const response = yield* authorize()
      expect(response).toMatchObject({
        action: "OK",
        resultCode: "A220001",
        clientId: web,
        clientName: "Web",
        clientAuthMethod: "CLIENT_SECRET_BASIC",
        expiresIn: 300,
        interval: 5,
        scopes: [{ name: "openid" }, { name: "profile" }],
        verificationUri: "https://as.example/device"
      })
      const { device_code, user_code: userCode, ...others } = json(response as { readonly responseContent: string })
      expect(userCode).toMatch(/^[BCDFGHJKLMNPQRSTVWXZ]{8}$/)
      expect(others).toEqual({
        verification_uri: "https://as.example/device",
        verification_uri_complete: `https://as.example/device?code=${String(userCode)}`,
        expires_in: 300,
        interval: 5
      })

      expect(yield* poll(String(device_code))).toMatchObject({ action: "BAD_REQUEST", resultCode: "A242307" })
      expect(yield* DeviceFlow.verify({ userCode: String(userCode) })).toMatchObject({
        action: "VALID",
        resultCode: "A224001",
        clientId: web,
        clientName: "Web",
        expiresAt: 300_000,
        scopes: [{ name: "openid" }, { name: "profile" }]
      })
      const completed = yield* agree(String(userCode), { authTime: 5, claims: "{\"name\":\"John\"}" })
      expect(completed).toMatchObject({ action: "SUCCESS", resultCode: "A241001" })

      const polled = yield* poll(String(device_code))
      expect(polled).toMatchObject({ action: "OK", resultCode: "A242002", grantType: "DEVICE_CODE", subject: "john" })
      const { access_token: token, id_token: jwt } = json(polled)
      expect(yield* Introspection.process({ token: String(token) })).toMatchObject({ grantType: "DEVICE_CODE" })
      const { payload } = yield* verified(jwt, { issuer, audience: String(web) })
      expect(payload).toMatchObject({ sub: "john", auth_time: 5, name: "John" })
    }), { service })

  test("gives tokens once", () =>
    Effect.gen(function*() {
      const { deviceCode, userCode } = yield* begun()
      yield* agree(userCode)
      yield* poll(deviceCode)
      expect(yield* poll(deviceCode)).toMatchObject({ action: "BAD_REQUEST", resultCode: "A242304" })
    }), { service })

  test("tells a device that asks too often to slow down", () =>
    Effect.gen(function*() {
      const { deviceCode } = yield* begun()
      const errorOf = (response: Tokens.TokenProcessResponse) => json(response)["error"]
      expect(errorOf(yield* poll(deviceCode))).toBe("authorization_pending")
      yield* TestClock.adjust("9 seconds")
      expect(errorOf(yield* poll(deviceCode))).toBe("slow_down")
      yield* TestClock.adjust("10 seconds")
      expect(errorOf(yield* poll(deviceCode))).toBe("authorization_pending")
    }), { service: { ...service, deviceFlowPollingInterval: 10 } })

  for (
    const [result, error] of [["ACCESS_DENIED", "access_denied"], ["TRANSACTION_FAILED", "server_error"]] as const
  ) {
    test(`tells the device ${error} after ${result}`, () =>
      Effect.gen(function*() {
        const { deviceCode, userCode } = yield* begun()
        expect((yield* DeviceFlow.complete({ userCode, result })).action).toBe("SUCCESS")
        const polled = yield* poll(deviceCode)
        expect(polled).toMatchObject({ action: "BAD_REQUEST", resultCode: "A242001" })
        expect(json(polled)["error"]).toBe(error)
      }), { service })
  }

  for (
    const [settings, pattern] of [
      [{ userCodeCharset: "NUMERIC" }, /^\d{9}$/],
      [{ userCodeCharset: "NUMERIC", userCodeLength: 6 }, /^\d{6}$/],
      [{ userCodeLength: 12 }, /^[B-Z]{12}$/]
    ] as const
  ) {
    test(`has user codes as the service wants them: ${JSON.stringify(settings)}`, () =>
      Effect.gen(function*() {
        expect((yield* begun()).userCode).toMatch(pattern)
      }), { service: { ...service, ...settings } })
  }

  test("warns if the service has no address with the user code in it", () =>
    Effect.gen(function*() {
      const response = yield* authorize()
      expect(response).toMatchObject({ warnings: [expect.stringMatching(/^\[A223201\]/)] })
      expect(response).not.toHaveProperty("verificationUriComplete")
    }), { service: { ...service, deviceVerificationUriComplete: undefined } })

  interface Case {
    readonly form?: Form
    readonly settings?: Parameters<typeof test>[2]
    readonly action: string
    readonly error: string
    readonly code: string
    readonly fields?: object
  }

  const cases: ReadonlyArray<Case> = [
    { fields: { clientId: undefined }, action: "UNAUTHORIZED", error: "invalid_client", code: "A166302" },
    { fields: { clientId: "9" }, action: "UNAUTHORIZED", error: "invalid_client", code: "A218305" },
    { form: { client_id: "9" }, action: "UNAUTHORIZED", error: "invalid_client", code: "A218304" },
    { fields: { clientSecret: "wrong" }, action: "UNAUTHORIZED", error: "invalid_client", code: "A157305" },
    {
      settings: { service: { ...service, grantTypes: ["REFRESH_TOKEN"] } },
      action: "BAD_REQUEST",
      error: "unauthorized_client",
      code: "A166305"
    },
    {
      settings: { service, client: { grantTypes: ["REFRESH_TOKEN"] } },
      action: "BAD_REQUEST",
      error: "unauthorized_client",
      code: "A166306"
    },
    {
      settings: { service: { deviceFlowCodeDuration: 300 } },
      action: "INTERNAL_SERVER_ERROR",
      error: "server_error",
      code: "A222101"
    },
    {
      settings: { service: { deviceVerificationUri: "https://as.example/device" } },
      action: "INTERNAL_SERVER_ERROR",
      error: "server_error",
      code: "A222102"
    },
    {
      form: { scope: undefined },
      settings: { service: { ...service, scopeRequired: true } },
      action: "BAD_REQUEST",
      error: "invalid_scope",
      code: "A219305"
    },
    { form: { resource: "relative" }, action: "BAD_REQUEST", error: "invalid_target", code: "A251307" }
  ]
  for (const { action, code, error, fields, form, settings = { service } } of cases) {
    test(`is not begun with ${code}`, () =>
      Effect.gen(function*() {
        const response = yield* DeviceFlow.authorize({
          parameters: query({ scope: "openid", ...form }),
          ...credentials,
          ...fields
        })
        expect(response).toMatchObject({ action, resultCode: code })
        expect(json(response as { readonly responseContent: string })["error"]).toBe(error)
      }), settings)
  }
})

describe("a user code", () => {
  test("that nobody has been given does not exist", () =>
    Effect.gen(function*() {
      const { deviceCode } = yield* begun()
      for (const userCode of ["BBBBBBBB", deviceCode]) {
        expect(yield* DeviceFlow.verify({ userCode })).toMatchObject({ action: "NOT_EXIST", resultCode: "A225301" })
        expect(yield* agree(userCode)).toMatchObject({ action: "USER_CODE_NOT_EXIST", resultCode: "A227301" })
      }
    }), { service })

  test("expires with its device code", () =>
    Effect.gen(function*() {
      const { deviceCode, userCode } = yield* begun()
      yield* TestClock.adjust("5 minutes")
      expect(yield* DeviceFlow.verify({ userCode })).toMatchObject({ action: "EXPIRED", resultCode: "A225303" })
      expect(yield* agree(userCode)).toMatchObject({ action: "USER_CODE_EXPIRED", resultCode: "A227303" })
      const polled = yield* poll(deviceCode)
      expect(polled).toMatchObject({ action: "BAD_REQUEST", resultCode: "A242306" })
      expect(json(polled)["error"]).toBe("expired_token")
    }), { service })

  test("is decided about once", () =>
    Effect.gen(function*() {
      const { userCode } = yield* begun()
      yield* agree(userCode)
      expect(yield* DeviceFlow.verify({ userCode })).toMatchObject({ action: "NOT_EXIST" })
      expect(yield* agree(userCode)).toMatchObject({ action: "INVALID_REQUEST", resultCode: "A239203" })
    }), { service })

  test("is refused with the decision of nobody that could be", () =>
    Effect.gen(function*() {
      const { userCode } = yield* begun()
      const refused = yield* agree(userCode, { subject: "jöhn" })
      expect(refused).toMatchObject({ action: "INVALID_REQUEST", resultCode: "A230203" })
      expect((yield* agree(userCode)).action).toBe("SUCCESS")
    }), { service })

  test("is good after a snapshot was restored", () =>
    Effect.gen(function*() {
      const control = yield* AuthleteEmulator.AuthleteEmulator
      const { deviceCode, userCode } = yield* begun()
      const snapshot = JSON.stringify(yield* control.snapshot)
      yield* control.reset
      yield* Effect.flatMap(Schema.decode(Schema.parseJson(AuthleteEmulator.Snapshot))(snapshot), control.restore)
      expect((yield* agree(userCode)).action).toBe("SUCCESS")
      expect((yield* poll(deviceCode)).action).toBe("OK")
    }), { service })
})

describe("a token request with a device code", () => {
  for (
    const [what, form, code] of [
      ["without it", { device_code: undefined }, "A242301"],
      ["with an empty one", { device_code: "" }, "A242302"],
      ["with an unknown one", { device_code: "unknown" }, "A242304"]
    ] as const
  ) {
    test(`is refused with ${code}: ${what}`, () =>
      Effect.gen(function*() {
        expect(yield* poll(undefined, form)).toMatchObject({ action: "BAD_REQUEST", resultCode: code })
      }), { service })
  }

  test("is refused with A242303 if it is given twice", () =>
    Effect.gen(function*() {
      const parameters = `grant_type=${encodeURIComponent(grantType)}&device_code=a&device_code=b`
      expect(yield* Tokens.process({ parameters, ...credentials })).toMatchObject({ resultCode: "A242303" })
    }), { service })

  test("is refused with the user code", () =>
    Effect.gen(function*() {
      const { userCode } = yield* begun()
      yield* agree(userCode)
      expect(yield* poll(userCode)).toMatchObject({ action: "BAD_REQUEST", resultCode: "A242304" })
    }), { service })

  test("is refused to another client with A242305", () =>
    Effect.gen(function*() {
      const { deviceCode } = yield* begun()
      const polled = yield* poll(deviceCode, { client_id: String(spa) }, {})
      expect(polled).toMatchObject({ action: "BAD_REQUEST", resultCode: "A242305" })
      expect(textOf(polled.responseContent)).toContain("invalid_grant")
    }), { service })
})
