/**
 * Reads what the emulator starts from, and says where a file does not fit.
 */
import type * as FileSystem from "@effect/platform/FileSystem"
import * as Effect from "effect/Effect"
import * as ParseResult from "effect/ParseResult"
import * as Schema from "effect/Schema"
import * as AuthleteEmulator from "../src/AuthleteEmulator.js"
import { readJson } from "./jsonFile.js"
import type { UnusableFile } from "./unusableFile.js"
import { misfit } from "./unusableFile.js"

/** A name that is not known is most likely misspelt, so it is refused. */
const options = { onExcessProperty: "error", errors: "all" } as const

const decode = ParseResult.decodeUnknown(AuthleteEmulator.Seed, options)

export const readSeed = (
  path: string
): Effect.Effect<AuthleteEmulator.SeedInput, UnusableFile, FileSystem.FileSystem> =>
  readJson(path).pipe(
    Effect.flatMap((json) => Effect.mapError(decode(json), (issue) => misfit(path, issue))),
    // The emulator takes a seed as it is written down.
    Effect.map(Schema.encodeSync(AuthleteEmulator.Seed))
  )
