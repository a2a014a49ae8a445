/**
 * The value of the `WWW-Authenticate` header with which a resource refuses an access token (RFC 6750, section 3).
 */
import type { ResultCode } from "../model/resultCodes.js"
import { result } from "../model/resultCodes.js"
import type { ServiceRecord } from "../model/service.js"
import { errorUri } from "./protocolError.js"

export interface ChallengeOptions {
  readonly scheme?: string | undefined
  /** The scopes that the token would have to cover. */
  readonly scopes?: ReadonlyArray<string> | undefined
  /** Other parameters that tell the client application what it needs. */
  readonly wanted?: Readonly<Record<string, string>> | undefined
}

export const challenge = (
  service: ServiceRecord,
  error: string,
  code: ResultCode,
  { scheme = "Bearer", scopes, wanted = {} }: ChallengeOptions = {}
): string =>
  [
    `${scheme} error="${error}"`,
    ...(service.errorDescriptionOmitted ? [] : [`error_description="${result(code).resultMessage}"`]),
    ...(service.errorUriOmitted ? [] : [`error_uri="${errorUri(code)}"`]),
    ...(scopes === undefined ? [] : [`scope="${scopes.join(" ")}"`]),
    ...Object.entries(wanted).map(([name, value]) => `${name}="${value}"`)
  ].join(",")
