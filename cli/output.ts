/**
 * What the command writes. What it is there for goes to the standard output; what went wrong, and what is logged, goes to
 * the standard error output, line by line.
 */
import * as Console from "effect/Console"
import * as Effect from "effect/Effect"
import * as Logger from "effect/Logger"
import { stripVTControlCharacters } from "node:util"

// That nobody reads any more, such as after the terminal was closed, is no reason to fail.
for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {})

/** Tells on one line what went wrong. */
export const tell = (text: string): Effect.Effect<void> =>
  Effect.sync(() => {
    process.stderr.write(`effect-authlete: ${text}\n`)
  })

/** Tells what is wrong with the arguments, and where to look for what is right. */
export const tellUsage = (problem: string): Effect.Effect<void> =>
  tell(`${problem}${/[.?]$/.test(problem) ? "" : "."} See effect-authlete emulator --help`)

/** Help comes with the colours of a terminal, which are noise in a file or a pipe. */
const write = (text: string): void => {
  process.stdout.write(`${process.stdout.isTTY ? text : stripVTControlCharacters(text)}\n`)
}

const onOneLine = (text: string): string => stripVTControlCharacters(text).trim().replaceAll(/\s+/g, " ")

/**
 * Runs a command with the console that `@effect/cli` is to have: it writes help, and of errors only those of the
 * arguments.
 */
export const withCommandConsole = <A, E, R>(effect: Effect.Effect<A, E, R>): Effect.Effect<A, E, R> =>
  Console.consoleWith((console) =>
    Effect.withConsole(effect, {
      ...console,
      log: (...parts) => Effect.sync(() => write(parts.map(String).join(" "))),
      error: (...parts) => tellUsage(onOneLine(parts.map(String).join(" ")))
    })
  )

/** Writes what is logged, such as each request at the level `debug`. */
export const logger = Logger.replace(
  Logger.defaultLogger,
  Logger.make(({ date, logLevel, message }) => {
    process.stderr.write(`${date.toISOString()} ${logLevel.label} ${String(message)}\n`)
  })
)
