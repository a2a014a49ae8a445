/**
 * The form that a client application sent, as the authorization server passes it on.
 */
import * as Either from "effect/Either"
import { copied } from "../model/bounds.js"
import type { ResultCode } from "../model/resultCodes.js"

export type Parameters = URLSearchParams

/** The codes for what may be wrong with a parameter that must be there once. */
export interface ParameterCodes {
  readonly missing: ResultCode
  readonly empty: ResultCode
  readonly repeated: ResultCode
}

const isWellFormed = (form: string): boolean => !/%(?![0-9A-Fa-f]{2})/.test(form)

/** Reads the form; the code says what is wrong with it. */
export const parse = (
  form: string | undefined,
  codes: { readonly missing: ResultCode; readonly malformed: ResultCode }
): Either.Either<Parameters, ResultCode> =>
  form === undefined
    ? Either.left(codes.missing)
    : isWellFormed(form)
    ? Either.right(new URLSearchParams(form))
    : Either.left(codes.malformed)

/** The value of a parameter that must be there once. */
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

/** The scopes of a `scope` parameter, each of them once, or `undefined` if there is none. */
export const scopesOf = (parameters: Parameters): ReadonlyArray<string> | undefined => {
  const scopes = new Set((parameters.get("scope") ?? "").split(" ").filter((scope) => scope !== ""))
  return scopes.size > 0 ? Array.from(scopes, copied) : undefined
}
