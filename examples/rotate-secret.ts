/**
 * Draws a new secret for a client application, and shows that the old one is worth nothing any more.
 *
 * `npx tsx examples/rotate-secret.ts`
 */
import { NodeRuntime } from "@effect/platform-node"
import type { Redacted } from "effect"
import { Console, Effect } from "effect"
import { Clients, Tokens } from "effect-authlete"
import { AuthleteLive, temporaryClient } from "./authlete.js"

const actionFor = (clientId: number, clientSecret: Redacted.Redacted | undefined) =>
  Effect.map(
    Tokens.process({ parameters: "grant_type=client_credentials", clientId: String(clientId), clientSecret }),
    ({ action }) => action
  )

const program = Effect.gen(function*() {
  const { clientId } = yield* temporaryClient({
    clientName: "Nightly report",
    clientType: "CONFIDENTIAL",
    grantTypes: ["CLIENT_CREDENTIALS"],
    tokenAuthMethod: "CLIENT_SECRET_BASIC"
  })

  // Not sent twice if the response is lost: the error then says `outcome: "unknown"`, and `Clients.get` has the secret.
  const { newClientSecret, oldClientSecret } = yield* Clients.refreshSecret(clientId)

  yield* Console.log(`With the old secret, a token request ends in ${yield* actionFor(clientId, oldClientSecret)},`)
  yield* Console.log(`with the new one in ${yield* actionFor(clientId, newClientSecret)}.`)
})

program.pipe(Effect.scoped, Effect.provide(AuthleteLive), NodeRuntime.runMain)
