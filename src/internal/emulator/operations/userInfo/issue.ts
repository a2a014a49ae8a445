/**
 * POST /auth/userinfo/issue: makes the userinfo response of the claims that the authorization server gives, as JSON, or as a
 * JWT if the client is registered for that.
 */
import type * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import type { UserInfoIssueRequest, UserInfoIssueResponse } from "../../../operations/userInfo/issue.js"
import type { Written } from "../../http/response.js"
import { objectOf } from "../../model/jwt.js"
import type { ResultCode } from "../../model/resultCodes.js"
import { result } from "../../model/resultCodes.js"
import { signingKey } from "../../model/signingKey.js"
import { challenge } from "../../protocol/challenge.js"
import { algorithmOf } from "../../protocol/idToken.js"
import type { BindingFacts } from "../../protocol/tokenBinding.js"
import { verifyBinding } from "../../protocol/tokenBinding.js"
import type { Unsigned } from "../../protocol/unsigned.js"
import { unsigned } from "../../protocol/unsigned.js"
import type { State } from "../../store/state.js"
import type { Found } from "./find.js"
import { findAlive, forUserInfo } from "./find.js"

type Request = Partial<typeof UserInfoIssueRequest.Encoded>
type Response = Written<typeof UserInfoIssueResponse.Encoded>

const codes = {
  missing: "A092301",
  unknown: "A092302",
  refreshable: "A093301",
  ended: "A093302",
  expired: "A093303",
  noOpenId: "A093304",
  noSubject: "A093305",
  ofPassword: "A093306",
  noClient: "A098301"
} as const

const failed = ({ service }: State, code: ResultCode): Response => ({
  ...result(code),
  action: "INTERNAL_SERVER_ERROR",
  responseContent: challenge(service, "server_error", code)
})

/** OpenID Connect Core, section 5.3.2: claims without a value are left out, and `sub` is that of the token. */
const contentOf = (request: Request, { record, subject }: Found, claims: Readonly<Record<string, unknown>>) => ({
  sub: request.sub ?? record.identity?.sub ?? subject,
  ...Object.fromEntries(Object.entries(claims).filter(([name, value]) => name !== "sub" && value !== null))
})

const respond = (state: State, request: Request, found: Found, now: number): Response | Unsigned<Response> => {
  const claims = request.claims === undefined ? {} : objectOf(request.claims)
  if (claims === undefined) return failed(state, "A094201")
  const content = contentOf(request, found, claims)
  const { client } = found
  if (client.userInfoSignAlg === undefined) {
    return { ...result("A096001"), action: "JSON", responseContent: JSON.stringify(content) }
  }
  const alg = algorithmOf(client.userInfoSignAlg)
  const { issuer, userInfoSignatureKeyId } = state.service
  const key = signingKey(state, alg, { client, keyId: userInfoSignatureKeyId })
  if (Either.isLeft(key)) return failed(state, "A999315")
  const jwt = {
    alg,
    key: key.right,
    claims: { ...content, iss: issuer, aud: String(client.clientId), iat: Math.floor(now / 1000) }
  }
  return unsigned<Response>(
    [jwt],
    ([responseContent = ""]) => ({ ...result("A096001"), action: "JWT", responseContent }),
    () => failed(state, "A999315")
  )
}

/** What has to be found out before: whether an access token that is a JWT is one of the service. */
export const verifyUserInfoIssue = (
  state: State,
  { token }: Request,
  now: number
): BindingFacts | Effect.Effect<BindingFacts> => verifyBinding(state, {}, token, now)

export const userInfoIssue = (
  state: State,
  request: Request,
  now: number,
  facts: BindingFacts
): Response | Unsigned<Response> =>
  findAlive(state, request, facts, codes, now).pipe(
    Either.flatMap((record) => forUserInfo(state, record, codes)),
    Either.match({
      onLeft: (refused): Response | Unsigned<Response> => refused,
      onRight: (found) => respond(state, request, found, now)
    })
  )
