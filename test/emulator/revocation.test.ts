import { describe, expect } from "@effect/vitest"
import { Effect } from "effect"
import { content, create, introspect, list, postForm, publicClient, revocation, transports } from "./support.js"

describe.each(transports)("POST /auth/revocation, $name", ({ test }) => {
  const presented: ReadonlyArray<readonly [what: string, form: Record<string, string>]> = [
    ["an access token", { token: "access" }],
    ["a refresh token", { token: "refresh" }],
    ["an access token with the right hint", { token: "access", token_type_hint: "access_token" }],
    ["an access token with the wrong hint", { token: "access", token_type_hint: "refresh_token" }],
    ["a refresh token with the right hint", { token: "refresh", token_type_hint: "refresh_token" }],
    ["a refresh token with the wrong hint", { token: "refresh", token_type_hint: "access_token" }],
    ["a token with an unknown hint", { token: "access", token_type_hint: "pat" }]
  ]
  for (const [what, form] of presented) {
    test(`revokes the pair by ${what}`, () =>
      Effect.gen(function*() {
        yield* create({ accessToken: "access", refreshToken: "refresh" })
        yield* create()
        const { body, status } = yield* revocation(form)
        expect(status).toBe(200)
        expect(body).toEqual({ resultCode: "A113001", resultMessage: expect.any(String), action: "OK" })
        expect((yield* introspect("access")).body["existent"]).toBe(false)
        expect((yield* list()).body["totalCount"]).toBe(1)
      }))
  }

  test("goes by the hint if a text is both an access and a refresh token", () =>
    Effect.gen(function*() {
      yield* create({ accessToken: "twice" })
      yield* create({ accessToken: "other", refreshToken: "twice" })
      yield* revocation({ token: "twice", token_type_hint: "refresh_token" })
      expect((yield* introspect("other")).body["existent"]).toBe(false)
    }))

  test("responds with OK for a token that never existed", () =>
    Effect.gen(function*() {
      expect((yield* revocation({ token: "unknown" })).body).toMatchObject({ action: "OK", resultCode: "A113001" })
    }))

  test("responds with JavaScript if the client application asks for it", () =>
    Effect.gen(function*() {
      const { body } = yield* revocation({ token: "unknown", callback: "app.onRevoked" })
      expect(body["responseContent"]).toBe("app.onRevoked();")
    }))

  const refusals: ReadonlyArray<readonly [what: string, fields: object, action: string, error: string, code: string]> =
    [
      ["no parameters", { parameters: null }, "INTERNAL_SERVER_ERROR", "server_error", "A113201"],
      ["malformed parameters", { parameters: "token=%" }, "INTERNAL_SERVER_ERROR", "server_error", "A113202"],
      ["empty parameters", { parameters: "" }, "BAD_REQUEST", "invalid_request", "A113301"],
      ["no token", { parameters: "token_type_hint=access_token" }, "BAD_REQUEST", "invalid_request", "A115301"],
      ["an empty token", { parameters: "token=" }, "BAD_REQUEST", "invalid_request", "A115302"],
      ["two tokens", { parameters: "token=a&token=b" }, "BAD_REQUEST", "invalid_request", "A115303"],
      ["an unknown client", { clientId: "nobody" }, "INVALID_CLIENT", "invalid_client", "A114304"],
      ["a wrong secret", { clientSecret: "wrong" }, "INVALID_CLIENT", "invalid_client", "A157305"]
    ]
  for (const [what, fields, action, error, code] of refusals) {
    test(`refuses ${what} with ${code}`, () =>
      Effect.gen(function*() {
        const response = yield* revocation({ token: "a" }, fields)
        expect(response.status).toBe(200)
        expect(response.body).toMatchObject({ action, resultCode: code })
        expect(content(response)["error"]).toBe(error)
      }))
  }

  test("refuses a token of another client and leaves it alone", () =>
    Effect.gen(function*() {
      yield* create({ clientId: publicClient, accessToken: "theirs" })
      const response = yield* revocation({ token: "theirs" })
      expect(response.body).toMatchObject({ action: "BAD_REQUEST", resultCode: "A116301" })
      expect((yield* introspect("theirs")).body["usable"]).toBe(true)
    }))

  test("takes a form whose field is a form", () =>
    Effect.gen(function*() {
      yield* create({ clientId: publicClient, accessToken: "a&b" })
      yield* postForm("/auth/revocation", { parameters: `token=a%26b&client_id=${publicClient}` })
      expect((yield* introspect("a&b")).body["existent"]).toBe(false)
    }))
})
