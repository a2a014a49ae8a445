/**
 * Reads a file that is JSON. What the parser says quotes the text, which may be secret, so only the place is passed on.
 */
import * as FileSystem from "@effect/platform/FileSystem"
import * as Effect from "effect/Effect"
import { unreadable, UnusableFile } from "./unusableFile.js"

/** Whether no continuation can make the text JSON: the parser stopped before its end. */
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

/** How much of the text could be the beginning of JSON. The parser tells the place of some mistakes only. */
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

export const parseJson = (path: string, text: string): Effect.Effect<unknown, UnusableFile> =>
  Effect.try({
    try: (): unknown => JSON.parse(text),
    catch: () => new UnusableFile({ path, problems: [`it is not JSON, at ${placeOf(text)}`] })
  })

export const readJson = (path: string): Effect.Effect<unknown, UnusableFile, FileSystem.FileSystem> =>
  Effect.gen(function*() {
    const files = yield* FileSystem.FileSystem
    const text = yield* Effect.mapError(files.readFileString(path), unreadable(path))
    return yield* parseJson(path, text)
  })
