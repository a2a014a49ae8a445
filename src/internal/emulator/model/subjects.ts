/**
 * What a subject may look like: at most 100 ASCII characters.
 */
import * as Either from "effect/Either"
import type { ResultCode } from "./resultCodes.js"

export const check = (
  subject: string | undefined,
  codes: { readonly missing: ResultCode; readonly tooLong: ResultCode; readonly notAscii: ResultCode }
): Either.Either<string, ResultCode> => {
  if (subject === undefined) return Either.left(codes.missing)
  if (subject.length > 100) return Either.left(codes.tooLong)
  return /^[\x20-\x7e]*$/.test(subject) ? Either.right(subject) : Either.left(codes.notAscii)
}
