/**
 * The device authorization endpoint (RFC 8628, section 3.1).
 */
import { deviceFlowAuthorize } from "../../operations/deviceFlow/authorize.js"
import { failure, json, responses, unauthorizedClient } from "../outline.js"

export const deviceFlowAuthorizeResponses = responses(deviceFlowAuthorize, {
  OK: json(200),
  BAD_REQUEST: json(400),
  UNAUTHORIZED: unauthorizedClient,
  INTERNAL_SERVER_ERROR: failure
})
