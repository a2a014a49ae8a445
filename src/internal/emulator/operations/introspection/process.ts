/**
 * POST /auth/introspection: whether an access token is good for a request to a resource.
 */
import type * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import type { IntrospectionRequest, IntrospectionResponse } from "../../../operations/introspection/process.js"
import type { Written } from "../../http/response.js"
import { clientFields } from "../../model/client.js"
import { isExpired } from "../../model/lifetime.js"
import type { ResultCode } from "../../model/resultCodes.js"
import { result } from "../../model/resultCodes.js"
import { supportedScopes } from "../../model/service.js"
import type { TokenRecord } from "../../model/tokenRecord.js"
import { accessTokenResources, isRefreshable, nonEmpty } from "../../model/tokenRecord.js"
import type { ChallengeOptions } from "../../protocol/challenge.js"
import { challenge } from "../../protocol/challenge.js"
import { nextNonce } from "../../protocol/dpop.js"
import type { BindingFacts } from "../../protocol/tokenBinding.js"
import { checkBinding, presentedToken, schemeOf, verifyBinding } from "../../protocol/tokenBinding.js"
import * as ClientStore from "../../store/clientStore.js"
import type { State } from "../../store/state.js"

type Request = Partial<typeof IntrospectionRequest.Encoded>
type Response = Written<typeof IntrospectionResponse.Encoded>

/** Why the token is not good for the request. */
interface Objection {
  readonly action: "UNAUTHORIZED" | "FORBIDDEN"
  readonly error: string
  readonly code: ResultCode
  /** What the client application needs to know to get a token that is. */
  readonly wanted?: Pick<ChallengeOptions, "scopes" | "wanted">
}

const unauthorized = (code: ResultCode): Objection => ({ action: "UNAUTHORIZED", error: "invalid_token", code })

const checkExpiry = (record: TokenRecord, now: number): Either.Either<void, Objection> => {
  if (!isExpired(record.access, now)) return Either.void
  if (isRefreshable(record, now)) return Either.left(unauthorized("A065301"))
  return Either.left(unauthorized(record.refresh === undefined ? "A065303" : "A065302"))
}

const bindingCodes = {
  certificateMissing: "A065304",
  certificateDiffers: "A065305",
  certificateMalformed: "A065306",
  proofMissing: "A065308",
  keyDiffers: "A065309",
  proof: { invalid: "A065310", symmetric: "A065311", noKey: "A065312", noAlgorithm: "A065313", nonce: "A999310" }
} as const

const covers = (record: TokenRecord, { scopes = [] }: Request): boolean =>
  scopes.every((scope) => record.scopes.includes(scope))

const checkScopes = (record: TokenRecord, request: Request): Either.Either<void, Objection> =>
  covers(record, request) ? Either.void : Either.left({
    action: "FORBIDDEN",
    error: "insufficient_scope",
    code: record.scopes.length === 0 ? "A064301" : "A064302",
    wanted: { scopes: request.scopes }
  })

const checkSubject = (record: TokenRecord, { subject }: Request): Either.Either<void, Objection> =>
  subject === undefined || subject === record.subject ? Either.void : Either.left({
    action: "FORBIDDEN",
    error: "invalid_token",
    code: record.subject === undefined ? "A066301" : "A066302"
  })

const insufficientAuthentication = (code: ResultCode, wanted: ChallengeOptions["wanted"]): Objection => ({
  action: "UNAUTHORIZED",
  error: "insufficient_user_authentication",
  code,
  wanted: { wanted }
})

/** RFC 9470: whether the resource owner was authenticated well enough. */
const checkAcr = ({ acr }: TokenRecord, { acrValues = [] }: Request): Either.Either<void, Objection> =>
  acrValues.length === 0 || (acr !== undefined && acrValues.includes(acr))
    ? Either.void
    : Either.left(insufficientAuthentication("A341301", { acr_values: acrValues.join(" ") }))

/** RFC 9470: whether the resource owner was authenticated lately. */
const checkAge = ({ authTime }: TokenRecord, { maxAge }: Request, now: number): Either.Either<void, Objection> =>
  maxAge === undefined || (authTime !== undefined && now <= (authTime + maxAge) * 1000)
    ? Either.void
    : Either.left(insufficientAuthentication("A341302", { max_age: String(maxAge) }))

