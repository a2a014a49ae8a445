/**
 * A call that Authlete refuses outside of the OAuth protocol: with an HTTP status, a code and a message.
 */
import type { Result, ResultCode } from "../model/resultCodes.js"
import { result } from "../model/resultCodes.js"

const statuses = {
  BadRequest: 400,
  Unauthorized: 401,
  Forbidden: 403,
  NotFound: 404,
  MethodNotAllowed: 405,
  PayloadTooLarge: 413,
  UnsupportedMediaType: 415
} as const

export interface Refusal {
  readonly kind: keyof typeof statuses
  readonly result: Result
  readonly headers?: Readonly<Record<string, string>>
}

export const refusal = (kind: Refusal["kind"], code: ResultCode, detail?: string): Refusal => ({
  kind,
  result: result(code, detail)
})

export const statusOf = (refused: Refusal): number => statuses[refused.kind]
