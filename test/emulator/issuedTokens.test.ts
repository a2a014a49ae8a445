/**
 * What a client application gets by the code flow, beside what it asked for.
 */
import { describe, expect } from "@effect/vitest"
import { Effect } from "effect"
import { Introspection } from "effect-authlete"
import { code, exchange, json, query, test, tokens } from "./flows.js"

describe("the properties of an authorization", () => {
  const properties = [{ key: "tenant", value: "7" }, { key: "consent", value: "42", hidden: true }]

  test("are in the token response and at introspection, and the hidden ones for the server alone", () =>
    Effect.gen(function*() {
      const response = yield* exchange(
        { code: yield* code({}, { properties }) },
        { properties: [{ key: "place", value: "here" }, { key: "risk", value: "low", hidden: true }] }
      )
      const all = [...properties, { key: "place", value: "here" }, { key: "risk", value: "low", hidden: true }]
      const content = json(response)
      expect(content).toMatchObject({ tenant: "7", place: "here" })
      expect(content).not.toHaveProperty("consent")
      expect(content).not.toHaveProperty("risk")
      const token = String(content["access_token"])
      const introspected = yield* Introspection.process({ token })
      expect(introspected).toMatchObject({ action: "OK", properties: all })
      const standard = yield* Introspection.standardProcess({ parameters: query({ token }) })
      const told = json(standard)
      expect(told).toMatchObject({ active: true, tenant: "7" })
      expect(told).not.toHaveProperty("consent")
    }))
})

describe("a client that is not registered for refreshing", () => {
  test("gets a refresh token all the same, as the service decides that", () =>
    Effect.gen(function*() {
      expect(yield* tokens()).toMatchObject({ refresh_token: expect.any(String) })
    }), { client: { grantTypes: ["AUTHORIZATION_CODE"] } })

  test("cannot use it", () =>
    Effect.gen(function*() {
      const { refresh_token: refreshToken } = yield* tokens()
      const response = yield* exchange({ grant_type: "refresh_token", refresh_token: String(refreshToken) })
      expect(response).toMatchObject({ action: "BAD_REQUEST", resultCode: "A047302" })
    }), { client: { grantTypes: ["AUTHORIZATION_CODE"] } })

  test("gets none from a service that does not refresh", () =>
    Effect.gen(function*() {
      expect(yield* tokens()).not.toHaveProperty("refresh_token")
    }), { service: { grantTypes: ["AUTHORIZATION_CODE"] } })
})
