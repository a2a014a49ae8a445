/**
 * Methods and paths by which Authlete takes a call besides those that this library uses. Other clients use them.
 */
import * as Operation from "../../../Operation.js"
import { clientsDeleteAuthorization } from "../../operations/clients/deleteAuthorization.js"
import { clientsDeleteGrantedScopes } from "../../operations/clients/deleteGrantedScopes.js"
import { clientsGrantedScopes } from "../../operations/clients/grantedScopes.js"
import { clientsListAuthorized } from "../../operations/clients/listAuthorized.js"
import { clientsUpdateRequestableScopes } from "../../operations/clients/updateRequestableScopes.js"
import type { AnyOperation } from "../../operations/index.js"

const { query } = Operation.encodings

/** The operation with its fields in the URL. */
const inUrl = (operation: AnyOperation, method: "GET" | "DELETE", path = operation.path): AnyOperation => ({
  ...operation,
  method,
  path,
  encoding: query
})

export const spelledOtherwise: ReadonlyArray<AnyOperation> = [
  inUrl(clientsListAuthorized, "GET"),
  inUrl(clientsListAuthorized, "GET", "/client/authorization/get/list/{subject}"),
  inUrl(clientsDeleteAuthorization, "DELETE"),
  inUrl(clientsDeleteAuthorization, "DELETE", "/client/authorization/delete/{clientId}/{subject}"),
  inUrl(clientsGrantedScopes, "GET"),
  inUrl(clientsGrantedScopes, "GET", "/client/granted_scopes/get/{clientId}/{subject}"),
  inUrl(clientsDeleteGrantedScopes, "DELETE", "/client/granted_scopes/delete/{clientId}/{subject}"),
  { ...clientsUpdateRequestableScopes, method: "PUT" }
]
