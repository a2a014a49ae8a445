import { expect, it } from "@effect/vitest"
import { Chunk, Effect, Fiber, Queue, Stream, TestClock } from "effect"
import { AuthleteClient, RetryPolicy, Tokens } from "effect-authlete"
import { describe } from "vitest"
import { observed, rows } from "../support/outcome.js"
import type { Stub, StubReply } from "../support/stub.js"
import { stub, stubWith } from "../support/stub.js"
import { clientOf } from "../support/transports.js"

const url = "https://authlete.test"

const hashes = (count: number, from = 0) => Array.from({ length: count }, (_, index) => `hash-${from + index}`)

interface Window {
  readonly start: number
  readonly end: number
}

const windowOf = (target: URL): Window => ({
  start: Number(target.searchParams.get("start")),
  end: Number(target.searchParams.get("end"))
})

const page = (found: ReadonlyArray<string>, totalCount?: number): StubReply => ({
  status: 200,
  body: {
    ...(totalCount !== undefined && { totalCount }),
    // Authlete leaves the list out where there is nothing.
    ...(found.length > 0 && { accessTokens: found.map((accessTokenHash) => ({ accessTokenHash })) })
  }
})

/** A list, as it is when each page is asked for. */
const listOf = (sizeAt: (index: number) => number): Stub =>
  stubWith((target, index) => {
    const { end, start } = windowOf(target)
    const all = hashes(sizeAt(index))
    return page(all.slice(start, end), all.length)
  })

const windows = ({ sent }: Stub) => sent.map((request) => windowOf(request.url))

const collected = (server: Stub, options?: Tokens.StreamOptions, filter: Tokens.Filter = {}) =>
  Tokens.stream(filter, options).pipe(
    Stream.map(({ accessTokenHash }) => accessTokenHash),
    Stream.runCollect,
    Effect.map(Chunk.toArray),
    Effect.provide(clientOf({ url }, server))
  )

