import * as Operation from "../../../Operation.js"
import * as Schema from "../../edge/schema.js"
import { ClientIdentifier } from "../../models/clientIdentifier.js"
import { Strings } from "../../schema/fields.js"
import { ClientRequestableScopesResponse } from "./requestableScopes.js"

/**
 * The request of `Clients.updateRequestableScopes`.
 *
 * @since 0.2.0
 * @category requestable scopes
 */
export interface ClientRequestableScopesUpdateRequest
  extends Schema.Schema.Type<typeof ClientRequestableScopesUpdateRequest>
{}

/**
 * @since 0.2.0
 * @category requestable scopes
 */
export const ClientRequestableScopesUpdateRequest = Schema.Struct({
  /** The id of the client, or its alias. */
  clientId: ClientIdentifier,
  /** The scopes that the client may ask for from now on. Authlete passes over those that the service does not have. */
  requestableScopes: Strings
})

/** @internal */
export const clientsUpdateRequestableScopes = Operation.make({
  name: "clients.updateRequestableScopes",
  path: "/client/extension/requestable_scopes/update/{clientId}",
  request: ClientRequestableScopesUpdateRequest,
  response: ClientRequestableScopesResponse,
  resend: Operation.always("idempotent")
})
