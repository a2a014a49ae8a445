import { describe, expect } from "@effect/vitest"
import { Effect, TestClock } from "effect"
import { Authorization, Clients, Introspection } from "effect-authlete"
import {
  agree,
  ask,
  callback,
  granted,
  issuer,
  json,
  parametersIn,
  test,
  textOf,
  ticket,
  verified,
  web
} from "./flows.js"

const location = (form: Parameters<typeof agree>[0], decision?: Parameters<typeof agree>[1]) =>
  Effect.map(agree(form, decision), ({ responseContent }) => textOf(responseContent))

describe("Authorization.issue", () => {
  test("gives the client application a code", () =>
    Effect.gen(function*() {
      const response = yield* agree()
      expect(response).toMatchObject({ action: "LOCATION", resultCode: "A040001", accessTokenDuration: 0 })
      const content = textOf(response.responseContent)
      expect(content).toMatch(/^https:\/\/client\.example\/callback\?state=some-state&code=[\w-]{43}&iss=https%3A/)
      expect(parametersIn(content)["iss"]).toBe(issuer)
    }))

  test("keeps the query of the redirect URI", () =>
    Effect.gen(function*() {
      expect(yield* location({ redirect_uri: `${callback}?a=b` })).toContain("/callback?a=b&state=some-state&code=")
    }), { client: { redirectUris: [`${callback}?a=b`] } })

  test("gives an access token in the fragment", () =>
    Effect.gen(function*() {
      const response = yield* agree({ response_type: "token", scope: "history.read" }, { authTime: 5, acr: "gold" })
      const content = textOf(response.responseContent)
      expect(content.startsWith(`${callback}#`)).toBe(true)
      const { access_token: token = "", ...others } = parametersIn(content)
      expect(others).toEqual({
        state: "some-state",
        token_type: "Bearer",
        expires_in: "3600",
        scope: "history.read",
        iss: issuer
      })
      expect(yield* Introspection.process({ token })).toMatchObject({
        action: "OK",
        subject: "john",
        clientId: web,
        grantType: "IMPLICIT",
        refreshable: false,
        authTime: 5,
        acr: "gold"
      })
    }))

  for (
    const [type, members, hashes] of [
      ["id_token", ["id_token"], ["s_hash"]],
      ["code id_token", ["code", "id_token"], ["c_hash", "s_hash"]],
      ["token id_token", ["access_token", "expires_in", "id_token", "scope", "token_type"], ["at_hash", "s_hash"]],
      ["code token", ["access_token", "code", "expires_in", "scope", "token_type"], undefined],
      [
        "code id_token token",
        ["access_token", "code", "expires_in", "id_token", "scope", "token_type"],
        ["at_hash", "c_hash", "s_hash"]
      ],
      ["none", [], undefined]
    ] as const
  ) {
    test(`gives what response_type=${type} asks for, with its hashes in the ID token`, () =>
      Effect.gen(function*() {
        const content = yield* granted({ response_type: type })
        expect(Object.keys(content).sort()).toEqual([...members, "iss", "state"].sort())
        if (hashes === undefined) return
        const { payload } = yield* verified(content["id_token"])
        expect(Object.keys(payload).filter((name) => name.endsWith("_hash")).sort()).toEqual(hashes)
        expect(payload["nonce"]).toBe("some-nonce")
      }))
  }

  test("gives the values that the server wants", () =>
    Effect.gen(function*() {
      const { access_token, expires_in } = yield* granted({ response_type: "token" }, {
        accessToken: "wanted",
        accessTokenDuration: 60
      })
      expect({ access_token, expires_in }).toEqual({ access_token: "wanted", expires_in: "60" })
    }))

  test("grants the scopes that the resource owner has agreed to", () =>
    Effect.gen(function*() {
      const { scope } = yield* granted({ response_type: "token", scope: "history.read" }, {
        scopes: ["timeline.read", "openid", "unknown"]
      })
      expect(scope).toBe("timeline.read")
    }))

  test("records the granted scopes", () =>
    Effect.gen(function*() {
      yield* agree({ scope: "history.read" })
      yield* agree({ scope: "timeline.read" })
      expect(yield* Clients.grantedScopes({ clientId: web, subject: "john" })).toMatchObject({
        latestGrantedScopes: ["timeline.read"],
        mergedGrantedScopes: ["history.read", "timeline.read"]
      })
    }))

  test("posts the response by a page", () =>
    Effect.gen(function*() {
      const response = yield* agree({ response_mode: "form_post", state: "\"><script>" })
      const page = textOf(response.responseContent)
      expect(response.action).toBe("FORM")
      expect(page).toContain(`<form method="post" action="${callback}">`)
      expect(page).toContain("name=\"state\" value=\"&quot;&gt;&lt;script&gt;\"")
      expect(page).toMatch(/name="code" value="[\w-]{43}"/)
    }))

  for (
    const [mode, type, start] of [
      ["jwt", "code", "?"],
      ["query.jwt", "code", "?"],
      ["jwt", "code id_token", "#"],
      ["fragment.jwt", "code", "#"]
    ] as const
  ) {
    test(`signs the response for response_mode=${mode} and response_type=${type}`, () =>
      Effect.gen(function*() {
        const content = yield* location({ response_mode: mode, response_type: type })
        expect(content.startsWith(`${callback}${start}response=`)).toBe(true)
        const { payload, protectedHeader } = yield* verified(parametersIn(content)["response"], {
          issuer,
          audience: String(web)
        })
        expect(protectedHeader).toMatchObject({ alg: "ES256" })
        expect(payload).toMatchObject({ state: "some-state", exp: 600 })
        expect(payload["code"]).toMatch(/^[\w-]{43}$/)
      }))
  }

  test("signs errors too", () =>
    Effect.gen(function*() {
      const response = yield* ask({ response_mode: "jwt", prompt: "beg" })
      const content = textOf(response.action === "LOCATION" ? response.responseContent : "")
      const { payload } = yield* verified(parametersIn(content)["response"])
      expect(payload).toMatchObject({ error: "invalid_request", iss: issuer, aud: String(web) })
    }))

  test("takes a ticket once", () =>
    Effect.gen(function*() {
      const value = yield* ticket()
      yield* Authorization.issue({ ticket: value, subject: "john" })
      const again = yield* Authorization.issue({ ticket: value, subject: "john" })
      expect(again).toMatchObject({ action: "INTERNAL_SERVER_ERROR", resultCode: "A041202" })
      expect(again).not.toHaveProperty("authorizationCode")
    }))

  test("gives back what was kept with the ticket", () =>
    Effect.gen(function*() {
      const value = yield* ticket()
      yield* Authorization.updateTicket({ ticket: value, info: { context: "session 7" } })
      expect(yield* Authorization.issue({ ticket: value, subject: "john" })).toMatchObject({
        ticketInfo: { context: "session 7" }
      })
    }))

  for (
    const [decision, code] of [
      [{ subject: "j".repeat(101) }, "A042202"],
      [{ subject: "jöhn" }, "A042203"],
      [{ acr: "göld" }, "A043201"],
      [{ claims: "{" }, "A044201"],
      [{ idtHeaderParams: "[]" }, "A255201"],
      [{ properties: [{ key: "k", value: "v".repeat(70_000) }] }, "A045201"]
    ] as const
  ) {
    test(`refuses a call with ${code}, and the ticket stays good`, () =>
      Effect.gen(function*() {
        const value = yield* ticket()
        const refused = yield* Authorization.issue({ ...{ ticket: value, subject: "john" }, ...decision })
        expect(refused).toMatchObject({ action: "INTERNAL_SERVER_ERROR", resultCode: code })
        expect((yield* Authorization.issue({ ticket: value, subject: "john" })).action).toBe("LOCATION")
      }))
  }

  test("refuses a value of an access token that is in use with A045101", () =>
    Effect.gen(function*() {
      yield* agree({ response_type: "token" }, { accessToken: "taken" })
      expect(yield* agree({ response_type: "token" }, { accessToken: "taken" })).toMatchObject({
        resultCode: "A045101"
      })
    }))

  test("refuses an expired ticket with A041301", () =>
    Effect.gen(function*() {
      const value = yield* ticket()
      yield* TestClock.adjust("1 day")
      expect(yield* Authorization.issue({ ticket: value, subject: "john" })).toMatchObject({ resultCode: "A041301" })
    }))

  test("refuses a ticket whose client is gone", () =>
    Effect.gen(function*() {
      const value = yield* ticket()
      yield* Clients.delete(web)
      expect(yield* Authorization.issue({ ticket: value, subject: "john" })).toMatchObject({ resultCode: "A999214" })
    }))

  for (
    const [what, client, service, code] of [
      ["without a signature", { idTokenSignAlg: "NONE" }, {}, "A045302"],
      ["by a secret that is too short", { idTokenSignAlg: "HS256", clientSecret: "short" }, {}, "A046113"],
      ["without keys", {}, { jwks: "{\"keys\":[]}" }, "A046201"],
      ["by an algorithm without a key", { idTokenSignAlg: "PS256" }, {}, "A046203"],
      [
        "by one of several keys",
        { idTokenSignAlg: "ES256" },
        {
          jwks: JSON.stringify({
            keys: ["a", "b"].map((kid) => ({ kid, kty: "EC", crv: "P-256", x: "x", y: "y", d: "d" }))
          })
        },
        "A046204"
      ],
      ["of a public client by a secret", { idTokenSignAlg: "HS256", clientType: "PUBLIC" }, {}, "A406301"]
    ] as const
  ) {
    test(`cannot give an ID token ${what}: ${code}`, () =>
      Effect.gen(function*() {
        const value = yield* ticket({ response_type: "id_token" })
        const response = yield* Authorization.issue({ ticket: value, subject: "john" })
        expect(response).toMatchObject({ action: "INTERNAL_SERVER_ERROR", resultCode: code })
      }), { client, service })
  }

  test("says so if the key of the service is none", () =>
    Effect.gen(function*() {
      const response = yield* agree({ response_type: "id_token" })
      expect(response).toMatchObject({ action: "INTERNAL_SERVER_ERROR", resultCode: "A046203" })
    }), {
    client: { idTokenSignAlg: "ES256" },
    service: { jwks: JSON.stringify({ keys: [{ kty: "EC", crv: "P-256", x: "x", y: "y", d: "d" }] }) }
  })
})

