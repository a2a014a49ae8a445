/**
 * The cache of introspections on the emulator.
 */
import { describe, expect, it } from "@effect/vitest"
import { Effect } from "effect"
import { AuthleteEmulator, Tokens } from "effect-authlete"
import { clientId, introspect, withCache } from "./support.js"

describe("a cache on the emulator", () => {
  it.effect("evicts the refusal of a value that becomes a token", () =>
    Effect.gen(function*() {
      const { cached } = yield* withCache()
      expect((yield* cached(introspect("migrated"))).action).toBe("UNAUTHORIZED")
      yield* cached(Tokens.create({ grantType: "PASSWORD", clientId, subject: "john", accessToken: "migrated" }))
      expect((yield* cached(introspect("migrated"))).action).toBe("OK")
    }).pipe(Effect.scoped, Effect.provide(AuthleteEmulator.layerClient())))
})
