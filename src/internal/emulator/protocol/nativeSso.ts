/**
 * OpenID Connect Native SSO: the applications on a device share a login. Their tokens belong to a session of the
 * authorization server, and it has to look at the session and at the secret of the device before they get them.
 */
import * as Either from "effect/Either"
import type { ResultCode } from "../model/resultCodes.js"
import { result } from "../model/resultCodes.js"
import type { ServiceRecord } from "../model/service.js"
import type { TokenRecord } from "../model/tokenRecord.js"
import * as TokenStore from "../store/tokenStore.js"
import type { Flow, GrantRequest, GrantResponse } from "./grants/grantRequest.js"
import { changed } from "./unsigned.js"

/** Whether an authorization request is about a shared login. */
export const isNativeSsoRequested = (
  { nativeSsoSupported }: ServiceRecord,
  responseTypes: ReadonlyArray<string>,
  scopes: ReadonlyArray<string>
): boolean =>
  nativeSsoSupported === true && responseTypes.includes("code") &&
  scopes.includes("openid") && scopes.includes("device_sso")

/** How the tokens of a flow are left to the authorization server. */
export interface Sharing {
  readonly code: ResultCode
  /** The scopes that tokens of a shared login have. A refresh may leave `openid` out. */
  readonly scopes: ReadonlyArray<string>
}

const isShared = (
  { nativeSsoSupported }: ServiceRecord,
  { scopes, sessionId }: TokenRecord,
  needed: ReadonlyArray<string>
): boolean => nativeSsoSupported === true && sessionId !== undefined && needed.every((scope) => scopes.includes(scope))

/** The response without what the client application gets: `/nativesso` makes that. */
const leftOpen = (response: GrantResponse, { form, state }: GrantRequest, { code, scopes }: Sharing): GrantResponse => {
  if (response.action !== "OK" && response.action !== "ID_TOKEN_REISSUABLE") return response
  const record = TokenStore.find(state.tokens, "access", "byValue", response.accessToken ?? "")
  if (record === undefined || !isShared(state.service, record, scopes)) return response
  return {
    ...response,
    ...result(code),
    action: "NATIVE_SSO",
    responseContent: undefined,
    idToken: undefined,
    sessionId: record.sessionId,
    deviceSecret: form.get("device_secret") || undefined
  }
}

/** The same flow, but its response leaves the tokens of a shared login to the authorization server. */
export const sharing = (flow: Flow, shared: Sharing): Flow => (request) =>
  Either.map(flow(request), (response) => changed(response, (told) => leftOpen(told, request, shared)))
