/** The same as `revoke.ts`, by the import that the README shows. */
import * as FetchHttpClient from "@effect/platform/FetchHttpClient"
import { AuthleteClient, Tokens } from "effect-authlete"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"

const AuthleteLive = AuthleteClient.layerConfig().pipe(Layer.provide(FetchHttpClient.layer))

export const revoke = () =>
  Effect.runPromise(Tokens.revoke({ accessTokenIdentifier: "a token" }).pipe(Effect.provide(AuthleteLive)))
