/**
 * Locks a file, so that two commands do not overwrite each other's changes. The lock is a file beside it, with the id
 * of the process that has it. A process that is killed leaves its lock behind, so a lock counts only while its process
 * is alive.
 */
import * as FileSystem from "@effect/platform/FileSystem"
import * as Effect from "effect/Effect"
import type * as Scope from "effect/Scope"
import { UnusableFile, unwritable } from "./jsonFile.js"

/** A process. Systems give the same id to another one later, so the id is not enough. */
interface Owner {
  readonly pid: number
  /** When it started, in the unit of the system; empty where the system does not say. */
  readonly started: string
}

const isRunning = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // The process exists and belongs to another user.
    return error instanceof Error && "code" in error && error.code === "EPERM"
  }
}

/** The process with this id, if it is alive. */
const alive = (files: FileSystem.FileSystem, pid: number): Effect.Effect<Owner | undefined> =>
  isRunning(pid)
    ? files.readFileString(`/proc/${pid}/stat`).pipe(
      // Only Linux has this file.
      Effect.orElseSucceed(() => ""),
      Effect.map((stat) => {
        // After the name of the program, which is in parentheses, comes the state, and 19 fields later the start.
        const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ")
        // A zombie has ended. Only its parent has not asked for the exit code yet.
        return fields[0] === "Z" ? undefined : { pid, started: fields[19] ?? "" }
      })
    )
    : Effect.succeed(undefined)

const toText = ({ pid, started }: Owner): string => `${pid} ${started}\n`

/** The process that has the lock, if it is alive. */
const ownerOf = (files: FileSystem.FileSystem, lock: string): Effect.Effect<Owner | undefined> =>
  Effect.gen(function*() {
    const [, pid, started] = /^(\d+) (\d*)\n$/.exec(lock) ?? []
    const owner = pid === undefined ? undefined : yield* alive(files, Number(pid))
    return owner === undefined || owner.started === started || owner.started === "" ? owner : undefined
  })

/** A lock is waited for, since the command that has it may be about to end: this often, with this pause. */
const attempts = 10
const pause = "100 millis"

/**
 * Locks the file at `path` until the scope ends. `lockPath` is the path of the lock.
 */
export const lock = (
  path: string,
  lockPath: string
): Effect.Effect<void, UnusableFile, FileSystem.FileSystem | Scope.Scope> =>
  Effect.gen(function*() {
    const files = yield* FileSystem.FileSystem
    const own = toText((yield* alive(files, process.pid)) ?? { pid: process.pid, started: "" })
    const read = (from: string) => Effect.orElseSucceed(files.readFileString(from), () => "")

    /** Whether the lock could be made. The system lets only one process create a file. */
    const make = files.open(lockPath, { flag: "wx", mode: 0o600 }).pipe(
      Effect.flatMap((file) => file.writeAll(new TextEncoder().encode(own))),
      Effect.scoped,
      Effect.as(true),
      Effect.catchIf((error) => error._tag === "SystemError" && error.reason === "AlreadyExists", () =>
        Effect.succeed(false)),
      Effect.mapError(unwritable(path))
    )

    /**
     * Removes a lock whose process is gone. If two commands find it, the second might remove the lock that the first
     * has made by then. So the lock is renamed before it is removed, and renamed back if it is not the one that was
     * found.
     */
    const removeStale = (stale: string) => {
      const aside = `${lockPath}.${process.pid}`
      return files.rename(lockPath, aside).pipe(
        Effect.zipRight(read(aside)),
        Effect.flatMap((moved) =>
          moved === stale ? files.remove(aside) : files.rename(aside, lockPath)
        ),
        Effect.ignore
      )
    }

    const acquire = (attempt: number): Effect.Effect<void, UnusableFile> =>
      Effect.gen(function*() {
        if (yield* make) return
        const found = yield* read(lockPath)
        const owner = yield* ownerOf(files, found)
        if (attempt === attempts) return yield* new UnusableFile({ path, problems: [inUse(lockPath, owner)] })
        // An empty lock is being written, unless it stays empty.
        if (owner === undefined && (found !== "" || attempt === attempts - 1)) yield* removeStale(found)
        else yield* Effect.sleep(pause)
        return yield* acquire(attempt + 1)
      })

    const release = Effect.flatMap(read(lockPath), (found) =>
      found === own ? Effect.ignore(files.remove(lockPath)) : Effect.void)

    yield* Effect.acquireRelease(acquire(0), () =>
      release)
  })

const inUse = (lockPath: string, owner: Owner | undefined): string =>
  owner === undefined
    ? `it cannot be locked; remove ${lockPath} if no emulator uses the file`
    : `the process ${owner.pid} uses it; end that one first, or give this one another file` +
      (owner.started === "" ? `; remove ${lockPath} if that process is no emulator` : "")
