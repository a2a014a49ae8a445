import type * as Schema from "effect/Schema"
import * as Operation from "../../../Operation.js"
import type { Codec } from "../../edge/schema.js"
import type { ClientEncoded } from "../../models/client.js"
import { Client } from "../../models/client.js"
import type { Writable } from "../../schema/writable.js"
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

type ReadOnly = typeof readOnly[number]

/** A client without what only Authlete sets. */
export interface WritableClient extends Writable<Client, ReadOnly> {}

/** The same on the wire. */
export interface WritableClientEncoded extends Omit<ClientEncoded, ReadOnly> {}

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
export const ClientCreateRequest: Codec<WritableClient, WritableClientEncoded> = writable(Client, readOnly)

/** @internal */
export const clientsCreate = Operation.make({
  name: "clients.create",
  path: "/client/create",
  request: ClientCreateRequest,
  response: Client,
  success: [200, 201],
  // A second call would create a second client.
  resend: Operation.always("once")
})
