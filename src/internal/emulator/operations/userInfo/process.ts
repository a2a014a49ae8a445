/**
 * POST /auth/userinfo: whether an access token is good for a userinfo request, and which claims the response may have.
 */
import * as Either from "effect/Either"
import type { UserInfoRequest, UserInfoResponse } from "../../../operations/userInfo/process.js"
import type { Written } from "../../http/response.js"
import { clientFields } from "../../model/client.js"
import { result } from "../../model/resultCodes.js"
import { nonEmpty } from "../../model/tokenRecord.js"
import { claimNames } from "../../protocol/authorization/claims.js"
import type { State } from "../../store/state.js"
import type { Found } from "./find.js"
import { find } from "./find.js"

type Request = Partial<typeof UserInfoRequest.Encoded>
type Response = Written<typeof UserInfoResponse.Encoded>

const codes = {
  missing: "A088301",
  unknown: "A088302",
  refreshable: "A089301",
  ended: "A089302",
  expired: "A089303",
  noOpenId: "A089304",
  noSubject: "A089305",
  ofPassword: "A089306",
  noClient: "A097301"
} as const

const noRequest = { idToken: undefined, userInfo: undefined }

const found = ({ service }: State, { client, record, subject }: Found): Response => {
  const { identity } = record
  return {
    ...result("A091001"),
    action: "OK",
    token: record.access.value,
    subject,
    scopes: nonEmpty(record.scopes),
    // A refresh may have left out scopes, and a token that was created has no request.
    claims: identity?.userInfoClaims ??
      claimNames(service, noRequest, record.scopes, { hasAccessToken: true }).userInfoClaims,
    consentedClaims: identity?.consentedClaims,
    userInfoClaims: identity?.requestedUserInfo,
    properties: nonEmpty(record.properties),
    ...clientFields(service, client, record.clientIdAliasUsed)
  }
}

export const userInfoProcess = (state: State, request: Request, now: number): Response =>
  Either.match(find(state, request, codes, now), {
    onLeft: (refused): Response => refused,
    onRight: (token) => found(state, token)
  })
