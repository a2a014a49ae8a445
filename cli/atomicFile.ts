/**
 * A file that is replaced as a whole: the new text is written to another file, which is then renamed. So at any moment
 * the file holds one complete text, the new one or the one before.
 */
import type { PlatformError } from "@effect/platform/Error"
import * as FileSystem from "@effect/platform/FileSystem"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import type * as Scope from "effect/Scope"
import { basename, dirname, join } from "node:path"
import { lock } from "./fileLock.js"
import type { UnusableFile } from "./jsonFile.js"
import { unwritable } from "./jsonFile.js"

export interface AtomicFile {
  /** The text of the file, if it exists. */
  readonly read: Effect.Effect<Option.Option<string>, PlatformError>
  readonly replace: (text: string) => Effect.Effect<void, PlatformError>
}

const isAbsent = (error: PlatformError) => error._tag === "SystemError" && error.reason === "NotFound"

/**
 * Whether a file was left behind by a process that was killed while it wrote: `FILE.tmp`, or `FILE.123.tmp` of version
 * 0.1. It may hold secrets, and nobody else removes it.
 */
const isLeftOver = (name: string, file: string): boolean =>
  name.startsWith(`${file}.`) && /^\.(\d+\.)?tmp$/.test(name.slice(file.length))

/**
 * Opens the file for this process alone, until the scope ends.
 */
export const open = (
  given: string
): Effect.Effect<AtomicFile, UnusableFile, FileSystem.FileSystem | Scope.Scope> =>
  Effect.gen(function*() {
    const files = yield* FileSystem.FileSystem
    // If the path is a link, the file that it leads to is locked and replaced.
    const path = yield* Effect.orElseSucceed(files.realPath(given), () => given)
    yield* lock(given, `${path}.lock`)

    const beside = `${path}.tmp`
    const folder = dirname(path)
    yield* files.readDirectory(folder).pipe(
      Effect.map((names) => names.filter((name) => isLeftOver(name, basename(path)))),
      Effect.flatMap(Effect.forEach((name) => files.remove(join(folder, name)))),
      Effect.mapError(unwritable(given))
    )

    const writeBeside = (text: string) =>
      Effect.scoped(Effect.gen(function*() {
        yield* files.remove(beside, { force: true })
        // An existing file would keep its mode, or be a link to another file.
        const file = yield* files.open(beside, { flag: "wx", mode: 0o600 })
        yield* file.writeAll(new TextEncoder().encode(text))
        // The bytes have to be on the disk before the file is renamed.
        yield* file.sync
      }))

    // After a power failure, the new name is lost unless the folder was written too. Not every system can do that.
    const syncFolder = Effect.ignore(Effect.scoped(Effect.flatMap(files.open(folder), ({ sync }) => sync)))

    return {
      read: files.readFileString(path).pipe(
        Effect.map(Option.some),
        Effect.catchIf(isAbsent, () => Effect.succeed(Option.none<string>()))
      ),
      replace: (text) =>
        writeBeside(text).pipe(
          Effect.zipRight(files.rename(beside, path)),
          Effect.onError(() => Effect.ignore(files.remove(beside, { force: true }))),
          Effect.zipRight(syncFolder)
        )
    }
  })
