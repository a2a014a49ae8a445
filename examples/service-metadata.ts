/**
 * Reads what a service publishes: the metadata of the authorization server and its public keys.
 *
 * `npx tsx examples/service-metadata.ts`
 */
import { NodeRuntime } from "@effect/platform-node"
import { Console, Effect } from "effect"
import { Services } from "effect-authlete"
import { AuthleteLive, whereItRuns } from "./authlete.js"

const program = Effect.gen(function*() {
  // Neither needs the other, so they are asked for at once.
  const [metadata, jwks] = yield* Effect.all([Services.configuration(), Services.jwks()], { concurrency: "unbounded" })

  yield* Console.log(`The metadata of ${yield* whereItRuns}:`)
  for (const name of ["issuer", "authorization_endpoint", "token_endpoint", "scopes_supported"]) {
    yield* Console.log(`  ${name}: ${JSON.stringify(metadata[name])}`)
  }
  yield* Console.log(`Its public keys: ${JSON.stringify(jwks?.keys ?? [])}`)
})

program.pipe(Effect.provide(AuthleteLive), NodeRuntime.runMain)
