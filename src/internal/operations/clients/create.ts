import type * as Schema from "effect/Schema"
import * as Operation from "../../../Operation.js"
import { Client } from "../../models/client.js"
import { writable } from "../../schema/writable.js"

/** What of a client only Authlete sets. */
export const readOnly = [
  "clientId",
  "clientSecret",
  "number",
  "serviceNumber",
  "createdAt",
  "modifiedAt",
  "dynamicallyRegistered",
  "derivedSectorIdentifier"
] as const

/**
 * The request of `Clients.create`: the client as it is to be, without what only Authlete sets.
 *
 * @since 0.2.0
 * @category create
 */
export interface ClientCreateRequest extends Schema.Schema.Type<typeof ClientCreateRequest> {}

/**
 * @since 0.2.0
 * @category create
 */
export const ClientCreateRequest = writable(Client, readOnly)

export const clientsCreate = Operation.make({
  name: "clients.create",
  path: "/client/create",
  request: ClientCreateRequest,
  response: Client,
  success: [200, 201],
  // A second call would create a second client.
  resend: Operation.always("once")
})
