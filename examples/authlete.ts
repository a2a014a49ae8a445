/**
 * Where the examples run: on a real service if `AUTHLETE_SERVICE_ID` and `AUTHLETE_BEARER` are set, and on the emulator
 * otherwise.
 */
import { NodeHttpClient } from "@effect/platform-node"
import type { ConfigError } from "effect"
import { Config, Effect, Layer, Option, Redacted } from "effect"
import { AuthleteClient, AuthleteEmulator, Clients } from "effect-authlete"

const isConfigured = Effect.map(
  Effect.all([Config.option(Config.string("AUTHLETE_SERVICE_ID")), Config.option(Config.redacted("AUTHLETE_BEARER"))]),
  ([serviceId, bearer]) => Option.isSome(serviceId) && Option.isSome(bearer)
)

/** Your own service, or else an emulator. */
export const authleteOr = <E, R>(emulator: Layer.Layer<AuthleteClient.AuthleteClient, E, R>) =>
  Layer.unwrapEffect(
    Effect.map(isConfigured, (configured): Layer.Layer<AuthleteClient.AuthleteClient, ConfigError.ConfigError | E, R> =>
      configured ? AuthleteClient.layerConfig().pipe(Layer.provide(NodeHttpClient.layerUndici)) : emulator)
  )

export const AuthleteLive = authleteOr(AuthleteEmulator.layerClient())

export const whereItRuns = Effect.map(
  isConfigured,
  (configured) => configured ? "your Authlete service" : "the emulator"
)

/** The client application that the examples act for; on a real service, one of your own. */
export const clientApplication = Config.all({
  id: Config.withDefault(Config.integer("AUTHLETE_CLIENT_ID"), 26888344961664),
  secret: Config.withDefault(Config.redacted("AUTHLETE_CLIENT_SECRET"), Redacted.make("emulator-client-secret"))
})

/** A client application that is registered for as long as the scope lasts, so that an example leaves nothing behind. */
export const temporaryClient = (settings: Clients.ClientCreateRequest) =>
  Effect.acquireRelease(
    Clients.create(settings),
    ({ clientId }) => Effect.ignoreLogged(Clients.delete(clientId))
  )
