/**
 * The grant management endpoint (Grant Management for OAuth 2.0).
 */
import { grantManagementProcess } from "../../operations/grantManagement/process.js"
import { challenge, failure, json, noContent, responses } from "../outline.js"

export const grantManagementProcessResponses = responses(grantManagementProcess, {
  OK: json(200),
  NO_CONTENT: noContent,
  UNAUTHORIZED: challenge(401),
  FORBIDDEN: challenge(403),
  NOT_FOUND: challenge(404),
  CALLER_ERROR: failure,
  AUTHLETE_ERROR: failure
})
