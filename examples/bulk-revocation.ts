/**
 * Revokes every token of a user that covers a scope, eight at a time.
 *
 * `npx tsx examples/bulk-revocation.ts`
 */
import { NodeRuntime } from "@effect/platform-node"
import { Console, Effect, Stream } from "effect"
import { Tokens } from "effect-authlete"
import { AuthleteLive } from "./authlete.js"

const revokeByScope = (subject: string, scope: string) =>
  Effect.gen(function*() {
    // Collected first: a token that is revoked moves those behind it forward, past the page that is asked for next.
    const hashes = yield* Tokens.stream({ subject }, { prefetch: 1 }).pipe(
      Stream.filter((token) => token.scopes?.includes(scope) ?? false),
      Stream.map((token) => token.accessTokenHash),
      Stream.runCollect
    )
    return yield* Stream.fromChunk(hashes).pipe(
      Stream.mapEffect((hash) => Tokens.revoke({ accessTokenIdentifier: hash }), { concurrency: 8, unordered: true }),
      Stream.runFold(0, (sum, { count = 0 }) => sum + count)
    )
  })

const program = Effect.gen(function*() {
  yield* Effect.forEach(
    Array.from({ length: 50 }, (_, index) => index % 2 === 0 ? "history.read" : "timeline.read"),
    (scope) =>
      Tokens.create({ grantType: "AUTHORIZATION_CODE", clientId: 26888344961664, subject: "john", scopes: [scope] }),
    { concurrency: 8, discard: true }
  )
  yield* Console.log(`john has ${yield* Tokens.count({ subject: "john" })} tokens`)
  yield* Console.log(`${yield* revokeByScope("john", "timeline.read")} of them covered timeline.read and are revoked`)
  yield* Console.log(`john has ${yield* Tokens.count({ subject: "john" })} tokens`)
})

program.pipe(Effect.provide(AuthleteLive), NodeRuntime.runMain)
