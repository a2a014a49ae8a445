/**
 * The tables of all operations that endpoints call, and their responses as functions.
 */
import type { HttpServerResponse } from "@effect/platform/HttpServerResponse"
import type * as Effect from "effect/Effect"
import type { NextOf, Responses } from "./outline.js"
import type { Asked, Told } from "./render.js"
import { render } from "./render.js"
import * as Authorization from "./responses/authorization.js"
import * as Ciba from "./responses/ciba.js"
import * as DeviceFlow from "./responses/deviceFlow.js"
import * as DynamicRegistration from "./responses/dynamicRegistration.js"
import * as GrantManagement from "./responses/grantManagement.js"
import * as Introspection from "./responses/introspection.js"
import * as PushedAuthorization from "./responses/pushedAuthorization.js"
import * as Revocation from "./responses/revocation.js"
import * as Tokens from "./responses/tokens.js"
import * as UserInfo from "./responses/userInfo.js"

/** By the names of the operations. */
export const tables = {
  "authorization.process": Authorization.authorizationProcessResponses,
  "authorization.issue": Authorization.authorizationIssueResponses,
  "authorization.fail": Authorization.authorizationFailResponses,
  "ciba.process": Ciba.cibaProcessResponses,
  "ciba.issue": Ciba.cibaIssueResponses,
  "ciba.fail": Ciba.cibaFailResponses,
  "deviceFlow.authorize": DeviceFlow.deviceFlowAuthorizeResponses,
  "dynamicRegistration.register": DynamicRegistration.dynamicRegistrationRegisterResponses,
  "dynamicRegistration.get": DynamicRegistration.dynamicRegistrationGetResponses,
  "dynamicRegistration.update": DynamicRegistration.dynamicRegistrationUpdateResponses,
  "dynamicRegistration.delete": DynamicRegistration.dynamicRegistrationDeleteResponses,
  "grantManagement.process": GrantManagement.grantManagementProcessResponses,
  "introspection.standardProcess": Introspection.introspectionStandardProcessResponses,
  "nativeSso.process": Tokens.nativeSsoProcessResponses,
  "pushedAuthorization.create": PushedAuthorization.pushedAuthorizationCreateResponses,
  "revocation.process": Revocation.revocationProcessResponses,
  "tokens.process": Tokens.tokensProcessResponses,
  "tokens.issue": Tokens.tokensIssueResponses,
  "tokens.fail": Tokens.tokensFailResponses,
  "tokens.reissueIdToken": Tokens.tokensReissueIdTokenResponses,
  "userInfo.process": UserInfo.userInfoProcessResponses,
  "userInfo.issue": UserInfo.userInfoIssueResponses
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
export type Final<Name extends keyof Tables> = Exclude<
  Tables[Name]["operation"]["response"]["Type"],
  { readonly action: NextOf<Tables[Name]["table"]> }
>

export const respond = <Name extends keyof Tables>(
  name: Name,
  response: Final<Name>,
  asked?: Asked
): Effect.Effect<HttpServerResponse> =>
  render(tables[name] as unknown as Responses<never, never, Told, never, unknown>, response as Told as never, asked)
