/**
 * The tests of `sessions.ts`, on the emulator. Each test has an Authlete of its own.
 */
import { expect, it } from "@effect/vitest"
import { Effect, Fiber, Layer, TestClock } from "effect"
import { AuthleteEmulator } from "effect-authlete"
import { Sessions, SessionsLive } from "./sessions.js"

const TestLive = SessionsLive.pipe(Layer.provideMerge(AuthleteEmulator.layerClient()))

it.effect("a user who signed in is known by the token", () =>
  Effect.gen(function*() {
    const sessions = yield* Sessions
    const token = yield* sessions.signIn("john")
    expect(yield* sessions.userOf(token)).toBe("john")
  }).pipe(Effect.provide(TestLive)))

it.effect("a session ends after an hour", () =>
  Effect.gen(function*() {
    const sessions = yield* Sessions
    const token = yield* sessions.signIn("john")
    yield* TestClock.adjust("61 minutes")
    expect((yield* Effect.flip(sessions.userOf(token)))._tag).toBe("SignedOut")
  }).pipe(Effect.provide(TestLive)))

it.effect("signing out ends all sessions of the user, and no others", () =>
  Effect.gen(function*() {
    const sessions = yield* Sessions
    const johns = yield* sessions.signIn("john")
    const janes = yield* sessions.signIn("jane")
    yield* sessions.signOut("john")
    expect((yield* Effect.flip(sessions.userOf(johns)))._tag).toBe("SignedOut")
    expect(yield* sessions.userOf(janes)).toBe("jane")
  }).pipe(Effect.provide(TestLive)))

it.effect("a short outage of Authlete goes unnoticed", () =>
  Effect.gen(function*() {
    const emulator = yield* AuthleteEmulator.AuthleteEmulator
    const sessions = yield* Sessions
    const token = yield* sessions.signIn("john")
    yield* emulator.failNext({ operation: "introspection.process", times: 2, status: 503 })
    const user = yield* Effect.fork(sessions.userOf(token))
    yield* TestClock.adjust("1 second")
    expect(yield* Fiber.join(user)).toBe("john")
  }).pipe(Effect.provide(TestLive)))

it.effect("signing in fails when Authlete is down, and does not ask it for a second token", () =>
  Effect.gen(function*() {
    const emulator = yield* AuthleteEmulator.AuthleteEmulator
    const sessions = yield* Sessions
    yield* emulator.failNext({ operation: "tokens.create", status: 503 })
    expect((yield* Effect.flip(sessions.signIn("john")))._tag).toBe("Unavailable")
    expect(yield* emulator.requests).toHaveLength(1)
  }).pipe(Effect.provide(TestLive)))
