import * as Operation from "../../../Operation.js"
import * as Schema from "../../edge/schema.js"
import { Client } from "../../models/client.js"
import { Count, Index, maybe, optional, Selector } from "../../schema/fields.js"
import * as Encodings from "../encoding.js"

/**
 * The request of `Clients.list`.
 *
 * @since 0.2.0
 * @category list
 */
export interface ClientListRequest extends Schema.Schema.Type<typeof ClientListRequest> {}

/**
 * @since 0.2.0
 * @category list
 */
export const ClientListRequest = Schema.Struct({
  /** The developer of the clients; without it, all clients of the service are listed. */
  developer: maybe(Selector),
  /** Where the page starts, counted from 0 and included; Authlete takes 0 if it is left out. */
  start: optional(Index),
  /** Where the page ends, not included; Authlete takes 5 if it is left out. */
  end: optional(Index)
})

/**
 * The response of `Clients.list`: one page of clients.
 *
 * @since 0.2.0
 * @category list
 */
export interface ClientListResponse extends Schema.Schema.Type<typeof ClientListResponse> {}

/**
 * @since 0.2.0
 * @category list
 */
export const ClientListResponse = Schema.Struct({
  /** Where the page starts, included. */
  start: maybe(Schema.Int),
  /** Where the page ends, not included. */
  end: maybe(Schema.Int),
  /** How many clients there are, over all pages. */
  totalCount: maybe(Count),
  /** The developer, if the request named one. */
  developer: maybe(Schema.String),
  /** The clients of this page, with their secrets; absent if there are none. */
  clients: maybe(Schema.Array(Client))
})

/** @internal */
export const clientsList = Operation.make({
  name: "clients.list",
  method: "GET",
  path: "/client/get/list",
  encoding: Encodings.query,
  request: ClientListRequest,
  response: ClientListResponse,
  resend: Operation.always("read")
})

/**
 * The count alone, by an empty page.
 *
 * @internal
 */
export const clientsCount = Operation.make({
  ...clientsList,
  name: "clients.count",
  response: Schema.Struct({ totalCount: Count })
})
