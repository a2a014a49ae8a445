/**
 * How Authlete refuses a call of its API: by an HTTP status, or with 200 and an `action`. Both have a result code and a
 * message. Errors for the client application are in `protocol/protocolError.ts`.
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
  UnsupportedMediaType: 415,
  NotImplemented: 501
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

/** How `create` and `update` refuse a call: with 200 and an `action`. */
export interface Reported extends Result {
  readonly action: "BAD_REQUEST" | "FORBIDDEN" | "NOT_FOUND" | "CALLER_ERROR"
}

export const reported = (action: Reported["action"], code: ResultCode, detail?: string): Reported => ({
  ...result(code, detail),
  action
})
