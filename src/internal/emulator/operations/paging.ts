/**
 * Which part of a list is asked for, by `start` and `end`.
 */
import * as Either from "effect/Either"
import type { Refusal } from "../http/refusal.js"
import { refusal } from "../http/refusal.js"
import type { ResultCode } from "../model/resultCodes.js"

export interface Window {
  /** Where the page starts, included. */
  readonly start: number
  /** Where the page ends, not included. */
  readonly end: number
}

/** One operation's result codes for what is wrong with an index. */
export interface WindowCodes {
  readonly startNotInteger: ResultCode
  readonly startNegative: ResultCode
  readonly endNotInteger: ResultCode
  readonly endNegative: ResultCode
}

/** An index as a query has it, as text, or as a body has it. */
type Given = string | number | undefined

const index = (given: Given, fallback: number, notInteger: ResultCode, negative: ResultCode) => {
  if (given === undefined) return Either.right(fallback)
  if (!/^-?\d{1,10}$/.test(String(given)) || Number(given) >= 2 ** 31) {
    return Either.left(refusal("BadRequest", notInteger))
  }
  return Number(given) < 0 ? Either.left(refusal("BadRequest", negative)) : Either.right(Number(given))
}

/** The first five, if nothing is asked for. */
export const windowOf = (
  request: { readonly start?: Given; readonly end?: Given },
  codes: WindowCodes
): Either.Either<Window, Refusal> =>
  Either.all({
    start: index(request.start, 0, codes.startNotInteger, codes.startNegative),
    end: index(request.end, 5, codes.endNotInteger, codes.endNegative)
  })
