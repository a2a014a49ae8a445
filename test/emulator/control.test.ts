import { describe, expect, it } from "@effect/vitest"
import { Cause, Effect, Exit, Layer, Schema } from "effect"
import * as AuthleteEmulator from "effect-authlete/AuthleteEmulator"
import { operations } from "../../src/internal/operations/index.js"
import {
  confidential,
  create,
  inProcess,
  introspect,
  list,
  listed,
  password,
  post,
  postForm,
  remove,
  revocation,
  ticket,
  transports
} from "./support.js"

const emulator = AuthleteEmulator.AuthleteEmulator

const requests = Effect.flatMap(emulator, (control) => control.requests)

describe.each(transports)("control, $name", ({ test }) => {
  test("reset forgets what was done and starts from the seed again", () =>
    Effect.gen(function*() {
      yield* create({ clientId: 7 })
      yield* Effect.flatMap(emulator, ({ reset }) => reset)
      expect((yield* introspect("seeded")).body["usable"]).toBe(true)
      expect((yield* list()).body["totalCount"]).toBe(1)
    }), { seed: { clients: [{ clientId: 7 }], tokens: [{ accessToken: "seeded", clientId: 7, subject: "john" }] } })

  test("seed adds clients and tokens to what there is", () =>
    Effect.gen(function*() {
      yield* create()
      yield* Effect.flatMap(emulator, ({ seed }) =>
        seed({
          clients: [{ clientId: 8, alias: "eight" }],
          tokens: [{ clientId: 8, subject: "jane", refreshToken: "seeded" }]
        }))
      expect((yield* list()).body["totalCount"]).toBe(2)
      expect((yield* list({ clientIdentifier: "eight" })).body["totalCount"]).toBe(1)
      expect((yield* post("/auth/token/revoke", { refreshTokenIdentifier: "seeded" })).body["count"]).toBe(1)
    }))

  test("seed replaces a token with the same value", () =>
    Effect.gen(function*() {
      const control = yield* emulator
      const tokens = [{ clientId: confidential, accessToken: "same", refreshToken: "same too" }]
      yield* control.seed({ tokens })
      yield* control.seed({ tokens })
      expect((yield* list()).body["totalCount"]).toBe(1)
    }))

  test("seed changes the settings of the service", () =>
    Effect.gen(function*() {
      yield* Effect.flatMap(emulator, ({ seed }) => seed({ service: { accessTokenDuration: 60 } }))
      expect((yield* create()).body["expiresIn"]).toBe(60)
    }))

  test("seed leaves alone the settings that it does not give", () =>
    Effect.gen(function*() {
      const control = yield* emulator
      yield* control.seed({ service: { accessTokenDuration: 60, refreshTokenDuration: undefined } })
      yield* control.seed({ service: { accessTokenType: "DPoP" } })
      const { body } = yield* create({ scopes: ["own.scope"] })
      expect(body).toMatchObject({ action: "OK", expiresIn: 60, tokenType: "DPoP" })
      expect((yield* control.snapshot).service.refreshTokenDuration).toBe(7200)
    }), { service: { refreshTokenDuration: 7200, scopes: [{ name: "own.scope" }] } })

  test("the settings of the options leave the others as the seed has them", () =>
    Effect.gen(function*() {
      const { body } = yield* create()
      expect(body).toMatchObject({ expiresIn: 60, tokenType: "DPoP" })
    }), {
    seed: {
      service: { accessTokenDuration: 60, accessTokenType: "Bearer" },
      clients: [{ clientId: confidential }]
    },
    service: { accessTokenType: "DPoP" }
  })

  test("an alias means the client that had it last, whatever becomes of those before", () =>
    Effect.gen(function*() {
      const control = yield* emulator
      const numberOf = (alias: string) => Effect.map(list({ clientIdentifier: alias }), ({ body }) => body["client"])
      yield* control.seed({ clients: [{ clientId: 1, alias: "x" }, { clientId: 2, alias: "x" }] })
      yield* control.seed({ clients: [{ clientId: 1, alias: "y" }] })
      expect(yield* numberOf("x")).toMatchObject({ clientId: 2 })
      expect(yield* numberOf("y")).toMatchObject({ clientId: 1 })
      yield* control.seed({ clients: [{ clientId: 1, alias: "x" }] })
      yield* Effect.flatMap(control.snapshot, control.restore)
      expect(yield* numberOf("x")).toMatchObject({ clientId: 1 })
      expect(yield* numberOf("y")).toBeUndefined()
    }))

  test("a snapshot survives JSON and brings everything back", () =>
    Effect.gen(function*() {
      const control = yield* emulator
      yield* create({ accessToken: "kept", refreshToken: "kept too" })
      yield* create({ subject: "jane" })
      const open = yield* ticket
      const before = yield* list()
      const written = JSON.stringify(yield* Effect.flatMap(control.snapshot, Schema.encode(AuthleteEmulator.Snapshot)))
      yield* control.reset
      yield* Effect.flatMap(Schema.decode(Schema.parseJson(AuthleteEmulator.Snapshot))(written), control.restore)
      expect((yield* list()).body).toEqual(before.body)
      expect((yield* introspect("kept")).body["usable"]).toBe(true)
      expect((yield* post("/auth/token/issue", { ticket: open, subject: "john" })).body["action"]).toBe("OK")
      expect(listed(yield* list())).toHaveLength(3)
    }))

  test("a snapshot that holds a token twice is a defect, and changes nothing", () =>
    Effect.gen(function*() {
      const control = yield* emulator
      yield* create({ accessToken: "planted" })
      const snapshot = yield* control.snapshot
      yield* create({ accessToken: "later" })
      const exit = yield* Effect.exit(
        control.restore({ ...snapshot, tokens: [...snapshot.tokens, ...snapshot.tokens] })
      )
      const message = Exit.isFailure(exit) ? Cause.pretty(exit.cause) : ""
      expect(message).toContain("tokens.1.access.value")
      expect(message).not.toContain("planted")
      expect((yield* introspect("later")).body["usable"]).toBe(true)
    }))

  test("requests tells what was asked and the status of each response", () =>
    Effect.gen(function*() {
      yield* post("/auth/token/revoke", { subject: "john" })
      yield* postForm("/auth/token/revoke", { clientIdentifier: "nobody" })
      yield* post("/nowhere", {})
      expect(yield* requests).toMatchObject([
        {
          operation: "tokens.revoke",
          method: "POST",
          path: "/api/715948317/auth/token/revoke",
          request: { subject: "john" },
          status: 200,
          at: expect.any(Number)
        },
        { operation: "tokens.revokeForm", request: { clientIdentifier: "nobody" }, status: 404 },
        { operation: undefined, path: "/api/715948317/nowhere", status: 404 }
      ])
    }))

  test("requests holds no secrets", () =>
    Effect.gen(function*() {
      const secret = "planted-secret"
      yield* create({ accessToken: secret, refreshToken: `${secret}-2` })
      yield* introspect(secret)
      yield* password
      yield* revocation({ token: secret }, { clientSecret: secret })
      yield* post("/auth/token/issue", { ticket: secret, subject: "john", secretOfTheCaller: secret })
      yield* remove(secret)
      yield* post("/auth/token/create", { accessToken: [secret] })
      expect(JSON.stringify(yield* requests)).not.toContain(secret)
      expect(JSON.stringify(yield* requests)).not.toContain("emulator-client-secret")
    }))
})

