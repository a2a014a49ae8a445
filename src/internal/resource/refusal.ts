/**
 * How a request is refused: a status, and the headers of the response. There is no body: clients go by the challenge.
 */
import * as Duration from "effect/Duration"
import type { AuthleteError } from "../../AuthleteError.js"
import type { Challenge } from "../server/challenge.js"
import * as Challenges from "../server/challenge.js"
import type { Malformed, TokenScheme } from "../server/presentedToken.js"
import type { Requirements } from "./requirements.js"
import type { Settings } from "./settings.js"

/**
 * Why a request was refused, and how to respond to it.
 *
 * @since 0.2.0
 * @category models
 */
export interface Refusal {
  readonly _tag: "Refusal"
  readonly status: 400 | 401 | 403 | 500 | 503
  /** The code of RFC 6750, RFC 9449 or RFC 9470 in the challenge; `undefined` for a request without credentials. */
  readonly error: string | undefined
  /** The headers of the response: `WWW-Authenticate` with 400, 401 and 403, `Retry-After` with 503, and `DPoP-Nonce`. */
  readonly headers: Readonly<Record<string, string>>
}

const scopesOf = ({ scopes = [] }: Requirements): string | undefined =>
  scopes.length === 0 ? undefined : scopes.join(" ")

/** Adds what every challenge of this server says: its realm, where its metadata are, and the algorithms of DPoP proofs. */
const dressed = (settings: Settings, challenge: Challenge): Challenge =>
  Challenges.withParameters(
    { scheme: challenge.scheme, parameters: { realm: settings.realm, ...challenge.parameters } },
    {
      algs: challenge.scheme === "DPoP" ? settings.algorithms : undefined,
      resource_metadata: settings.resourceMetadata
    }
  )

const noStore = "no-store"

/** Refuses a request without credentials: the challenge has the scheme and the scopes, and no error (RFC 6750, section 3.1). */
export const withoutCredentials = (settings: Settings, requirements: Requirements): Refusal => {
  const parameters = { scope: scopesOf(requirements) }
  const bearer = dressed(settings, { scheme: "Bearer", parameters })
  const dpop = dressed(settings, { scheme: "DPoP", parameters })
  const challenges = settings.isDpopRequired ? [dpop] : settings.isDpopOffered ? [bearer, dpop] : [bearer]
  return {
    _tag: "Refusal",
    status: 401,
    error: undefined,
    headers: { "www-authenticate": Challenges.render(...challenges), "cache-control": noStore }
  }
}

/** Refuses credentials by a challenge. The status follows from the error in it, unless one is given. */
export const withChallenge = (
  settings: Settings,
  challenge: Challenge,
  status?: 400 | 401 | 403,
  dpopNonce?: string
): Refusal => {
  const { error } = challenge.parameters
  return {
    _tag: "Refusal",
    status: status ?? Challenges.statusOf(error),
    error,
    headers: {
      "www-authenticate": Challenges.render(dressed(settings, challenge)),
      "cache-control": noStore,
      ...(dpopNonce !== undefined && { "dpop-nonce": dpopNonce })
    }
  }
}

export const ofMalformed = (settings: Settings, malformed: Malformed): Refusal =>
  withChallenge(settings, Challenges.ofMalformed(malformed))

export const invalidToken = (settings: Settings, scheme: TokenScheme, description: string): Refusal =>
  withChallenge(settings, { scheme, parameters: { error: "invalid_token", error_description: description } })

export const insufficientScope = (settings: Settings, scheme: TokenScheme, requirements: Requirements): Refusal =>
  withChallenge(settings, Challenges.insufficientScope(scheme, requirements.scopes ?? []))

export const insufficientAuthentication = (
  settings: Settings,
  scheme: TokenScheme,
  requirements: Requirements
): Refusal => withChallenge(settings, Challenges.insufficientAuthentication(scheme, requirements))

/** Authlete cannot be asked now. The token may be good, so there is no challenge, but a time to try again. */
export const unavailable = ({ retryAfter }: Settings, error: AuthleteError): Refusal => {
  const told = error._tag === "TooManyRequests" && error.retryAfter !== undefined
    ? Math.ceil(Duration.toSeconds(error.retryAfter))
    : retryAfter
  return {
    _tag: "Refusal",
    status: 503,
    error: undefined,
    headers: { "retry-after": String(told), "cache-control": noStore }
  }
}

/** The resource server is not set up right, or Authlete fails. The client application can do nothing about it. */
export const broken: Refusal = { _tag: "Refusal", status: 500, error: undefined, headers: { "cache-control": noStore } }

/**
 * Refuses a token that Authlete refuses. The challenge is the one in Authlete's `responseContent`, with the scopes or the
 * authentication that are needed here.
 */
export const ofAuthlete = (
  settings: Settings,
  scheme: TokenScheme,
  requirements: Requirements,
  refused: {
    readonly action: "BAD_REQUEST" | "FORBIDDEN" | "UNAUTHORIZED"
    readonly responseContent?: string
    readonly dpopNonce?: string
  }
): Refusal => {
  const said = refused.responseContent === undefined ? undefined : Challenges.parse(refused.responseContent)
  const { error = refused.action === "BAD_REQUEST" ? "invalid_request" : "invalid_token", ...others } =
    said?.parameters ?? {}
  const challenge: Challenge = {
    // For a token that is bound to a key but came as a bearer token, Authlete's challenge may have the scheme DPoP.
    scheme: said?.scheme.toLowerCase() === "dpop" ? "DPoP" : scheme,
    parameters: { error, ...others }
  }
  switch (error) {
    case "insufficient_scope":
      return withChallenge(
        settings,
        Challenges.withParameters(challenge, { scope: scopesOf(requirements) }),
        403,
        refused.dpopNonce
      )
    case "insufficient_user_authentication": {
      const { acr_values, max_age } = Challenges.insufficientAuthentication(scheme, requirements).parameters
      return withChallenge(
        settings,
        Challenges.withParameters(challenge, { acr_values, max_age }),
        401,
        refused.dpopNonce
      )
    }
    default:
      return withChallenge(
        settings,
        challenge,
        ({ BAD_REQUEST: 400, FORBIDDEN: 403, UNAUTHORIZED: 401 } as const)[refused.action],
        refused.dpopNonce
      )
  }
}
