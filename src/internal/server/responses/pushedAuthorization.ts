/**
 * The pushed authorization request endpoint (RFC 9126).
 */
import { pushedAuthorizationCreate } from "../../operations/pushedAuthorization/create.js"
import { failure, json, responses, unauthorizedClient } from "../outline.js"

export const pushedAuthorizationCreateResponses = responses(pushedAuthorizationCreate, {
  CREATED: json(201),
  BAD_REQUEST: json(400),
  UNAUTHORIZED: unauthorizedClient,
  FORBIDDEN: json(403),
  PAYLOAD_TOO_LARGE: json(413),
  INTERNAL_SERVER_ERROR: failure
})