describe("Authorization.fail", () => {
  const reasons = {
    UNKNOWN: ["server_error", "A060307"],
    NOT_LOGGED_IN: ["login_required", "A060301"],
    MAX_AGE_NOT_SUPPORTED: ["login_required", "A060302"],
    EXCEEDS_MAX_AGE: ["login_required", "A060303"],
    DIFFERENT_SUBJECT: ["login_required", "A060304"],
    ACR_NOT_SATISFIED: ["unmet_authentication_requirements", "A060305"],
    DENIED: ["access_denied", "A060306"],
    SERVER_ERROR: ["server_error", "A060308"],
    NOT_AUTHENTICATED: ["login_required", "A060309"],
    ACCOUNT_SELECTION_REQUIRED: ["account_selection_required", "A060310"],
    CONSENT_REQUIRED: ["consent_required", "A060311"],
    INTERACTION_REQUIRED: ["interaction_required", "A060312"],
    INVALID_TARGET: ["invalid_target", "A060313"],
    INVALID_SCOPE: ["invalid_scope", "A999330"],
    UNAUTHORIZED_CLIENT: ["unauthorized_client", "A999331"],
    TEMPORARILY_UNAVAILABLE: ["temporarily_unavailable", "A999332"]
  } as const satisfies Record<Authorization.AuthorizationFailRequest["reason"], readonly [string, string]>

  for (const [reason, [error, code]] of Object.entries(reasons)) {
    test(`${reason} is ${error}, ${code}`, () =>
      Effect.gen(function*() {
        const value = yield* ticket()
        const response = yield* Authorization.fail({ ticket: value, reason: reason as keyof typeof reasons })
        expect(response).toMatchObject({ action: "LOCATION", resultCode: code })
        expect(parametersIn(textOf(response.responseContent))).toMatchObject({
          error,
          state: "some-state",
          iss: issuer
        })
      }))
  }

  test("says what the server wants to be said", () =>
    Effect.gen(function*() {
      const response = yield* Authorization.fail({
        ticket: yield* ticket(),
        reason: "DENIED",
        description: "She left."
      })
      expect(parametersIn(textOf(response.responseContent))["error_description"]).toBe("She left.")
    }))

  test("takes a ticket once", () =>
    Effect.gen(function*() {
      const value = yield* ticket()
      yield* Authorization.fail({ ticket: value, reason: "DENIED" })
      const again = yield* Authorization.issue({ ticket: value, subject: "john" })
      expect(again).toMatchObject({ action: "INTERNAL_SERVER_ERROR", resultCode: "A041202" })
    }))

  test("refuses an unknown ticket with A059202, and an expired one with A059301", () =>
    Effect.gen(function*() {
      const value = yield* ticket()
      expect(yield* Authorization.fail({ ticket: "unknown", reason: "DENIED" })).toMatchObject({
        resultCode: "A059202"
      })
      yield* TestClock.adjust("1 day")
      const response = yield* Authorization.fail({ ticket: value, reason: "DENIED" })
      expect(response).toMatchObject({ action: "INTERNAL_SERVER_ERROR", resultCode: "A059301" })
      expect(json(response)).toMatchObject({ error: "server_error" })
    }))
})

describe("what is kept with a ticket", () => {
  test("is the context of the request at first, and can be changed", () =>
    Effect.gen(function*() {
      const response = yield* Authorization.process({
        parameters: `client_id=${web}&response_type=code&scope=history.read`,
        context: "first"
      })
      if (response.action !== "INTERACTION") return expect(response.action).toBe("INTERACTION")
      expect((yield* Authorization.ticketInfo({ ticket: response.ticket })).info).toEqual({ context: "first" })
      const updated = yield* Authorization.updateTicket({ ticket: response.ticket, info: { context: "second" } })
      expect(updated.info).toEqual({ context: "second" })
      expect((yield* Authorization.ticketInfo({ ticket: response.ticket })).info).toEqual({ context: "second" })
    }))

  test("of an unknown ticket is not found", () =>
    Effect.gen(function*() {
      const failed = yield* Effect.flip(Authorization.ticketInfo({ ticket: "unknown" }))
      expect(failed).toMatchObject({ _tag: "NotFound", resultCode: "A999334" })
      const refused = yield* Effect.flip(Authorization.updateTicket({ ticket: "unknown", info: { context: "x" } }))
      expect(refused).toMatchObject({ _tag: "NotFound", resultCode: "A999334" })
    }))
})
