/**
 * grant_type=urn:ietf:params:oauth:grant-type:jwt-bearer (RFC 7523, section 2.1). Who has signed the assertion is for the
 * authorization server to find out.
 */
import * as Either from "effect/Either"
import * as Option from "effect/Option"
import type { Opened } from "../../model/jwt.js"
import { audienceOf, isEncrypted, opened, textClaim } from "../../model/jwt.js"
import type { ResultCode } from "../../model/resultCodes.js"
import { result } from "../../model/resultCodes.js"
import type { ServiceRecord } from "../../model/service.js"
import { timesObjection } from "../jwtTimes.js"
import * as Parameters from "../parameters.js"
import { badRequest, invalidRequest } from "../protocolError.js"
import type { GrantError } from "./grantRequest.js"
import type { OpenFlow } from "./openGrant.js"
import { checkNamed, openFields } from "./openGrant.js"

const scopeCodes = { repeated: "A999461", required: "A999462" } as const
const assertionCodes = { missing: "A999463", empty: "A999464", repeated: "A999465" } as const
const timeCodes = { endless: "A314305", expired: "A314309", early: "A999471", future: "A999470" } as const

const invalidGrant = badRequest("invalid_grant")

const objectionTo = (
  service: ServiceRecord,
  { claims, isSigned }: Opened,
  now: number
): ResultCode | undefined => {
  if (textClaim(claims, "iss") === undefined) return "A999468"
  if (textClaim(claims, "sub") === undefined) return "A999469"
  const { issuer, jwtGrantUnsignedJwtRejected, tokenEndpoint } = service
  if (!audienceOf(claims).some((audience) => audience === issuer || audience === tokenEndpoint)) return "A314314"
  return timesObjection(service, claims, now, timeCodes) ??
    (!isSigned && jwtGrantUnsignedJwtRejected === true ? "A314310" : undefined)
}

const check = (service: ServiceRecord, assertion: string, now: number): Either.Either<void, GrantError> => {
  if (isEncrypted(assertion)) {
    return service.jwtGrantEncryptedJwtRejected === true ? Either.left(invalidGrant("A999467")) : Either.void
  }
  const objection = Option.match(opened(assertion), {
    onNone: () => "A999466" as const,
    onSome: (jwt) => objectionTo(service, jwt, now)
  })
  return objection === undefined ? Either.void : Either.left(invalidGrant(objection))
}

export const jwtBearer: OpenFlow = (request) =>
  Either.gen(function*() {
    const { form, now, state: { service } } = request
    yield* checkNamed(request, service.jwtGrantByIdentifiableClientsOnly, "A999472")
    const assertion = yield* Either.mapLeft(Parameters.required(form, "assertion", assertionCodes), invalidRequest)
    yield* check(service, assertion, now)
    const fields = yield* openFields(request, scopeCodes)
    return {
      ...result("A999473"),
      action: "JWT_BEARER" as const,
      grantType: "JWT_BEARER",
      assertion,
      ...fields
    }
  })
