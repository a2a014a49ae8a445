/**
 * Uses the package for Effect 4 as a new user would.
 *
 *     npm run build:effect4 && tsx tools/effect4/checkPackage.ts
 */
import { spawn } from "node:child_process"
import { once } from "node:events"
import { join } from "node:path"
import { checkPackage, installedVersion, tools } from "../build/checkPackage.js"
import { build, line } from "./generate.js"

const consumer = `
import { Effect, Layer, Match, Redacted, Schedule } from "effect"
import { FetchHttpClient } from "effect/http"
import { AuthleteClient, RetryPolicy, Tokens } from "effect-authlete"
import type { TokenCreateRequest } from "effect-authlete/Tokens"

export const AuthleteLive = AuthleteClient.layerConfig().pipe(
  Layer.provide([FetchHttpClient.layer, RetryPolicy.layer(Schedule.recurs(2))])
)

const request: TokenCreateRequest = { grantType: "AUTHORIZATION_CODE", clientId: 26888344961664, subject: "john" }

const next = Match.type<Tokens.TokenProcessResponse>().pipe(
  Match.discriminators("action")({ OK: ({ responseContent }) => Redacted.value(responseContent) }),
  Match.orElse(() => undefined)
)

export const program = Effect.gen(function*() {
  const { accessToken } = yield* Tokens.create(request)
  next(yield* Tokens.process({ parameters: "grant_type=client_credentials", clientId: "26888344961664" }))
  return yield* Tokens.revoke({ accessTokenIdentifier: accessToken })
}).pipe(Effect.catchTag("Forbidden", (error) => Effect.logWarning(error.resultCode)))

const revoked = await Effect.runPromise(program.pipe(Effect.provide(AuthleteLive)))
if (typeof revoked !== "object" || revoked.count !== 1) throw new Error("the token was not revoked")
`

/** Runs a program with the emulator that the command of the package is. */
const runOnCommand = async (project: string): Promise<void> => {
  const emulator = spawn(join(project, "node_modules/.bin/effect-authlete"), ["emulator", "--port", "0"], {
    stdio: ["ignore", "pipe", "inherit"]
  })
  try {
    let said = ""
    const url = await new Promise<string>((resolve, reject) => {
      emulator.once("exit", () => reject(new Error(`the emulator ended: ${said}`)))
      emulator.stdout.on("data", (text: Buffer) => {
        said += String(text)
        const found = /http:\/\/[\w.[\]:]+/.exec(said)?.[0]
        if (found !== undefined) resolve(found)
      })
    })
    const running = spawn(tools("tsx"), ["consumer.ts"], {
      cwd: project,
      stdio: "inherit",
      env: {
        ...process.env,
        AUTHLETE_BASE_URL: url,
        AUTHLETE_SERVICE_ID: "715948317",
        AUTHLETE_BEARER: "authlete-emulator-access-token"
      }
    })
    const [status] = await once(running, "exit")
    if (status !== 0) throw new Error("the program failed")
  } finally {
    emulator.kill()
  }
}

await checkPackage({
  folder: build,
  peers: [`effect@${installedVersion("effect", join(line, "node_modules"))}`],
  optionalPeers: {},
  otherEffect: installedVersion("effect"),
  consumer,
  runConsumer: runOnCommand
})
