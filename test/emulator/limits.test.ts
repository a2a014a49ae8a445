import type { HttpClientResponse } from "@effect/platform"
import { HttpClient, HttpClientRequest } from "@effect/platform"
import { describe, expect } from "@effect/vitest"
import { Effect, Stream } from "effect"
import * as AuthleteEmulator from "effect-authlete/AuthleteEmulator"
import { setFlagsFromString } from "node:v8"
import { runInNewContext } from "node:vm"
import {
  create,
  inProcess,
  introspect,
  list,
  path,
  post,
  postForm,
  postText,
  remove,
  token,
  transports
} from "./support.js"

const mebibyte = 1_048_576

const explained = (code: string) => ({ resultCode: code, resultMessage: expect.stringContaining(`[${code}] `) })

const statusAndBody = (response: HttpClientResponse.HttpClientResponse) =>
  Effect.map(response.json, (body) => [response.status, body])

/** Sends a body in pieces, without saying how long it will be. */
const postPieces = (pieces: Stream.Stream<Uint8Array>) =>
  HttpClientRequest.post(path("/auth/token/create")).pipe(
    HttpClientRequest.bearerToken(AuthleteEmulator.defaultAccessToken),
    HttpClientRequest.bodyStream(pieces, { contentType: "application/json" }),
    HttpClient.execute,
    Effect.flatMap(statusAndBody)
  )

const piecesOf = (text: string, size: number) => {
  const bytes = new TextEncoder().encode(text)
  return Stream.range(0, Math.ceil(bytes.length / size) - 1).pipe(
    Stream.map((index) => bytes.slice(index * size, (index + 1) * size))
  )
}

const request = { grantType: "AUTHORIZATION_CODE", clientId: 26888344961664, subject: "john" }

/** A request that takes this many bytes as JSON. */
const requestOf = (bytes: number) => {
  const rest = JSON.stringify({ ...request, ignored: "" }).length
  return JSON.stringify({ ...request, ignored: "x".repeat(bytes - rest) })
}

describe.each(transports)("bodies in pieces, $name", ({ test }) => {
  test("are read up to 1 MiB", () =>
    Effect.gen(function*() {
      const [status, body] = yield* postPieces(piecesOf(requestOf(mebibyte), 50_000))
      expect([status, body]).toEqual([200, expect.objectContaining({ action: "OK" })])
    }))

  test("are refused with 413 at one byte more", () =>
    Effect.gen(function*() {
      expect(yield* postPieces(piecesOf(requestOf(mebibyte + 1), 50_000))).toEqual([413, explained("A999205")])
    }))

  test("may be cut inside of a character", () =>
    Effect.gen(function*() {
      const text = JSON.stringify({ ...request, properties: [{ key: "name", value: "Jürgen 石" }] })
      const [, body] = yield* postPieces(piecesOf(text, 1))
      expect(body).toMatchObject({ properties: [{ key: "name", value: "Jürgen 石" }] })
    }))

  test("leave the emulator in order when they were refused", () =>
    Effect.gen(function*() {
      yield* postPieces(piecesOf(requestOf(20 * mebibyte), 1_000_000))
      expect((yield* create()).status).toBe(200)
    }))
})

describe("a body in process", () => {
  inProcess.test("is not read any further than its limit", () =>
    Effect.gen(function*() {
      let read = 0
      const pieces = Stream.range(1, 10_000).pipe(
        Stream.rechunk(1),
        Stream.map(() => {
          read++
          return new Uint8Array(100_000)
        })
      )
      expect(yield* postPieces(pieces)).toEqual([413, explained("A999205")])
      // 11 pieces are more than 1 MiB, and streams read a few ahead.
      expect(read).toBeLessThan(50)
    }))
})

const nested = (levels: number) => "[".repeat(levels) + "]".repeat(levels)

