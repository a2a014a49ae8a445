import { describe, expect } from "@effect/vitest"
import { Effect, TestClock } from "effect"
import { Authorization, PushedAuthorization } from "effect-authlete"
import type { Form } from "./flows.js"
import { ask, credentials, exchange, json, parametersIn, query, request, spa, test, textOf, web } from "./flows.js"

const push = (form: Form = {}, fields: object = credentials) =>
  PushedAuthorization.create({ parameters: request(form), ...fields })

const pushed = (form: Form = {}) => Effect.map(push(form), (response) => String(json(response)["request_uri"]))

const begin = (requestUri: string, clientId = String(web)) =>
  Authorization.process({ parameters: query({ client_id: clientId, request_uri: requestUri }) })

describe("PushedAuthorization.create", () => {
  test("keeps a request, which the authorization request then refers to", () =>
    Effect.gen(function*() {
      const response = yield* push({ scope: "history.read", state: "pushed" })
      expect(response).toMatchObject({
        action: "CREATED",
        resultCode: "A245001",
        clientAuthMethod: "CLIENT_SECRET_BASIC",
        requestUri: expect.stringMatching(/^urn:ietf:params:oauth:request_uri:[\w-]{43}$/)
      })
      const { expires_in, request_uri: requestUri } = json(response)
      expect(expires_in).toBe(600)
      const begun = yield* begin(String(requestUri))
      if (begun.action !== "INTERACTION") return expect(begun.action).toBe("INTERACTION")
      expect(begun.scopes).toMatchObject([{ name: "history.read" }])
      const issued = yield* Authorization.issue({ ticket: begun.ticket, subject: "john" })
      const { code, state } = parametersIn(textOf(issued.responseContent))
      expect(state).toBe("pushed")
      expect((yield* exchange({ code })).action).toBe("OK")
    }))

  test("is what the service asks for with parRequired", () =>
    Effect.gen(function*() {
      expect(yield* ask()).toMatchObject({ resultCode: "A008306" })
      expect((yield* begin(yield* pushed())).action).toBe("INTERACTION")
    }), { service: { parRequired: true } })

  test("keeps no credentials of the client", () =>
    Effect.gen(function*() {
      const response = yield* push({ client_secret: credentials.clientSecret }, {})
      expect(response).toMatchObject({ action: "CREATED", clientAuthMethod: "CLIENT_SECRET_POST" })
    }), { client: { tokenAuthMethod: "CLIENT_SECRET_POST" } })

  test("gives a request_uri for one use", () =>
    Effect.gen(function*() {
      const requestUri = yield* pushed()
      yield* begin(requestUri)
      expect(yield* begin(requestUri)).toMatchObject({ action: "BAD_REQUEST", resultCode: "A008303" })
    }))

  test("gives a request_uri for its client only", () =>
    Effect.gen(function*() {
      const requestUri = yield* pushed()
      expect(yield* begin(requestUri, String(spa))).toMatchObject({ action: "BAD_REQUEST", resultCode: "A008303" })
      expect((yield* begin(requestUri)).action).toBe("INTERACTION")
    }))

  test("gives a request_uri for as long as the service says", () =>
    Effect.gen(function*() {
      const response = yield* push()
      expect(json(response)["expires_in"]).toBe(60)
      yield* TestClock.adjust("1 minute")
      expect(yield* begin(String(json(response)["request_uri"]))).toMatchObject({ resultCode: "A008303" })
    }), { service: { pushedAuthReqDuration: 60 } })

  for (
    const [what, parameters, fields, action, code] of [
      ["an empty form", "", {}, "BAD_REQUEST", "A246301"],
      ["no form", "a=%", {}, "BAD_REQUEST", "A246202"],
      ["no client", "response_type=code", {}, "UNAUTHORIZED", "A247306"],
      ["an unknown client", "response_type=code", { clientId: "1" }, "UNAUTHORIZED", "A247307"],
      ["two clients", `client_id=${spa}`, credentials, "UNAUTHORIZED", "A247304"],
      ["a client twice", `client_id=${web}&client_id=${web}`, credentials, "BAD_REQUEST", "A247303"],
      ["a wrong secret", "response_type=code", { ...credentials, clientSecret: "wrong" }, "UNAUTHORIZED", "A157305"],
      ["a request_uri", "request_uri=urn:x", credentials, "BAD_REQUEST", "A248301"],
      ["no response type", "scope=openid", credentials, "BAD_REQUEST", "A009301"],
      [
        "a mistake that a redirect could tell",
        request({ prompt: "beg" }),
        credentials,
        "BAD_REQUEST",
        "A016303"
      ]
    ] as const
  ) {
    test(`refuses a request with ${what}: ${code}`, () =>
      Effect.gen(function*() {
        const response = yield* PushedAuthorization.create({ parameters, ...fields })
        expect(response).toMatchObject({ action, resultCode: code })
        expect(json(response)).toHaveProperty("error")
      }))
  }
})
