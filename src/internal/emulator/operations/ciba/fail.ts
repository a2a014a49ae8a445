/**
 * POST /backchannel/authentication/fail: ends a backchannel authentication request with an error, before it has an
 * `auth_req_id`.
 */
import type {
  BackchannelAuthenticationFailReason,
  BackchannelAuthenticationFailRequest,
  BackchannelAuthenticationFailResponse
} from "../../../operations/ciba/fail.js"
import type { Written } from "../../http/response.js"
import { result } from "../../model/resultCodes.js"
import { errorUri } from "../../protocol/protocolError.js"
import type { State } from "../../store/state.js"

type Request = Partial<typeof BackchannelAuthenticationFailRequest.Encoded>
type Response = Written<typeof BackchannelAuthenticationFailResponse.Encoded>

const actions: Partial<Record<BackchannelAuthenticationFailReason, "FORBIDDEN" | "INTERNAL_SERVER_ERROR">> = {
  ACCESS_DENIED: "FORBIDDEN",
  SERVER_ERROR: "INTERNAL_SERVER_ERROR"
}

/** The response is an error also for a ticket that does not exist. */
export const cibaFail = (state: State, request: Request): Response => {
  const { errorDescription, errorUri: uri, reason = "SERVER_ERROR", ticket } = request
  if (ticket !== undefined && state.backchannel.get(ticket)?.authReqId === undefined) state.backchannel.delete(ticket)
  const told = result("A185001")
  return {
    ...told,
    action: actions[reason] ?? "BAD_REQUEST",
    responseContent: JSON.stringify({
      error: reason.toLowerCase(),
      error_description: state.service.errorDescriptionOmitted ? undefined : errorDescription ?? told.resultMessage,
      error_uri: state.service.errorUriOmitted ? undefined : uri ?? errorUri(told.resultCode)
    })
  }
}
