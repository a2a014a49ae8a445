/**
 * Keeps the state of the emulator over restarts. The response to a request that may have changed it is sent after the
 * state was written. Requests that come in during a write share the next one.
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

/** A snapshot is its own encoded form. To encode it by its schema would take most of the time of a write. */
const toJson = (snapshot: typeof AuthleteEmulator.Snapshot.Encoded) => JSON.stringify(snapshot)

/** Makes an effect that ends after a write that began after the effect. One write may do for many such effects. */
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

/** The response if the state was changed, but could not be written. */
const notKept = toResponse(json(500, result("A999102")))

/**
 * Restores the state from the file, and gives an app that writes it there.
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

    // A file that cannot be written should be noticed at the start, and not when the first change is lost.
    yield* save
    // A request whose client has left may have changed the state without a write.
    yield* Effect.addFinalizer(() => Effect.ignore(save))

    return Effect.suspend(() => {
      const before = changes()
      const saveChanges = Effect.suspend(() => changes() === before ? Effect.void : save)
      return Effect.zipLeft(service.httpApp, saveChanges).pipe(
        Effect.catchTag("UnusableFile", ({ message }) => Effect.as(tell(message), notKept))
      )
    })
  })
