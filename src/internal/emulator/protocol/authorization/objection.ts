/**
 * What is wrong with an authorization request, before it is known how the client application is to hear of it.
 */
import * as Either from "effect/Either"
import type { ResultCode } from "../../model/resultCodes.js"
import type { Parameters } from "../parameters.js"

export interface Objection {
  /** The OAuth error code. */
  readonly error: string
  readonly code: ResultCode
}

export type Checked<A> = Either.Either<A, Objection>

export const object = (error: string, code: ResultCode): Checked<never> => Either.left({ error, code })

export const invalidRequest = (code: ResultCode): Checked<never> => object("invalid_request", code)

/** The value of a parameter that may be given once; `undefined` if it is not given. */
export const single = (form: Parameters, name: string, repeated: ResultCode): Checked<string | undefined> => {
  const [value, ...more] = form.getAll(name)
  return more.length > 0 ? invalidRequest(repeated) : Either.right(value)
}

/** The words of a parameter, which are separated by spaces; `undefined` if it is not given. */
export const words = (
  form: Parameters,
  name: string,
  repeated: ResultCode
): Checked<ReadonlyArray<string> | undefined> =>
  Either.map(single(form, name, repeated), (value) => value?.split(" ").filter((word) => word !== ""))