describe("a stream of tokens", () => {
  const sizes = [
    { size: 0, expected: [0] },
    { size: 1, expected: [0] },
    { size: 19, expected: [0] },
    { size: 20, expected: [0] },
    { size: 21, expected: [0, 20] },
    { size: 40, expected: [0, 20] },
    { size: 41, expected: [0, 20, 40] }
  ]

  it.effect.each(sizes)("has all of $size tokens", ({ size }) =>
    Effect.gen(function*() {
      expect(yield* collected(listOf(() => size))).toEqual(hashes(size))
    }))

  it.effect.each(sizes)("asks for $size tokens in windows of 20", ({ expected, size }) =>
    Effect.gen(function*() {
      const server = listOf(() => size)
      yield* collected(server)
      expect(windows(server)).toEqual(expected.map((start) => ({ start, end: start + 20 })))
    }))

  it.effect("asks for what the filter says on every page", () =>
    Effect.gen(function*() {
      const server = listOf(() => 41)
      yield* collected(server, {}, { clientIdentifier: "c", subject: "john", tokenStatus: "VALID" })
      const filters = server.sent.map(({ url: { searchParams } }) => [
        searchParams.get("clientIdentifier"),
        searchParams.get("subject"),
        searchParams.get("tokenStatus")
      ])
      expect(filters).toEqual(Array.from({ length: 3 }, () => ["c", "john", "VALID"]))
    }))

  it.effect("asks for no page that nobody needs", () =>
    Effect.gen(function*() {
      const server = listOf(() => 1000)
      yield* Tokens.stream().pipe(Stream.take(20), Stream.runDrain, Effect.provide(clientOf({ url }, server)))
      expect(windows(server).length).toBe(1)
    }))

  it.effect("asks for pages ahead if it is told to", () =>
    Effect.gen(function*() {
      const server = listOf(() => 1000)
      const gate = yield* Queue.unbounded<void>()
      const fiber = yield* Tokens.stream({}, { prefetch: 2 }).pipe(
        Stream.runForEach(() => Queue.take(gate)),
        Effect.provide(clientOf({ url }, server)),
        Effect.fork
      )
      yield* TestClock.adjust("1 second")
      const asked = windows(server).length
      yield* Fiber.interrupt(fiber)
      // One is held, two wait, and one more may be on its way.
      expect([3, 4]).toContain(asked)
    }))

  it.effect.each([0, 1, 3])("has all tokens in order with prefetch %i", (prefetch) =>
    Effect.gen(function*() {
      expect(yield* collected(listOf(() => 95), { prefetch })).toEqual(hashes(95))
    }))

  const changing: ReadonlyArray<
    { readonly what: string; readonly sizes: ReadonlyArray<number>; readonly expected: number }
  > = [
    { what: "a list that grows while it runs", sizes: [41, 45, 90, 1000], expected: 60 },
    { what: "a list that grows by many on each page", sizes: [21, 200, 2000, 20_000], expected: 40 },
    { what: "a list that shrinks while it runs", sizes: [60, 45, 45], expected: 45 },
    { what: "a list that is emptied while it runs", sizes: [60, 0], expected: 20 },
    { what: "a list that shrinks below where it is", sizes: [60, 60, 10], expected: 40 }
  ]

  it.effect.each(rows(changing, ({ what }) => what))("ends: %s", ([, { expected, sizes }]) =>
    Effect.gen(function*() {
      const server = listOf((index) => sizes[Math.min(index, sizes.length - 1)] ?? 0)
      expect((yield* collected(server)).length).toBe(expected)
    }))

  it.effect("goes on behind a short page while more are told", () =>
    Effect.gen(function*() {
      const server = stub(page(hashes(5), 8), page(hashes(3, 5), 8))
      yield* collected(server)
      expect(windows(server)).toEqual([{ start: 0, end: 20 }, { start: 5, end: 25 }])
    }))

  it.effect("ends with an empty page, however many are told", () =>
    Effect.gen(function*() {
      const server = stub(page([], 1000))
      yield* collected(server)
      expect(windows(server).length).toBe(1)
    }))

  it.effect("ends with an empty page where the number is never told", () =>
    Effect.gen(function*() {
      const server = stub(page(hashes(20)), page(hashes(7, 20)), page([]))
      expect(yield* collected(server)).toEqual(hashes(27))
    }))

  it.effect("fails with the offset of the page that could not be had", () =>
    Effect.gen(function*() {
      const server = stub(page(hashes(20), 60), page(hashes(20, 20), 60), { status: 503 })
      expect(yield* observed(collected(server))).toEqual({
        failed: {
          _tag: "UnexpectedStatus",
          attempts: 1,
          offset: 40,
          operation: "tokens.list",
          outcome: "unknown",
          status: 503
        }
      })
    }))

  it.effect("names the offset in the message", () =>
    Effect.gen(function*() {
      const server = stub(page(hashes(20), 60), { status: 503 })
      const error = yield* Effect.flip(collected(server))
      expect(error.message).toContain("offset 20")
    }))

  it.effect("names the offset 0 of the first page", () =>
    Effect.gen(function*() {
      expect(yield* observed(collected(stub({ status: 403 })))).toMatchObject({ failed: { offset: 0 } })
    }))

  it.effect("gives the tokens before the page that could not be had", () =>
    Effect.gen(function*() {
      const server = stub(page(hashes(20), 60), { status: 503 })
      const seen: Array<string> = []
      yield* Tokens.stream().pipe(
        Stream.runForEach(({ accessTokenHash }) => Effect.sync(() => seen.push(accessTokenHash))),
        Effect.exit,
        Effect.provide(clientOf({ url }, server))
      )
      expect(seen).toEqual(hashes(20))
    }))

  it.effect("asks again for the page that failed, and no other", () =>
    Effect.gen(function*() {
      const server = stub(page(hashes(20), 30), { status: 503 }, page(hashes(10, 20), 30))
      const fiber = yield* Effect.fork(
        Effect.provide(
          Stream.runCollect(Tokens.stream()),
          clientOf({ url }, server, { retryPolicy: RetryPolicy.standard })
        )
      )
      yield* TestClock.adjust("1 minute")
      yield* Fiber.join(fiber)
      expect(windows(server).map(({ start }) => start)).toEqual([0, 20, 20])
    }))

  it.effect("takes the options of a call from its context", () =>
    Effect.gen(function*() {
      const server = listOf(() => 21)
      yield* Tokens.stream().pipe(
        Stream.provideService(AuthleteClient.CallOptions, { serviceId: "42" }),
        Stream.runDrain,
        Effect.provide(clientOf({ url }, server))
      )
      expect(server.sent.map((request) => request.url.pathname)).toEqual([
        "/api/42/auth/token/get/list",
        "/api/42/auth/token/get/list"
      ])
    }))

  it.effect("does not name an offset in errors of other calls", () =>
    Effect.gen(function*() {
      const server = stub(page(hashes(1), 1), { status: 403 })
      const outcome = yield* observed(
        Tokens.stream().pipe(
          Stream.mapEffect(() => Tokens.list()),
          Stream.runDrain,
          Effect.provide(clientOf({ url }, server))
        )
      )
      expect(outcome).toEqual({
        failed: {
          _tag: "Forbidden",
          attempts: 1,
          operation: "tokens.list",
          outcome: "not-applied",
          status: 403
        }
      })
    }))
})

describe("a count of tokens", () => {
  it.effect("is the total", () =>
    Effect.gen(function*() {
      const server = stub(page([], 4711))
      expect(yield* Effect.provide(Tokens.count(), clientOf({ url }, server))).toBe(4711)
    }))

  it.effect("takes one empty window", () =>
    Effect.gen(function*() {
      const server = stub(page([], 4711))
      yield* Effect.provide(Tokens.count({ subject: "john" }), clientOf({ url }, server))
      expect(windows(server)).toEqual([{ start: 0, end: 0 }])
    }))

  it.effect("is refused where the total is missing", () =>
    Effect.gen(function*() {
      expect(yield* observed(Effect.provide(Tokens.count(), clientOf({ url }, stub(page([])))))).toMatchObject({
        failed: { _tag: "InvalidResponse", operation: "tokens.count", issues: [{ path: ["totalCount"] }] }
      })
    }))

  it.effect("has the name of its own in errors", () =>
    Effect.gen(function*() {
      expect(yield* observed(Effect.provide(Tokens.count(), clientOf({ url }, stub({ status: 403 }))))).toMatchObject({
        failed: { _tag: "Forbidden", operation: "tokens.count" }
      })
    }))
})
