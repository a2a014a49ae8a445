/**
 * Keeps the state of the emulator over restarts. A request that may have changed it is answered when the change has been
 * written; requests that come in meanwhile share the next write.
 */
import type * as HttpApp from "@effect/platform/HttpApp"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import type * as Scope from "effect/Scope"
import type * as AuthleteEmulator from "../src/AuthleteEmulator.js"
import type { Emulator } from "../src/internal/emulator/control/emulator.js"
import { json, toResponse } from "../src/internal/emulator/http/response.js"
import { result } from "../src/internal/emulator/model/resultCodes.js"
import type { AtomicFile } from "./atomicFile.js"
import type { UnusableFile } from "./jsonFile.js"
import { readSnapshot, unreadable, unwritable } from "./jsonFile.js"
import { tell } from "./output.js"

/** A snapshot is plain data, which is its own encoding: to walk through its schema would take most of a write's time. */
const toJson = (snapshot: typeof AuthleteEmulator.Snapshot.Encoded) => JSON.stringify(snapshot)

/** Effects that ask for a write and end when one has been done that began after they did. */
const shared = <E>(write: Effect.Effect<void, E>): Effect.Effect<Effect.Effect<void, E>> =>
  Effect.map(Effect.makeSemaphore(1), (writing) => {
    let asked = 0
    let done = 0
    return Effect.suspend(() => {
      const mine = ++asked
      return writing.withPermits(1)(Effect.suspend(() => {
        if (done >= mine) return Effect.void
        const upTo = asked
        return Effect.map(write, () => {
          done = upTo
        })
      }))
    })
  })

/** For when the state is changed, but not on the disk. */
const notKept = toResponse(json(500, result("A999102")))

/**
 * Goes on from the state that the file holds, and gives the app that writes it there.
 */
export const persistent = (
  { changes, service }: Emulator,
  file: AtomicFile,
  path: string
): Effect.Effect<HttpApp.Default, UnusableFile, Scope.Scope> =>
  Effect.gen(function*() {
    const text = yield* Effect.mapError(file.read, unreadable(path))
    if (Option.isSome(text)) yield* Effect.flatMap(readSnapshot(path, text.value), service.restore)

    const write = Effect.flatMap(service.snapshot, (snapshot) => file.replace(toJson(snapshot)))
    const save = yield* shared(Effect.mapError(write, unwritable(path)))

    // A file that cannot be written is found out now, not when the first change is lost.
    yield* save
    // A request that was given up may have changed the state as well.
    yield* Effect.addFinalizer(() => Effect.ignore(save))

    return Effect.suspend(() => {
      const before = changes()
      const saveChanges = Effect.suspend(() => changes() === before ? Effect.void : save)
      return Effect.zipLeft(service.httpApp, saveChanges).pipe(
        Effect.catchTag("UnusableFile", ({ message }) => Effect.as(tell(message), notKept))
      )
    })
  })
