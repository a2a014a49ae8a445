/**
 * `parameters`: the form of a client application, as the authorization server received it.
 */
import * as Either from "effect/Either"
import { copied } from "../model/bounds.js"
import type { ResultCode } from "../model/resultCodes.js"
import { byName } from "../model/tokenFields.js"
import { nonEmpty } from "../model/tokenRecord.js"

export type Parameters = URLSearchParams

/** Result codes for a parameter that has to be given exactly once. */
export interface ParameterCodes {
  readonly missing: ResultCode
  readonly empty: ResultCode
  readonly repeated: ResultCode
}

const isWellFormed = (form: string): boolean => !/%(?![0-9A-Fa-f]{2})/.test(form)

/** Reads the form, or gives the result code for what is wrong with it. */
export const parse = (
  form: string | undefined,
  codes: { readonly missing: ResultCode; readonly malformed: ResultCode }
): Either.Either<Parameters, ResultCode> =>
  form === undefined
    ? Either.left(codes.missing)
    : isWellFormed(form)
    ? Either.right(new URLSearchParams(form))
    : Either.left(codes.malformed)

/** The value of a parameter that has to be given exactly once. */
export const required = (
  parameters: Parameters,
  name: string,
  { empty, missing, repeated }: ParameterCodes
): Either.Either<string, ResultCode> => {
  const [value, ...more] = parameters.getAll(name)
  if (value === undefined) return Either.left(missing)
  if (more.length > 0) return Either.left(repeated)
  return value === "" ? Either.left(empty) : Either.right(value)
}

/** The scopes in the `scope` parameter, in order and without repetitions; `undefined` if there are none. */
export const scopesOf = (
  parameters: Parameters,
  repeated: ResultCode
): Either.Either<ReadonlyArray<string> | undefined, ResultCode> => {
  const [value = "", ...more] = parameters.getAll("scope")
  if (more.length > 0) return Either.left(repeated)
  const scopes = byName(value.split(" ").filter((scope) => scope !== ""))
  return Either.right(nonEmpty(scopes.map(copied)))
}
