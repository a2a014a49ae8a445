import { describe, expect, it } from "@effect/vitest"
import { Effect, Schema } from "effect"
import * as AuthleteEmulator from "effect-authlete/AuthleteEmulator"
import * as Services from "effect-authlete/Services"
import { get, inProcess, post } from "./support.js"

const emulator = AuthleteEmulator.AuthleteEmulator

type Keys = ReadonlyArray<Readonly<Record<string, unknown>>>

const keys = Effect.map(get("/service/jwks/get"), ({ body }) => body["keys"] as Keys)

const privateKeys = Effect.map(
  get("/service/jwks/get", { includePrivateKeys: "true" }),
  ({ body }) => body["keys"] as Keys
)

describe("the keys of a service that has none of its own", () => {
  it.effect("are made: one for RS256 and one for ES256, without their private parts", () =>
    Effect.gen(function*() {
      const made = (yield* Services.jwks())?.keys ?? []
      expect(made.map(({ alg, kty, use }) => [alg, kty, use])).toEqual([["RS256", "RSA", "sig"], [
        "ES256",
        "EC",
        "sig"
      ]])
      expect(made.filter((key) => "d" in key)).toEqual([])
    }).pipe(Effect.provide(AuthleteEmulator.layerClient())))

  inProcess.test("are announced before anybody needs them", () =>
    Effect.gen(function*() {
      const { body } = yield* get("/service/configuration")
      expect(body["id_token_signing_alg_values_supported"]).toEqual(["HS256", "HS384", "HS512", "RS256", "ES256"])
    }))

  inProcess.test("stay the same after a reset", () =>
    Effect.gen(function*() {
      const before = yield* keys
      yield* Effect.flatMap(emulator, ({ reset }) => reset)
      expect(yield* keys).toEqual(before)
    }))

  inProcess.test("stay when an update leaves out the keys", () =>
    Effect.gen(function*() {
      const before = yield* keys
      yield* post("/service/update", { serviceName: "Mine" })
      expect(yield* keys).toEqual(before)
    }))

  inProcess.test("give way to its own", () =>
    Effect.gen(function*() {
      yield* keys
      yield* post("/service/update", { jwks: JSON.stringify({ keys: [{ kty: "EC", crv: "P-256", x: "x", y: "y" }] }) })
      expect(yield* keys).toEqual([{ kty: "EC", crv: "P-256", x: "x", y: "y" }])
    }))

  inProcess.test("are in a snapshot, and come back with it", () =>
    Effect.gen(function*() {
      const control = yield* emulator
      const other = [{ kty: "EC", crv: "P-256", alg: "ES256", kid: "mine", x: "x", y: "y", d: "d" }]
      yield* privateKeys
      const snapshot = yield* control.snapshot
      expect(snapshot.madeKeys).toEqual(yield* privateKeys)
      const text = JSON.stringify({ ...snapshot, madeKeys: other })
      yield* Effect.flatMap(Schema.decode(Schema.parseJson(AuthleteEmulator.Snapshot))(text), control.restore)
      expect(yield* privateKeys).toEqual(other)
    }))

  inProcess.test("are not in a snapshot before they are needed", () =>
    Effect.gen(function*() {
      const { snapshot } = yield* emulator
      expect(yield* snapshot).not.toHaveProperty("madeKeys")
    }))
})
