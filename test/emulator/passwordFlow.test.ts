import { describe, expect } from "@effect/vitest"
import { Effect } from "effect"
import {
  confidential,
  content,
  firstListed,
  inProcess,
  introspect,
  list,
  password,
  post,
  postForm,
  setClock,
  ticket,
  token,
  transports
} from "./support.js"

const issue = (fields: object) => post("/auth/token/issue", fields)
const fail = (fields: object) => post("/auth/token/fail", fields)

const caller = { status: 200, action: "INTERNAL_SERVER_ERROR" }

describe.each(transports)("the password flow, $name", ({ test }) => {
  test("POST /auth/token responds with PASSWORD, a ticket and the credentials", () =>
    Effect.gen(function*() {
      const { body, status } = yield* password
      expect(status).toBe(200)
      expect(body).toMatchObject({
        resultCode: "A051001",
        action: "PASSWORD",
        ticket: expect.stringMatching(/^[\w-]{43}$/),
        username: "john",
        password: "secret",
        clientId: confidential
      })
      expect(body).not.toHaveProperty("responseContent")
    }))

  const refusals: ReadonlyArray<readonly [what: string, form: string, code: string]> = [
    ["no username", "grant_type=password&password=p", "A051301"],
    ["an empty username", "grant_type=password&username=&password=p", "A051302"],
    ["two usernames", "grant_type=password&username=a&username=b&password=p", "A051303"],
    ["no password", "grant_type=password&username=u", "A051304"],
    ["an empty password", "grant_type=password&username=u&password=", "A051305"],
    ["two passwords", "grant_type=password&username=u&password=a&password=b", "A051306"]
  ]
  for (const [what, parameters, code] of refusals) {
    test(`POST /auth/token refuses ${what} with ${code}`, () =>
      Effect.gen(function*() {
        const response = yield* token({}, { parameters })
        expect(response.body).toMatchObject({ action: "BAD_REQUEST", resultCode: code })
        expect(content(response)["error"]).toBe("invalid_request")
      }))
  }

  test("issue responds with OK and the token response", () =>
    Effect.gen(function*() {
      const response = yield* issue({ ticket: yield* ticket, subject: "john" })
      expect(response.body).toMatchObject({
        resultCode: "A054001",
        action: "OK",
        accessTokenDuration: 3600,
        refreshTokenDuration: 864_000,
        clientId: confidential,
        clientIdAlias: "demo",
        clientIdAliasUsed: false,
        scopes: ["history.read"],
        subject: "john"
      })
      expect(content(response)).toEqual({
        access_token: response.body["accessToken"],
        refresh_token: response.body["refreshToken"],
        scope: "history.read",
        token_type: "Bearer",
        expires_in: 3600
      })
    }))

  test("issue responds without scope if none was asked for", () =>
    Effect.gen(function*() {
      const { body } = yield* token({ grant_type: "password", username: "john", password: "secret" })
      const response = yield* issue({ ticket: body["ticket"], subject: "john" })
      expect(response.body).not.toHaveProperty("scopes")
      expect(content(response)).not.toHaveProperty("scope")
    }))

  test("issue takes no part of the scopes that the client cannot have", () =>
    Effect.gen(function*() {
      const { body } = yield* token({
        grant_type: "password",
        username: "j",
        password: "p",
        scope: "email history.read"
      })
      const response = yield* issue({ ticket: body["ticket"], subject: "john" })
      expect(response.body["scopes"]).toEqual(["history.read"])
    }))

  test("issue creates a token of the grant type PASSWORD", () =>
    Effect.gen(function*() {
      yield* issue({ ticket: yield* ticket, subject: "john" })
      expect((yield* firstListed)["grantType"]).toBe("PASSWORD")
    }))

  test("issue shows the client application the properties that are not hidden", () =>
    Effect.gen(function*() {
      const properties = [{ key: "seen", value: "1" }, { key: "unseen", value: "2", hidden: true }]
      const response = yield* issue({ ticket: yield* ticket, subject: "john", properties })
      expect(content(response)).toMatchObject({ seen: "1" })
      expect(content(response)).not.toHaveProperty("unseen")
    }))

  test("issue gives the access token the value and the duration that the caller chose", () =>
    Effect.gen(function*() {
      yield* issue({ ticket: yield* ticket, subject: "john", accessToken: "chosen", accessTokenDuration: 60 })
      expect((yield* introspect("chosen")).body["usable"]).toBe(true)
    }))

  test("issue takes a form", () =>
    Effect.gen(function*() {
      const { body } = yield* postForm("/auth/token/issue", { ticket: yield* ticket, subject: "john" })
      expect(body["action"]).toBe("OK")
    }))

  test("issue uses the ticket up", () =>
    Effect.gen(function*() {
      const used = yield* ticket
      yield* issue({ ticket: used, subject: "john" })
      expect((yield* issue({ ticket: used, subject: "john" })).body["resultCode"]).toBe("A055202")
      expect((yield* list()).body["totalCount"]).toBe(1)
    }))

  test("issue leaves the ticket alone if the request is wrong", () =>
    Effect.gen(function*() {
      const kept = yield* ticket
      yield* issue({ ticket: kept })
      expect((yield* issue({ ticket: kept, subject: "john" })).body["action"]).toBe("OK")
    }))

  const wrongIssues: ReadonlyArray<readonly [what: string, fields: object, code: string]> = [
    ["no ticket", { ticket: undefined }, "A055201"],
    ["an unknown ticket", { ticket: "unknown" }, "A055202"],
    ["no subject", { subject: undefined }, "A111201"],
    ["a subject of 101 characters", { subject: "s".repeat(101) }, "A111202"],
    ["a subject that is not ASCII", { subject: "jöhn" }, "A111203"],
    ["too big properties", { properties: [{ key: "k", value: "v".repeat(50_000) }] }, "A061201"]
  ]
  for (const [what, fields, code] of wrongIssues) {
    test(`issue refuses ${what} with ${code}`, () =>
      Effect.gen(function*() {
        const response = yield* issue({ ticket: yield* ticket, subject: "john", ...fields })
        expect({ status: response.status, ...response.body }).toMatchObject({ ...caller, resultCode: code })
        expect(content(response)["error"]).toBe("server_error")
      }))
  }

  test("issue refuses an access token whose value is in use", () =>
    Effect.gen(function*() {
      yield* issue({ ticket: yield* ticket, subject: "john", accessToken: "chosen" })
      const { body } = yield* issue({ ticket: yield* ticket, subject: "john", accessToken: "chosen" })
      expect(body).toMatchObject({ action: "INTERNAL_SERVER_ERROR", resultCode: "A061101" })
    }))

  const reasons: ReadonlyArray<readonly [reason: string, error: string, code: string]> = [
    ["UNKNOWN", "server_error", "A067302"],
    ["INVALID_RESOURCE_OWNER_CREDENTIALS", "invalid_request", "A067301"],
    ["INVALID_TARGET", "invalid_target", "A067303"],
    ["INVALID_CLIENT", "invalid_client", "A999303"],
    ["UNAUTHORIZED_CLIENT", "unauthorized_client", "A999304"],
    ["INVALID_SCOPE", "invalid_scope", "A999305"]
  ]
  for (const [reason, error, code] of reasons) {
    test(`fail turns ${reason} into ${error}`, () =>
      Effect.gen(function*() {
        const response = yield* fail({ ticket: yield* ticket, reason })
        expect(response.status).toBe(200)
        expect(response.body).toMatchObject({ resultCode: code, action: "BAD_REQUEST" })
        expect(content(response)).toEqual({
          error,
          error_description: response.body["resultMessage"],
          error_uri: `https://docs.authlete.com/#${code}`
        })
      }))
  }

  test("fail leaves out the description and the URI where the service says so", () =>
    Effect.gen(function*() {
      const response = yield* fail({ ticket: yield* ticket, reason: "UNKNOWN" })
      expect(content(response)).toEqual({ error: "server_error" })
    }), { service: { errorDescriptionOmitted: true, errorUriOmitted: true } })

  test("fail takes a form", () =>
    Effect.gen(function*() {
      const { body } = yield* postForm("/auth/token/fail", { ticket: yield* ticket, reason: "UNKNOWN" })
      expect(body["action"]).toBe("BAD_REQUEST")
    }))

  test("fail uses the ticket up", () =>
    Effect.gen(function*() {
      const used = yield* ticket
      yield* fail({ ticket: used, reason: "UNKNOWN" })
      expect((yield* issue({ ticket: used, subject: "john" })).body["resultCode"]).toBe("A055202")
    }))

  const wrongFails: ReadonlyArray<readonly [what: string, fields: object, code: string]> = [
    ["no ticket", { ticket: null }, "A063201"],
    ["an unknown ticket", { ticket: "unknown" }, "A063202"],
    ["no reason", { reason: undefined }, "A067201"]
  ]
  for (const [what, fields, code] of wrongFails) {
    test(`fail refuses ${what} with ${code}`, () =>
      Effect.gen(function*() {
        const { body, status } = yield* fail({ ticket: yield* ticket, reason: "UNKNOWN", ...fields })
        expect({ status, ...body }).toMatchObject({ ...caller, resultCode: code })
      }))
  }

  test("fail refuses a reason that does not exist with HTTP 400", () =>
    Effect.gen(function*() {
      expect((yield* fail({ ticket: yield* ticket, reason: "BAD_MOOD" })).status).toBe(400)
    }))
})

describe("the password flow, by the clock", () => {
  inProcess.test("issue tells the expiry to the millisecond", () =>
    Effect.gen(function*() {
      yield* setClock(123)
      const { body } = yield* issue({ ticket: yield* ticket, subject: "john" })
      expect(body).toMatchObject({ accessTokenExpiresAt: 3_600_123, refreshTokenExpiresAt: 864_000_123 })
    }))

  inProcess.test("a ticket lives for a day", () =>
    Effect.gen(function*() {
      const old = yield* ticket
      yield* setClock(86_399_999)
      expect((yield* issue({ ticket: old })).body["resultCode"]).toBe("A111201")
      yield* setClock(86_400_000)
      expect((yield* issue({ ticket: old, subject: "john" })).body["resultCode"]).toBe("A055301")
      expect((yield* fail({ ticket: old, reason: "UNKNOWN" })).body["resultCode"]).toBe("A063301")
    }))

  inProcess.test("a ticket that expired long ago is forgotten", () =>
    Effect.gen(function*() {
      const old = yield* ticket
      yield* setClock(3 * 86_400_000)
      yield* ticket
      expect((yield* issue({ ticket: old, subject: "john" })).body["resultCode"]).toBe("A055202")
    }))
})
