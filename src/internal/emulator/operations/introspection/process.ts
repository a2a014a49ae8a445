/**
 * POST /auth/introspection: whether an access token is good for a request to a resource.
 */
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
import { errorUri } from "../../protocol/protocolError.js"
import * as ClientStore from "../../store/clientStore.js"
import type { State } from "../../store/state.js"
import * as TokenStore from "../../store/tokenStore.js"

type Request = Partial<typeof IntrospectionRequest.Encoded>
type Response = Written<typeof IntrospectionResponse.Encoded>

/** Why the token is not good for the request. */
interface Objection {
  readonly action: "UNAUTHORIZED" | "FORBIDDEN"
  readonly error: "invalid_token" | "insufficient_scope" | "insufficient_user_authentication"
  readonly code: ResultCode
  /** What the client application needs to know to get a token that is. */
  readonly wanted?: Readonly<Record<string, string>>
}

const unauthorized = (code: ResultCode): Objection => ({ action: "UNAUTHORIZED", error: "invalid_token", code })

/** The value for the `WWW-Authenticate` header. */
const challenge = ({ service }: State, { code, error, wanted = {} }: Omit<Objection, "action">): string => {
  const parameters = {
    error,
    ...(service.errorDescriptionOmitted ? {} : { error_description: result(code).resultMessage }),
    ...(service.errorUriOmitted ? {} : { error_uri: errorUri(code) }),
    ...wanted
  }
  return `Bearer ${Object.entries(parameters).map(([name, value]) => `${name}="${value}"`).join(",")}`
}

const checkExpiry = (record: TokenRecord, now: number): Either.Either<void, Objection> => {
  if (!isExpired(record.access, now)) return Either.void
  if (isRefreshable(record, now)) return Either.left(unauthorized("A065301"))
  return Either.left(unauthorized(record.refresh === undefined ? "A065303" : "A065302"))
}

const checkBinding = (record: TokenRecord, { dpop }: Request): Either.Either<void, Objection> =>
  record.dpopKeyThumbprint !== undefined && dpop === undefined ? Either.left(unauthorized("A065308")) : Either.void

const covers = (record: TokenRecord, { scopes = [] }: Request): boolean =>
  scopes.every((scope) => record.scopes.includes(scope))

const checkScopes = (record: TokenRecord, request: Request): Either.Either<void, Objection> =>
  covers(record, request) ? Either.void : Either.left({
    action: "FORBIDDEN",
    error: "insufficient_scope",
    code: record.scopes.length === 0 ? "A064301" : "A064302",
    wanted: { scope: (request.scopes ?? []).join(" ") }
  })

const checkSubject = (record: TokenRecord, { subject }: Request): Either.Either<void, Objection> =>
  subject === undefined || subject === record.subject ? Either.void : Either.left({
    action: "FORBIDDEN",
    error: "invalid_token",
    code: record.subject === undefined ? "A066301" : "A066302"
  })

const insufficientAuthentication = (code: ResultCode, wanted: Objection["wanted"]): Objection => ({
  action: "UNAUTHORIZED",
  error: "insufficient_user_authentication",
  code,
  ...(wanted && { wanted })
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

const check = (record: TokenRecord, request: Request, now: number): Either.Either<void, Objection> =>
  checkExpiry(record, now).pipe(
    Either.andThen(checkBinding(record, request)),
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

const noToken = (state: State): Response => ({
  ...result("A057301"),
  action: "BAD_REQUEST",
  responseContent: challenge(state, { error: "invalid_token", code: "A057301" })
})

const unknownToken = (state: State): Response => ({
  ...result("A057302"),
  action: "UNAUTHORIZED",
  responseContent: challenge(state, { error: "invalid_token", code: "A057302" }),
  existent: false,
  usable: false,
  sufficient: false,
  refreshable: false
})

export const introspectionProcess = (state: State, request: Request, now: number): Response => {
  if (request.token === undefined) return noToken(state)
  const record = TokenStore.find(state.tokens, "access", "byValue", request.token)
  if (record === undefined) return unknownToken(state)
  return Either.match(check(record, request, now), {
    onLeft: (objection): Response => ({
      ...result(objection.code),
      action: objection.action,
      responseContent: challenge(state, objection),
      ...facts(state, record, request, now)
    }),
    onRight: (): Response => ({
      ...result("A056001"),
      action: "OK",
      // For a resource server that finds something else wrong with the request.
      responseContent: "Bearer error=\"invalid_request\"",
      forExternalAttachment: record.forExternalAttachment,
      ...facts(state, record, request, now)
    })
  })
}
