/**
 * The tokens of an authorization: how they are issued, and what their ID token says.
 */
import type * as Either from "effect/Either"
import type { GrantType } from "../../../models/grantType.js"
import type { ClientRecord } from "../../model/client.js"
import type { ResultCode } from "../../model/resultCodes.js"
import type { Asked, Decision, Wanted } from "../../store/authorizations.js"
import type { State } from "../../store/state.js"
import { idTokenOf } from "../idToken.js"
import type { Grant } from "../issueTokens.js"
import type { Jwt } from "../unsigned.js"

/** What to issue tokens for. */
export const grantOf = (
  client: ClientRecord,
  wanted: Wanted,
  decision: Decision,
  grantType: GrantType
): Grant => ({
  client,
  grantType,
  subject: decision.subject,
  scopes: decision.scopes,
  properties: decision.properties,
  clientIdAliasUsed: wanted.clientIdAliasUsed,
  authorizationDetails: decision.authorizationDetails,
  resources: wanted.resources,
  acr: decision.acr,
  authTime: decision.authTime,
  sessionId: decision.sessionId,
  grantId: decision.grantId,
  accessTokenDuration: decision.accessTokenDuration,
  refreshTokenDuration: decision.refreshTokenDuration,
  jwtAtClaims: decision.jwtAtClaims,
  identity: decision.scopes.includes("openid")
    ? {
      sub: decision.sub,
      idTokenClaims: wanted.idTokenClaims,
      userInfoClaims: wanted.userInfoClaims,
      requestedUserInfo: wanted.requestedUserInfo,
      consentedClaims: decision.consentedClaims,
      idTokenAudType: decision.idTokenAudType
    }
    : undefined
})

/** The ID token, to be signed. `hashes` are of what goes along with it. */
export const idTokenFor = (
  state: State,
  client: ClientRecord,
  wanted: Wanted,
  decision: Decision,
  now: number,
  { hashes, nonce }: { readonly nonce?: Asked["nonce"]; readonly hashes?: Jwt["hashes"] } = {}
): Either.Either<Jwt, ResultCode> =>
  idTokenOf(state, {
    client,
    subject: decision.subject,
    sub: decision.sub,
    scopes: decision.scopes,
    audType: decision.idTokenAudType,
    nonce,
    authTime: decision.authTime,
    acr: decision.acr,
    claims: decision.claims,
    claimNames: wanted.idTokenClaims,
    consentedClaims: decision.consentedClaims,
    headerParams: decision.idtHeaderParams,
    hashes
  }, now)
