/**
 * An authorization server is made of services. One of them calls Authlete, and the others do not know.
 *
 * `npx tsx examples/service-layers.ts`
 */
import { NodeRuntime } from "@effect/platform-node"
import { Console, Context, Data, Effect, Layer } from "effect"
import { AuthleteClient, Tokens } from "effect-authlete"
import { AuthleteLive } from "./authlete.js"

class SessionsUnavailable extends Data.TaggedError("SessionsUnavailable")<{ readonly reason: string }> {}

interface SessionsService {
  /** Signs a user out everywhere and says how many tokens that ended. */
  readonly endAll: (user: string) => Effect.Effect<number, SessionsUnavailable>
}

class Sessions extends Context.Tag("app/Sessions")<Sessions, SessionsService>() {}

/** The client is asked for once, when the layer is built, so that `endAll` needs nothing any more. */
const SessionsLive = Layer.effect(
  Sessions,
  Effect.map(AuthleteClient.AuthleteClient, (authlete) =>
    Sessions.of({
      endAll: (user) =>
        Tokens.revoke({ subject: user }).pipe(
          Effect.map(({ count = 0 }) => count),
          Effect.mapError((error) => new SessionsUnavailable({ reason: error._tag })),
          Effect.provideService(AuthleteClient.AuthleteClient, authlete)
        )
    }))
)

const program = Effect.gen(function*() {
  yield* Tokens.create({ grantType: "AUTHORIZATION_CODE", clientId: 26888344961664, subject: "john" })
  yield* Tokens.create({ grantType: "AUTHORIZATION_CODE", clientId: 26888344961664, subject: "john" })

  const sessions = yield* Sessions
  const ended = yield* sessions.endAll("john")
  yield* Console.log(`john was signed out of ${ended} sessions`)
})

program.pipe(
  Effect.provide(Layer.provideMerge(SessionsLive, AuthleteLive)),
  NodeRuntime.runMain
)
