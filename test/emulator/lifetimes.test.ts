/**
 * How long tokens live, by the settings of service, client and scopes.
 */
import { describe, expect } from "@effect/vitest"
import { Effect, Schema } from "effect"
import type { Options } from "effect-authlete/AuthleteEmulator"
import { AuthleteEmulator, Snapshot } from "effect-authlete/AuthleteEmulator"
import { create, inProcess, introspect, post, setClock, token } from "./support.js"

const { test } = inProcess

const attributes = (access: number, refresh: number) => [
  { key: "access_token.duration", value: String(access) },
  { key: "refresh_token.duration", value: String(refresh) }
]

const scopes = [
  { name: "history.read", attributes: attributes(600, 6_000) },
  { name: "timeline.read", attributes: attributes(300, 9_000) },
  { name: "email" }
]

const basic = { clientId: "7", clientSecret: "s" }

const refresh = (refreshToken: unknown, fields: object = {}) =>
  token({ grant_type: "refresh_token", refresh_token: String(refreshToken) }, { ...basic, ...fields })

const withService = (service: Options["service"], extension = {}): Options => ({
  service,
  seed: { clients: [{ clientId: 7, secret: "s", extension }] }
})

const issued = (asked: string, fields: object = {}) =>
  Effect.gen(function*() {
    const parameters = `grant_type=password&username=u&password=p&scope=${encodeURIComponent(asked)}`
    const { body: { ticket } } = yield* post("/auth/token", { parameters, ...basic })
    return (yield* post("/auth/token/issue", { ticket, subject: "john", ...fields })).body
  })

describe("the duration of new tokens", () => {
  test("is the shortest of the scopes", () =>
    Effect.gen(function*() {
      expect(yield* issued("history.read timeline.read email")).toMatchObject({
        accessTokenDuration: 300,
        refreshTokenDuration: 6_000
      })
    }), withService({ scopes }))

  test("is the service's if no scope has one", () =>
    Effect.gen(function*() {
      expect(yield* issued("email")).toMatchObject({ accessTokenDuration: 3_600, refreshTokenDuration: 864_000 })
    }), withService({ scopes }))

  test("is the client's before that of scopes", () =>
    Effect.gen(function*() {
      expect(yield* issued("history.read")).toMatchObject({ accessTokenDuration: 1_200, refreshTokenDuration: 60 })
    }), withService({ scopes }, { accessTokenDuration: 1_200, refreshTokenDuration: 60 }))

  test("is not the client's if that is longer than the service's", () =>
    Effect.gen(function*() {
      expect(yield* issued("email")).toMatchObject({ accessTokenDuration: 3_600 })
    }), withService({ scopes }, { accessTokenDuration: 7_200 }))

  test("is what the call asks for before all else", () =>
    Effect.gen(function*() {
      const fields = { accessTokenDuration: 77, refreshTokenDuration: 78 }
      expect(yield* issued("history.read", fields)).toMatchObject(fields)
    }), withService({ scopes }, { accessTokenDuration: 1_200 }))

  test("of an access token ends with the refresh token where they are linked", () =>
    Effect.gen(function*() {
      const body = yield* issued("email", { accessTokenDuration: 900, refreshTokenDuration: 600 })
      expect(body).toMatchObject({ accessTokenDuration: 600, accessTokenExpiresAt: 600_000 })
    }), withService({ scopes, tokenExpirationLinked: true }))
})

describe("the duration of a refreshed pair", () => {
  const first = create({ clientId: 7, refreshTokenDuration: 7_200 })

  test("starts anew with the new refresh token", () =>
    Effect.gen(function*() {
      const { body: { refreshToken } } = yield* first
      yield* setClock(3_600_000)
      expect((yield* refresh(refreshToken)).body).toMatchObject({ refreshTokenDuration: 864_000 })
    }), withService({}))

  test("is what was left for the new refresh token with refreshTokenDurationKept", () =>
    Effect.gen(function*() {
      const { body: { refreshToken } } = yield* first
      yield* setClock(3_600_000)
      const { body } = yield* refresh(refreshToken)
      expect(body["refreshToken"]).not.toBe(refreshToken)
      expect(body).toMatchObject({ refreshTokenDuration: 3_600, refreshTokenExpiresAt: 7_200_000 })
    }), withService({ refreshTokenDurationKept: true }))

  test("starts anew for a refresh token that is kept, with refreshTokenDurationReset", () =>
    Effect.gen(function*() {
      const { body: { refreshToken } } = yield* first
      yield* setClock(3_600_000)
      const { body } = yield* refresh(refreshToken)
      expect(body).toMatchObject({ refreshToken, refreshTokenDuration: 864_000 })
      yield* setClock(7_200_000)
      expect((yield* refresh(refreshToken)).body["action"]).toBe("OK")
    }), withService({ refreshTokenKept: true, refreshTokenDurationReset: true }))

  test(
    "of the access token ends with the refresh token that is kept, where they are linked",
    () =>
      Effect.gen(function*() {
        const { body: { refreshToken } } = yield* first
        yield* setClock(6_600_000)
        expect((yield* refresh(refreshToken)).body).toMatchObject({
          accessTokenDuration: 600,
          accessTokenExpiresAt: 7_200_000
        })
      }),
    withService({ refreshTokenKept: true, tokenExpirationLinked: true })
  )

  test("goes by the scopes that the refresh leaves", () =>
    Effect.gen(function*() {
      const { body } = yield* create({ clientId: 7, scopes: ["history.read", "timeline.read"] })
      const narrow = token({
        grant_type: "refresh_token",
        refresh_token: String(body["refreshToken"]),
        scope: "history.read"
      }, basic)
      expect((yield* narrow).body).toMatchObject({ accessTokenDuration: 600, refreshTokenDuration: 6_000 })
    }), withService({ scopes }))
})

