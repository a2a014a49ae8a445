/**
 * POST /backchannel/authentication/issue: gives the client application the `auth_req_id`, once the authorization server knows
 * whom the request is about.
 */
import type {
  BackchannelAuthenticationIssueRequest,
  BackchannelAuthenticationIssueResponse
} from "../../../operations/ciba/issue.js"
import { draw } from "../../crypto/random.js"
import type { Written } from "../../http/response.js"
import { after, isExpired } from "../../model/lifetime.js"
import type { ResultCode } from "../../model/resultCodes.js"
import { result } from "../../model/resultCodes.js"
import { backchannelInterval } from "../../protocol/grants/ciba.js"
import { errorResponse } from "../../protocol/protocolError.js"
import * as Pending from "../../store/pending.js"
import type { State } from "../../store/state.js"

type Request = Partial<typeof BackchannelAuthenticationIssueRequest.Encoded>
type Response = Written<typeof BackchannelAuthenticationIssueResponse.Encoded>

/** How long the `auth_req_id` lives, in seconds, if nobody says it. */
const usualDuration = 600

export const cibaIssue = (state: State, { ticket }: Request, now: number): Response => {
  const invalid = (code: ResultCode): Response =>
    errorResponse(state.service)({ action: "INVALID_TICKET", error: "server_error", code })
  if (ticket === undefined) return invalid("A181201")
  const request = state.backchannel.get(ticket)
  if (request?.ticket !== ticket) return invalid("A181203")
  if (request.authReqId !== undefined) return invalid("A181205")
  if (isExpired(request, now)) return invalid("A181204")
  const { backchannelAuthReqIdDuration = 0 } = state.service
  const usual = backchannelAuthReqIdDuration > 0 ? backchannelAuthReqIdDuration : usualDuration
  const seconds = request.requestedExpiry ?? usual
  const interval = request.mode === "PUSH" ? undefined : backchannelInterval(state)
  const authReqId = draw()
  Pending.put(state.backchannel, { ...request, authReqId, expiresAt: after(now, seconds) })
  return {
    ...result("A183001"),
    action: "OK",
    authReqId,
    expiresIn: seconds,
    interval,
    responseContent: JSON.stringify({ auth_req_id: authReqId, interval, expires_in: seconds })
  }
}
