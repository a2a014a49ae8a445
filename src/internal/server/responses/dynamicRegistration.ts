/**
 * The client registration endpoint (RFC 7591) and the client configuration endpoint (RFC 7592).
 */
import { dynamicRegistrationDelete } from "../../operations/dynamicRegistration/delete.js"
import { dynamicRegistrationGet } from "../../operations/dynamicRegistration/get.js"
import { dynamicRegistrationRegister } from "../../operations/dynamicRegistration/register.js"
import { dynamicRegistrationUpdate } from "../../operations/dynamicRegistration/update.js"
import { failure, json, noContent, responses, unauthorizedRegistration } from "../outline.js"

export const dynamicRegistrationRegisterResponses = responses(dynamicRegistrationRegister, {
  CREATED: json(201),
  BAD_REQUEST: json(400),
  UNAUTHORIZED: unauthorizedRegistration,
  INTERNAL_SERVER_ERROR: failure
})

export const dynamicRegistrationGetResponses = responses(dynamicRegistrationGet, {
  OK: json(200),
  BAD_REQUEST: json(400),
  UNAUTHORIZED: unauthorizedRegistration,
  INTERNAL_SERVER_ERROR: failure
})

export const dynamicRegistrationUpdateResponses = responses(dynamicRegistrationUpdate, {
  UPDATED: json(200),
  BAD_REQUEST: json(400),
  UNAUTHORIZED: unauthorizedRegistration,
  INTERNAL_SERVER_ERROR: failure
})

export const dynamicRegistrationDeleteResponses = responses(dynamicRegistrationDelete, {
  DELETED: noContent,
  BAD_REQUEST: json(400),
  UNAUTHORIZED: unauthorizedRegistration,
  INTERNAL_SERVER_ERROR: failure
})
