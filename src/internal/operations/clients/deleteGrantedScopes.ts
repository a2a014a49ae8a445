import * as Operation from "../../../Operation.js"
import * as Schema from "../../edge/schema.js"
import { ClientIdentifier } from "../../models/clientIdentifier.js"
import { result } from "../../models/result.js"
import { Selector } from "../../schema/fields.js"
import * as Encodings from "../encoding.js"

/**
 * The request of `Clients.deleteGrantedScopes`.
 *
 * @since 0.2.0
 * @category granted scopes
 */
export interface ClientGrantedScopesDeleteRequest extends Schema.Schema.Type<typeof ClientGrantedScopesDeleteRequest> {}

/**
 * @since 0.2.0
 * @category granted scopes
 */
export const ClientGrantedScopesDeleteRequest = Schema.Struct({
  /** The id of the client, or its alias. */
  clientId: ClientIdentifier,
  /** The resource owner who granted the scopes. It goes into the query: the operation takes no body. */
  subject: Selector
})

/**
 * The response of `Clients.deleteGrantedScopes`.
 *
 * @since 0.2.0
 * @category granted scopes
 */
export interface ClientGrantedScopesDeleteResponse
  extends Schema.Schema.Type<typeof ClientGrantedScopesDeleteResponse>
{}

/**
 * @since 0.2.0
 * @category granted scopes
 */
export const ClientGrantedScopesDeleteResponse = Schema.Struct(result)

/** @internal */
export const clientsDeleteGrantedScopes = Operation.make({
  name: "clients.deleteGrantedScopes",
  method: "DELETE",
  path: "/client/granted_scopes/delete/{clientId}",
  encoding: Encodings.query,
  request: ClientGrantedScopesDeleteRequest,
  response: ClientGrantedScopesDeleteResponse,
  resend: Operation.always("idempotent")
})
