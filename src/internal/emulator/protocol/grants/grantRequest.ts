/**
 * A token request whose client is known.
 */
import * as Either from "effect/Either"
import type { GrantType } from "../../../models/grantType.js"
import type { TokenProcessRequest, TokenProcessResponse } from "../../../operations/tokens/process.js"
import type { Written } from "../../http/response.js"
import type { ClientRecord } from "../../model/client.js"
import { clientFields } from "../../model/client.js"
import type { ResultCode } from "../../model/resultCodes.js"
import { result } from "../../model/resultCodes.js"
import type { ServiceRecord } from "../../model/service.js"
import { supportedScopes } from "../../model/service.js"
import { allowedScopes } from "../../model/tokenFields.js"
import type { TokenFacts } from "../../operations/tokens/verify.js"
import type { State } from "../../store/state.js"
import type { Authenticated } from "../clientAuthentication.js"
import type { Issued } from "../issueTokens.js"
import { issuedFields, responseContent } from "../issueTokens.js"
import * as Parameters from "../parameters.js"
import type { ProtocolError } from "../protocolError.js"
import { badRequest, invalidRequest } from "../protocolError.js"
import { resourcesOf } from "../resources.js"
import type { Binding } from "../tokenBinding.js"
import type { Unsigned } from "../unsigned.js"

export interface GrantRequest extends Authenticated {
  readonly state: State
  /** The form that the client application sent. */
  readonly form: Parameters.Parameters
  /** The call of the authorization server, with what it adds to the form. */
  readonly request: Partial<typeof TokenProcessRequest.Encoded>
  readonly now: number
  /** What was found out before. */
  readonly facts: TokenFacts
  /** What new tokens get bound to. */
  readonly binding: Binding
}

export type GrantResponse = Written<typeof TokenProcessResponse.Encoded>

export type GrantError = ProtocolError<"BAD_REQUEST" | "INVALID_CLIENT" | "INTERNAL_SERVER_ERROR">

/** What Authlete does for one grant type. */
export type Flow = (request: GrantRequest) => Either.Either<GrantResponse | Unsigned<GrantResponse>, GrantError>

/** One grant type's result codes for what is wrong with the scopes of a request. */
export interface ScopeCodes {
  readonly repeated: ResultCode
  readonly required: ResultCode
}

/** A request for scopes. Not every one names a client. */
interface ScopeRequest extends Pick<GrantRequest, "form" | "state"> {
  readonly client: ClientRecord | undefined
}

const defaultScopes = (service: ServiceRecord): ReadonlyArray<string> =>
  supportedScopes(service).flatMap(({ defaultEntry, name }) =>
    defaultEntry === true && name !== undefined ? [name] : []
  )

/**
 * The scopes of a new token: those requested that the client can have; the default scopes of the service without a
 * request.
 */
export const requestedScopes = (
  { client, form, state: { service } }: ScopeRequest,
  { repeated, required }: ScopeCodes
): Either.Either<ReadonlyArray<string>, GrantError> =>
  Either.gen(function*() {
    const requested = yield* Either.mapLeft(Parameters.scopesOf(form, repeated), invalidRequest)
    const scopes = requested ?? defaultScopes(service)
    return service.scopeRequired === true && scopes.length === 0
      ? yield* Either.left(badRequest("invalid_scope")(required))
      : allowedScopes(service, client, scopes)
  })

/** The resources that the client application asks for. */
export const requestedResources = (
  { form }: Pick<GrantRequest, "form">
): Either.Either<ReadonlyArray<string> | undefined, GrantError> =>
  Either.mapLeft(resourcesOf(form), badRequest("invalid_target"))

/** The response that holds new tokens. */
export const issuedResponse = (
  code: ResultCode,
  grantType: GrantType,
  service: ServiceRecord,
  { aliasUsed, client, method }: Authenticated,
  issued: Issued,
  idToken?: string
): GrantResponse => ({
  ...result(code),
  action: "OK",
  responseContent: responseContent(service, issued, idToken),
  idToken,
  grantType,
  clientAuthMethod: method,
  ...clientFields(service, client, aliasUsed),
  ...issuedFields(issued)
})
