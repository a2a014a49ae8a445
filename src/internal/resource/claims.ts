/**
 * Whether the claims of a JWT access token (RFC 9068) are good enough for a request, before Authlete is asked or instead of
 * that. The signature, the issuer and the times have been checked by then.
 */
import type { PresentedToken } from "../server/presentedToken.js"
import type { AccessTokenInfo } from "./accessToken.js"
import type { Refusal } from "./refusal.js"
import * as Refusals from "./refusal.js"
import type { Requirements } from "./requirements.js"
import type { Settings } from "./settings.js"

type Claims = Readonly<Record<string, unknown>>

const textIn = (value: unknown): string | undefined => typeof value === "string" ? value : undefined

const numberIn = (value: unknown): number | undefined =>
  typeof value === "number" && Number.isFinite(value) ? value : undefined

const audienceIn = ({ aud }: Claims): ReadonlyArray<string> =>
  (Array.isArray(aud) ? aud : [aud]).filter((value): value is string => typeof value === "string")

const scopesIn = ({ scope }: Claims): ReadonlyArray<string> =>
  textIn(scope)?.split(" ").filter((name) => name !== "") ?? []

/** Why a request is refused, if it is. */
export const refusalOfClaims = (
  settings: Settings,
  requirements: Requirements,
  { scheme }: PresentedToken,
  claims: Claims,
  now: number
): Refusal | undefined => {
  if (settings.isSenderConstrained) {
    return Refusals.invalidToken(settings, scheme, "The access token is not bound to its client application.")
  }
  if (!settings.isForUs(audienceIn(claims))) {
    return Refusals.invalidToken(settings, scheme, "The access token is not for this resource.")
  }
  const { acrValues = [], maxAge, scopes = [] } = requirements
  const covered = scopesIn(claims)
  if (!scopes.every((scope) => covered.includes(scope))) {
    return Refusals.insufficientScope(settings, scheme, requirements)
  }
  const [acr, authTime] = [textIn(claims["acr"]), numberIn(claims["auth_time"])]
  const isClassMet = acrValues.length === 0 || (acr !== undefined && acrValues.includes(acr))
  const isYoung = maxAge === undefined || (authTime !== undefined && now < (authTime + maxAge) * 1000)
  return isClassMet && isYoung ? undefined : Refusals.insufficientAuthentication(settings, scheme, requirements)
}

/** What a handler is told about a token, by its claims alone. */
export const infoOfClaims = ({ scheme, token }: PresentedToken, claims: Claims): AccessTokenInfo => {
  const exp = numberIn(claims["exp"])
  return {
    token,
    scheme,
    subject: textIn(claims["sub"]),
    clientId: textIn(claims["client_id"]),
    scopes: scopesIn(claims),
    expiresAt: exp === undefined ? undefined : exp * 1000,
    resources: audienceIn(claims),
    acr: textIn(claims["acr"]),
    authTime: numberIn(claims["auth_time"]),
    claims,
    introspection: undefined
  }
}
