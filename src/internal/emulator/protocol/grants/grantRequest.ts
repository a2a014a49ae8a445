/**
 * A token request whose client is known.
 */
import type * as Either from "effect/Either"
import type { TokenProcessRequest, TokenProcessResponse } from "../../../operations/tokens/process.js"
import type { Written } from "../../http/written.js"
import { clientFields } from "../../model/clientFields.js"
import { issuedFields } from "../../model/issuedFields.js"
import type { ResultCode } from "../../model/resultCodes.js"
import { result } from "../../model/resultCodes.js"
import type { ServiceSettings } from "../../model/settings.js"
import type { State } from "../../store/state.js"
import type { Authenticated } from "../clientAuthentication.js"
import type { Issued } from "../issueTokens.js"
import { responseContent } from "../issueTokens.js"
import type { Parameters } from "../parameters.js"
import type { ProtocolError } from "../protocolError.js"

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
