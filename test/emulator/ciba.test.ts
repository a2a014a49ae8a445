import { describe, expect } from "@effect/vitest"
import { Effect, Redacted, TestClock } from "effect"
import { Ciba, Introspection, Tokens } from "effect-authlete"
import type { Form } from "./flows.js"
import { credentials, issuer, json, query, spa, test, textOf, tokens, verified, web } from "./flows.js"

const service = { supportedBackchannelTokenDeliveryModes: ["POLL", "PING", "PUSH"] } as const

const polling = { service, client: { bcDeliveryMode: "POLL" } }

const notified = (mode: "PING" | "PUSH") => ({
  service,
  client: { bcDeliveryMode: mode, bcNotificationEndpoint: "https://client.example/notify" }
})

const ask = (form: Form = {}, fields: object = credentials) =>
  Ciba.process({ parameters: query({ scope: "openid profile", login_hint: "john", ...form }), ...fields })

const ticketOf = (response: Ciba.BackchannelAuthenticationResponse) =>
  response.action === "USER_IDENTIFICATION"
    ? Effect.succeed(Redacted.value(response.ticket))
    : Effect.dieMessage(`${response.action} ${response.resultMessage}`)

const ticket = (form: Form = {}) => Effect.flatMap(ask(form), ticketOf)

const begun = (form: Form = {}) =>
  Effect.gen(function*() {
    const value = yield* ticket(form)
    const issued = yield* Ciba.issue({ ticket: value })
    return { ticket: value, authReqId: String(json(issued as { readonly responseContent: string })["auth_req_id"]) }
  })

const poll = (authReqId: string | undefined, more: Form = {}, fields: object = credentials) =>
  Tokens.process({
    parameters: query({ grant_type: "urn:openid:params:grant-type:ciba", auth_req_id: authReqId, ...more }),
    ...fields
  })

const agree = (value: string, more: object = {}) =>
  Ciba.complete({ ticket: value, result: "AUTHORIZED", subject: "john", ...more })

const notify = { client_notification_token: "notify-me" }

