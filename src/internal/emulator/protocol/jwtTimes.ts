/**
 * The times in a JWT (RFC 7519, sections 4.1.4 to 4.1.6).
 */
import type { Jwk } from "../model/jwks.js"
import { numberClaim } from "../model/jwt.js"
import type { ResultCode } from "../model/resultCodes.js"
import type { ServiceRecord } from "../model/service.js"

/** Result codes for what may be wrong with them. */
export interface TimeCodes {
  /** There is no `exp`; left out where it may be missing. */
  readonly endless?: ResultCode
  /** `exp` is over. */
  readonly expired: ResultCode
  /** `nbf` is not yet. */
  readonly early: ResultCode
  /** `iat` is not yet. */
  readonly future: ResultCode
}

export const timesObjection = (
  { allowableClockSkew = 0 }: ServiceRecord,
  claims: Jwk,
  now: number,
  { early, endless, expired, future }: TimeCodes
): ResultCode | undefined => {
  const seconds = now / 1000
  const expiresAt = numberClaim(claims, "exp")
  if (expiresAt === undefined && endless !== undefined) return endless
  if (expiresAt !== undefined && expiresAt + allowableClockSkew <= seconds) return expired
  if ((numberClaim(claims, "nbf") ?? 0) - allowableClockSkew > seconds) return early
  return (numberClaim(claims, "iat") ?? 0) - allowableClockSkew > seconds ? future : undefined
}
