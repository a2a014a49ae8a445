/**
 * `effect-authlete emulator`: serves an emulator over HTTP.
 */
import * as Command from "@effect/cli/Command"
import * as Options from "@effect/cli/Options"
import * as Console from "effect/Console"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import * as AuthleteEmulator from "../src/AuthleteEmulator.js"
import * as Emulator from "../src/internal/emulator/control/emulator.js"
import * as AtomicFile from "./atomicFile.js"
import { readSeed } from "./jsonFile.js"
import { serve } from "./listening.js"
import { persistent } from "./persistence.js"

const Port = Schema.String.pipe(
  Schema.filter((text) => /^\d{1,5}$/.test(text) && Number(text) <= 65_535, {
    message: () => "The port has to be an integer between 0 and 65535."
  })
)

const notEmpty = (name: string) => Schema.String.pipe(Schema.minLength(1, { message: () => `${name} is empty.` }))

export const emulatorOptions = {
  port: Options.text("port").pipe(
    Options.withPseudoName("integer"),
    Options.withDescription("The port to listen on; 0 takes any free one. 8787 if left out."),
    Options.withSchema(Port),
    Options.map(Number),
    Options.withDefault(8787)
  ),
  host: Options.text("host").pipe(
    Options.withDescription("The address to listen on. 127.0.0.1 if left out."),
    Options.withSchema(notEmpty("The host")),
    Options.withDefault("127.0.0.1")
  ),
  serviceId: Options.text("service-id").pipe(
    Options.withDescription(`The id of the service. ${AuthleteEmulator.defaultServiceId} if left out.`),
    Options.withSchema(notEmpty("The id of the service")),
    Options.withDefault(AuthleteEmulator.defaultServiceId)
  ),
  accessToken: Options.text("access-token").pipe(
    Options.withDescription(`The access token of the API. ${AuthleteEmulator.defaultAccessToken} if left out.`),
    Options.withSchema(notEmpty("The access token")),
    Options.withDefault(AuthleteEmulator.defaultAccessToken)
  ),
  seed: Options.file("seed", { exists: "yes" }).pipe(
    Options.withDescription("A JSON file with the settings, the clients and the tokens to start from."),
    Options.optional
  ),
  data: Options.file("data").pipe(
    Options.withDescription("The file to keep the state in over restarts. What it holds counts, not the seed."),
    Options.optional
  )
}

const appOf = (emulator: Emulator.Emulator, data: Option.Option<string>) =>
  Option.match(data, {
    onNone: () => Effect.succeed(emulator.service.httpApp),
    onSome: (path) => Effect.flatMap(AtomicFile.open(path), (file) => persistent(emulator, file, path))
  })

export const emulator = Command.make(
  "emulator",
  emulatorOptions,
  ({ accessToken, data, host, port, seed, serviceId }) =>
    Effect.gen(function*() {
      const emulator = yield* Emulator.make({
        serviceId,
        accessTokens: [{ token: accessToken, rights: ["ADMIN"] }],
        seed: Option.isSome(seed) ? yield* readSeed(seed.value) : undefined
      })
      const app = yield* appOf(emulator, data)
      return yield* serve(app, { host, port }, (url) =>
        Console.log(`Authlete emulator on ${url}, service ${serviceId}, access token ${accessToken}`))
    }).pipe(Effect.scoped)
).pipe(Command.withDescription("Serves an offline Authlete, for development and tests."))