describe("backchannel authentication", () => {
  test("in poll mode goes from the hint to tokens", () =>
    Effect.gen(function*() {
      const response = yield* ask({ binding_message: "W4SCT", requested_expiry: "120", user_code: "1234" })
      expect(response).toMatchObject({
        action: "USER_IDENTIFICATION",
        resultCode: "A179001",
        clientId: web,
        clientName: "Web",
        deliveryMode: "POLL",
        hintType: "LOGIN_HINT",
        bindingMessage: "W4SCT",
        requestedExpiry: 120,
        userCodeRequired: false,
        scopes: [{ name: "openid" }, { name: "profile" }]
      })
      const value = yield* ticketOf(response)
      const issued = yield* Ciba.issue({ ticket: value })
      expect(issued).toMatchObject({ action: "OK", resultCode: "A183001", expiresIn: 120, interval: 5 })
      const { auth_req_id: authReqId, ...others } = json(issued as { readonly responseContent: string })
      expect(others).toEqual({ interval: 5, expires_in: 120 })

      const early = yield* poll(String(authReqId))
      expect(early).toMatchObject({ action: "BAD_REQUEST", resultCode: "A200308" })
      expect(json(early)["error"]).toBe("authorization_pending")
      expect(yield* agree(value, { acr: "gold" })).toMatchObject({ action: "NO_ACTION", resultCode: "A198001" })

      const polled = yield* poll(String(authReqId))
      expect(polled).toMatchObject({ action: "OK", resultCode: "A200002", grantType: "CIBA", subject: "john" })
      const { payload } = yield* verified(json(polled)["id_token"], { issuer })
      expect(payload).toMatchObject({ sub: "john", acr: "gold" })
      expect(yield* poll(String(authReqId))).toMatchObject({ resultCode: "A200304" })
    }), polling)

  test("in ping mode notifies the client, which then asks", () =>
    Effect.gen(function*() {
      const { authReqId, ticket: value } = yield* begun(notify)
      const completed = yield* agree(value)
      expect(completed).toMatchObject({
        action: "NOTIFICATION",
        resultCode: "A198003",
        deliveryMode: "PING",
        clientNotificationEndpoint: "https://client.example/notify"
      })
      if (completed.action !== "NOTIFICATION") return
      expect(Redacted.value(completed.clientNotificationToken)).toBe("notify-me")
      expect(json(completed)).toEqual({ auth_req_id: authReqId })
      expect((yield* poll(authReqId)).action).toBe("OK")
    }), notified("PING"))

  test("in push mode sends the tokens with an ID token that vouches for them", () =>
    Effect.gen(function*() {
      const { authReqId, ticket: value } = yield* begun(notify)
      expect(yield* poll(authReqId)).toMatchObject({ action: "BAD_REQUEST", resultCode: "A200306" })
      const completed = yield* agree(value)
      if (completed.action !== "NOTIFICATION") return expect(completed.action).toBe("NOTIFICATION")
      const content = json(completed)
      expect(content).toMatchObject({ auth_req_id: authReqId, token_type: "Bearer", expires_in: 3600 })
      const { payload } = yield* verified(content["id_token"])
      expect(payload).toMatchObject({
        sub: "john",
        "urn:openid:params:jwt:claim:auth_req_id": authReqId,
        at_hash: expect.stringMatching(/^[\w-]{22}$/),
        "urn:openid:params:jwt:claim:rt_hash": expect.stringMatching(/^[\w-]{22}$/)
      })
      expect(yield* Introspection.process({ token: textOf(completed.accessToken) })).toMatchObject({ action: "OK" })
    }), notified("PUSH"))

  test("in push mode tells why there are no tokens", () =>
    Effect.gen(function*() {
      const { authReqId, ticket: value } = yield* begun(notify)
      const completed = yield* Ciba.complete({ ticket: value, result: "ACCESS_DENIED", errorDescription: "No." })
      if (completed.action !== "NOTIFICATION") return expect(completed.action).toBe("NOTIFICATION")
      expect(completed.resultCode).toBe("A198004")
      expect(json(completed)).toEqual({
        auth_req_id: authReqId,
        error: "access_denied",
        error_description: "No."
      })
    }), notified("PUSH"))

  test("tells a client that polls of a denial", () =>
    Effect.gen(function*() {
      const { authReqId, ticket: value } = yield* begun()
      const completed = yield* Ciba.complete({ ticket: value, result: "ACCESS_DENIED" })
      expect(completed).toMatchObject({ action: "NO_ACTION", resultCode: "A198002" })
      const polled = yield* poll(authReqId)
      expect(polled).toMatchObject({ action: "BAD_REQUEST", resultCode: "A200001" })
      expect(json(polled)["error"]).toBe("access_denied")
    }), polling)

  test("knows the subject of an ID token", () =>
    Effect.gen(function*() {
      const { id_token: hint } = yield* tokens()
      const response = yield* ask({ login_hint: undefined, id_token_hint: String(hint) })
      expect(response).toMatchObject({ action: "USER_IDENTIFICATION", hintType: "ID_TOKEN_HINT", sub: "john" })
    }), polling)

  test("tells a client that polls too often to slow down", () =>
    Effect.gen(function*() {
      const { authReqId } = yield* begun()
      yield* poll(authReqId)
      expect(json(yield* poll(authReqId))["error"]).toBe("slow_down")
    }), polling)

  interface Case {
    readonly code: string
    readonly form?: Form
    readonly fields?: object
    readonly settings?: Parameters<typeof test>[2]
    readonly error?: string
    readonly action?: string
  }

  const cases: ReadonlyArray<Case> = [
    { code: "A168309", fields: {}, action: "UNAUTHORIZED", error: "invalid_client" },
    { code: "A168310", fields: { clientId: "9" }, action: "UNAUTHORIZED", error: "invalid_client" },
    { code: "A168304", form: { client_id: "9" }, action: "UNAUTHORIZED", error: "invalid_client" },
    { code: "A157305", fields: { ...credentials, clientSecret: "x" }, action: "UNAUTHORIZED", error: "invalid_client" },
    { code: "A168311", fields: { clientId: String(spa) }, error: "unauthorized_client" },
    { code: "A999362", settings: { ...polling, client: { grantTypes: [] } }, error: "unauthorized_client" },
    { code: "A169301", settings: { service }, error: "unauthorized_client" },
    { code: "A169302", settings: { client: { bcDeliveryMode: "POLL" } }, error: "unauthorized_client" },
    { code: "A176301", form: { scope: undefined } },
    { code: "A176304", form: { scope: "profile" }, error: "invalid_scope" },
    { code: "A174301", form: { login_hint: undefined } },
    { code: "A174302", form: { login_hint_token: "x" } },
    { code: "A999329", form: { login_hint: undefined, id_token_hint: "x" } },
    { code: "A155301", settings: notified("PING") },
    { code: "A155303", settings: notified("PING"), form: { client_notification_token: "x".repeat(1025) } },
    { code: "A201302", form: { requested_expiry: "0" } },
    {
      code: "A177301",
      error: "missing_user_code",
      settings: {
        service: { ...service, backchannelUserCodeParameterSupported: true },
        client: { bcDeliveryMode: "POLL", bcUserCodeRequired: true }
      }
    }
  ]
  for (const { action = "BAD_REQUEST", code, error = "invalid_request", fields, form, settings = polling } of cases) {
    test(
      `is refused with ${code}: ${JSON.stringify(form ?? fields ?? settings).slice(0, 80)}`,
      () =>
        Effect.gen(function*() {
          const response = yield* ask(form, fields)
          expect(response).toMatchObject({ action, resultCode: code })
          expect(json(response as { readonly responseContent: string })["error"]).toBe(error)
        }),
      settings
    )
  }
})

