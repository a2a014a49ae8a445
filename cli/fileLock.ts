/**
 * A lock on a file, so that two commands do not write over each other's changes: a file beside it that names the process
 * which has the lock. Who is killed leaves it behind, so it counts only for as long as that process lives.
 */
import * as FileSystem from "@effect/platform/FileSystem"
import * as Effect from "effect/Effect"
import type * as Scope from "effect/Scope"
import { UnusableFile, unwritable } from "./jsonFile.js"

/** A process, told from a later one with the same number. */
interface Owner {
  readonly pid: number
  /** When it started, as the system counts it; empty where the system does not say. */
  readonly started: string
}

const isRunning = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // Then it exists, but belongs to somebody else.
    return error instanceof Error && "code" in error && error.code === "EPERM"
  }
}

/** The process with this number, if it is alive. */
const alive = (files: FileSystem.FileSystem, pid: number): Effect.Effect<Owner | undefined> =>
  isRunning(pid)
    ? files.readFileString(`/proc/${pid}/stat`).pipe(
      // Only Linux has this file.
      Effect.orElseSucceed(() => ""),
      Effect.map((stat) => {
        // The name of the program stands in parentheses. After it come the state, and 19 fields later the start.
        const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ")
        // A zombie has ended, but its parent has not looked yet.
        return fields[0] === "Z" ? undefined : { pid, started: fields[19] ?? "" }
      })
    )
    : Effect.succeed(undefined)

const toText = ({ pid, started }: Owner): string => `${pid} ${started}\n`

/** Who has the lock, if it is still alive. */
const ownerOf = (files: FileSystem.FileSystem, lock: string): Effect.Effect<Owner | undefined> =>
  Effect.gen(function*() {
    const [, pid, started] = /^(\d+) (\d*)\n$/.exec(lock) ?? []
    const owner = pid === undefined ? undefined : yield* alive(files, Number(pid))
    return owner === undefined || owner.started === started || owner.started === "" ? owner : undefined
  })

/** How often to look whether a lock is given back, and how long to wait in between: for a command that is just ending. */
const attempts = 10
const pause = "100 millis"

/**
 * Locks the file of this path until the scope ends, by the file `lockPath`.
 */
export const lock = (
  path: string,
  lockPath: string
): Effect.Effect<void, UnusableFile, FileSystem.FileSystem | Scope.Scope> =>
  Effect.gen(function*() {
    const files = yield* FileSystem.FileSystem
    const own = toText((yield* alive(files, process.pid)) ?? { pid: process.pid, started: "" })
    const read = (from: string) => Effect.orElseSucceed(files.readFileString(from), () => "")

    /** Whether the lock could be made: no two can make the same file. */
    const make = files.open(lockPath, { flag: "wx", mode: 0o600 }).pipe(
      Effect.flatMap((file) => file.writeAll(new TextEncoder().encode(own))),
      Effect.scoped,
      Effect.as(true),
      Effect.catchIf((error) => error._tag === "SystemError" && error.reason === "AlreadyExists", () =>
        Effect.succeed(false)),
      Effect.mapError(unwritable(path))
    )

    /**
     * Removes a lock that nobody has any more. Where two find the same one, the later would remove the lock that the
     * earlier has made meanwhile: so it is moved aside, looked at, and put back if it is another one by now.
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
        // An empty lock is just being written, unless it stays empty.
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
