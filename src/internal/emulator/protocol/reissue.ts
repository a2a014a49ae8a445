/**
 * ID tokens that Authlete leaves to the authorization server: whether a refresh may come with a new one, and what it says.
 */
import * as Either from "effect/Either"
import type { IdTokenFields } from "../../models/idToken.js"
import type { EncodedOf } from "../../schema/struct.js"
import type { ClientRecord } from "../model/client.js"
import { objectOf } from "../model/jwt.js"
import { remaining } from "../model/lifetime.js"
import type { ServiceRecord } from "../model/service.js"
import type { TokenRecord } from "../model/tokenRecord.js"
import type { State } from "../store/state.js"
import * as TokenStore from "../store/tokenStore.js"
import type { Flow, GrantRequest, GrantResponse } from "./grants/grantRequest.js"
import type { IdTokenFacts } from "./idToken.js"
import { idTokenOf } from "./idToken.js"
import { responseContent } from "./issueTokens.js"
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

/** Tokens that an ID token is to go with. */
export interface Login {
  readonly record: TokenRecord
  readonly client: ClientRecord
  readonly subject: string
}

/**
 * An ID token of the same login, to be signed. The time of the login stays, and what belongs to the authorization request
 * does not come again.
 */
export const renewedIdToken = (
  state: State,
  { client, record, subject }: Login,
  given: Partial<EncodedOf<IdTokenFields>>,
  now: number,
  more: Pick<IdTokenFacts, "claimNames" | "session"> = {}
) =>
  idTokenOf(state, {
    client,
    subject,
    sub: given.sub ?? record.identity?.sub,
    scopes: record.scopes,
    audType: given.idTokenAudType ?? record.identity?.idTokenAudType,
    authTime: record.authTime,
    acr: record.acr,
    claims: given.claims,
    claimNames: record.identity?.idTokenClaims,
    consentedClaims: record.identity?.consentedClaims,
    headerParams: given.idtHeaderParams,
    ...more
  }, now)

/** The token response with the ID token, and with the access token as the authorization server gave it: it may be a JWT. */
export const renewedContent = (
  service: ServiceRecord,
  record: TokenRecord,
  accessToken: string | undefined,
  idToken: string | undefined,
  now: number,
  more: object = {}
): string => {
  const access = remaining(now, record.access.expiresAt)
  const refresh = record.refresh && remaining(now, record.refresh.expiresAt)
  const content = objectOf(responseContent(service, { record, access, refresh }, idToken))
  return JSON.stringify({ ...content, access_token: accessToken, ...more })
}
