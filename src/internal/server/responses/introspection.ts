/**
 * The introspection endpoint (RFC 7662, RFC 9701).
 */
import { introspectionStandardProcess } from "../../operations/introspection/standardProcess.js"
import { failure, introspectionJwt, json, responses } from "../outline.js"

export const introspectionStandardProcessResponses = responses(introspectionStandardProcess, {
  OK: json(200),
  JWT: introspectionJwt,
  BAD_REQUEST: json(400),
  INTERNAL_SERVER_ERROR: failure
})
