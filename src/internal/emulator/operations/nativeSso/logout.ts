/**
 * POST /nativesso/logout: deletes the tokens of a session, whichever application of the device they were issued to.
 */
import type { NativeSsoLogoutRequest, NativeSsoLogoutResponse } from "../../../operations/nativeSso/logout.js"
import type { Reported } from "../../http/refusal.js"
import { reported } from "../../http/refusal.js"
import type { Written } from "../../http/response.js"
import { result } from "../../model/resultCodes.js"
import type { State } from "../../store/state.js"
import * as TokenStore from "../../store/tokenStore.js"

type Request = Partial<typeof NativeSsoLogoutRequest.Encoded>
type Response = Written<typeof NativeSsoLogoutResponse.Encoded>

export const nativeSsoLogout = ({ tokens }: State, { sessionId }: Request): Response | Reported => {
  if (sessionId === undefined) return reported("CALLER_ERROR", "A999484")
  const records = TokenStore.select(tokens, {}).filter((record) => record.sessionId === sessionId)
  for (const record of records) TokenStore.remove(tokens, record)
  return { ...result("A503001"), action: "OK", count: records.length }
}
