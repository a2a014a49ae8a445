/**
 * The store of entries, and the hashes that it goes by.
 */
import { describe, expect, it } from "@effect/vitest"
import { Effect, FastCheck as fc } from "effect"
import { digest, digestByWebCrypto } from "../../src/internal/cache/digest.js"
import { makeMarks } from "../../src/internal/cache/marks.js"
import type { Stored } from "../../src/internal/cache/store.js"
import { makeStore } from "../../src/internal/cache/store.js"

interface Entry extends Stored<Entry> {
  readonly value: string
}

const entry = (question: string, value: string): Entry => ({ question, value, isUsed: false, next: undefined })

describe("a store", () => {
  it("finds what was put last, never holds more than its capacity, and counts what it drops", () => {
    const puts = fc.array(fc.record({ token: fc.nat(8), question: fc.nat(3), isUsed: fc.boolean() }))
    fc.assert(fc.property(puts, fc.integer({ min: 1, max: 6 }), (all, capacity) => {
      const store = makeStore<Entry>(capacity)
      let held = 0
      all.forEach(({ isUsed, question, token }, index) => {
        const isNew = store.get(`${token}`, `${question}`) === undefined
        const dropped = store.put(`${token}`, entry(`${question}`, `${index}`))
        held += (isNew ? 1 : 0) - dropped
        const found = store.get(`${token}`, `${question}`)
        expect(found?.value).toBe(`${index}`)
        if (found !== undefined) found.isUsed = isUsed
        expect(store.size()).toBe(held)
        expect(held).toBeLessThanOrEqual(capacity)
      })
      for (let token = 0; token < 9; token++) held -= store.dropToken(`${token}`)
      expect([held, store.size()]).toEqual([0, 0])
    }))
  })

  it("drops what was not asked for before what was", () => {
    const store = makeStore<Entry>(3)
    for (const token of ["a", "b", "c"]) store.put(token, entry("?", token))
    const a = store.get("a", "?")
    if (a !== undefined) a.isUsed = true
    store.put("d", entry("?", "d"))
    expect(["a", "b", "c", "d"].map((token) => store.get(token, "?")?.value)).toEqual(["a", undefined, "c", "d"])
  })

  it("keeps a few questions about a token only", () => {
    const store = makeStore<Entry>(1_000)
    for (let index = 0; index < 100; index++) store.put("a", entry(`${index}`, ""))
    expect(store.size()).toBe(32)
    expect(store.get("a", "99")).toBeDefined()
    expect(store.get("a", "67")).toBeUndefined()
  })

  it("drops one question, and leaves the others", () => {
    const store = makeStore<Entry>(10)
    for (const question of ["1", "2", "3"]) store.put("a", entry(question, question))
    expect(store.drop("a", "2")).toBe(true)
    expect(store.drop("a", "2")).toBe(false)
    expect(["1", "2", "3"].map((question) => store.get("a", question)?.value)).toEqual(["1", undefined, "3"])
    expect(store.dropToken("a")).toBe(2)
  })
})

describe("marks", () => {
  it("outdate everything once there are too many to remember", () => {
    const marks = makeMarks()
    const before = marks.now()
    const other = { token: "t", subject: "none of them", clientId: "1" }
    for (let index = 0; index < 10_000; index++) marks.subject(`${index}`)
    expect(marks.isOutdated(other, before)).toBe(false)
    marks.subject("one more")
    expect(marks.isOutdated(other, before)).toBe(true)
    expect(marks.isOutdated(other, marks.now())).toBe(false)
  })

  it("of any client outdate an entry whose client is not known", () => {
    const marks = makeMarks()
    marks.client("1")
    expect(marks.isOutdated({ token: "t", subject: undefined, clientId: undefined }, 0)).toBe(true)
    expect(marks.isOutdated({ token: "t", subject: undefined, clientId: "2" }, 0)).toBe(false)
  })
})

describe("a digest", () => {
  it.effect("is SHA-256 in base64url", () =>
    Effect.gen(function*() {
      expect(yield* digest("abc")).toBe("ungWv48Bz-pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFa0")
    }))

  it.effect("is the same where there is no Node", () =>
    Effect.gen(function*() {
      for (const text of ["", "abc", "ü", "a".repeat(1_000)]) {
        expect(yield* digestByWebCrypto(text)).toBe(yield* digest(text))
      }
    }))
})
