import type * as Schema from "effect/Schema"
import * as Operation from "../../../Operation.js"
import { Client } from "../../models/client.js"
import { ClientIdentifier } from "../../models/clientIdentifier.js"
import { withOwn, writable } from "../../schema/writable.js"
import { readOnly } from "./create.js"

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
export const ClientUpdateRequest = withOwn(
  {
    /** The id of the client, or its alias. */
    clientId: ClientIdentifier
  },
  writable(Client, readOnly)
)

export const clientsUpdate = Operation.make({
  name: "clients.update",
  path: "/client/update/{clientId}",
  request: ClientUpdateRequest,
  response: Client,
  resend: Operation.always("idempotent")
})
