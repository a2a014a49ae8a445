/**
 * Lists the client applications that a user has authorized, and takes the authorization of one of them back.
 *
 * `npx tsx examples/authorized-clients.ts`
 */
import { NodeRuntime } from "@effect/platform-node"
import { Console, Effect, Stream } from "effect"
import { Clients, Tokens } from "effect-authlete"
import { AuthleteLive, temporaryClient } from "./authlete.js"

const subject = "john"

const authorized = (clientName: string) =>
  Effect.gen(function*() {
    const { clientId } = yield* temporaryClient({
      clientName,
      clientType: "PUBLIC",
      grantTypes: ["AUTHORIZATION_CODE"]
    })
    yield* Tokens.create({ grantType: "AUTHORIZATION_CODE", clientId, subject })
    return clientId
  })

const show = Effect.gen(function*() {
  const names = yield* Clients.streamAuthorized({ subject }).pipe(
    Stream.map(({ clientName = "a client without a name" }) => clientName),
    Stream.runCollect
  )
  yield* Console.log(`${subject} has authorized: ${Array.from(names).join(", ")}`)
})

const program = Effect.gen(function*() {
  const weather = yield* authorized("Weather")
  yield* authorized("Calendar")
  yield* show

  // All tokens that the client has from the user are deleted.
  yield* Clients.deleteAuthorization({ clientId: weather, subject })
  yield* show
})

program.pipe(Effect.scoped, Effect.provide(AuthleteLive), NodeRuntime.runMain)
