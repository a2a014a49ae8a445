/**
 * Writes results and help to the standard output, and errors and the log to the standard error output.
 */
import * as Console from "effect/Console"
import * as Effect from "effect/Effect"
import * as Logger from "effect/Logger"
import { stripVTControlCharacters } from "node:util"

// Without a listener, a write after the terminal was closed would end the process.
for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {})

/** Writes an error on one line. */
export const tell = (text: string): Effect.Effect<void> =>
  Effect.sync(() => {
    process.stderr.write(`effect-authlete: ${text}\n`)
  })

/** Writes what is wrong with the arguments, and how to get help. */
export const tellUsage = (problem: string): Effect.Effect<void> =>
  tell(`${problem}${/[.?]$/.test(problem) ? "" : "."} See effect-authlete emulator --help`)

/** `@effect/cli` writes help in colours. They are left out where there is no terminal, such as in a file. */
const write = (text: string): void => {
  process.stdout.write(`${process.stdout.isTTY ? text : stripVTControlCharacters(text)}\n`)
}

const onOneLine = (text: string): string => stripVTControlCharacters(text).trim().replaceAll(/\s+/g, " ")

/**
 * Gives `@effect/cli` a console of its own. It writes help there, and as errors only what is wrong with the arguments.
 */
export const withCommandConsole = <A, E, R>(effect: Effect.Effect<A, E, R>): Effect.Effect<A, E, R> =>
  Console.consoleWith((console) =>
    Effect.withConsole(effect, {
      ...console,
      log: (...parts) => Effect.sync(() => write(parts.map(String).join(" "))),
      error: (...parts) => tellUsage(onOneLine(parts.map(String).join(" ")))
    })
  )

/** Writes the log, such as each request at the level `debug`. */
export const logger = Logger.replace(
  Logger.defaultLogger,
  Logger.make(({ date, logLevel, message }) => {
    process.stderr.write(`${date.toISOString()} ${logLevel.label} ${String(message)}\n`)
  })
)
