/**
 * The tables of all operations that endpoints call, and their responses as functions.
 */
import type { HttpServerResponse } from "@effect/platform/HttpServerResponse"
import type * as Effect from "effect/Effect"
import type { Responses as ResponsesOf } from "./outline.js"
import type { Asked, Told } from "./render.js"
import { render } from "./render.js"
import * as Responses from "./responses.js"

/** By the names of the operations. */
export const tables = {
  "authorization.process": Responses.authorizationProcessResponses,
  "authorization.issue": Responses.authorizationIssueResponses,
  "authorization.fail": Responses.authorizationFailResponses,
  "ciba.process": Responses.cibaProcessResponses,
  "ciba.issue": Responses.cibaIssueResponses,
  "ciba.fail": Responses.cibaFailResponses,
  "deviceFlow.authorize": Responses.deviceFlowAuthorizeResponses,
  "dynamicRegistration.register": Responses.dynamicRegistrationRegisterResponses,
  "dynamicRegistration.get": Responses.dynamicRegistrationGetResponses,
  "dynamicRegistration.update": Responses.dynamicRegistrationUpdateResponses,
  "dynamicRegistration.delete": Responses.dynamicRegistrationDeleteResponses,
  "grantManagement.process": Responses.grantManagementProcessResponses,
  "introspection.standardProcess": Responses.introspectionStandardProcessResponses,
  "nativeSso.process": Responses.nativeSsoProcessResponses,
  "pushedAuthorization.create": Responses.pushedAuthorizationCreateResponses,
  "revocation.process": Responses.revocationProcessResponses,
  "tokens.process": Responses.tokensProcessResponses,
  "tokens.issue": Responses.tokensIssueResponses,
  "tokens.fail": Responses.tokensFailResponses,
  "tokens.reissueIdToken": Responses.tokensReissueIdTokenResponses,
  "userInfo.process": Responses.userInfoProcessResponses,
  "userInfo.issue": Responses.userInfoIssueResponses
}

/**
 * The operations that endpoints call, by name, and what is responded with for each `action`.
 *
 * @since 0.2.0
 * @category models
 */
export type Tables = typeof tables

/**
 * The response of an operation, without the actions after which the endpoint has more to do.
 *
 * @since 0.2.0
 * @category models
 */
export type Final<Name extends keyof Tables> = Tables[Name] extends ResponsesOf<infer Response, infer More>
  ? Exclude<Response, { readonly action: More }>
  : never

export const respond = <Name extends keyof Tables>(
  name: Name,
  response: Final<Name>,
  asked?: Asked
): Effect.Effect<HttpServerResponse> => render(tables[name] as ResponsesOf<Told>, response as Told, asked)
