import * as Operation from "../../../Operation.js"
import * as Schema from "../../edge/schema.js"
import { ClientIdentifier } from "../../models/clientIdentifier.js"
import { maybe, Strings } from "../../schema/fields.js"
import * as Encodings from "../encoding.js"

/**
 * The response of `Clients.requestableScopes` and `Clients.updateRequestableScopes`.
 *
 * @since 0.2.0
 * @category requestable scopes
 */
export interface ClientRequestableScopesResponse extends Schema.Schema.Type<typeof ClientRequestableScopesResponse> {}

/**
 * @since 0.2.0
 * @category requestable scopes
 */
export const ClientRequestableScopesResponse = Schema.Struct({
  /** The scopes that the client may ask for: none if the list is empty, and any if it is absent. */
  requestableScopes: maybe(Strings)
})

/** @internal */
export const clientsRequestableScopes = Operation.make({
  name: "clients.requestableScopes",
  method: "GET",
  path: "/client/extension/requestable_scopes/get/{clientId}",
  encoding: Encodings.none,
  request: ClientIdentifier,
  response: ClientRequestableScopesResponse,
  resend: Operation.always("read")
})
