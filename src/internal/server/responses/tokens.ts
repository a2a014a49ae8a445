/**
 * The token endpoint (RFC 6749, section 3.2).
 */
import { nativeSsoProcess } from "../../operations/nativeSso/process.js"
import { tokensFail } from "../../operations/tokens/fail.js"
import { tokensIssue } from "../../operations/tokens/issue.js"
import { tokensProcess } from "../../operations/tokens/process.js"
import { tokensReissueIdToken } from "../../operations/tokens/reissueIdToken.js"
import { failure, invalidClient, json, next, responses } from "../outline.js"

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