describe.each(transports)("values inside of values, $name", ({ test }) => {
  const json = "application/json"
  const form = "application/x-www-form-urlencoded"
  for (const levels of [101, 2_500, 100_000]) {
    const value = nested(levels)
    const bodies: ReadonlyArray<readonly [where: string, operation: string, text: string, contentType: string]> = [
      ["a field", "create", `{"grantType":"CLIENT_CREDENTIALS","clientId":26888344961664,"properties":${value}}`, json],
      ["a field that Authlete does not know", "update", `{"unknown":${value}}`, json],
      ["objects", "revoke", `${"{\"a\":".repeat(levels)}1${"}".repeat(levels)}`, json],
      ["a field of a form", "create", `authorizationDetails=${value}`, form]
    ]
    for (const [where, operation, text, contentType] of bodies) {
      test(`are refused with 400 where ${levels} levels stand in ${where}`, () =>
        Effect.gen(function*() {
          const { body, status } = yield* postText(`/auth/token/${operation}`, text, contentType)
          expect([status, body]).toEqual([400, explained("A999211")])
        }))
    }
  }

  test("are a text like any other where they are a token", () =>
    Effect.gen(function*() {
      for (const token of [nested(100_000), nested(2_500)]) {
        expect(yield* introspect(token)).toMatchObject({ status: 200, body: { action: "UNAUTHORIZED" } })
      }
      expect((yield* remove(nested(2_500))).status).toBe(404)
    }))

  test("may have as many levels as Authlete's requests have", () =>
    Effect.gen(function*() {
      const authorizationDetails = { elements: [{ type: "payment", locations: ["https://example.com"] }] }
      expect((yield* create({ authorizationDetails })).body).toMatchObject({ action: "OK", authorizationDetails })
    }))
})

const requests = Effect.flatMap(AuthleteEmulator.AuthleteEmulator, (emulator) => emulator.requests)

describe("what is kept of requests", () => {
  inProcess.test("is not a field of a size that nobody would look at", () =>
    Effect.gen(function*() {
      yield* post("/auth/token/revoke", { subject: "s".repeat(800_000), clientIdentifier: "nobody" })
      const properties = Array.from({ length: 20_000 }, (_, index) => ({ key: `key-${index}`, value: "v" }))
      yield* create({ subject: "john", properties })
      expect((yield* requests).map((entry) => entry.request)).toEqual([
        { subject: "<too long>", clientIdentifier: "nobody" },
        expect.objectContaining({ subject: "john", properties: "<too long>" })
      ])
    }))

  inProcess.test("is not more than the beginning of a path", () =>
    Effect.gen(function*() {
      yield* post(`/${"a/".repeat(5_000)}`, {})
      expect((yield* requests)[0]?.path).toHaveLength(1_000)
    }))

  inProcess.test("is not a token in a path that was misspelt", () =>
    Effect.gen(function*() {
      const token = "Z5a40U6dWvw2gMoCOAFbZcM85q4HC0Z--0YKD9-Nf6Q"
      yield* post(`/auth/token/delet/${token}?token=${token}`, {})
      expect((yield* requests)[0]?.path).toBe("/api/715948317/auth/token/delet/<redacted>")
    }))
})

setFlagsFromString("--expose-gc")
const collectGarbage: () => void = runInNewContext("gc")

/** By how many bytes the heap has grown after the effect, garbage aside. */
const growth = <E, R>(effect: Effect.Effect<unknown, E, R>) =>
  Effect.gen(function*() {
    const used = Effect.sync(() => {
      collectGarbage()
      return process.memoryUsage().heapUsed
    })
    const before = yield* used
    yield* effect
    return (yield* used) - before
  })

const padding = "x".repeat(900_000)

describe("the memory of big requests is given back", () => {
  const cases: ReadonlyArray<
    readonly [name: string, request: (index: number) => Effect.Effect<unknown, unknown, HttpClient.HttpClient>]
  > = [
    [
      "after a token request in JSON",
      (index) =>
        token({
          grant_type: "password",
          username: "john",
          password: "secret",
          scope: "timeline.read",
          padding,
          index: String(index)
        })
    ],
    ["after a form", (index) =>
      postForm("/auth/token/create", {
        grantType: "AUTHORIZATION_CODE",
        clientId: "26888344961664",
        subject: `somebody-with-the-number-${index}`,
        scopes: "history.read timeline.read",
        padding
      })],
    ["after a request with a big field", (index) => post("/auth/token/revoke", { subject: `${index}${padding}` })],
    ["after a long query", (index) => list({ subject: `somebody-with-the-number-${index}`, padding })]
  ]
  for (const [name, request] of cases) {
    inProcess.test(name, () =>
      Effect.gen(function*() {
        // What is made once only is made by now.
        yield* request(0)
        const bytes = yield* growth(Effect.forEach(Array.from({ length: 50 }, (_, index) => index + 1), request))
        expect(bytes).toBeLessThan(10_000_000)
      }))
  }
})
