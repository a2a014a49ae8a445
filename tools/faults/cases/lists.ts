/**
 * Lists that change while their pages are asked for, one after the other.
 */
import { Chunk, Effect, Stream } from "effect"
import { Tokens } from "effect-authlete"
import type { Called } from "../calls.js"
import type { Case, Theme } from "../case.js"
import type { Failing } from "../endings.js"
import { invalid, refused } from "../endings.js"
import { json } from "../http.js"
import type { Script } from "../rawServer.js"

/** The number of the tokens that a stream of them gives. */
const streamed: Called = {
  operation: "tokens.list",
  call: Effect.map(Stream.runCollect(Tokens.stream()), Chunk.size)
}

/** A page of 20 out of as many tokens as there are at the time. */
const pagesOf = (...sizes: ReadonlyArray<number>): Script => ({ target }, index) => {
  const size = sizes[Math.min(index, sizes.length - 1)] ?? 0
  const start = Number(new URL(target, "http://x").searchParams.get("start"))
  const found = Array.from({ length: Math.max(0, Math.min(20, size - start)) }, (_, at) => ({
    accessTokenHash: `hash-${start + at}`
  }))
  return [json({ totalCount: size, ...(found.length > 0 && { accessTokens: found }) })]
}

const changing = (what: string, sizes: ReadonlyArray<number>, pages: number, tokens: number): Case => ({
  what,
  of: streamed,
  reply: pagesOf(...sizes),
  requests: pages,
  ends: { succeeds: tokens }
})

/** The third page cannot be had. */
const broken = (what: string, reply: ReturnType<Script>, ends: Failing): Case => ({
  what,
  of: streamed,
  reply: (request, index) => index === 2 ? reply : pagesOf(60)(request, index),
  requests: 3,
  ends: { ...ends, offset: 40 }
})

export const lists: Theme = {
  theme: "lists that change",
  cases: [
    changing("that stays as it is", [60], 3, 60),
    changing("that grows", [41, 45, 90, 1000], 3, 60),
    changing("that grows by many on each page", [21, 200, 2000, 20_000], 2, 40),
    changing("that shrinks", [60, 45, 45], 3, 45),
    changing("that is emptied", [60, 0], 2, 20),
    changing("that shrinks below where the stream is", [60, 60, 10], 3, 40),
    broken("whose third page fails", [json({}, 503)], refused(503)),
    broken("whose third page is no response", [json([])], invalid({ path: [], expected: "an object" }))
  ]
}
