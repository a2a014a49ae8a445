/**
 * The revocation endpoint (RFC 7009).
 */
import { revocationProcess } from "../../operations/revocation/process.js"
import { failure, invalidClient, json, responses, script } from "../outline.js"

export const revocationProcessResponses = responses(revocationProcess, {
  OK: script,
  BAD_REQUEST: json(400),
  INVALID_CLIENT: invalidClient,
  INTERNAL_SERVER_ERROR: failure
})
