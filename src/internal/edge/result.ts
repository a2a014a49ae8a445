/**
 * A value that is a success or a failure: `Either` in Effect 3, `Result` in Effect 4. The names, and the order of the
 * type parameters, are those of Effect 4.
 */
import type * as Effect from "effect/Effect"
import * as Either from "effect/Either"

export {
  flatMap,
  getOrElse,
  getOrUndefined,
  isEither as isResult,
  isLeft as isFailure,
  isRight as isSuccess,
  left as fail,
  map,
  mapLeft as mapError,
  right as succeed
} from "effect/Either"

export type Result<A, E = never> = Either.Either<A, E>

export type Success<A, E = never> = Either.Right<E, A>

export type Failure<A, E> = Either.Left<E, A>

export const match = <A, E, B, C = B>(
  self: Result<A, E>,
  on: { readonly onFailure: (error: E) => B; readonly onSuccess: (value: A) => C }
): B | C => Either.isLeft(self) ? on.onFailure(self.left) : on.onSuccess(self.right)

/** The value of a success. */
export const successOf = <A, E>(self: Success<A, E>): A => self.right

/** The error of a failure. */
export const failureOf = <A, E>(self: Failure<A, E>): E => self.left

export const toEffect = <A, E>(self: Result<A, E>): Effect.Effect<A, E> => self
