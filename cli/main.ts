#!/usr/bin/env node
/**
 * The command `effect-authlete`. It is bundled into one file, so that `npx` runs it with nothing else installed.
 *
 * Its exit code is 0 after success, which includes an end by a signal, and 1 after a failure.
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
    // `@effect/cli` has written what is wrong with the arguments.
    Effect.tapError((error) => ValidationError.isValidationError(error) ? Effect.void : tell(error.message)),
    withCommandConsole,
    Logger.withMinimumLogLevel(logLevel)
  )
})

// A terminal that is closed sends SIGHUP, often more than once.
process.on("SIGHUP", () => process.emit("SIGTERM", "SIGTERM"))

program.pipe(
  // A defect is a bug of this command. Only its stack helps to find it.
  Effect.tapDefect((cause) => tell(Cause.pretty(cause))),
  Effect.provide(logger),
  // The platform logs failed requests with their URLs, which may hold tokens.
  Effect.withUnhandledErrorLogLevel(Option.none()),
  Effect.provide(NodeContext.layer),
  NodeRuntime.runMain({ disableErrorReporting: true, disablePrettyLogger: true })
)
