import { FetchHttpClient } from "@effect/platform"
import { Effect, Layer } from "effect"

const HttpLive = FetchHttpClient.layer.pipe(Layer.provide(Layer.empty))
await Effect.runPromise(Effect.void.pipe(Effect.provide(HttpLive)))
