import * as Operation from "../../../Operation.js"
import * as Schema from "../../edge/schema.js"
import { LimitedClient } from "../../models/limitedClient.js"
import { Count, Index, maybe, optional, Selector } from "../../schema/fields.js"

/**
 * The request of `Clients.listAuthorized`.
 *
 * @since 0.2.0
 * @category authorizations
 */
export interface ClientAuthorizationListRequest extends Schema.Schema.Type<typeof ClientAuthorizationListRequest> {}

/**
 * @since 0.2.0
 * @category authorizations
 */
export const ClientAuthorizationListRequest = Schema.Struct({
  /** The resource owner whose authorizations are asked for. */
  subject: Selector,
  /** The developer of the clients; without it, the clients of all developers are listed. */
  developer: maybe(Selector),
  /** Where the page starts, counted from 0 and included; Authlete takes 0 if it is left out. */
  start: optional(Index),
  /** Where the page ends, not included; Authlete takes 5 if it is left out. */
  end: optional(Index)
})

/**
 * The response of `Clients.listAuthorized`: one page of clients.
 *
 * @since 0.2.0
 * @category authorizations
 */
export interface ClientAuthorizationListResponse extends Schema.Schema.Type<typeof ClientAuthorizationListResponse> {}

/**
 * @since 0.2.0
 * @category authorizations
 */
export const ClientAuthorizationListResponse = Schema.Struct({
  /** Where the page starts, included. */
  start: maybe(Schema.Int),
  /** Where the page ends, not included. */
  end: maybe(Schema.Int),
  /** How many clients the resource owner authorized, over all pages. */
  totalCount: maybe(Count),
  /** The resource owner. */
  subject: maybe(Schema.String),
  /** The developer, if the request named one. */
  developer: maybe(Schema.String),
  /** The clients of this page; absent if there are none. */
  clients: maybe(Schema.Array(LimitedClient))
})

/** @internal */
export const clientsListAuthorized = Operation.make({
  name: "clients.listAuthorized",
  path: "/client/authorization/get/list",
  request: ClientAuthorizationListRequest,
  response: ClientAuthorizationListResponse,
  resend: Operation.always("read")
})

/**
 * The count alone, by an empty page.
 *
 * @internal
 */
export const clientsCountAuthorized = Operation.make({
  ...clientsListAuthorized,
  name: "clients.countAuthorized",
  response: Schema.Struct({ totalCount: Count })
})
