/** One operation of the package, on a client that the configuration sets up. */
import * as FetchHttpClient from "@effect/platform/FetchHttpClient"
import * as AuthleteClient from "effect-authlete/AuthleteClient"
import * as Tokens from "effect-authlete/Tokens"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"

const AuthleteLive = AuthleteClient.layerConfig().pipe(Layer.provide(FetchHttpClient.layer))

export const revoke = () =>
  Effect.runPromise(Tokens.revoke({ accessTokenIdentifier: "a token" }).pipe(Effect.provide(AuthleteLive)))
