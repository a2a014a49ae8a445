/**
 * POST /device/complete: what the resource owner has decided about the request with a user code.
 */
import * as Either from "effect/Either"
import type { DeviceCompleteRequest, DeviceCompleteResponse } from "../../../operations/deviceFlow/complete.js"
import type { Written } from "../../http/response.js"
import { isExpired } from "../../model/lifetime.js"
import { result } from "../../model/resultCodes.js"
import { outcomeOf } from "../../protocol/decided.js"
import * as Pending from "../../store/pending.js"
import type { State } from "../../store/state.js"

type Request = Partial<typeof DeviceCompleteRequest.Encoded>
type Response = Written<typeof DeviceCompleteResponse.Encoded>

const codes = {
  noResult: "A228201",
  subject: { missing: "A230201", tooLong: "A230202", notAscii: "A230203" },
  acr: "A999357",
  claims: "A999358",
  header: "A999359"
} as const

export const deviceFlowComplete = (state: State, request: Request, now: number): Response => {
  const { userCode = "" } = request
  const device = state.devices.get(userCode)
  if (device?.userCode !== userCode) return { ...result("A227301"), action: "USER_CODE_NOT_EXIST" }
  if (isExpired(device, now)) return { ...result("A227303"), action: "USER_CODE_EXPIRED" }
  if (device.decision !== undefined || device.denial !== undefined) {
    return { ...result("A239203"), action: "INVALID_REQUEST" }
  }
  return Either.match(outcomeOf(state, device.wanted, request, codes, now), {
    onLeft: (code): Response => ({ ...result(code), action: "INVALID_REQUEST" }),
    onRight: (outcome): Response => {
      Pending.put(state.devices, { ...device, ...outcome })
      return { ...result("A241001"), action: "SUCCESS" }
    }
  })
}
