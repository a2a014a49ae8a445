/**
 * The backchannel authentication endpoint (OpenID Connect CIBA Core, section 7).
 */
import { cibaFail } from "../../operations/ciba/fail.js"
import { cibaIssue } from "../../operations/ciba/issue.js"
import { cibaProcess } from "../../operations/ciba/process.js"
import { failure, json, next, responses, unauthorizedClient } from "../outline.js"

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
