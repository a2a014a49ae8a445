/**
 * What each endpoint responds with, by the `action` of Authlete's response: a table for each operation, and a line for each
 * action. Without a line it does not compile.
 */
import type { AuthorizationFailResponse } from "../operations/authorization/fail.js"
import type { AuthorizationIssueResponse } from "../operations/authorization/issue.js"
import type { AuthorizationResponse } from "../operations/authorization/process.js"
import type { BackchannelAuthenticationFailResponse } from "../operations/ciba/fail.js"
import type { BackchannelAuthenticationIssueResponse } from "../operations/ciba/issue.js"
import type { BackchannelAuthenticationResponse } from "../operations/ciba/process.js"
import type { DeviceAuthorizationResponse } from "../operations/deviceFlow/authorize.js"
import type { ClientRegistrationDeleteResponse } from "../operations/dynamicRegistration/delete.js"
import type { ClientRegistrationGetResponse } from "../operations/dynamicRegistration/get.js"
import type { ClientRegistrationResponse } from "../operations/dynamicRegistration/register.js"
import type { ClientRegistrationUpdateResponse } from "../operations/dynamicRegistration/update.js"
import type { GrantManagementResponse } from "../operations/grantManagement/process.js"
import type { StandardIntrospectionResponse } from "../operations/introspection/standardProcess.js"
import type { NativeSsoResponse } from "../operations/nativeSso/process.js"
import type { PushedAuthorizationResponse } from "../operations/pushedAuthorization/create.js"
import type { RevocationResponse } from "../operations/revocation/process.js"
import type { TokenFailResponse } from "../operations/tokens/fail.js"
import type { TokenIssueResponse } from "../operations/tokens/issue.js"
import type { TokenProcessResponse } from "../operations/tokens/process.js"
import type { IdTokenReissueResponse } from "../operations/tokens/reissueIdToken.js"
import type { UserInfoIssueResponse } from "../operations/userInfo/issue.js"
import type { UserInfoResponse } from "../operations/userInfo/process.js"
import type { Responses } from "./outline.js"
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
  script,
  unauthorizedClient,
  unauthorizedRegistration
} from "./outline.js"

// The authorization endpoint (RFC 6749, section 3.1; OpenID Connect Core, section 3.1.2).

export const authorizationProcessResponses: Responses<AuthorizationResponse, "INTERACTION" | "NO_INTERACTION"> = {
  operation: "authorization.process",
  table: {
    INTERACTION: next,
    NO_INTERACTION: next,
    LOCATION: redirect,
    FORM: page,
    // The redirect URI is not to be trusted.
    BAD_REQUEST: json(400),
    INTERNAL_SERVER_ERROR: failure
  }
}

export const authorizationIssueResponses: Responses<AuthorizationIssueResponse> = {
  operation: "authorization.issue",
  table: {
    LOCATION: redirect,
    FORM: page,
    // The ticket is no longer good.
    BAD_REQUEST: json(400),
    INTERNAL_SERVER_ERROR: failure
  }
}

export const authorizationFailResponses: Responses<AuthorizationFailResponse> = {
  operation: "authorization.fail",
  table: {
    LOCATION: redirect,
    FORM: page,
    BAD_REQUEST: json(400),
    INTERNAL_SERVER_ERROR: failure
  }
}

// The pushed authorization request endpoint (RFC 9126).

export const pushedAuthorizationCreateResponses: Responses<PushedAuthorizationResponse> = {
  operation: "pushedAuthorization.create",
  table: {
    CREATED: json(201),
    BAD_REQUEST: json(400),
    UNAUTHORIZED: unauthorizedClient,
    FORBIDDEN: json(403),
    PAYLOAD_TOO_LARGE: json(413),
    INTERNAL_SERVER_ERROR: failure
  }
}

// The token endpoint (RFC 6749, section 3.2).

export const tokensProcessResponses: Responses<
  TokenProcessResponse,
  "PASSWORD" | "TOKEN_EXCHANGE" | "JWT_BEARER" | "NATIVE_SSO" | "ID_TOKEN_REISSUABLE"
> = {
  operation: "tokens.process",
  table: {
    OK: json(200),
    PASSWORD: next,
    TOKEN_EXCHANGE: next,
    JWT_BEARER: next,
    NATIVE_SSO: next,
    ID_TOKEN_REISSUABLE: next,
    BAD_REQUEST: json(400),
    INVALID_CLIENT: invalidClient,
    INTERNAL_SERVER_ERROR: failure
  }
}

export const tokensIssueResponses: Responses<TokenIssueResponse> = {
  operation: "tokens.issue",
  table: {
    OK: json(200),
    INTERNAL_SERVER_ERROR: failure
  }
}

export const tokensFailResponses: Responses<TokenFailResponse> = {
  operation: "tokens.fail",
  table: {
    BAD_REQUEST: json(400),
    INTERNAL_SERVER_ERROR: failure
  }
}

export const tokensReissueIdTokenResponses: Responses<IdTokenReissueResponse> = {
  operation: "tokens.reissueIdToken",
  table: {
    OK: json(200),
    INTERNAL_SERVER_ERROR: failure,
    CALLER_ERROR: failure
  }
}

