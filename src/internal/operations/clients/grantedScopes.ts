import * as Operation from "../../../Operation.js"
import * as Schema from "../../edge/schema.js"
import { ClientIdentifier } from "../../models/clientIdentifier.js"
import { result } from "../../models/result.js"
import { EpochMillis, Int64, maybe, Selector, Strings } from "../../schema/fields.js"
import { merge } from "../../schema/struct.js"

/**
 * The request of `Clients.grantedScopes`.
 *
 * @since 0.2.0
 * @category granted scopes
 */
export interface ClientGrantedScopesRequest extends Schema.Schema.Type<typeof ClientGrantedScopesRequest> {}

/**
 * @since 0.2.0
 * @category granted scopes
 */
export const ClientGrantedScopesRequest = Schema.Struct({
  /** The id of the client, or its alias. */
  clientId: ClientIdentifier,
  /** The resource owner who granted the scopes. */
  subject: Selector
})

/**
 * The response of `Clients.grantedScopes`.
 *
 * @since 0.2.0
 * @category granted scopes
 */
export interface ClientGrantedScopesResponse extends Schema.Schema.Type<typeof ClientGrantedScopesResponse> {}

/**
 * @since 0.2.0
 * @category granted scopes
 */
export const ClientGrantedScopesResponse = Schema.Struct(merge(result, {
  /** The id of the service. */
  serviceApiKey: maybe(Int64),
  clientId: maybe(Int64),
  /** The resource owner. */
  subject: maybe(Schema.String),
  /** The scopes that the resource owner granted to the client the last time. */
  latestGrantedScopes: maybe(Strings),
  /** All scopes that the resource owner ever granted to the client, without those that were revoked. */
  mergedGrantedScopes: maybe(Strings),
  /** When this record was last changed, in epoch milliseconds. */
  modifiedAt: maybe(EpochMillis)
}))

/** @internal */
export const clientsGrantedScopes = Operation.make({
  name: "clients.grantedScopes",
  path: "/client/granted_scopes/get/{clientId}",
  request: ClientGrantedScopesRequest,
  response: ClientGrantedScopesResponse,
  resend: Operation.always("read")
})
