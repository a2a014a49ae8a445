#!/usr/bin/env node
/**
 * The command `effect-authlete`. It is bundled into one file, so that it runs by `npx` with nothing else installed.
 *
 * It ends with code 0 when it did what it was asked for, also when a signal ended it, and with 1 when it could not.
 */
import * as Command from "@effect/cli/Command"
import * as ValidationError from "@effect/cli/ValidationError"
import * as NodeContext from "@effect/platform-node/NodeContext"
import * as NodeRuntime from "@effect/platform-node/NodeRuntime"
import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import * as Logger from "effect/Logger"
import * as Option from "effect/Option"
import { version } from "../src/internal/version.js"
import { arranged } from "./arguments.js"
import { emulator, emulatorOptions } from "./emulator.js"
import { logger, tell, tellUsage, withCommandConsole } from "./output.js"

const command = Command.make("effect-authlete").pipe(
  Command.withDescription("Authlete for Effect: tools for development."),
  Command.withSubcommands([emulator])
)

const [node = "", script = "", ...given] = process.argv

const program = Effect.gen(function*() {
  const { args, logLevel } = yield* Effect.tapError(arranged(given, { emulator: emulatorOptions }), tellUsage)
  yield* Command.run(command, { name: "effect-authlete", version })([node, script, ...args]).pipe(
    // What was wrong with the arguments has been told by now.
    Effect.tapError((error) => ValidationError.isValidationError(error) ? Effect.void : tell(error.message)),
    withCommandConsole,
    Logger.withMinimumLogLevel(logLevel)
  )
})

// A terminal that is closed ends its programs by SIGHUP, often by more than one.
process.on("SIGHUP", () => process.emit("SIGTERM", "SIGTERM"))

program.pipe(
  // A defect is a bug of this command's, and only its stack helps.
  Effect.tapDefect((cause) => tell(Cause.pretty(cause))),
  Effect.provide(logger),
  // What the platform would log about errors of requests might hold their URLs, with tokens.
  Effect.withUnhandledErrorLogLevel(Option.none()),
  Effect.provide(NodeContext.layer),
  NodeRuntime.runMain({ disableErrorReporting: true, disablePrettyLogger: true })
)
