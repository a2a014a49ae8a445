#!/usr/bin/env node
/**
 * The command `effect-authlete`. It is bundled into one file, so that it runs by `npx` with nothing else installed.
 */
import * as Command from "@effect/cli/Command"
import * as ValidationError from "@effect/cli/ValidationError"
import * as NodeContext from "@effect/platform-node/NodeContext"
import * as NodeRuntime from "@effect/platform-node/NodeRuntime"
import * as Cause from "effect/Cause"
import * as Console from "effect/Console"
import * as Effect from "effect/Effect"
import { version } from "../src/internal/version.js"
import { emulator } from "./emulator.js"
import { withPlainText } from "./plainText.js"

const command = Command.make("effect-authlete").pipe(
  Command.withDescription("Authlete for Effect: tools for development."),
  Command.withSubcommands([emulator])
)

const tell = (text: string) => Console.error(`effect-authlete: ${text}`)

Command.run(command, { name: "effect-authlete", version })(process.argv).pipe(
  // What was wrong with the arguments has been told by now.
  Effect.tapError((error) => ValidationError.isValidationError(error) ? Effect.void : tell(error.message)),
  // A defect is a bug of this command's, and only its stack helps.
  Effect.tapDefect((cause) => tell(Cause.pretty(cause))),
  withPlainText,
  Effect.provide(NodeContext.layer),
  NodeRuntime.runMain({ disableErrorReporting: true })
)