describe("a refresh token that was replaced", () => {
  const idempotent = withService({ refreshTokenIdempotent: true })

  test("leads to the same new one for a minute with refreshTokenIdempotent", () =>
    Effect.gen(function*() {
      const { body: { refreshToken: first } } = yield* create({ clientId: 7 })
      const { body: second } = yield* refresh(first)
      expect(second).toMatchObject({ previousRefreshTokenUsed: false })
      yield* setClock(59_999)
      const { body: third } = yield* refresh(first)
      expect(third).toMatchObject({ refreshToken: second["refreshToken"], previousRefreshTokenUsed: true })
      expect(third["accessToken"]).not.toBe(second["accessToken"])
      expect((yield* introspect(second["accessToken"])).body["existent"]).toBe(false)
      yield* setClock(60_000)
      expect((yield* refresh(first)).body["resultCode"]).toBe("A053305")
    }), idempotent)

  test("is worth nothing after the next one was used", () =>
    Effect.gen(function*() {
      const { body: { refreshToken: first } } = yield* create({ clientId: 7 })
      const { body: second } = yield* refresh(first)
      yield* refresh(second["refreshToken"])
      expect((yield* refresh(first)).body["resultCode"]).toBe("A053305")
    }), idempotent)

  test("is worth nothing without the setting", () =>
    Effect.gen(function*() {
      const { body: { refreshToken } } = yield* create({ clientId: 7 })
      yield* refresh(refreshToken)
      expect((yield* refresh(refreshToken)).body["resultCode"]).toBe("A053305")
    }), withService({}))
})

describe("scopes, by the settings of the service", () => {
  const codeOf = (parameters: string) =>
    Effect.map(post("/auth/token", { parameters, ...basic }), ({ body }) => body["resultCode"])

  test("are required with scopeRequired", () =>
    Effect.gen(function*() {
      expect(yield* codeOf("grant_type=client_credentials")).toBe("A052303")
      expect(yield* codeOf("grant_type=password&username=u&password=p")).toBe("A051308")
      expect(yield* codeOf("grant_type=client_credentials&scope=email")).toBe("A052001")
    }), withService({ scopeRequired: true }))

  test("are required with scopeRequired unless there are default scopes", () =>
    Effect.gen(function*() {
      expect(yield* codeOf("grant_type=client_credentials")).toBe("A052001")
    }), withService({ scopeRequired: true, scopes: [{ name: "email", defaultEntry: true }] }))

  const dropping = withService({ openidDroppedOnRefreshWithoutOfflineAccess: true })

  test("lose openid on a refresh without offline_access, where the service says so", () =>
    Effect.gen(function*() {
      const { body } = yield* create({ clientId: 7, scopes: ["openid", "email"] })
      expect((yield* refresh(body["refreshToken"])).body["scopes"]).toEqual(["email"])
    }), dropping)

  test("keep openid on a refresh with offline_access", () =>
    Effect.gen(function*() {
      const { body } = yield* create({ clientId: 7, scopes: ["openid", "offline_access"] })
      expect((yield* refresh(body["refreshToken"])).body["scopes"]).toEqual(["offline_access", "openid"])
    }), dropping)
})

describe("a snapshot", () => {
  test("keeps a replaced refresh token usable", () =>
    Effect.gen(function*() {
      const { body: { refreshToken: first } } = yield* create({ clientId: 7 })
      const { body: second } = yield* refresh(first)
      const emulator = yield* AuthleteEmulator
      const written = yield* Schema.encode(Snapshot)(yield* emulator.snapshot)
      yield* emulator.reset
      yield* emulator.restore(yield* Schema.decodeUnknown(Snapshot)(JSON.parse(JSON.stringify(written))))
      expect((yield* refresh(first)).body["refreshToken"]).toBe(second["refreshToken"])
    }), withService({ refreshTokenIdempotent: true }))
})
