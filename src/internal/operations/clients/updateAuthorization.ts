import * as Operation from "../../../Operation.js"
import * as Schema from "../../edge/schema.js"
import { ClientIdentifier } from "../../models/clientIdentifier.js"
import { result } from "../../models/result.js"
import { optional, Selector, Strings } from "../../schema/fields.js"

/**
 * The request of `Clients.updateAuthorization`.
 *
 * @since 0.2.0
 * @category authorizations
 */
export interface ClientAuthorizationUpdateRequest extends Schema.Schema.Type<typeof ClientAuthorizationUpdateRequest> {}

/**
 * @since 0.2.0
 * @category authorizations
 */
export const ClientAuthorizationUpdateRequest = Schema.Struct({
  /** The id of the client, or its alias. */
  clientId: ClientIdentifier,
  /** The resource owner who authorized the client. */
  subject: Selector,
  /** The scopes that the access tokens are to cover from now on. */
  scopes: optional(Strings)
})

/**
 * The response of `Clients.updateAuthorization`.
 *
 * @since 0.2.0
 * @category authorizations
 */
export interface ClientAuthorizationUpdateResponse
  extends Schema.Schema.Type<typeof ClientAuthorizationUpdateResponse>
{}

/**
 * @since 0.2.0
 * @category authorizations
 */
export const ClientAuthorizationUpdateResponse = Schema.Struct(result)

/** @internal */
export const clientsUpdateAuthorization = Operation.make({
  name: "clients.updateAuthorization",
  path: "/client/authorization/update/{clientId}",
  request: ClientAuthorizationUpdateRequest,
  response: ClientAuthorizationUpdateResponse,
  resend: Operation.always("idempotent")
})
