/**
 * What each endpoint responds with, by the `action` of Authlete's response: a table for each operation, and a line for each
 * action. Without a line it does not compile.
 */
import { authorizationFail } from "../operations/authorization/fail.js"
import { authorizationIssue } from "../operations/authorization/issue.js"
import { authorizationProcess } from "../operations/authorization/process.js"
import { cibaFail } from "../operations/ciba/fail.js"
import { cibaIssue } from "../operations/ciba/issue.js"
import { cibaProcess } from "../operations/ciba/process.js"
import { deviceFlowAuthorize } from "../operations/deviceFlow/authorize.js"
import { dynamicRegistrationDelete } from "../operations/dynamicRegistration/delete.js"
import { dynamicRegistrationGet } from "../operations/dynamicRegistration/get.js"
import { dynamicRegistrationRegister } from "../operations/dynamicRegistration/register.js"
import { dynamicRegistrationUpdate } from "../operations/dynamicRegistration/update.js"
import { grantManagementProcess } from "../operations/grantManagement/process.js"
import { introspectionStandardProcess } from "../operations/introspection/standardProcess.js"
import { nativeSsoProcess } from "../operations/nativeSso/process.js"
import { pushedAuthorizationCreate } from "../operations/pushedAuthorization/create.js"
import { revocationProcess } from "../operations/revocation/process.js"
import { tokensFail } from "../operations/tokens/fail.js"
import { tokensIssue } from "../operations/tokens/issue.js"
import { tokensProcess } from "../operations/tokens/process.js"
import { tokensReissueIdToken } from "../operations/tokens/reissueIdToken.js"
import { userInfoIssue } from "../operations/userInfo/issue.js"
import { userInfoProcess } from "../operations/userInfo/process.js"
import {
  challenge,
  failure,
  introspectionJwt,
  invalidClient,
  json,
  jwt,
  next,
  noContent,
  page,
  redirect,
  responses,
  script,
  unauthorizedClient,
  unauthorizedRegistration
} from "./outline.js"

// The authorization endpoint (RFC 6749, section 3.1; OpenID Connect Core, section 3.1.2).

export const authorizationProcessResponses = responses(authorizationProcess, {
  INTERACTION: next,
  NO_INTERACTION: next,
  LOCATION: redirect,
  FORM: page,
  // The redirect URI is not to be trusted.
  BAD_REQUEST: json(400),
  INTERNAL_SERVER_ERROR: failure
})

export const authorizationIssueResponses = responses(authorizationIssue, {
  LOCATION: redirect,
  FORM: page,
  // The ticket is no longer good.
  BAD_REQUEST: json(400),
  INTERNAL_SERVER_ERROR: failure
})

export const authorizationFailResponses = responses(authorizationFail, {
  LOCATION: redirect,
  FORM: page,
  BAD_REQUEST: json(400),
  INTERNAL_SERVER_ERROR: failure
})

// The pushed authorization request endpoint (RFC 9126).

export const pushedAuthorizationCreateResponses = responses(pushedAuthorizationCreate, {
  CREATED: json(201),
  BAD_REQUEST: json(400),
  UNAUTHORIZED: unauthorizedClient,
  FORBIDDEN: json(403),
  PAYLOAD_TOO_LARGE: json(413),
  INTERNAL_SERVER_ERROR: failure
})

// The token endpoint (RFC 6749, section 3.2).

export const tokensProcessResponses = responses(tokensProcess, {
  OK: json(200),
  PASSWORD: next,
  TOKEN_EXCHANGE: next,
  JWT_BEARER: next,
  NATIVE_SSO: next,
  ID_TOKEN_REISSUABLE: next,
  BAD_REQUEST: json(400),
  INVALID_CLIENT: invalidClient,
  INTERNAL_SERVER_ERROR: failure
})

export const tokensIssueResponses = responses(tokensIssue, {
  OK: json(200),
  INTERNAL_SERVER_ERROR: failure
})

export const tokensFailResponses = responses(tokensFail, {
  BAD_REQUEST: json(400),
  INTERNAL_SERVER_ERROR: failure
})

export const tokensReissueIdTokenResponses = responses(tokensReissueIdToken, {
  OK: json(200),
  INTERNAL_SERVER_ERROR: failure,
  CALLER_ERROR: failure
})

