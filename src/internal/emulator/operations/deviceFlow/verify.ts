/**
 * POST /device/verification: what the user code that the resource owner has typed in stands for.
 */
import type { DeviceVerificationRequest, DeviceVerificationResponse } from "../../../operations/deviceFlow/verify.js"
import type { Written } from "../../http/response.js"
import { clientFields } from "../../model/client.js"
import { isExpired, stored } from "../../model/lifetime.js"
import { result } from "../../model/resultCodes.js"
import { wantedFields } from "../../protocol/authorization/wanted.js"
import * as ClientStore from "../../store/clientStore.js"
import type { State } from "../../store/state.js"

type Request = Partial<typeof DeviceVerificationRequest.Encoded>
type Response = Written<typeof DeviceVerificationResponse.Encoded>

export const deviceFlowVerify = (state: State, { userCode }: Request, now: number): Response => {
  if (userCode === undefined) return { ...result("A225201"), action: "SERVER_ERROR" }
  const request = state.devices.get(userCode)
  const client = request && ClientStore.get(state.clients, request.wanted.clientId)
  // A device code is no user code, and one that was used is none any more.
  const isDecided = request?.decision !== undefined || request?.denial !== undefined
  if (request?.userCode !== userCode || isDecided || client === undefined) {
    return { ...result("A225301"), action: "NOT_EXIST" }
  }
  if (isExpired(request, now)) return { ...result("A225303"), action: "EXPIRED" }
  return {
    ...result("A224001"),
    action: "VALID",
    ...clientFields(state.service, client, request.wanted.clientIdAliasUsed),
    clientName: client.clientName,
    expiresAt: stored(request.expiresAt),
    ...wantedFields(state, request.wanted)
  }
}
