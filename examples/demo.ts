/**
 * The whole life of a token: issued for a password, failed, created, listed, updated, introspected, revoked, deleted. On the
 * emulator then an authorization server, and a client application that gets tokens from it.
 *
 * `npm run demo`
 */
import { NodeRuntime } from "@effect/platform-node"
import { Console, DateTime, Effect, Redacted } from "effect"
import { Introspection, Revocation, Tokens } from "effect-authlete"
import { AuthleteLive, clientApplication, whereItRuns } from "./authlete.js"
import { codeFlow } from "./authorization-server/codeFlow.js"

let steps = 0

/** Runs one step and prints what came of it. */
const step = <A, E, R>(title: string, effect: Effect.Effect<A, E, R>, outcome: (value: A) => string) =>
  Effect.tap(effect, (value) => Console.log(`${String(++steps).padStart(2)}. ${title.padEnd(56)} ${outcome(value)}`))

const at = (epochMillis: number | undefined) =>
  epochMillis === undefined ? "unknown" : DateTime.formatIso(DateTime.unsafeMake(epochMillis))

const list = (values: ReadonlyArray<string> | undefined) => values?.join(" ") ?? "none"

const demo = Effect.gen(function*() {
  const client = yield* clientApplication
  const credentials = { clientId: String(client.id), clientSecret: client.secret }
  const ticketFor = (username: string, password: string) =>
    Tokens.process({
      parameters: String(new URLSearchParams({ grant_type: "password", username, password, scope: "history.read" })),
      ...credentials
    }).pipe(
      Effect.filterOrDieMessage(
        (response) => response.action === "PASSWORD",
        "the client may not use the password grant"
      )
    )

  yield* Console.log(`\nA token's life, on ${yield* whereItRuns}\n`)

  const asked = yield* step(
    "A client application sends john's password",
    ticketFor("john", "correct horse"),
    ({ action, username }) => `${action}: check the password of ${username}`
  )
  yield* step(
    "It is right, so Authlete issues a token",
    Tokens.issue({ ticket: asked.ticket, subject: "john" }),
    (issued) => issued.action === "OK" ? `OK: expires ${at(issued.accessTokenExpiresAt)}` : issued.action
  )
  const askedAgain = yield* step(
    "Another request comes in",
    ticketFor("john", "wrong"),
    ({ action, username }) => `${action}: check the password of ${username}`
  )
  yield* step(
    "It is wrong, so there is an error for the client",
    Tokens.fail({ ticket: askedAgain.ticket, reason: "INVALID_RESOURCE_OWNER_CREDENTIALS" }),
    ({ action, resultCode }) => `${action}: respond with 400 (${resultCode})`
  )

  const created = yield* step(
    "The server creates a token of its own accord",
    Tokens.create({
      grantType: "AUTHORIZATION_CODE",
      clientId: client.id,
      subject: "john",
      scopes: ["history.read", "timeline.read"]
    }),
    ({ expiresIn, scopes }) => `${list(scopes)}, for ${expiresIn} s`
  )
  yield* step(
    "What john has now",
    Tokens.list({ clientIdentifier: String(client.id), subject: "john", start: 0, end: 20 }),
    ({ accessTokens = [], totalCount }) =>
      `${totalCount} tokens: ${list(accessTokens.map((token) => token.grantType ?? ""))}`
  )
  yield* step(
    "The token loses a scope",
    Tokens.update({ accessToken: created.accessToken, scopes: ["history.read"] }),
    ({ scopes }) => list(scopes)
  )
  yield* step(
    "A resource server asks: may it read the history?",
    Introspection.process({ token: created.accessToken, scopes: ["history.read"] }),
    ({ action, resultCode }) => `${action} (${resultCode})`
  )
  yield* step(
    "A resource server asks: may it read the timeline?",
    Introspection.process({ token: created.accessToken, scopes: ["timeline.read"] }),
    ({ action, resultCode }) => `${action} (${resultCode})`
  )
  yield* step(
    "The token is revoked",
    Tokens.revoke({ accessTokenIdentifier: created.accessToken }),
    ({ count }) => `${count} revoked`
  )
  yield* step(
    "A resource server asks again",
    Introspection.process({ token: created.accessToken, scopes: ["history.read"] }),
    ({ action, resultCode }) => `${action} (${resultCode})`
  )

  const other = yield* step(
    "Another token is created",
    Tokens.create({ grantType: "CLIENT_CREDENTIALS", clientId: client.id, scopes: ["history.read"] }),
    ({ tokenType }) => `${tokenType}`
  )
  yield* step("It is deleted", Tokens.delete(other.accessToken), () => "gone")
  yield* step(
    "The client application gives its tokens back (RFC 7009)",
    Tokens.create({ grantType: "AUTHORIZATION_CODE", clientId: client.id, subject: "john" }).pipe(
      Effect.flatMap(({ accessToken }) =>
        Revocation.process({
          parameters: String(new URLSearchParams({ token: Redacted.value(accessToken) })),
          ...credentials
        })
      )
    ),
    ({ action }) => action
  )
  yield* step(
    "Deleting what is gone fails, and the error has a type",
    Tokens.delete(other.accessToken).pipe(
      Effect.as("still there?"),
      Effect.catchTag("NotFound", (error) => Effect.succeed(`${error._tag} (${error.status} ${error.resultCode})`))
    ),
    (outcome) => outcome
  )
  yield* step(
    "What is left of john's is revoked",
    Tokens.revoke({ subject: "john" }),
    ({ count }) => `${count} revoked`
  )
})

/** Prints what a step came to. */
const print = (title: string, outcome: string) =>
  Effect.runSync(Console.log(`${String(++steps).padStart(2)}. ${title.padEnd(56)} ${outcome}`))

const both = Effect.gen(function*() {
  yield* Effect.provide(demo, AuthleteLive)
  if ((yield* whereItRuns) !== "the emulator") return
  yield* Console.log("\nAn authorization server, and openid-client as its client application\n")
  yield* codeFlow(print)
})

NodeRuntime.runMain(both)