describe("control, in process", () => {
  inProcess.test("requests holds no secrets that stand inside of a field, but what is beside them", () =>
    Effect.gen(function*() {
      yield* create({
        properties: [{ key: "open", value: "shown" }, { key: "closed", value: "planted-secret", hidden: true }]
      })
      expect((yield* requests)[0]?.request).toMatchObject({
        properties: [{ key: "open", value: "shown" }, { key: "closed", value: "<redacted>", hidden: true }]
      })
    }))

  it("every operation can be asked whether a request only reads, whatever fields are missing", () => {
    for (const { resend } of operations) expect(["read", "idempotent", "once"]).toContain(resend({} as never))
  })

  inProcess.test("requests keeps the last thousand", () =>
    Effect.gen(function*() {
      yield* Effect.replicateEffect(list({ subject: "old" }), 2, { discard: true })
      yield* Effect.replicateEffect(list({ subject: "new" }), 1_000, { discard: true })
      const all = yield* requests
      expect(all).toHaveLength(1_000)
      expect(all[0]).toMatchObject({ request: { subject: "new" } })
    }))
})

describe("layers", () => {
  it.effect("every layer is an emulator of its own", () =>
    Effect.gen(function*() {
      const createOne = create().pipe(Effect.zipRight(list()), Effect.map(({ body }) => body["totalCount"]))
      const counts = yield* Effect.replicateEffect(Effect.provide(createOne, inProcess.layer()), 2)
      expect(counts).toEqual([1, 1])
    }))

  it.effect("a seed that does not fit is a defect", () =>
    Effect.gen(function*() {
      const exit = yield* Effect.exit(Layer.build(AuthleteEmulator.layer({ seed: { clients: [{ clientId: 0.5 }] } })))
      expect(Exit.isFailure(exit) && Cause.isDie(exit.cause)).toBe(true)
    }).pipe(Effect.scoped))
})
