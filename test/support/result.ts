/**
 * A result as a value that a test can state, on either major of Effect.
 */
import * as Result from "../../src/internal/edge/result.js"

export type Told<A, E> = { readonly succeeded: A } | { readonly failed: E }

export const told = <A, E>(result: Result.Result<A, E>): Told<A, E> =>
  Result.match(result, {
    onFailure: (failed): Told<A, E> => ({ failed }),
    onSuccess: (succeeded) => ({ succeeded })
  })
