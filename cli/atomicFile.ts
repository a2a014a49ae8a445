/**
 * A file that is replaced as a whole: it is written beside and moved into place, so that at any moment it holds one
 * complete text, the last or the one before.
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
 * What a process that was killed while it wrote has left behind: `FILE.tmp`, or `FILE.123.tmp` from versions before. It
 * may hold secrets, and nobody else would remove it.
 */
const isLeftOver = (name: string, file: string): boolean =>
  name.startsWith(`${file}.`) && /^\.(\d+\.)?tmp$/.test(name.slice(file.length))

/**
 * The file, for this process alone until the scope ends.
 */
export const open = (
  given: string
): Effect.Effect<AtomicFile, UnusableFile, FileSystem.FileSystem | Scope.Scope> =>
  Effect.gen(function*() {
    const files = yield* FileSystem.FileSystem
    // The lock and the replacement have to be beside the file itself, not beside a link to it.
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
        // Only a new file has the mode, and is no link to some other file.
        const file = yield* files.open(beside, { flag: "wx", mode: 0o600 })
        yield* file.writeAll(new TextEncoder().encode(text))
        // The bytes have to be there before the name is.
        yield* file.sync
      }))

    // After a loss of power, the new name counts only if the folder has been written. Not every system can do that.
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
