/**
 * The value of the `WWW-Authenticate` header with which a resource refuses an access token (RFC 6750, section 3).
 */
import type { ResultCode } from "../model/resultCodes.js"
import { result } from "../model/resultCodes.js"
import type { ServiceRecord } from "../model/service.js"
import { errorUri } from "./protocolError.js"

export const challenge = (
  service: ServiceRecord,
  error: string,
  code: ResultCode,
  { scheme = "Bearer", scopes }: { readonly scheme?: string; readonly scopes?: ReadonlyArray<string> | undefined } = {}
): string =>
  [
    `${scheme} error="${error}"`,
    ...(service.errorDescriptionOmitted ? [] : [`error_description="${result(code).resultMessage}"`]),
    ...(service.errorUriOmitted ? [] : [`error_uri="${errorUri(code)}"`]),
    ...(scopes === undefined ? [] : [`scope="${scopes.join(" ")}"`])
  ].join(",")
