import type * as Result from "effect/Result"

export * from "effect/Result"
export { fail as left, isFailure as isLeft, isSuccess as isRight, succeed as right } from "effect/Result"

export type Either<A, E = never> = Result.Result<A, E>
