import { FetchHttpClient } from "@effect/platform"
import { Effect, Layer } from "effect"
import { AuthleteClient, Tokens } from "effect-authlete"

const AuthleteLive = AuthleteClient.layerConfig().pipe(Layer.provide(FetchHttpClient.layer))
const program = Tokens.revoke({ accessTokenIdentifier: "a token" }).pipe(
  Effect.flatMap(({ count = 0 }) => Effect.log(`${count} revoked`)),
  Effect.catchTag("NotFound", () => Effect.log("no such token"))
)
await Effect.runPromise(program.pipe(Effect.provide(AuthleteLive)))
