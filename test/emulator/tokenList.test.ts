import { describe, expect } from "@effect/vitest"
import { Effect } from "effect"
import type { JsonResponse } from "./support.js"
import {
  confidential,
  create,
  inProcess,
  list,
  listed,
  post,
  publicClient,
  remove,
  setClock,
  token,
  transports
} from "./support.js"

const createMany = (count: number, fields: object = {}) =>
  Effect.forEach(Array.from({ length: count }), () => create(fields))

const subjects = (response: JsonResponse) => listed(response).map(({ subject }) => subject)

describe.each(transports)("GET /auth/token/get/list, $name", ({ test }) => {
  test("tells what there is to tell of a token, and never its value", () =>
    Effect.gen(function*() {
      const { body: { accessToken, refreshToken } } = yield* create()
      const response = yield* list()
      expect(response.status).toBe(200)
      expect(listed(response)[0]).toEqual({
        accessTokenExpiresAt: expect.any(Number),
        accessTokenHash: expect.stringMatching(/^[\w-]{43}$/),
        clientId: confidential,
        createdAt: expect.any(Number),
        grantType: "AUTHORIZATION_CODE",
        lastRefreshedAt: 0,
        refreshTokenExpiresAt: expect.any(Number),
        refreshTokenHash: expect.stringMatching(/^[\w-]{43}$/),
        scopes: ["history.read"],
        subject: "john"
      })
      expect(response.text).not.toContain(accessToken)
      expect(response.text).not.toContain(refreshToken)
    }))

  test("has neither a result code nor a message", () =>
    Effect.gen(function*() {
      expect((yield* list()).body).toEqual({ start: 0, end: 5, totalCount: 0 })
    }))

  test("gives 0 for the expiry of a refresh token that does not exist", () =>
    Effect.gen(function*() {
      yield* create({ grantType: "CLIENT_CREDENTIALS" })
      const [entry] = listed(yield* list())
      expect(entry).toMatchObject({ refreshTokenExpiresAt: 0 })
      expect(entry).not.toHaveProperty("refreshTokenHash")
    }))

  test("gives the first five in the order of creation if no range is asked for", () =>
    Effect.gen(function*() {
      yield* Effect.forEach(["a", "b", "c", "d", "e", "f"], (subject) => create({ subject }))
      const response = yield* list()
      expect(subjects(response)).toEqual(["a", "b", "c", "d", "e"])
      expect(response.body["totalCount"]).toBe(6)
    }))

  test("gives the range that is asked for", () =>
    Effect.gen(function*() {
      yield* Effect.forEach(["a", "b", "c", "d"], (subject) => create({ subject }))
      const response = yield* list({ start: 1, end: 3 })
      expect(subjects(response)).toEqual(["b", "c"])
      expect(response.body).toMatchObject({ start: 1, end: 3, totalCount: 4 })
    }))

  test("only counts if start and end are the same", () =>
    Effect.gen(function*() {
      yield* createMany(3)
      expect((yield* list({ start: 0, end: 0 })).body).toEqual({ start: 0, end: 0, totalCount: 3 })
    }))

  test("gives no page if it starts where the default page has ended", () =>
    Effect.gen(function*() {
      yield* createMany(6)
      expect((yield* list({ start: 5 })).body).toEqual({ start: 5, end: 5, totalCount: 6 })
    }))

  test("takes an empty parameter for one that is not given", () =>
    Effect.gen(function*() {
      yield* createMany(2)
      const { body } = yield* list({ clientIdentifier: "", subject: "", start: "", end: "", tokenStatus: "" })
      expect(body).toMatchObject({ start: 0, end: 5, totalCount: 2 })
      expect(body).not.toHaveProperty("subject")
    }))

  test("gives no page beyond the last token", () =>
    Effect.gen(function*() {
      yield* createMany(3)
      expect((yield* list({ start: 10, end: 20 })).body).toEqual({ start: 10, end: 20, totalCount: 3 })
    }))

  test("gives 20 at once", () =>
    Effect.gen(function*() {
      yield* createMany(21)
      expect(listed(yield* list({ start: 1, end: 21 }))).toHaveLength(20)
    }))

  const refusals: ReadonlyArray<readonly [what: string, query: Record<string, string | number>, code: string]> = [
    ["more than 20 at once", { start: 0, end: 21 }, "A159205"],
    ["a start that is no integer", { start: "one" }, "A159201"],
    ["a negative start", { start: -1 }, "A159202"],
    ["an end that is no integer", { end: "1.5" }, "A159203"],
    ["a negative end", { end: -1 }, "A159204"],
    ["an unknown token status", { tokenStatus: "SOME" }, "A999206"]
  ]
  for (const [what, query, code] of refusals) {
    test(`refuses ${what} with HTTP 400 and ${code}`, () =>
      Effect.gen(function*() {
        const { body, status } = yield* list(query)
        expect(status).toBe(400)
        expect(body["resultCode"]).toBe(code)
      }))
  }

  test("filters by the client's id", () =>
    Effect.gen(function*() {
      yield* create({ subject: "a" })
      yield* create({ subject: "b", clientId: publicClient })
      const response = yield* list({ clientIdentifier: publicClient })
      expect(subjects(response)).toEqual(["b"])
      expect(response.body["client"]).toMatchObject({ clientId: publicClient, clientType: "PUBLIC" })
    }))

  test("filters by the client's alias", () =>
    Effect.gen(function*() {
      yield* create({ subject: "a", clientId: publicClient })
      yield* create({ subject: "b" })
      expect(subjects(yield* list({ clientIdentifier: "demo" }))).toEqual(["b"])
    }))

  test("filters by the subject and echoes it", () =>
    Effect.gen(function*() {
      yield* createMany(2, { subject: "jane" })
      yield* create()
      expect((yield* list({ subject: "jane" })).body).toMatchObject({ subject: "jane", totalCount: 2 })
    }))

  test("filters by the client and the subject together", () =>
    Effect.gen(function*() {
      yield* create()
      yield* create({ clientId: publicClient })
      yield* create({ clientId: publicClient, subject: "jane" })
      const response = yield* list({ clientIdentifier: publicClient, subject: "john" })
      expect(response.body["totalCount"]).toBe(1)
    }))

  test("refuses an unknown client with HTTP 404", () =>
    Effect.gen(function*() {
      const { body, status } = yield* list({ clientIdentifier: "nobody" })
      expect(status).toBe(404)
      expect(body["resultCode"]).toBe("A001218")
    }))

  test("closes the gap that a deleted token leaves", () =>
    Effect.gen(function*() {
      yield* create({ subject: "a" })
      const { body: { accessToken } } = yield* create({ subject: "b" })
      yield* create({ subject: "c" })
      yield* remove(String(accessToken))
      expect(subjects(yield* list({ start: 1, end: 2 }))).toEqual(["c"])
    }))

  test("keeps the place, the grant type and the time of creation of a refreshed token", () =>
    Effect.gen(function*() {
      const { body: { refreshToken } } = yield* create({ subject: "a" })
      yield* create({ subject: "b" })
      const [before] = listed(yield* list())
      yield* token({ grant_type: "refresh_token", refresh_token: String(refreshToken) })
      const [after] = listed(yield* list())
      expect(after).toMatchObject({ subject: "a", grantType: "AUTHORIZATION_CODE", createdAt: before?.["createdAt"] })
    }))
})

