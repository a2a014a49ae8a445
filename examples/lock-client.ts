/**
 * Locks a client application, so that it gets no more tokens, and unlocks it.
 *
 * `npx tsx examples/lock-client.ts`
 */
import { NodeRuntime } from "@effect/platform-node"
import { Console, Effect } from "effect"
import { Clients, Tokens } from "effect-authlete"
import { AuthleteLive, temporaryClient } from "./authlete.js"

const program = Effect.gen(function*() {
  const { clientId, clientSecret } = yield* temporaryClient({
    clientName: "Nightly report",
    clientType: "CONFIDENTIAL",
    grantTypes: ["CLIENT_CREDENTIALS"],
    tokenAuthMethod: "CLIENT_SECRET_BASIC"
  })
  const tokenRequest = Tokens.process({
    parameters: "grant_type=client_credentials",
    clientId: String(clientId),
    clientSecret
  })

  for (const clientLocked of [true, false]) {
    yield* Clients.setLocked({ clientIdentifier: clientId, clientLocked })
    const { action } = yield* tokenRequest
    yield* Console.log(`${clientLocked ? "Locked" : "Unlocked"}: a token request ends in ${action}.`)
  }
})

program.pipe(Effect.scoped, Effect.provide(AuthleteLive), NodeRuntime.runMain)
