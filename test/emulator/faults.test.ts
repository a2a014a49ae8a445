import { HttpClient } from "@effect/platform"
import type { HttpClientError } from "@effect/platform"
import { describe, expect, it } from "@effect/vitest"
import { Effect, Fiber, TestClock } from "effect"
import * as AuthleteEmulator from "effect-authlete/AuthleteEmulator"
import { create, inProcess, list, post, postForm, remove, transports } from "./support.js"

const failNext = (fault: AuthleteEmulator.Fault) =>
  Effect.flatMap(AuthleteEmulator.AuthleteEmulator, (emulator) => emulator.failNext(fault))

const requests = Effect.flatMap(AuthleteEmulator.AuthleteEmulator, (emulator) => emulator.requests)

/** Lets the sockets have their turn. */
const oneTurn = Effect.promise(() => new Promise((resolve) => setImmediate(resolve)))

const count = Effect.map(list({ start: 0, end: 0 }), ({ body }) => body["totalCount"])

describe.each(transports)("scripted faults, $name", ({ test }) => {
  test("a status comes with its headers and a JSON body", () =>
    Effect.gen(function*() {
      yield* failNext({ status: 429, headers: { "retry-after": "2", "ratelimit-reset": "3" } })
      const { body, headers, status } = yield* list()
      expect(status).toBe(429)
      expect(headers).toMatchObject({ "retry-after": "2", "ratelimit-reset": "3", "content-type": "application/json" })
      expect(body).toHaveProperty("resultCode")
    }))

  test("a status comes with the body that was asked for", () =>
    Effect.gen(function*() {
      yield* failNext({ status: 503, body: "Service Unavailable" })
      expect(yield* list()).toMatchObject({ status: 503, text: "Service Unavailable" })
    }))

  test("a status may come without a body", () =>
    Effect.gen(function*() {
      yield* failNext({ status: 502, body: "" })
      expect(yield* list()).toMatchObject({ status: 502, text: "" })
    }))

  for (const status of [204, 205, 304]) {
    test(`a status of ${status} comes without a body`, () =>
      Effect.gen(function*() {
        yield* failNext({ status, headers: { "retry-after": "1" } })
        const response = yield* list()
        expect(response).toMatchObject({ status, text: "", headers: { "retry-after": "1" } })
      }))
  }

  test("a fault is over after one request", () =>
    Effect.gen(function*() {
      yield* failNext({ status: 503 })
      yield* list()
      expect((yield* list()).status).toBe(200)
    }))

  test("a fault lasts for as many requests as it was told", () =>
    Effect.gen(function*() {
      yield* failNext({ status: 503, times: 2 })
      const responses = yield* Effect.replicateEffect(list(), 3)
      expect(responses.map(({ status }) => status)).toEqual([503, 503, 200])
    }))

  test("faults come in the order in which they were scripted", () =>
    Effect.gen(function*() {
      yield* failNext({ status: 429 })
      yield* failNext({ status: 503 })
      const responses = yield* Effect.replicateEffect(list(), 2)
      expect(responses.map(({ status }) => status)).toEqual([429, 503])
    }))

  test("a fault for one operation spares the others", () =>
    Effect.gen(function*() {
      yield* failNext({ status: 503, operation: "tokens.revoke" })
      expect((yield* list()).status).toBe(200)
      expect((yield* post("/auth/token/revoke", { subject: "john" })).status).toBe(503)
    }))

  test("a fault may last until the emulator is reset", () =>
    Effect.gen(function*() {
      yield* failNext({ status: 503, times: Infinity })
      const responses = yield* Effect.replicateEffect(list(), 3)
      expect(responses.map(({ status }) => status)).toEqual([503, 503, 503])
    }))

  test("a fault for an operation is one for its form", () =>
    Effect.gen(function*() {
      yield* failNext({ status: 503, operation: "tokens.revoke" })
      expect((yield* postForm("/auth/token/revoke", { subject: "john" })).status).toBe(503)
    }))

  test("a fault for the form of an operation spares it in JSON", () =>
    Effect.gen(function*() {
      yield* failNext({ status: 503, operation: "tokens.revokeForm" })
      expect((yield* post("/auth/token/revoke", { subject: "john" })).status).toBe(200)
      expect((yield* postForm("/auth/token/revoke", { subject: "john" })).status).toBe(503)
    }))

  test("a fault for the count is one for the list", () =>
    Effect.gen(function*() {
      yield* failNext({ status: 503, operation: "tokens.count" })
      expect((yield* list({ start: 0, end: 0 })).status).toBe(503)
    }))

  test("a failing status leaves the request undone", () =>
    Effect.gen(function*() {
      yield* failNext({ status: 503 })
      yield* create()
      expect(yield* count).toBe(0)
    }))

  test("a failing status may come after the request was carried out", () =>
    Effect.gen(function*() {
      yield* failNext({ status: 503, applied: true })
      yield* create()
      expect(yield* count).toBe(1)
    }))

  test("a reset fails the request", () =>
    Effect.gen(function*() {
      yield* failNext({ reset: "before" })
      const error = yield* Effect.flip(create())
      expect(error).toMatchObject({ _tag: "RequestError", reason: "Transport", cause: { code: "ECONNRESET" } })
      expect(yield* count).toBe(0)
    }))

  test("a reset may come after the request was carried out", () =>
    Effect.gen(function*() {
      yield* failNext({ reset: "before", applied: true })
      yield* Effect.flip(create())
      expect(yield* count).toBe(1)
    }))

  test("a reset inside the body comes after the status and some bytes", () =>
    Effect.gen(function*() {
      yield* failNext({ reset: "inside", afterBytes: 10 })
      const response = yield* HttpClient.get("/api/715948317/auth/token/get/list", {
        headers: { authorization: `Bearer ${AuthleteEmulator.defaultAccessToken}` }
      })
      expect(response.status).toBe(200)
      expect((yield* Effect.flip(response.text)).reason).toBe("Decode")
    }))

  test("the connection is as good as new after a reset", () =>
    Effect.gen(function*() {
      yield* failNext({ reset: "before" })
      yield* Effect.ignore(list())
      expect((yield* list()).status).toBe(200)
    }))

  test("a truncated body is JSON that ends too early", () =>
    Effect.gen(function*() {
      yield* failNext({ garble: "truncated" })
      const { status, text } = yield* create()
      expect(status).toBe(200)
      expect(text).toMatch(/^\{"resultCode"/)
      expect(() => JSON.parse(text)).toThrow(SyntaxError)
    }))

  test("a malformed body is something else than JSON", () =>
    Effect.gen(function*() {
      yield* failNext({ garble: "malformed" })
      expect((yield* list()).text).toMatch(/^<html>/)
    }))

  test("the body of a scripted status may be garbled", () =>
    Effect.gen(function*() {
      yield* failNext({ status: 503, garble: "malformed" })
      expect(yield* create()).toMatchObject({ status: 503, text: "<html>not JSON</html>" })
      expect(yield* count).toBe(0)
    }))

  test("a response without a body gets one to be truncated", () =>
    Effect.gen(function*() {
      yield* create({ accessToken: "gone" })
      yield* failNext({ garble: "truncated" })
      const { status, text } = yield* remove("gone")
      expect([status, text]).toEqual([200, expect.stringMatching(/^\{"resultCode".*[^}]$/)])
      expect(yield* count).toBe(0)
    }))

  test("a response without a body gets one that is something else than JSON", () =>
    Effect.gen(function*() {
      yield* create({ accessToken: "gone" })
      yield* failNext({ garble: "malformed" })
      expect(yield* remove("gone")).toMatchObject({ status: 200, text: "<html>not JSON</html>" })
    }))

  test("a response without a body gets one for the connection to break inside of", () =>
    Effect.gen(function*() {
      yield* create({ accessToken: "gone" })
      yield* failNext({ reset: "inside" })
      expect(yield* Effect.flip(remove("gone"))).toMatchObject({ _tag: "ResponseError", reason: "Decode" })
    }))

  test("a reset of the emulator forgets the faults", () =>
    Effect.gen(function*() {
      yield* failNext({ status: 503 })
      yield* Effect.flatMap(AuthleteEmulator.AuthleteEmulator, ({ reset }) => reset)
      expect((yield* list()).status).toBe(200)
    }))

  test("a request that hangs can be given up", () =>
    Effect.gen(function*() {
      yield* failNext({ hang: true })
      const fiber = yield* Effect.fork(create())
      yield* oneTurn.pipe(Effect.zipRight(requests), Effect.repeat({ until: (received) => received.length > 0 }))
      yield* Fiber.interrupt(fiber)
      expect(yield* count).toBe(0)
    }))
})

describe("scripted faults, by the clock", () => {
  inProcess.test("latency delays the response by the caller's clock", () =>
    Effect.gen(function*() {
      yield* failNext({ latency: "5 seconds" })
      const fiber = yield* Effect.fork(list())
      yield* TestClock.adjust("4999 millis")
      expect((yield* Fiber.poll(fiber))._tag).toBe("None")
      yield* TestClock.adjust("1 millis")
      expect((yield* Fiber.join(fiber)).status).toBe(200)
    }))

  inProcess.test("latency goes with a status", () =>
    Effect.gen(function*() {
      yield* failNext({ latency: "5 seconds", status: 503 })
      const fiber = yield* Effect.fork(list())
      yield* TestClock.adjust("5 seconds")
      expect((yield* Fiber.join(fiber)).status).toBe(503)
    }))

  inProcess.test("a request that is given up while it waits is left undone", () =>
    Effect.gen(function*() {
      yield* failNext({ latency: "5 seconds" })
      const fiber = yield* Effect.fork(Effect.timeoutOption(create(), "1 second"))
      yield* TestClock.adjust("10 seconds")
      expect((yield* Fiber.join(fiber))._tag).toBe("None")
      expect(yield* count).toBe(0)
    }))

  inProcess.test("a request may be carried out before its response is late", () =>
    Effect.gen(function*() {
      yield* failNext({ latency: "5 seconds", applied: true })
      const fiber = yield* Effect.fork(create())
      yield* TestClock.adjust("1 second")
      expect(yield* count).toBe(1)
      yield* TestClock.adjust("4 seconds")
      expect((yield* Fiber.join(fiber)).body["action"]).toBe("OK")
      expect(yield* count).toBe(1)
    }))

  inProcess.test("a request that hangs never ends by itself", () =>
    Effect.gen(function*() {
      yield* failNext({ hang: true })
      const response = yield* Effect.fork(Effect.timeoutOption(list(), "1 hour"))
      yield* TestClock.adjust("1 hour")
      expect((yield* Fiber.join(response))._tag).toBe("None")
    }))
})

describe("scripted faults, in process", () => {
  const codeOf = (error: HttpClientError.HttpClientError) => error.cause

  it.effect("a reset inside the body has the code of a reset", () =>
    Effect.gen(function*() {
      yield* failNext({ reset: "inside" })
      const response = yield* HttpClient.get("https://us.authlete.com/api/715948317/auth/token/get/list")
      expect(codeOf(yield* Effect.flip(response.text))).toMatchObject({ code: "ECONNRESET" })
    }).pipe(Effect.provide(AuthleteEmulator.layer())))
})
