/**
 * Keeps the state of the emulator over restarts. A request that may have changed it is answered when the change has been
 * written; requests that come in meanwhile share the next write.
 */
import type * as HttpApp from "@effect/platform/HttpApp"
import { HttpServerRequest } from "@effect/platform/HttpServerRequest"
import * as HttpServerResponse from "@effect/platform/HttpServerResponse"
import * as KeyValueStore from "@effect/platform/KeyValueStore"
import * as Console from "effect/Console"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as ParseResult from "effect/ParseResult"
import type * as Scope from "effect/Scope"
import * as AuthleteEmulator from "../src/AuthleteEmulator.js"
import { parseJson } from "./jsonFile.js"
import type { UnusableFile } from "./unusableFile.js"
import { misfit, unreadable, unwritable } from "./unusableFile.js"

const key = "state"

const changesNothing = ({ method, url }: HttpServerRequest) =>
  method === "GET" || /^[^?]*\/auth\/introspection(\/standard)?(\?|$)/.test(url)

const decode = ParseResult.decodeUnknown(AuthleteEmulator.Snapshot, { errors: "all" })

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
const notKept = HttpServerResponse.unsafeJson({ resultMessage: "The state cannot be written." }, { status: 500 })

/**
 * Goes on from the state that the store holds, and gives the app that writes it there.
 */
export const persistent = (
  path: string
): Effect.Effect<
  HttpApp.Default,
  UnusableFile,
  AuthleteEmulator.AuthleteEmulator | KeyValueStore.KeyValueStore | Scope.Scope
> =>
  Effect.gen(function*() {
    const emulator = yield* AuthleteEmulator.AuthleteEmulator
    const store = yield* KeyValueStore.KeyValueStore

    const kept = yield* Effect.mapError(store.get(key), unreadable(path))
    if (Option.isSome(kept)) {
      const json = yield* parseJson(path, kept.value)
      yield* emulator.restore(yield* Effect.mapError(decode(json), (issue) => misfit(path, issue)))
    }

    const write = Effect.flatMap(emulator.snapshot, (snapshot) => store.set(key, toJson(snapshot))).pipe(
      Effect.mapError(unwritable(path))
    )
    const save = yield* shared(write)

    // A file that cannot be written is found out now, not when the first change is lost.
    yield* save
    // A request that was given up may have changed the state as well.
    yield* Effect.addFinalizer(() => Effect.ignore(save))

    const app: HttpApp.Default = Effect.flatMap(
      HttpServerRequest,
      (request) =>
        changesNothing(request)
          ? emulator.httpApp
          : Effect.zipLeft(emulator.httpApp, save).pipe(
            Effect.catchTag("UnusableFile", ({ message }) => Effect.as(Console.error(message), notKept))
          )
    )
    return app
  })
