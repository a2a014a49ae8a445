/**
 * Errors of configuration, and the reading of variables.
 */
import * as Config from "effect/Config"
import * as Errors from "effect/ConfigError"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"

export type ConfigError = Errors.ConfigError

/** The error for a value that cannot be used. The message must not repeat the value, which may be a secret. */
export const invalid = (name: string, message: string): ConfigError => Errors.InvalidData([name], message)

/** The error for a value that is missing. */
export const missing = (name: string, message: string): ConfigError => Errors.MissingData([name], message)

/** A variable, or `undefined` if it is not set. */
export const variable = (name: string): Effect.Effect<string | undefined, ConfigError> =>
  Effect.catchAll(
    Config.string(name),
    (error) => Errors.isMissingDataOnly(error) ? Effect.succeed(undefined) : Effect.fail(error)
  )

/** Runs all effects, and fails with the errors of all that failed, so that a user sees them at once. */
export const collect = <A extends Record<string, unknown>>(
  effects: { readonly [Name in keyof A]: Effect.Effect<A[Name], ConfigError> }
): Effect.Effect<A, ConfigError> =>
  Effect.gen(function*() {
    const values: Record<string, unknown> = {}
    const errors: Array<ConfigError> = []
    for (const name of Object.keys(effects)) {
      const result = yield* Effect.either(effects[name] as Effect.Effect<unknown, ConfigError>)
      if (Either.isLeft(result)) errors.push(result.left)
      else values[name] = result.right
    }
    const [first, ...more] = errors
    return first === undefined ? values as A : yield* Effect.fail(more.reduce(Errors.And, first))
  })
