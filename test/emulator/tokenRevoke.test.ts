import { describe, expect } from "@effect/vitest"
import { Effect } from "effect"
import { confidential, create, firstListed, list, post, postForm, publicClient, transports } from "./support.js"

const revoke = (fields: object) => post("/auth/token/revoke", fields)

const left = Effect.map(list(), ({ body }) => body["totalCount"])

/** Two subjects at two clients, and one more token. */
const prepare = Effect.gen(function*() {
  yield* create()
  yield* create({ subject: "jane" })
  yield* create({ clientId: publicClient })
  yield* create({ clientId: publicClient, subject: "jane" })
  return yield* create({ accessToken: "access", refreshToken: "refresh" })
})

describe.each(transports)("POST /auth/token/revoke, $name", ({ test }) => {
  const selections: ReadonlyArray<readonly [what: string, fields: object, count: number]> = [
    ["an access token", { accessTokenIdentifier: "access" }, 1],
    ["a refresh token", { refreshTokenIdentifier: "refresh" }, 1],
    ["all tokens of a client", { clientIdentifier: String(publicClient) }, 2],
    ["all tokens of a client by its alias", { clientIdentifier: "demo" }, 3],
    ["all tokens of a subject", { subject: "jane" }, 2],
    ["all tokens of a subject at a client", { clientIdentifier: String(confidential), subject: "john" }, 2],
    ["by the first selector that is not empty", {
      accessTokenIdentifier: "",
      refreshTokenIdentifier: "",
      clientIdentifier: "",
      subject: "jane"
    }, 2],
    ["all tokens of a client, with an empty subject", { clientIdentifier: String(publicClient), subject: "" }, 2],
    ["nothing for a subject without tokens", { subject: "nobody" }, 0]
  ]
  for (const [what, fields, count] of selections) {
    test(`revokes ${what}`, () =>
      Effect.gen(function*() {
        yield* prepare
        const { body, status } = yield* revoke(fields)
        expect(status).toBe(200)
        expect(body).toEqual({ resultCode: "A312001", resultMessage: expect.any(String), count })
        expect(yield* left).toBe(5 - count)
      }))
  }

  test("takes a hash for an identifier", () =>
    Effect.gen(function*() {
      yield* create()
      const { accessTokenHash } = yield* firstListed
      expect((yield* revoke({ accessTokenIdentifier: accessTokenHash })).body["count"]).toBe(1)
    }))

  test("does not take a refresh token for an access token", () =>
    Effect.gen(function*() {
      yield* prepare
      expect((yield* revoke({ accessTokenIdentifier: "refresh" })).status).toBe(404)
    }))

  test("goes by the access token before everything else", () =>
    Effect.gen(function*() {
      yield* prepare
      yield* revoke({ accessTokenIdentifier: "access", clientIdentifier: String(publicClient), subject: "jane" })
      expect(yield* left).toBe(4)
    }))

  test("goes by the refresh token before the client and the subject", () =>
    Effect.gen(function*() {
      yield* prepare
      yield* revoke({ refreshTokenIdentifier: "refresh", clientIdentifier: String(publicClient), subject: "jane" })
      expect(yield* left).toBe(4)
    }))

  test("writes its message without the code", () =>
    Effect.gen(function*() {
      yield* prepare
      const { body } = yield* revoke({ subject: "jane" })
      expect(body["resultMessage"]).not.toContain("[")
    }))

  test("takes a form", () =>
    Effect.gen(function*() {
      yield* prepare
      const { body } = yield* postForm("/auth/token/revoke", { subject: "jane" })
      expect(body["count"]).toBe(2)
    }))

  test("refuses a request without a selector with HTTP 400", () =>
    Effect.gen(function*() {
      expect((yield* revoke({ subject: "" })).status).toBe(400)
      expect((yield* revoke({})).status).toBe(400)
    }))

  test("refuses an unknown token with HTTP 404", () =>
    Effect.gen(function*() {
      expect((yield* revoke({ accessTokenIdentifier: "unknown" })).status).toBe(404)
    }))

  test("refuses an unknown client with HTTP 404", () =>
    Effect.gen(function*() {
      const { body, status } = yield* revoke({ clientIdentifier: "nobody" })
      expect([status, body["resultCode"]]).toEqual([404, "A001218"])
    }))
})
