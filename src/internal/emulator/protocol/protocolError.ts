/**
 * The OAuth errors that Authlete makes up for the authorization server to pass on.
 */
import type { Result, ResultCode } from "../model/resultCodes.js"
import { result } from "../model/resultCodes.js"
import type { ServiceSettings } from "../model/service.js"

/** Why a request of a client application, or the call about it, fails. */
export interface ProtocolError<Action extends string> {
  /** What the authorization server is to do. */
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

/** The authorization server's own mistake. */
export const serverError = (code: ResultCode): ProtocolError<"INTERNAL_SERVER_ERROR"> => ({
  action: "INTERNAL_SERVER_ERROR",
  error: "server_error",
  code
})

export const errorUri = (code: string): string => `https://docs.authlete.com/#${code}`

/** The error as the authorization server is to pass it on. */
const errorContent = (service: ServiceSettings, error: string, { resultCode, resultMessage }: Result): string =>
  JSON.stringify({
    error,
    error_description: service.errorDescriptionOmitted ? undefined : resultMessage,
    error_uri: service.errorUriOmitted ? undefined : errorUri(resultCode)
  })

export interface Refused<Action extends string> extends Result {
  readonly action: Action
  readonly responseContent: string
}

/** The answer that tells the error. */
export const refuse =
  (service: ServiceSettings) =>
  <Action extends string>({ action, code, error }: ProtocolError<Action>): Refused<Action> => {
    const told = result(code)
    return { ...told, action, responseContent: errorContent(service, error, told) }
  }