describe("Ciba.issue", () => {
  test("takes a ticket once, that exists", () =>
    Effect.gen(function*() {
      const { authReqId, ticket: value } = yield* begun()
      expect(yield* Ciba.issue({ ticket: value })).toMatchObject({ action: "INVALID_TICKET", resultCode: "A181205" })
      for (const unknown of ["unknown", authReqId]) {
        expect(yield* Ciba.issue({ ticket: unknown })).toMatchObject({ resultCode: "A181203" })
      }
    }), polling)

  test("refuses a ticket that has expired", () =>
    Effect.gen(function*() {
      const value = yield* ticket()
      yield* TestClock.adjust("1 day")
      expect(yield* Ciba.issue({ ticket: value })).toMatchObject({ action: "INVALID_TICKET", resultCode: "A181204" })
    }), polling)

  test("gives an auth_req_id for as long as the service says", () =>
    Effect.gen(function*() {
      const { authReqId } = yield* begun()
      yield* TestClock.adjust("1 minute")
      const polled = yield* poll(authReqId)
      expect(polled).toMatchObject({ action: "BAD_REQUEST", resultCode: "A200307" })
      expect(json(polled)["error"]).toBe("expired_token")
    }), { ...polling, service: { ...service, backchannelAuthReqIdDuration: 60 } })
})

describe("Ciba.fail", () => {
  for (
    const [reason, action] of [
      ["UNKNOWN_USER_ID", "BAD_REQUEST"],
      ["EXPIRED_LOGIN_HINT_TOKEN", "BAD_REQUEST"],
      ["ACCESS_DENIED", "FORBIDDEN"],
      ["SERVER_ERROR", "INTERNAL_SERVER_ERROR"]
    ] as const
  ) {
    test(`${reason} is ${reason.toLowerCase()}, and the ticket is used up`, () =>
      Effect.gen(function*() {
        const value = yield* ticket()
        const response = yield* Ciba.fail({ ticket: value, reason, errorDescription: "Because." })
        expect(response).toMatchObject({ action, resultCode: "A185001" })
        expect(json(response)).toMatchObject({ error: reason.toLowerCase(), error_description: "Because." })
        expect(yield* Ciba.issue({ ticket: value })).toMatchObject({ resultCode: "A181203" })
      }), polling)
  }

  test("gives the error for a ticket that does not exist, too", () =>
    Effect.gen(function*() {
      const response = yield* Ciba.fail({ ticket: "unknown", reason: "UNKNOWN_USER_ID" })
      expect(response).toMatchObject({ action: "BAD_REQUEST", resultCode: "A185001" })
    }), polling)
})

describe("Ciba.complete", () => {
  for (
    const [what, code, effect, settings] of [
      ["an unknown ticket", "A186202", agree("unknown"), polling],
      ["a ticket without an auth_req_id", "A999365", Effect.flatMap(ticket(), agree), polling],
      [
        "a request that was decided",
        "A999366",
        Effect.flatMap(begun(), ({ ticket: value }) => Effect.zipRight(agree(value), agree(value))),
        polling
      ],
      [
        "a request that has expired",
        "A999367",
        Effect.flatMap(begun(), ({ ticket: value }) => Effect.zipRight(TestClock.adjust("1 hour"), agree(value))),
        polling
      ],
      [
        "a subject that could not be",
        "A196204",
        Effect.flatMap(begun(), ({ ticket: value }) => agree(value, { subject: "jöhn" })),
        polling
      ],
      [
        "a client without an endpoint for notifications",
        "A999363",
        Effect.flatMap(begun(notify), ({ ticket: value }) => agree(value)),
        { service, client: { bcDeliveryMode: "PING" } }
      ],
      [
        "an access token that is in use",
        "A999364",
        Effect.flatMap(
          Effect.all([begun(notify), begun(notify)]),
          ([one, other]) =>
            Effect.zipRight(agree(one.ticket, { accessToken: "taken" }), agree(other.ticket, { accessToken: "taken" }))
        ),
        notified("PUSH")
      ]
    ] as const
  ) {
    test(`refuses ${what} with ${code}`, () =>
      Effect.gen(function*() {
        expect(yield* effect).toMatchObject({ action: "SERVER_ERROR", resultCode: code })
      }), settings)
  }
})

describe("a token request with an auth_req_id", () => {
  for (
    const [form, code] of [
      [{ auth_req_id: undefined }, "A200301"],
      [{ auth_req_id: "" }, "A200302"],
      [{ auth_req_id: "unknown" }, "A200304"]
    ] as const
  ) {
    test(`is refused with ${code}: ${JSON.stringify(form)}`, () =>
      Effect.gen(function*() {
        expect(yield* poll(undefined, form)).toMatchObject({ action: "BAD_REQUEST", resultCode: code })
      }), polling)
  }

  test("is refused with the ticket", () =>
    Effect.gen(function*() {
      const { ticket: value } = yield* begun()
      yield* agree(value)
      expect(yield* poll(value)).toMatchObject({ action: "BAD_REQUEST", resultCode: "A200304" })
    }), polling)

  test("is refused to another client with A200305", () =>
    Effect.gen(function*() {
      const { authReqId } = yield* begun()
      const polled = yield* poll(authReqId, { client_id: String(spa) }, {})
      expect(polled).toMatchObject({ action: "BAD_REQUEST", resultCode: "A200305" })
    }), polling)
})