export const nativeSsoProcessResponses: Responses<NativeSsoResponse> = {
  operation: "nativeSso.process",
  table: {
    OK: json(200),
    INTERNAL_SERVER_ERROR: failure,
    CALLER_ERROR: failure
  }
}

// The userinfo endpoint (OpenID Connect Core, section 5.3; RFC 6750).

export const userInfoProcessResponses: Responses<UserInfoResponse, "OK"> = {
  operation: "userInfo.process",
  table: {
    OK: next,
    BAD_REQUEST: challenge(400),
    UNAUTHORIZED: challenge(401),
    FORBIDDEN: challenge(403),
    INTERNAL_SERVER_ERROR: failure
  }
}

export const userInfoIssueResponses: Responses<UserInfoIssueResponse> = {
  operation: "userInfo.issue",
  table: {
    JSON: json(200),
    JWT: jwt,
    BAD_REQUEST: challenge(400),
    UNAUTHORIZED: challenge(401),
    FORBIDDEN: challenge(403),
    INTERNAL_SERVER_ERROR: failure
  }
}

// The introspection endpoint (RFC 7662, RFC 9701).

export const introspectionStandardProcessResponses: Responses<StandardIntrospectionResponse> = {
  operation: "introspection.standardProcess",
  table: {
    OK: json(200),
    JWT: introspectionJwt,
    BAD_REQUEST: json(400),
    INTERNAL_SERVER_ERROR: failure
  }
}

// The revocation endpoint (RFC 7009).

export const revocationProcessResponses: Responses<RevocationResponse> = {
  operation: "revocation.process",
  table: {
    OK: script,
    BAD_REQUEST: json(400),
    INVALID_CLIENT: invalidClient,
    INTERNAL_SERVER_ERROR: failure
  }
}

// The device authorization endpoint (RFC 8628, section 3.1).

export const deviceFlowAuthorizeResponses: Responses<DeviceAuthorizationResponse> = {
  operation: "deviceFlow.authorize",
  table: {
    OK: json(200),
    BAD_REQUEST: json(400),
    UNAUTHORIZED: unauthorizedClient,
    INTERNAL_SERVER_ERROR: failure
  }
}

// The backchannel authentication endpoint (OpenID Connect CIBA Core, section 7).

export const cibaProcessResponses: Responses<BackchannelAuthenticationResponse, "USER_IDENTIFICATION"> = {
  operation: "ciba.process",
  table: {
    USER_IDENTIFICATION: next,
    BAD_REQUEST: json(400),
    UNAUTHORIZED: unauthorizedClient,
    INTERNAL_SERVER_ERROR: failure
  }
}

export const cibaIssueResponses: Responses<BackchannelAuthenticationIssueResponse> = {
  operation: "ciba.issue",
  table: {
    OK: json(200),
    INVALID_TICKET: failure,
    INTERNAL_SERVER_ERROR: failure
  }
}

export const cibaFailResponses: Responses<BackchannelAuthenticationFailResponse> = {
  operation: "ciba.fail",
  table: {
    BAD_REQUEST: json(400),
    FORBIDDEN: json(403),
    INTERNAL_SERVER_ERROR: failure
  }
}

// The client registration endpoint (RFC 7591) and the client configuration endpoint (RFC 7592).

export const dynamicRegistrationRegisterResponses: Responses<ClientRegistrationResponse> = {
  operation: "dynamicRegistration.register",
  table: {
    CREATED: json(201),
    BAD_REQUEST: json(400),
    UNAUTHORIZED: unauthorizedRegistration,
    INTERNAL_SERVER_ERROR: failure
  }
}

export const dynamicRegistrationGetResponses: Responses<ClientRegistrationGetResponse> = {
  operation: "dynamicRegistration.get",
  table: {
    OK: json(200),
    BAD_REQUEST: json(400),
    UNAUTHORIZED: unauthorizedRegistration,
    INTERNAL_SERVER_ERROR: failure
  }
}

export const dynamicRegistrationUpdateResponses: Responses<ClientRegistrationUpdateResponse> = {
  operation: "dynamicRegistration.update",
  table: {
    UPDATED: json(200),
    BAD_REQUEST: json(400),
    UNAUTHORIZED: unauthorizedRegistration,
    INTERNAL_SERVER_ERROR: failure
  }
}

export const dynamicRegistrationDeleteResponses: Responses<ClientRegistrationDeleteResponse> = {
  operation: "dynamicRegistration.delete",
  table: {
    DELETED: noContent,
    BAD_REQUEST: json(400),
    UNAUTHORIZED: unauthorizedRegistration,
    INTERNAL_SERVER_ERROR: failure
  }
}

// The grant management endpoint (Grant Management for OAuth 2.0).

export const grantManagementProcessResponses: Responses<GrantManagementResponse> = {
  operation: "grantManagement.process",
  table: {
    OK: json(200),
    NO_CONTENT: noContent,
    UNAUTHORIZED: challenge(401),
    FORBIDDEN: challenge(403),
    NOT_FOUND: challenge(404),
    CALLER_ERROR: failure,
    AUTHLETE_ERROR: failure
  }
}
