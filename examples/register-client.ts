/**
 * Registers a client application, changes a setting of it, and shows what Authlete knows about it then.
 *
 * `npx tsx examples/register-client.ts`
 */
import { NodeRuntime } from "@effect/platform-node"
import { Console, Effect } from "effect"
import { Clients } from "effect-authlete"
import { AuthleteLive, temporaryClient, whereItRuns } from "./authlete.js"

const program = Effect.gen(function*() {
  const { clientId, clientSecret } = yield* temporaryClient({
    clientName: "Weather",
    clientType: "CONFIDENTIAL",
    grantTypes: ["AUTHORIZATION_CODE", "REFRESH_TOKEN"],
    responseTypes: ["CODE"],
    redirectUris: ["https://weather.example.com/callback"],
    tokenAuthMethod: "CLIENT_SECRET_BASIC"
  })
  yield* Console.log(`Client ${clientId} is registered on ${yield* whereItRuns}.`)
  // `Redacted.value(clientSecret)` is the secret itself, for whoever runs the client application.
  yield* Console.log(`Its secret does not show by accident: ${clientSecret}`)

  // What is not named stays as it is. `Clients.update` would reset it.
  yield* Clients.patch({ clientId, pkceRequired: true })

  const { clientName, grantTypes = [], pkceRequired, redirectUris = [] } = yield* Clients.get(clientId)
  yield* Console.log({ clientName, grantTypes, pkceRequired, redirectUris })
})

program.pipe(Effect.scoped, Effect.provide(AuthleteLive), NodeRuntime.runMain)
