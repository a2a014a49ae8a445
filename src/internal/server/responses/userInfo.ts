/**
 * The userinfo endpoint (OpenID Connect Core, section 5.3; RFC 6750).
 */
import { userInfoIssue } from "../../operations/userInfo/issue.js"
import { userInfoProcess } from "../../operations/userInfo/process.js"
import { challenge, failure, json, jwt, next, responses } from "../outline.js"

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
