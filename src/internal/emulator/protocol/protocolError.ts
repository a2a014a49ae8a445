/**
 * OAuth errors: Authlete writes them, and the authorization server passes them on to the client application.
 */
import type { Result, ResultCode } from "../model/resultCodes.js"
import { result } from "../model/resultCodes.js"
import type { ServiceRecord } from "../model/service.js"

/** What is wrong with the request of a client application, or with the authorization server's call about it. */
export interface ProtocolError<Action extends string> {
  /** What the authorization server has to do. */
  readonly action: Action
  /** The OAuth error code. */
  readonly error: string
  readonly code: ResultCode
}

export const badRequest = (error: string) => (code: ResultCode): ProtocolError<"BAD_REQUEST"> => ({
  action: "BAD_REQUEST",
  error,
  code
})

export const invalidRequest = badRequest("invalid_request")

export const invalidClient = (code: ResultCode): ProtocolError<"INVALID_CLIENT"> => ({
  action: "INVALID_CLIENT",
  error: "invalid_client",
  code
})

/** A mistake of the authorization server's own, such as a missing parameter of the API. */
export const serverError = (code: ResultCode): ProtocolError<"INTERNAL_SERVER_ERROR"> => ({
  action: "INTERNAL_SERVER_ERROR",
  error: "server_error",
  code
})

export const errorUri = (code: string): string => `https://docs.authlete.com/#${code}`

/** The error as JSON for the client application. */
const errorContent = (service: ServiceRecord, error: string, { resultCode, resultMessage }: Result): string =>
  JSON.stringify({
    error,
    error_description: service.errorDescriptionOmitted ? undefined : resultMessage,
    error_uri: service.errorUriOmitted ? undefined : errorUri(resultCode)
  })

export interface ErrorResponse<Action extends string> extends Result {
  readonly action: Action
  readonly responseContent: string
}

/** Authlete's response about an error. */
export const errorResponse =
  (service: ServiceRecord) =>
  <Action extends string>({ action, code, error }: ProtocolError<Action>): ErrorResponse<Action> => {
    const told = result(code)
    return { ...told, action, responseContent: errorContent(service, error, told) }
  }
