/**
 * POST /auth/userinfo: whether an access token is good for a userinfo request, and which claims the response may have.
 */
import type * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import type { UserInfoRequest, UserInfoResponse } from "../../../operations/userInfo/process.js"
import type { Written } from "../../http/response.js"
import { clientFields } from "../../model/client.js"
import { result } from "../../model/resultCodes.js"
import { nonEmpty } from "../../model/tokenRecord.js"
import { claimNames } from "../../protocol/authorization/claims.js"
import { nextNonce } from "../../protocol/dpop.js"
import type { BindingFacts } from "../../protocol/tokenBinding.js"
import { verifyBinding } from "../../protocol/tokenBinding.js"
import type { State } from "../../store/state.js"
import type { Found } from "./find.js"
import { checkHolder, findAlive, forUserInfo } from "./find.js"

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

const bindingCodes = {
  certificateMissing: "A089307",
  certificateDiffers: "A089308",
  certificateMalformed: "A089309",
  proofMissing: "A089311",
  keyDiffers: "A089312",
  proof: { invalid: "A089313", symmetric: "A089314", noKey: "A089315", noAlgorithm: "A089316", nonce: "A999310" }
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

/** What has to be found out before: whether the DPoP proof is signed, and which certificate was presented. */
export const verifyUserInfo = (
  state: State,
  request: Request,
  now: number
): BindingFacts | Effect.Effect<BindingFacts> => verifyBinding(state, request, request.token, now)

const respond = (state: State, request: Request, now: number, facts: BindingFacts): Response =>
  Either.gen(function*() {
    const record = yield* findAlive(state, request, facts, codes, now)
    const expected = { ...request, htu: request.htu ?? state.service.userInfoEndpoint }
    yield* checkHolder(state, record, expected, facts, bindingCodes, now)
    return found(state, yield* forUserInfo(state, record, codes))
  }).pipe(Either.getOrElse((refused): Response => refused))

export const userInfoProcess = (state: State, request: Request, now: number, facts: BindingFacts): Response => ({
  ...respond(state, request, now, facts),
  dpopNonce: nextNonce(state.service, request, facts.proof)
})