export const nativeSsoProcessResponses = responses(nativeSsoProcess, {
  OK: json(200),
  INTERNAL_SERVER_ERROR: failure,
  CALLER_ERROR: failure
})

// The userinfo endpoint (OpenID Connect Core, section 5.3; RFC 6750).

export const userInfoProcessResponses = responses(userInfoProcess, {
  OK: next,
  BAD_REQUEST: challenge(400),
  UNAUTHORIZED: challenge(401),
  FORBIDDEN: challenge(403),
  INTERNAL_SERVER_ERROR: failure
})

export const userInfoIssueResponses = responses(userInfoIssue, {
  JSON: json(200),
  JWT: jwt,
  BAD_REQUEST: challenge(400),
  UNAUTHORIZED: challenge(401),
  FORBIDDEN: challenge(403),
  INTERNAL_SERVER_ERROR: failure
})

// The introspection endpoint (RFC 7662, RFC 9701).

export const introspectionStandardProcessResponses = responses(introspectionStandardProcess, {
  OK: json(200),
  JWT: introspectionJwt,
  BAD_REQUEST: json(400),
  INTERNAL_SERVER_ERROR: failure
})

// The revocation endpoint (RFC 7009).

export const revocationProcessResponses = responses(revocationProcess, {
  OK: script,
  BAD_REQUEST: json(400),
  INVALID_CLIENT: invalidClient,
  INTERNAL_SERVER_ERROR: failure
})

// The device authorization endpoint (RFC 8628, section 3.1).

export const deviceFlowAuthorizeResponses = responses(deviceFlowAuthorize, {
  OK: json(200),
  BAD_REQUEST: json(400),
  UNAUTHORIZED: unauthorizedClient,
  INTERNAL_SERVER_ERROR: failure
})

// The backchannel authentication endpoint (OpenID Connect CIBA Core, section 7).

export const cibaProcessResponses = responses(cibaProcess, {
  USER_IDENTIFICATION: next,
  BAD_REQUEST: json(400),
  UNAUTHORIZED: unauthorizedClient,
  INTERNAL_SERVER_ERROR: failure
})

export const cibaIssueResponses = responses(cibaIssue, {
  OK: json(200),
  INVALID_TICKET: failure,
  INTERNAL_SERVER_ERROR: failure
})

export const cibaFailResponses = responses(cibaFail, {
  BAD_REQUEST: json(400),
  FORBIDDEN: json(403),
  INTERNAL_SERVER_ERROR: failure
})

// The client registration endpoint (RFC 7591) and the client configuration endpoint (RFC 7592).

export const dynamicRegistrationRegisterResponses = responses(dynamicRegistrationRegister, {
  CREATED: json(201),
  BAD_REQUEST: json(400),
  UNAUTHORIZED: unauthorizedRegistration,
  INTERNAL_SERVER_ERROR: failure
})

export const dynamicRegistrationGetResponses = responses(dynamicRegistrationGet, {
  OK: json(200),
  BAD_REQUEST: json(400),
  UNAUTHORIZED: unauthorizedRegistration,
  INTERNAL_SERVER_ERROR: failure
})

export const dynamicRegistrationUpdateResponses = responses(dynamicRegistrationUpdate, {
  UPDATED: json(200),
  BAD_REQUEST: json(400),
  UNAUTHORIZED: unauthorizedRegistration,
  INTERNAL_SERVER_ERROR: failure
})

export const dynamicRegistrationDeleteResponses = responses(dynamicRegistrationDelete, {
  DELETED: noContent,
  BAD_REQUEST: json(400),
  UNAUTHORIZED: unauthorizedRegistration,
  INTERNAL_SERVER_ERROR: failure
})

// The grant management endpoint (Grant Management for OAuth 2.0).

export const grantManagementProcessResponses = responses(grantManagementProcess, {
  OK: json(200),
  NO_CONTENT: noContent,
  UNAUTHORIZED: challenge(401),
  FORBIDDEN: challenge(403),
  NOT_FOUND: challenge(404),
  CALLER_ERROR: failure,
  AUTHLETE_ERROR: failure
})
