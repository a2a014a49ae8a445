/**
 * A token request whose client is known.
 */
import type * as Either from "effect/Either"
import type { TokenProcessRequest, TokenProcessResponse } from "../../operations/tokenProcess.js"
import type { Authenticated } from "../clientAuthentication.js"
import { clientFields } from "../clientFields.js"
import { issuedFields } from "../issuedFields.js"
import type { Issued } from "../issueTokens.js"
import { responseContent } from "../issueTokens.js"
import type { Parameters } from "../parameters.js"
import type { ProtocolError } from "../protocolError.js"
import type { ResultCode } from "../resultCodes.js"
import { result } from "../resultCodes.js"
import type { ServiceSettings } from "../settings.js"
import type { State } from "../state.js"
import type { Written } from "../written.js"

export interface GrantRequest extends Authenticated {
  readonly state: State
  /** What the client application sent. */
  readonly form: Parameters
  /** What the authorization server adds to it. */
  readonly request: Partial<typeof TokenProcessRequest.Encoded>
  readonly now: number
}

export type GrantAnswer = Written<typeof TokenProcessResponse.Encoded>

export type GrantError = ProtocolError<"BAD_REQUEST" | "INVALID_CLIENT" | "INTERNAL_SERVER_ERROR">

/** How one grant type is answered. */
export type Flow = (request: GrantRequest) => Either.Either<GrantAnswer, GrantError>

/** The answer that hands out tokens. */
export const issuedAnswer = (
  code: ResultCode,
  grantType: "CLIENT_CREDENTIALS" | "REFRESH_TOKEN",
  service: ServiceSettings,
  { aliasUsed, client, method }: Authenticated,
  issued: Issued
): GrantAnswer => ({
  ...result(code),
  action: "OK",
  responseContent: responseContent(service, issued),
  grantType,
  clientAuthMethod: method,
  ...clientFields(service, client, aliasUsed),
  ...issuedFields(issued)
})
