import { describe, expect } from "@effect/vitest"
import { Effect } from "effect"
import { create, firstListed, introspect, list, remove, transports } from "./support.js"

describe.each(transports)("DELETE /auth/token/delete/{accessTokenIdentifier}, $name", ({ test }) => {
  const identifiers = {
    "the access token": Effect.map(create(), ({ body }) => body["accessToken"]),
    "the refresh token": Effect.map(create(), ({ body }) => body["refreshToken"]),
    "the access token's hash": Effect.zipRight(create(), Effect.map(firstListed, (entry) => entry["accessTokenHash"])),
    "the refresh token's hash": Effect.zipRight(create(), Effect.map(firstListed, (entry) => entry["refreshTokenHash"]))
  }
  for (const [what, identifier] of Object.entries(identifiers)) {
    test(`deletes the pair by ${what}, with 204 and no body`, () =>
      Effect.gen(function*() {
        const { status, text } = yield* remove(String(yield* identifier))
        expect([status, text]).toEqual([204, ""])
        expect((yield* list()).body["totalCount"]).toBe(0)
      }))
  }

  test("finds a token that has to be percent-encoded", () =>
    Effect.gen(function*() {
      yield* create({ accessToken: "50% a/b?c#d" })
      expect((yield* remove("50% a/b?c#d")).status).toBe(204)
    }))

  test("refuses an unknown token with 404 and A161202", () =>
    Effect.gen(function*() {
      const { body, status } = yield* remove("unknown")
      expect(status).toBe(404)
      expect(body["resultCode"]).toBe("A161202")
    }))

  test("refuses to delete a token twice", () =>
    Effect.gen(function*() {
      yield* create({ accessToken: "once" })
      yield* remove("once")
      expect((yield* remove("once")).status).toBe(404)
    }))

  test("leaves nothing of the token behind", () =>
    Effect.gen(function*() {
      const { body } = yield* create()
      yield* remove(String(body["refreshToken"]))
      expect((yield* introspect(body["accessToken"])).body["resultCode"]).toBe("A057302")
    }))

  test("has no path without an identifier", () =>
    Effect.gen(function*() {
      expect((yield* remove("")).status).toBe(404)
    }))
})
