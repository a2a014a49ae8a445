/**
 * The decision about an authorization, as the authorization server tells it when the resource owner has agreed.
 */
import * as Either from "effect/Either"
import type { AuthorizationDetails } from "../../../models/authorizationDetails.js"
import type { DecisionFields } from "../../../models/decision.js"
import type { EncodedOf } from "../../../schema/struct.js"
import { objectOf } from "../../model/jwt.js"
import type { ResultCode } from "../../model/resultCodes.js"
import type { ServiceRecord } from "../../model/service.js"
import { supportsScope } from "../../model/service.js"
import { byName, checkSubject, keptProperties } from "../../model/tokenFields.js"
import type { Decision, Wanted } from "../../store/authorizations.js"

export type Given = Partial<EncodedOf<DecisionFields>> & {
  readonly subject?: string | undefined
  readonly authorizationDetails?: AuthorizationDetails | undefined
  readonly sessionId?: string | undefined
  readonly refreshTokenDuration?: number | undefined
}

/** One operation's result codes for what is wrong with a decision. */
export interface DecisionCodes {
  readonly subject: { readonly missing: ResultCode; readonly tooLong: ResultCode; readonly notAscii: ResultCode }
  readonly acr: ResultCode
  readonly claims: ResultCode
  readonly header: ResultCode
}

/** The scopes to grant: any that the service has, but `openid` only if it was asked for. */
const scopesOf = (service: ServiceRecord, wanted: Wanted, given: ReadonlyArray<string> | undefined) =>
  given === undefined ?
    wanted.scopes :
    byName(given).filter((scope) =>
      supportsScope(service, scope) && (scope !== "openid" || wanted.scopes.includes("openid"))
    )

const checkJson = (text: string | undefined, code: ResultCode): Either.Either<void, ResultCode> =>
  text === undefined || objectOf(text) !== undefined ? Either.void : Either.left(code)

export const decisionOf = (
  service: ServiceRecord,
  wanted: Wanted,
  given: Given,
  codes: DecisionCodes
): Either.Either<Decision, ResultCode> =>
  Either.gen(function*() {
    const subject = yield* checkSubject(given.subject, codes.subject)
    if (given.acr !== undefined && !/^[\x20-\x7e]+$/.test(given.acr)) return yield* Either.left(codes.acr)
    yield* checkJson(given.claims, codes.claims)
    yield* checkJson(given.idtHeaderParams, codes.header)
    return {
      subject,
      sub: given.sub,
      scopes: scopesOf(service, wanted, given.scopes),
      authTime: given.authTime,
      acr: given.acr,
      claims: given.claims,
      consentedClaims: given.consentedClaims,
      properties: keptProperties(given.properties),
      authorizationDetails: given.authorizationDetails ?? wanted.authorizationDetails,
      idtHeaderParams: given.idtHeaderParams,
      idTokenAudType: given.idTokenAudType,
      jwtAtClaims: given.jwtAtClaims,
      sessionId: given.sessionId,
      accessTokenDuration: given.accessTokenDuration,
      refreshTokenDuration: given.refreshTokenDuration
    }
  })