describe("GET /auth/token/get/list, by the clock", () => {
  const statuses = Effect.gen(function*() {
    const responses = yield* Effect.forEach(
      ["VALID", "INVALID", "ALL"],
      (tokenStatus) => list({ tokenStatus, end: 20 })
    )
    return responses.map((response) => [response.body["totalCount"], subjects(response).join("")])
  })

  const prepare = Effect.gen(function*() {
    yield* create({ subject: "a", accessTokenDuration: 60 })
    yield* create({ subject: "b", accessTokenDuration: 600 })
    yield* create({ subject: "c", accessTokenDuration: 60 })
  })

  inProcess.test("tells valid tokens from expired ones", () =>
    Effect.gen(function*() {
      yield* prepare
      expect(yield* statuses).toEqual([[3, "abc"], [0, ""], [3, "abc"]])
      yield* setClock(60_000)
      expect(yield* statuses).toEqual([[1, "b"], [2, "ac"], [3, "abc"]])
    }))

  inProcess.test("counts a token as valid again that was given more time", () =>
    Effect.gen(function*() {
      yield* prepare
      yield* create({ subject: "d", accessTokenDuration: 60, accessToken: "revived" })
      yield* setClock(60_000)
      yield* statuses
      yield* post("/auth/token/update", { accessToken: "revived", accessTokenExpiresAt: 120_000 })
      expect((yield* statuses)[0]).toEqual([2, "bd"])
      yield* setClock(120_000)
      expect((yield* statuses)[0]).toEqual([1, "b"])
    }))

  inProcess.test("does not count deleted tokens as expired", () =>
    Effect.gen(function*() {
      yield* create({ accessTokenDuration: 60, accessToken: "gone" })
      yield* setClock(60_000)
      yield* statuses
      yield* remove("gone")
      expect((yield* statuses)[1]).toEqual([0, ""])
    }))

  inProcess.test("finds its way back if the clock is set back", () =>
    Effect.gen(function*() {
      yield* prepare
      yield* setClock(60_000)
      yield* statuses
      yield* setClock(0)
      expect(yield* statuses).toEqual([[3, "abc"], [0, ""], [3, "abc"]])
    }))

  inProcess.test("tells when a token was refreshed", () =>
    Effect.gen(function*() {
      const { body: { refreshToken } } = yield* create()
      yield* setClock(30_499)
      yield* token({ grant_type: "refresh_token", refresh_token: String(refreshToken) })
      expect(listed(yield* list())[0]).toMatchObject({ createdAt: 0, lastRefreshedAt: 30_000 })
    }))
})
