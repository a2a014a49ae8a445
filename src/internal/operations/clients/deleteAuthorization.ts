import * as Operation from "../../../Operation.js"
import * as Schema from "../../edge/schema.js"
import { ClientIdentifier } from "../../models/clientIdentifier.js"
import { result } from "../../models/result.js"
import { Selector } from "../../schema/fields.js"

/**
 * The request of `Clients.deleteAuthorization`.
 *
 * @since 0.2.0
 * @category authorizations
 */
export interface ClientAuthorizationDeleteRequest extends Schema.Schema.Type<typeof ClientAuthorizationDeleteRequest> {}

/**
 * @since 0.2.0
 * @category authorizations
 */
export const ClientAuthorizationDeleteRequest = Schema.Struct({
  /** The id of the client, or its alias. */
  clientId: ClientIdentifier,
  /** The resource owner who authorized the client. */
  subject: Selector
})

/**
 * The response of `Clients.deleteAuthorization`.
 *
 * @since 0.2.0
 * @category authorizations
 */
export interface ClientAuthorizationDeleteResponse
  extends Schema.Schema.Type<typeof ClientAuthorizationDeleteResponse>
{}

/**
 * @since 0.2.0
 * @category authorizations
 */
export const ClientAuthorizationDeleteResponse = Schema.Struct(result)

/** @internal */
export const clientsDeleteAuthorization = Operation.make({
  name: "clients.deleteAuthorization",
  path: "/client/authorization/delete/{clientId}",
  request: ClientAuthorizationDeleteRequest,
  response: ClientAuthorizationDeleteResponse,
  resend: Operation.always("idempotent")
})
