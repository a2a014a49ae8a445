/**
 * A retry policy of one's own is a `Schedule`. The emulator plays an Authlete that is down at first.
 *
 * `npx tsx examples/retry-schedule.ts`
 */
import { NodeRuntime } from "@effect/platform-node"
import { Console, Effect, Layer, Redacted, Schedule } from "effect"
import { AuthleteClient, AuthleteEmulator, RetryPolicy, Tokens } from "effect-authlete"

/** 100, 200 and 400 ms, each give or take a fifth, and a line in the log before each retry. */
const patient = Schedule.exponential("100 millis").pipe(
  Schedule.jittered,
  Schedule.intersect(Schedule.recurs(3)),
  Schedule.tapInput((error: { readonly message: string }) => Console.log(`again, after: ${error.message}`))
)

const AuthleteLive = AuthleteClient.layer({
  serviceId: AuthleteEmulator.defaultServiceId,
  accessToken: Redacted.make(AuthleteEmulator.defaultAccessToken)
}).pipe(
  Layer.provideMerge(AuthleteEmulator.layer()),
  Layer.provide(RetryPolicy.layer(patient))
)

const program = Effect.gen(function*() {
  const emulator = yield* AuthleteEmulator.AuthleteEmulator

  yield* emulator.failNext({ operation: "tokens.list", times: 2, status: 503 })
  yield* Console.log(`a count: ${yield* Tokens.count()} tokens`)

  // Authlete may have created a token before it responded with 503, so no policy makes the client ask for another one.
  yield* emulator.failNext({ operation: "tokens.create", times: 1, status: 503 })
  yield* Tokens.create({ grantType: "CLIENT_CREDENTIALS", clientId: 26888344961664 }).pipe(
    Effect.catchTag(
      "UnexpectedStatus",
      ({ attempts, outcome, status }) =>
        Console.log(`a creation: ${status} after ${attempts} attempt, outcome ${outcome}`)
    )
  )
})

program.pipe(Effect.provide(AuthleteLive), NodeRuntime.runMain)
