/**
 * Reads the JSON files that the command is given, and says what is wrong with those that it cannot use. They may hold
 * secrets, so messages give places and no content. The message of the JSON parser quotes the text, so it is not passed
 * on.
 */
import type { PlatformError } from "@effect/platform/Error"
import * as FileSystem from "@effect/platform/FileSystem"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as ParseResult from "effect/ParseResult"
import * as Schema from "effect/Schema"
import * as AuthleteEmulator from "../src/AuthleteEmulator.js"
import { issuesOf } from "../src/internal/edge/schemaIssues.js"
import { isTooDeep } from "../src/internal/emulator/model/bounds.js"
import { duplicatesIn } from "../src/internal/emulator/store/state.js"

/** A file that the command cannot use. */
export class UnusableFile extends Data.TaggedError("UnusableFile")<{
  readonly path: string
  readonly problems: ReadonlyArray<string>
}> {
  override get message(): string {
    return `${this.path}: ${this.problems.join("; ")}`
  }
}

const reasonOf = (error: PlatformError) => error._tag === "SystemError" ? error.reason : "BadArgument"

export const unreadable = (path: string) => (error: PlatformError) =>
  new UnusableFile({ path, problems: [`it cannot be read (${reasonOf(error)})`] })

export const unwritable = (path: string) => (error: PlatformError) =>
  new UnusableFile({ path, problems: [`it cannot be written (${reasonOf(error)})`] })

/** Whether nothing that could follow would make the text JSON: the parser stopped before the end of the text. */
const isHopeless = (text: string): boolean => {
  try {
    JSON.parse(text)
    return false
  } catch (error) {
    const message = error instanceof Error ? error.message : ""
    const position = /\bat position (\d+)/.exec(message)?.[1]
    return position === undefined ? !message.includes("end of JSON") : Number(position) < text.length
  }
}

/** How many characters could be the beginning of JSON. For some mistakes, the parser does not give the place. */
const promising = (text: string): number => {
  let [low, high] = [0, text.length]
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if (isHopeless(text.slice(0, middle))) high = middle - 1
    else low = middle
  }
  return low
}

const placeOf = (text: string): string => {
  const lines = text.slice(0, promising(text)).split("\n")
  return `line ${lines.length}, column ${(lines.at(-1) ?? "").length + 1}`
}

const parseJson = (path: string, text: string): Effect.Effect<unknown, UnusableFile> =>
  Effect.try({
    try: (): unknown => JSON.parse(text),
    catch: () => new UnusableFile({ path, problems: [`it is not JSON, at ${placeOf(text)}`] })
  }).pipe(
    Effect.filterOrFail((json) => !isTooDeep(json), () =>
      new UnusableFile({ path, problems: ["it is nested too deeply"] }))
  )

/** Shortens the types of objects and lists, which are too long to read. */
const inShort = (expected: string) =>
  expected.replace(/^(Struct|\{).*[)}]/, "an object").replace(/^ReadonlyArray<.*>/, "an array")

const at = (place: ReadonlyArray<string | number>) => place.length === 0 ? "" : `${place.join(".")}: `

const misfit = (path: string) => (issue: ParseResult.ParseIssue) =>
  new UnusableFile({
    path,
    problems: issuesOf(issue).map(({ expected, path }) => `${at(path)}expected ${inShort(expected)}`)
  })

/** An unknown name is most likely misspelt, so it is refused. */
const decodeSeed = ParseResult.decodeUnknown(AuthleteEmulator.Seed, { onExcessProperty: "error", errors: "all" })

/** Reads a seed. */
export const readSeed = (
  path: string
): Effect.Effect<AuthleteEmulator.SeedInput, UnusableFile, FileSystem.FileSystem> =>
  Effect.gen(function*() {
    const files = yield* FileSystem.FileSystem
    const text = yield* Effect.mapError(files.readFileString(path), unreadable(path))
    const seed = yield* Effect.mapError(decodeSeed(yield* parseJson(path, text)), misfit(path))
    // The emulator takes the encoded form of a seed.
    return Schema.encodeSync(AuthleteEmulator.Seed)(seed)
  })

const decodeSnapshot = ParseResult.decodeUnknown(AuthleteEmulator.Snapshot, { errors: "all" })

/** As many as are given for other mistakes. */
const mostDuplicates = 10

/** Reads a snapshot from the text of a data file. */
export const readSnapshot = (
  path: string,
  text: string
): Effect.Effect<AuthleteEmulator.Snapshot, UnusableFile> =>
  parseJson(path, text).pipe(
    Effect.flatMap((json) => Effect.mapError(decodeSnapshot(json), misfit(path))),
    Effect.filterOrElse((snapshot) => duplicatesIn(snapshot).length === 0, (snapshot) =>
      new UnusableFile({
        path,
        problems: duplicatesIn(snapshot).slice(0, mostDuplicates).map((place) =>
          `${at(place)}expected another value than before it`
        )
      }))
  )
