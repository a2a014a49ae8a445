import type { AuthleteEmulator } from "effect-authlete"
import { describe, expect, test } from "tstyche"

declare const emulator: (typeof AuthleteEmulator.AuthleteEmulator)["Service"]

describe("failNext", () => {
  test("knows the names of the operations, in the client's words", () => {
    expect(emulator.failNext).type.toBeCallableWith({ operation: "tokens.revokeForm", status: 503 })
    expect(emulator.failNext).type.toBeCallableWith({ operation: "tokens.count", status: 503 })
    expect(emulator.failNext).type.not.toBeCallableWith({ operation: "tokens.revok", status: 503 })
  })

  test("takes undefined for what is left out", () => {
    expect(emulator.failNext).type.toBeCallableWith({ operation: undefined, times: undefined, latency: "2 seconds" })
  })

  test("knows the members of a fault", () => {
    expect(emulator.failNext).type.not.toBeCallableWith({ _tag: "Hang" })
    expect(emulator.failNext).type.not.toBeCallableWith({ reset: "after" })
    expect(emulator.failNext).type.not.toBeCallableWith({ latency: "soon" })
  })
})
