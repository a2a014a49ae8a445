/**
 * Help and usage errors come with the colours of a terminal, which are noise in a file or a pipe.
 */
import * as Console from "effect/Console"
import * as Effect from "effect/Effect"
import { stripVTControlCharacters } from "node:util"

const plain = (parts: ReadonlyArray<unknown>) =>
  parts.map((part) => typeof part === "string" ? stripVTControlCharacters(part) : part)

export const withPlainText = <A, E, R>(effect: Effect.Effect<A, E, R>): Effect.Effect<A, E, R> =>
  Console.consoleWith((console) =>
    Effect.withConsole(effect, {
      ...console,
      log: (...parts) => process.stdout.isTTY ? console.log(...parts) : console.log(...plain(parts)),
      error: (...parts) => process.stderr.isTTY ? console.error(...parts) : console.error(...plain(parts))
    })
  )
