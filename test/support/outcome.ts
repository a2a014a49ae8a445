/**
 * How a call ended, as a value that a table of cases can state, and the rows of such a table.
 */
import { Cause, Effect, Exit, Option, Schema } from "effect"
import { AuthleteError } from "effect-authlete"

export interface Succeeded {
  readonly succeeded: unknown
}

export interface Failed {
  readonly failed: typeof AuthleteError.AuthleteError.Encoded
}

/** What must never be the end of a call. */
export interface Died {
  readonly died: string
}

export type Outcome = Succeeded | Failed | Died

const encode = Schema.encodeSync(AuthleteError.AuthleteError)

/** The error as it goes over a wire. Which server and service it names is tested once (`test/client/identity.test.ts`). */
const failed = (error: AuthleteError.AuthleteError): Failed["failed"] => {
  const encoded = encode(error)
  return Object.fromEntries(
    Object.entries(encoded).filter(([name]) => name !== "server" && name !== "serviceId")
  ) as Failed["failed"]
}

export const outcomeOf = <A, E>(exit: Exit.Exit<A, E>): Outcome =>
  Exit.match(exit, {
    onSuccess: (succeeded): Outcome => ({ succeeded }),
    onFailure: (cause): Outcome =>
      Option.match(Option.filter(Cause.failureOption(cause), AuthleteError.isAuthleteError), {
        onNone: () => ({ died: Cause.pretty(cause) }),
        onSome: (error) => ({ failed: failed(error) })
      })
  })

export const observed = <A, E, R>(call: Effect.Effect<A, E, R>): Effect.Effect<Outcome, never, R> =>
  Effect.map(Effect.exit(call), outcomeOf)

/**
 * The rows of a table for `each`, with the name of each first: `"%s"` in the title stands for it, in full.
 */
export const rows = <A>(cases: ReadonlyArray<A>, name: (each: A) => string): ReadonlyArray<readonly [string, A]> =>
  cases.map((each) => [name(each), each])
