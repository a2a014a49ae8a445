/**
 * A part of an application, to be tested: it signs users in and out with tokens of Authlete's.
 */
import type { Redacted } from "effect"
import { Context, Data, Effect, Layer } from "effect"
import type { AuthleteClient } from "effect-authlete"
import { Introspection, Tokens } from "effect-authlete"

export class SignedOut extends Data.TaggedError("SignedOut") {}

export class Unavailable extends Data.TaggedError("Unavailable") {}

export interface SessionsService {
  readonly signIn: (user: string) => Effect.Effect<Redacted.Redacted, Unavailable>
  readonly userOf: (token: Redacted.Redacted) => Effect.Effect<string, SignedOut | Unavailable>
  readonly signOut: (user: string) => Effect.Effect<void, Unavailable>
}

export class Sessions extends Context.Tag("app/Sessions")<Sessions, SessionsService>() {}

const make = Effect.gen(function*() {
  const context = yield* Effect.context<AuthleteClient.AuthleteClient>()

  const signIn = (user: string) =>
    Tokens.create({ grantType: "AUTHORIZATION_CODE", clientId: 26888344961664, subject: user }).pipe(
      Effect.map(({ accessToken }) => accessToken),
      Effect.mapError(() => new Unavailable()),
      Effect.provide(context)
    )

  const userOf = (token: Redacted.Redacted) =>
    Introspection.process({ token }).pipe(
      Effect.mapError(() => new Unavailable()),
      Effect.flatMap((response) =>
        response.action === "OK" && response.subject !== undefined
          ? Effect.succeed(response.subject)
          : new SignedOut()
      ),
      Effect.provide(context)
    )

  const signOut = (user: string) =>
    Tokens.revoke({ subject: user }).pipe(
      Effect.mapError(() => new Unavailable()),
      Effect.provide(context)
    )

  return Sessions.of({ signIn, userOf, signOut })
})

export const SessionsLive = Layer.effect(Sessions, make)
