/**
 * Errors of configuration, and the reading of variables.
 */
import * as Config from "effect/Config"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import * as SchemaIssue from "effect/SchemaIssue"

export type ConfigError = Config.ConfigError

const errorOf = (issue: SchemaIssue.Issue): ConfigError => new Config.ConfigError(new Schema.SchemaError(issue))

const at = (name: string, message: string): ConfigError =>
  errorOf(new SchemaIssue.Pointer([name], new SchemaIssue.InvalidValue({ message })))

/** The error for a value that cannot be used. The message must not repeat the value, which may be a secret. */
export const invalid = (name: string, message: string): ConfigError => at(name, message)

/** The error for a value that is missing. */
export const missing = (name: string, message: string): ConfigError => at(name, message)

/** A variable, or `undefined` if it is not set. */
export const variable = (name: string): Effect.Effect<string | undefined, ConfigError> =>
  Effect.map(Config.option(Config.String(name)), Option.getOrUndefined)

/** One error for all: only those of a source, such as a file that cannot be read, cannot be put together. */
const both = (first: ConfigError, second: ConfigError): ConfigError =>
  first.cause._tag === "SchemaError" && second.cause._tag === "SchemaError"
    ? errorOf(new SchemaIssue.Composite(Schema.Unknown.ast, [first.cause.issue, second.cause.issue]))
    : first.cause._tag === "SourceError"
    ? first
    : second

/** Runs all effects, and fails with the errors of all that failed, so that a user sees them at once. */
export const collect = <A extends Record<string, unknown>>(
  effects: { readonly [Name in keyof A]: Effect.Effect<A[Name], ConfigError> }
): Effect.Effect<A, ConfigError> =>
  Effect.gen(function*() {
    const values: Record<string, unknown> = {}
    const errors: Array<ConfigError> = []
    for (const name of Object.keys(effects)) {
      const result = yield* Effect.result(effects[name] as Effect.Effect<unknown, ConfigError>)
      if (Result.isFailure(result)) errors.push(result.failure)
      else values[name] = result.success
    }
    const [first, ...more] = errors
    return first === undefined ? values as A : yield* Effect.fail(more.reduce(both, first))
  })
