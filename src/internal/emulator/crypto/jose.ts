/**
 * Loads the package `jose` when something is to be signed or verified for the first time. It is an optional dependency:
 * who needs neither goes without it.
 */
import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import type * as Jose from "jose"

let loading: Promise<typeof Jose> | undefined

// The handler also tells bundlers that the package may be missing: some refuse to bundle an import that they cannot find.
const load = (): Promise<typeof Jose> =>
  loading ??= import("jose").catch((cause: unknown) => {
    throw new Error("The emulator signs and verifies with jose, which is not installed: npm install jose", { cause })
  })

/** Does something with `jose`. If the package is not installed, that is a defect, and the log says what to do. */
export const withJose = <A, E>(
  use: (jose: typeof Jose) => Promise<A>,
  failed: () => E
): Effect.Effect<A, E> =>
  Effect.promise(load).pipe(
    Effect.tapDefect((cause) => Effect.logError(Cause.pretty(cause))),
    Effect.flatMap((jose) => Effect.tryPromise({ try: () => use(jose), catch: failed }))
  )
