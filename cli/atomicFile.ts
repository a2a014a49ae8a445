/**
 * A KeyValueStore in one file, which is replaced as a whole: it is written beside and moved into place, so that at any
 * moment the file holds one complete state, the last or the one before.
 */
import type { PlatformError } from "@effect/platform/Error"
import * as FileSystem from "@effect/platform/FileSystem"
import * as KeyValueStore from "@effect/platform/KeyValueStore"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import { dirname } from "node:path"

const isAbsent = (error: PlatformError) => error._tag === "SystemError" && error.reason === "NotFound"

export const layer = (path: string): Layer.Layer<KeyValueStore.KeyValueStore, never, FileSystem.FileSystem> =>
  Layer.effect(
    KeyValueStore.KeyValueStore,
    Effect.map(FileSystem.FileSystem, (files) => {
      const beside = `${path}.${process.pid}.tmp`

      const writeBeside = (text: string) =>
        Effect.scoped(Effect.gen(function*() {
          const file = yield* files.open(beside, { flag: "w", mode: 0o600 })
          yield* file.writeAll(new TextEncoder().encode(text))
          // The bytes have to be there before the name is.
          yield* file.sync
        }))

      // After a loss of power, the new name counts only if the folder has been written. Not every system can do that.
      const syncFolder = Effect.ignore(Effect.scoped(Effect.flatMap(files.open(dirname(path)), ({ sync }) => sync)))

      const replace = (text: string) =>
        writeBeside(text).pipe(
          Effect.zipRight(files.rename(beside, path)),
          Effect.onError(() => Effect.ignore(files.remove(beside, { force: true }))),
          Effect.zipRight(syncFolder)
        )

      const clear = files.remove(path, { force: true })
      // The file is the one entry, whatever its key is called.
      return KeyValueStore.makeStringOnly({
        get: () =>
          files.readFileString(path).pipe(
            Effect.map(Option.some),
            Effect.catchIf(isAbsent, () => Effect.succeed(Option.none<string>()))
          ),
        set: (_key, text) => replace(text),
        remove: () => clear,
        clear,
        size: Effect.map(files.exists(path), Number)
      })
    })
  )
