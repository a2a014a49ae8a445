/**
 * A value that is a success or a failure: `Result`, which is `Either` in Effect 3.
 */
import * as Effect from "effect/Effect"
import type * as Results from "effect/Result"

export {
  fail,
  flatMap,
  getOrElse,
  getOrUndefined,
  isFailure,
  isResult,
  isSuccess,
  map,
  mapError,
  match,
  succeed
} from "effect/Result"

export type Result<A, E = never> = Results.Result<A, E>

export type Success<A, E = never> = Results.Success<A, E>

export type Failure<A, E> = Results.Failure<A, E>

/** The value of a success. */
export const successOf = <A, E>(self: Success<A, E>): A => self.success

/** The error of a failure. */
export const failureOf = <A, E>(self: Failure<A, E>): E => self.failure

export const toEffect = <A, E>(self: Result<A, E>): Effect.Effect<A, E> => Effect.fromResult(self)
