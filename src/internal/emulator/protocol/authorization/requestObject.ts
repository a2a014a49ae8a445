/**
 * Request objects, RFC 9101: an authorization request as a JWT that the client has signed.
 */
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Option from "effect/Option"
import { isSignedBy } from "../../crypto/verify.js"
import type { ClientRecord } from "../../model/client.js"
import type { Jwk } from "../../model/jwks.js"
import { keysOf, symmetric } from "../../model/jwks.js"
import type { Opened } from "../../model/jwt.js"
import { audienceOf, numberClaim, opened } from "../../model/jwt.js"
import type { ResultCode } from "../../model/resultCodes.js"
import type { ServiceRecord } from "../../model/service.js"
import type { Parameters } from "../parameters.js"
import type { Checked } from "./objection.js"
import { invalidRequest, object } from "./objection.js"

/** What is known of the signature of a request object: whether it is that of the client. */
export interface RequestObjectFacts {
  readonly token: string
  readonly isSignedByClient: boolean
}

const keysFor = ({ clientSecret = "", jwks }: ClientRecord, alg: string) =>
  symmetric.includes(alg) ? { secret: clientSecret } : { jwks: keysOf(jwks) }

/** Checks the signature of a request object. */
export const verifyRequestObject = (client: ClientRecord, token: string): Effect.Effect<RequestObjectFacts> =>
  Option.match(opened(token), {
    onNone: () => Effect.succeed({ token, isSignedByClient: false }),
    onSome: ({ header }) =>
      Effect.map(
        isSignedBy(token, keysFor(client, String(header["alg"]))),
        (isSignedByClient) => ({ token, isSignedByClient })
      )
  })

const refuse = (code: ResultCode): Checked<never> => object("invalid_request_object", code)

const checkSignature = (
  { requestSignAlg }: ClientRecord,
  { header, isSigned }: Opened,
  isSignedByClient: boolean
): Checked<void> => {
  const alg = String(header["alg"])
  if (alg === "none" || !isSigned) return refuse(requestSignAlg === undefined ? "A008311" : "A005336")
  if (requestSignAlg !== undefined && requestSignAlg !== alg) return refuse("A005312")
  return isSignedByClient ? Either.void : refuse("A005328")
}

const checkTimes = ({ allowableClockSkew = 0 }: ServiceRecord, claims: Jwk, now: number): Checked<void> => {
  const [exp, nbf, seconds] = [numberClaim(claims, "exp"), numberClaim(claims, "nbf"), now / 1000]
  if (claims["exp"] !== undefined && exp === undefined) return refuse("A006335")
  if (exp !== undefined && exp + allowableClockSkew <= seconds) return refuse("A006339")
  return nbf !== undefined && nbf - allowableClockSkew > seconds ? refuse("A006347") : Either.void
}

const checkAudience = ({ issuer = "", requestObjectAudienceChecked }: ServiceRecord, claims: Jwk): Checked<void> =>
  requestObjectAudienceChecked !== true || audienceOf(claims).includes(issuer) ? Either.void : refuse("A006351")

/** Claims of the JWT itself. */
const own = new Set(["iss", "aud", "exp", "nbf", "iat", "jti", "request", "request_uri"])

const texts = (value: unknown, name: string): ReadonlyArray<string> => {
  if (name === "resource" && Array.isArray(value)) return value.map(String)
  return [typeof value === "string" ? value : typeof value === "object" ? JSON.stringify(value) : String(value)]
}

const asForm = (claims: Jwk): Parameters =>
  new URLSearchParams(
    Object.entries(claims).filter(([name]) => !own.has(name)).flatMap(([name, value]) =>
      texts(value, name).map((text) => [name, text])
    )
  )

export interface Unfolded {
  readonly form: Parameters
  /** The claims of the request object, as JSON. */
  readonly payload: string | undefined
}

/** By OpenID Connect Core, parameters outside of the request object count as well; by RFC 9101 they do not. */
const combined = ({ traditionalRequestObjectProcessingApplied }: ServiceRecord, form: Parameters, claims: Jwk) => {
  const inside = asForm(claims)
  if (traditionalRequestObjectProcessingApplied !== true) return inside
  const outside = Array.from(form).filter(([name]) => !inside.has(name) && name !== "request")
  return new URLSearchParams([...inside, ...outside])
}

const isRequired = ({ requestObjectRequired }: { readonly requestObjectRequired?: boolean | undefined }): boolean =>
  requestObjectRequired === true

/**
 * The parameters of a request, out of its request object if it has one. A request to the authorization endpoint names the
 * client in both places; elsewhere the client is authenticated.
 */
export const unfolded = (
  service: ServiceRecord,
  client: ClientRecord,
  form: Parameters,
  facts: RequestObjectFacts | undefined,
  now: number,
  { hasClientId }: { readonly hasClientId: boolean } = { hasClientId: true }
): Checked<Unfolded> =>
  Either.gen(function*() {
    const token = form.get("request")
    if (token === null) {
      if (isRequired(client)) return yield* invalidRequest("A008309")
      return isRequired(service) ? yield* invalidRequest("A008310") : { form, payload: undefined }
    }
    const jwt = Option.getOrUndefined(opened(token))
    if (jwt === undefined) return yield* refuse("A005301")
    yield* checkSignature(client, jwt, facts?.token === token && facts.isSignedByClient)
    yield* checkTimes(service, jwt.claims, now)
    yield* checkAudience(service, jwt.claims)
    const inside = combined(service, form, jwt.claims)
    if (hasClientId && inside.get("client_id") !== form.get("client_id")) return yield* refuse("A999328")
    return { form: inside, payload: JSON.stringify(jwt.claims) }
  })