/** RFC 8707: whether the token is for the resources. */
const checkResources = (record: TokenRecord, { resources = [] }: Request): Either.Either<void, Objection> => {
  const audience = accessTokenResources(record) ?? []
  return resources.every((resource) => audience.includes(resource))
    ? Either.void
    : Either.left(unauthorized("A999308"))
}

const check = (
  { service }: State,
  record: TokenRecord,
  request: Request,
  facts: BindingFacts,
  now: number
): Either.Either<void, Objection> =>
  checkExpiry(record, now).pipe(
    Either.andThen(Either.mapLeft(
      checkBinding(service, record, request, facts, bindingCodes, now),
      (objection): Objection => ({ action: "UNAUTHORIZED", ...objection })
    )),
    Either.andThen(checkScopes(record, request)),
    Either.andThen(checkSubject(record, request)),
    Either.andThen(checkResources(record, request)),
    Either.andThen(checkAcr(record, request)),
    Either.andThen(checkAge(record, request, now))
  )

/** The fields about the client and the scopes, if those still exist. */
const surroundings = ({ clients, service }: State, record: TokenRecord) => {
  const client = ClientStore.get(clients, record.clientId)
  const details = supportedScopes(service).filter(({ attributes, name }) =>
    name !== undefined && record.scopes.includes(name) && attributes !== undefined
  )
  return {
    ...(client && clientFields(service, client, record.clientIdAliasUsed)),
    scopeDetails: nonEmpty(details)
  }
}

const facts = (state: State, record: TokenRecord, request: Request, now: number) => ({
  existent: true,
  usable: !isExpired(record.access, now),
  sufficient: covers(record, request),
  refreshable: isRefreshable(record, now),
  expiresAt: record.access.expiresAt,
  clientId: record.clientId,
  subject: record.subject,
  scopes: nonEmpty(record.scopes),
  grantType: record.grantType,
  properties: nonEmpty(record.properties),
  certificateThumbprint: record.certificateThumbprint,
  resources: record.resources,
  accessTokenResources: accessTokenResources(record),
  authorizationDetails: record.authorizationDetails,
  acr: record.acr,
  authTime: record.authTime,
  ...surroundings(state, record)
})

const grantFields = ({ grants }: State, { grantId }: TokenRecord) => {
  const grant = grantId === undefined ? undefined : grants.get(grantId)
  return {
    grantId,
    grant: grant && {
      scopes: nonEmpty(grant.scopes),
      claims: nonEmpty(grant.claims),
      authorizationDetails: grant.authorizationDetails
    }
  }
}

const noToken = ({ service }: State): Response => ({
  ...result("A057301"),
  action: "BAD_REQUEST",
  responseContent: challenge(service, "invalid_token", "A057301")
})

const unknownToken = ({ service }: State): Response => ({
  ...result("A057302"),
  action: "UNAUTHORIZED",
  responseContent: challenge(service, "invalid_token", "A057302"),
  existent: false,
  usable: false,
  sufficient: false,
  refreshable: false
})

const knownToken = (
  state: State,
  record: TokenRecord,
  request: Request,
  bindingFacts: BindingFacts,
  now: number
): Response =>
  Either.match(check(state, record, request, bindingFacts, now), {
    onLeft: ({ action, code, error, wanted }): Response => ({
      ...result(code),
      action,
      responseContent: challenge(state.service, error, code, { scheme: schemeOf(record), ...wanted }),
      ...facts(state, record, request, now)
    }),
    onRight: (): Response => ({
      ...result("A056001"),
      action: "OK",
      // For a resource server that finds something else wrong with the request.
      responseContent: "Bearer error=\"invalid_request\"",
      forExternalAttachment: record.forExternalAttachment,
      ...grantFields(state, record),
      ...facts(state, record, request, now)
    })
  })

/** What has to be waited for: the check of a proof and of a certificate. */
export const verifyIntrospection = (
  state: State,
  request: Request,
  now: number
): BindingFacts | Effect.Effect<BindingFacts> => verifyBinding(state, request, request.token, now)

export const introspectionProcess = (
  state: State,
  request: Request,
  now: number,
  bindingFacts: BindingFacts
): Response => {
  if (request.token === undefined) return noToken(state)
  const record = presentedToken(state, request.token, bindingFacts)
  if (record === undefined) return unknownToken(state)
  const dpopNonce = nextNonce(state.service, request, bindingFacts.proof)
  return { ...knownToken(state, record, request, bindingFacts, now), dpopNonce }
}
