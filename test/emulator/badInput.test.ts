import { HttpClientRequest } from "@effect/platform"
import { describe, expect } from "@effect/vitest"
import { Effect } from "effect"
import * as AuthleteEmulator from "effect-authlete/AuthleteEmulator"
import { create, list, path, post, postForm, postText, send, transports } from "./support.js"

const listRequest = HttpClientRequest.get(path("/auth/token/get/list"))

const explained = (code: string) => ({ resultCode: code, resultMessage: expect.stringContaining(`[${code}] `) })

describe.each(transports)("the front door, $name", ({ test }) => {
  test("refuses a request without an Authorization header with 401", () =>
    Effect.gen(function*() {
      const { body, headers, status } = yield* send(listRequest)
      expect(status).toBe(401)
      expect(body).toEqual(explained("A001202"))
      expect(headers["www-authenticate"]).toBe("Bearer")
    }))

  test("refuses other schemes than Bearer with 401", () =>
    Effect.gen(function*() {
      const { body, status } = yield* send(HttpClientRequest.basicAuth(listRequest, "user", "password"))
      expect([status, body]).toEqual([401, explained("A001203")])
    }))

  test("refuses a wrong access token with 401, and does not repeat it", () =>
    Effect.gen(function*() {
      const { body, status, text } = yield* send(HttpClientRequest.bearerToken(listRequest, "wrong-token"))
      expect([status, body]).toEqual([401, explained("A458101")])
      expect(text).not.toContain("wrong-token")
    }))

  test("refuses an unknown service with 404", () =>
    Effect.gen(function*() {
      const { body, status } = yield* HttpClientRequest.get(path("/auth/token/get/list", "1")).pipe(
        HttpClientRequest.bearerToken(AuthleteEmulator.defaultAccessToken),
        send
      )
      expect([status, body]).toEqual([404, explained("A458203")])
    }))

  test("refuses an access token without the right with 403", () =>
    Effect.gen(function*() {
      const { body, status } = yield* send(HttpClientRequest.bearerToken(listRequest, "introspector"))
      expect([status, body]).toEqual([403, explained("A457101")])
    }), { accessTokens: [{ token: "introspector", rights: ["USE_INTROSPECTION"] }] })

  test("lets an access token do what its rights allow", () =>
    Effect.gen(function*() {
      const { status } = yield* HttpClientRequest.post(path("/auth/introspection")).pipe(
        HttpClientRequest.bearerToken("introspector"),
        HttpClientRequest.bodyUnsafeJson({ token: "unknown" }),
        send
      )
      expect(status).toBe(200)
    }), { accessTokens: [{ token: "introspector", rights: ["USE_INTROSPECTION"] }] })

  test("accepts the access token and the service that it was told", () =>
    Effect.gen(function*() {
      const { status } = yield* HttpClientRequest.get(path("/auth/token/get/list", "42")).pipe(
        HttpClientRequest.bearerToken("mine"),
        send
      )
      expect(status).toBe(200)
    }), { accessToken: "mine", serviceId: "42" })

  test("refuses an unknown path with 404", () =>
    Effect.gen(function*() {
      const { body, status } = yield* post("/auth/token/unknown", {})
      expect([status, body]).toEqual([404, explained("A999201")])
    }))

  test("refuses a path without a service with 404", () =>
    Effect.gen(function*() {
      expect((yield* send(HttpClientRequest.get("/api/auth"))).status).toBe(404)
    }))

  test("refuses another method with 405 and says which one there is", () =>
    Effect.gen(function*() {
      const { body, headers, status } = yield* post("/auth/token/get/list", {})
      expect([status, body]).toEqual([405, explained("A999202")])
      expect(headers["allow"]).toBe("GET")
    }))
})

describe.each(transports)("bodies, $name", ({ test }) => {
  const json = "application/json"
  const form = "application/x-www-form-urlencoded"
  const refusals: ReadonlyArray<
    readonly [what: string, text: string, contentType: string, status: number, code: string]
  > = [
    ["malformed JSON", "{\"ticket\":", json, 400, "A999204"],
    ["an empty body", "", json, 400, "A126203"],
    ["JSON that is no object", "[]", json, 400, "A126202"],
    ["the JSON null", "null", json, 400, "A126202"],
    ["a field of the wrong type", "{\"scopes\":\"history.read\"}", json, 400, "A999206"],
    ["a number that is not whole", "{\"accessTokenDuration\":1.5}", json, 400, "A999206"],
    ["a number that JavaScript cannot hold", "{\"clientId\":9007199254740993}", json, 400, "A999206"],
    ["a value that is none of those there are", "{\"grantType\":\"MAGIC\"}", json, 400, "A999206"],
    ["a form field of the wrong type", "clientId=one", form, 400, "A999206"],
    ["another content type", "<xml/>", "application/xml", 415, "A999203"],
    ["more than 1 MiB", `{"subject":"${"s".repeat(1_048_576)}"}`, json, 413, "A999205"]
  ]
  for (const [what, text, contentType, status, code] of refusals) {
    test(`refuses ${what} with ${status}`, () =>
      Effect.gen(function*() {
        const response = yield* postText("/auth/token/create", text, contentType)
        expect([response.status, response.body]).toEqual([status, explained(code)])
      }))
  }

  test("refuses a body without a content type with 400", () =>
    Effect.gen(function*() {
      const { body, status } = yield* HttpClientRequest.post(path("/auth/token/create")).pipe(
        HttpClientRequest.bearerToken(AuthleteEmulator.defaultAccessToken),
        send
      )
      expect([status, body]).toEqual([400, explained("A258201")])
    }))

  test("names the field of the wrong type and not its value", () =>
    Effect.gen(function*() {
      const { body } = yield* create({ accessToken: ["secret value"] })
      expect(body["resultMessage"]).toContain("accessToken")
      expect(body["resultMessage"]).not.toContain("secret value")
    }))

  test("takes a charset in the content type", () =>
    Effect.gen(function*() {
      const { status } = yield* postText(
        "/auth/token/revoke",
        "{\"subject\":\"john\"}",
        "application/json; charset=UTF-8"
      )
      expect(status).toBe(200)
    }))

  test("ignores form fields that Authlete does not know", () =>
    Effect.gen(function*() {
      const { status } = yield* postForm("/auth/token/revoke", { subject: "john", colour: "blue" })
      expect(status).toBe(200)
    }))

  test("ignores unknown parts of the query", () =>
    Effect.gen(function*() {
      expect((yield* list({ colour: "blue", subject: "" })).status).toBe(200)
    }))
})
