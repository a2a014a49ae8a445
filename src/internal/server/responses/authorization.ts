/**
 * The authorization endpoint (RFC 6749, section 3.1; OpenID Connect Core, section 3.1.2).
 */
import { authorizationFail } from "../../operations/authorization/fail.js"
import { authorizationIssue } from "../../operations/authorization/issue.js"
import { authorizationProcess } from "../../operations/authorization/process.js"
import { failure, json, next, page, redirect, responses } from "../outline.js"

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
