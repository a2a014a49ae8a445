import type * as Schema from "effect/Schema"
import * as Operation from "../../../Operation.js"
import type { Codec } from "../../edge/schema.js"
import { Client } from "../../models/client.js"
import { ClientIdentifier } from "../../models/clientIdentifier.js"
import { withOwn, writable } from "../../schema/writable.js"
import type { WritableClient, WritableClientEncoded } from "./create.js"
import { readOnly } from "./create.js"

/** Which client. */
export interface OfClient {
  /** The id of the client, or its alias. */
  readonly clientId: ClientIdentifier
}

/**
 * The request of `Clients.update`: which client, and all of the client as it is to be, without what only Authlete sets.
 *
 * @since 0.2.0
 * @category update
 */
export interface ClientUpdateRequest extends Schema.Schema.Type<typeof ClientUpdateRequest> {}

/**
 * @since 0.2.0
 * @category update
 */
export const ClientUpdateRequest: Codec<OfClient & WritableClient, OfClient & WritableClientEncoded> = withOwn(
  { clientId: ClientIdentifier },
  writable(Client, readOnly)
)

/** @internal */
export const clientsUpdate = Operation.make({
  name: "clients.update",
  path: "/client/update/{clientId}",
  request: ClientUpdateRequest,
  response: Client,
  resend: Operation.always("idempotent")
})
