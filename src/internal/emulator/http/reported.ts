/**
 * A failure that `create` and `update` report by their `action`, under HTTP 200.
 */
import type { Result, ResultCode } from "../model/resultCodes.js"
import { result } from "../model/resultCodes.js"

export interface Reported extends Result {
  readonly action: "BAD_REQUEST" | "FORBIDDEN" | "NOT_FOUND"
}

const report = (action: Reported["action"]) => (code: ResultCode, detail?: string): Reported => ({
  ...result(code, detail),
  action
})

export const badRequest = report("BAD_REQUEST")

export const forbidden = report("FORBIDDEN")

export const notFound = report("NOT_FOUND")
