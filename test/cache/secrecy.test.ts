/**
 * What a cache of introspections tells of the tokens that it is asked for.
 */
import { describe, expect, it } from "@effect/vitest"
import { Effect, Metric } from "effect"
import { mark } from "../../tools/faults/planted.js"
import { leaks, recordingTracer, renderings } from "../support/renderings.js"
import { stub } from "../support/stub.js"
import { clientOf } from "../support/transports.js"
import { introspect, withCache } from "./support.js"

describe("a cache", () => {
  it.effect("tells no token, and no hash of one", () =>
    Effect.gen(function*() {
      const { text, tracer } = recordingTracer()
      const hash = yield* Effect.map(
        Effect.promise(() => crypto.subtle.digest("SHA-256", new TextEncoder().encode(mark))),
        (bytes) => Buffer.from(bytes).toString("base64url")
      )
      const [response, cache] = yield* Effect.gen(function*() {
        const { cache, cached, counted } = yield* withCache()
        yield* cached(introspect(mark))
        const again = yield* cached(introspect(mark))
        expect(counted.introspections).toBe(1)
        return [again, cache] as const
      }).pipe(Effect.withTracer(tracer))
      const metrics = yield* Metric.snapshot
      const all = yield* Effect.map(Effect.forEach([response, cache, metrics], renderings), (found) => found.flat())
      expect(leaks(all)).toEqual([])
      expect(all.filter(({ text }) => text.includes(hash))).toEqual([])
      expect(text()).toContain("authlete.introspection.process")
      expect(text()).not.toContain(mark)
      expect(text()).not.toContain(hash)
    }).pipe(
      Effect.scoped,
      Effect.provide(clientOf(
        { url: "https://authlete.test" },
        stub({ status: 200, body: { action: "OK", usable: true, subject: "john", expiresAt: 3_600_000 } })
      ))
    ))
})
