import { describe, expect } from "@effect/vitest"
import { Effect } from "effect"
import { create, firstListed, inProcess, introspect, post, setClock, transports } from "./support.js"

const update = (fields: object) => post("/auth/token/update", fields)

describe.each(transports)("POST /auth/token/update, $name", ({ test }) => {
  test("changes the scopes", () =>
    Effect.gen(function*() {
      const { body: { accessToken } } = yield* create({ scopes: ["history.read", "timeline.read"] })
      const { body, status } = yield* update({ accessToken, scopes: ["timeline.read"] })
      expect(status).toBe(200)
      expect(body).toMatchObject({ resultCode: "A135001", action: "OK", accessToken, scopes: ["timeline.read"] })
      expect((yield* introspect(accessToken)).body["scopes"]).toEqual(["timeline.read"])
    }))

  test("drops scopes that the client cannot have", () =>
    Effect.gen(function*() {
      const { body: { accessToken } } = yield* create()
      const { body } = yield* update({ accessToken, scopes: ["history.read", "email", "world.rule"] })
      expect(body["scopes"]).toEqual(["history.read"])
    }))

  test("leaves alone what is not given", () =>
    Effect.gen(function*() {
      const properties = [{ key: "tenant", value: "7" }]
      const { body: { accessToken } } = yield* create({ properties })
      const before = yield* firstListed
      yield* update({ accessToken, scopes: null, properties: null, accessTokenExpiresAt: 0 })
      expect(yield* firstListed).toEqual(before)
    }))

  test("takes an empty list of scopes as a list of scopes", () =>
    Effect.gen(function*() {
      const { body: { accessToken } } = yield* create()
      expect((yield* update({ accessToken, scopes: [] })).body).not.toHaveProperty("scopes")
    }))

  for (const selector of ["accessTokenHash", "refreshTokenHash"]) {
    test(`selects by ${selector}`, () =>
      Effect.gen(function*() {
        const { body: { accessToken } } = yield* create()
        const { body } = yield* update({ [selector]: (yield* firstListed)[selector], scopes: ["timeline.read"] })
        expect(body["action"]).toBe("OK")
        expect((yield* introspect(accessToken)).body["scopes"]).toEqual(["timeline.read"])
      }))
  }

  test("selects by the refresh token", () =>
    Effect.gen(function*() {
      const { body: { refreshToken } } = yield* create()
      expect((yield* update({ refreshToken, scopes: ["timeline.read"] })).body["action"]).toBe("OK")
    }))

  test("goes by the access token before all other selectors", () =>
    Effect.gen(function*() {
      const { body: { refreshToken } } = yield* create()
      expect((yield* update({ accessToken: "unknown", refreshToken })).body["action"]).toBe("NOT_FOUND")
    }))

  test("passes over empty selectors", () =>
    Effect.gen(function*() {
      const { body: { refreshToken } } = yield* create()
      expect((yield* update({ accessToken: "", accessTokenHash: "", refreshToken })).body["action"]).toBe("OK")
      expect((yield* update({ accessToken: "" })).body["resultCode"]).toBe("A134201")
    }))

  test("does not take a hash for a value", () =>
    Effect.gen(function*() {
      yield* create()
      const { accessTokenHash } = yield* firstListed
      expect((yield* update({ accessToken: accessTokenHash })).body["action"]).toBe("NOT_FOUND")
    }))

  test("draws a new value, and the old one is gone", () =>
    Effect.gen(function*() {
      const { body: { accessToken } } = yield* create()
      const { body } = yield* update({ accessToken, accessTokenValueUpdated: true })
      expect(body["accessToken"]).toMatch(/^[\w-]{43}$/)
      expect(body["accessToken"]).not.toBe(accessToken)
      expect((yield* introspect(accessToken)).body["existent"]).toBe(false)
      expect((yield* introspect(body["accessToken"])).body["usable"]).toBe(true)
    }))

  test("responds with BAD_REQUEST if nothing is selected", () =>
    Effect.gen(function*() {
      const { body, status } = yield* update({ scopes: ["history.read"] })
      expect(status).toBe(200)
      expect(body).toMatchObject({ action: "BAD_REQUEST", resultCode: "A134201" })
    }))

  test("responds with NOT_FOUND for an unknown token", () =>
    Effect.gen(function*() {
      const { body } = yield* update({ accessToken: "unknown" })
      expect(body).toMatchObject({ action: "NOT_FOUND", resultCode: "A134202" })
    }))
})

const attributes = [{ key: "access_token.duration", value: "30" }, { key: "refresh_token.duration", value: "90" }]
const scopes = [{ name: "history.read" }, { name: "timeline.read", attributes }]
const options = { service: { scopes } }

describe("POST /auth/token/update, by the clock", () => {
  inProcess.test("sets the expiry, to the second", () =>
    Effect.gen(function*() {
      const { body: { accessToken } } = yield* create()
      const { body } = yield* update({ accessToken, accessTokenExpiresAt: 1_501, refreshTokenExpiresAt: 9_000 })
      expect(body).toMatchObject({ accessTokenExpiresAt: 2_000, refreshTokenExpiresAt: 9_000 })
    }))

  inProcess.test("takes an expiry that lies too far ahead for never", () =>
    Effect.gen(function*() {
      const { body: { accessToken } } = yield* create()
      const expiry = { accessTokenExpiresAt: Number.MAX_SAFE_INTEGER, refreshTokenExpiresAt: Number.MAX_SAFE_INTEGER }
      const { body } = yield* update({ accessToken, ...expiry })
      const never = { accessTokenExpiresAt: 253_402_300_799_000, refreshTokenExpiresAt: 253_402_300_799_000 }
      expect(body).toMatchObject(never)
      expect(yield* firstListed).toMatchObject(never)
    }))

  inProcess.test("lets new scopes bring a new expiry where it is asked to", () =>
    Effect.gen(function*() {
      yield* setClock(1_000_000)
      const { body: { accessToken } } = yield* create()
      const { body } = yield* update({
        accessToken,
        scopes: ["timeline.read"],
        accessTokenExpiresAtUpdatedOnScopeUpdate: true,
        refreshTokenExpiresAtUpdatedOnScopeUpdate: true
      })
      expect(body).toMatchObject({ accessTokenExpiresAt: 1_030_000, refreshTokenExpiresAt: 1_090_000 })
    }), options)

  inProcess.test("leaves the expiry alone if the scopes stay the same", () =>
    Effect.gen(function*() {
      const { body: { accessToken } } = yield* create({ scopes: ["timeline.read"] })
      yield* setClock(10_000)
      const { body } = yield* update({
        accessToken,
        scopes: ["timeline.read"],
        accessTokenExpiresAtUpdatedOnScopeUpdate: true
      })
      // By the duration of the scope.
      expect(body["accessTokenExpiresAt"]).toBe(30_000)
    }), options)

  inProcess.test("goes by a given expiry before the one of new scopes", () =>
    Effect.gen(function*() {
      const { body: { accessToken } } = yield* create()
      const { body } = yield* update({
        accessToken,
        scopes: ["timeline.read"],
        accessTokenExpiresAt: 7_000,
        accessTokenExpiresAtUpdatedOnScopeUpdate: true
      })
      expect(body["accessTokenExpiresAt"]).toBe(7_000)
    }), options)

  inProcess.test("revives an expired token", () =>
    Effect.gen(function*() {
      const { body: { accessToken } } = yield* create()
      yield* setClock(3_600_000)
      yield* update({ accessToken, accessTokenExpiresAt: 9_000_000 })
      expect((yield* introspect(accessToken)).body["usable"]).toBe(true)
    }))
})
