/**
 * Whether a refresh may come with a new ID token. Authlete leaves it to the authorization server, which makes it by
 * `/idtoken/reissue`.
 */
import * as Either from "effect/Either"
import type { TokenRecord } from "../model/tokenRecord.js"
import * as TokenStore from "../store/tokenStore.js"
import type { Flow, GrantRequest, GrantResponse } from "./grants/grantRequest.js"
import { isUnsigned } from "./unsigned.js"

export const mayHaveIdToken = ({ scopes, subject }: TokenRecord): boolean =>
  subject !== undefined && scopes.includes("openid")

const reissuable = ({ state }: GrantRequest, response: GrantResponse): GrantResponse => {
  if (response.action !== "OK" || state.service.idTokenReissuable !== true) return response
  const record = TokenStore.find(state.tokens, "access", "byValue", response.accessToken)
  return record === undefined || !mayHaveIdToken(record)
    ? response
    : { ...response, action: "ID_TOKEN_REISSUABLE", requestedIdTokenClaims: record.identity?.idTokenClaims }
}

/** The same flow, but its response says where an ID token may be reissued. */
export const reissuing = (flow: Flow): Flow => (request) =>
  Either.map(flow(request), (response) => isUnsigned(response) ? response : reissuable(request, response))
