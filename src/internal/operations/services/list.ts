import * as Operation from "../../../Operation.js"
import * as Schema from "../../edge/schema.js"
import { Service } from "../../models/service.js"
import { Count, Index, maybe, optional } from "../../schema/fields.js"
import * as Encodings from "../encoding.js"

/**
 * The request of `Services.list`.
 *
 * @since 0.2.0
 * @category list
 */
export interface ServiceListRequest extends Schema.Schema.Type<typeof ServiceListRequest> {}

/**
 * @since 0.2.0
 * @category list
 */
export const ServiceListRequest = Schema.Struct({
  /** Where the page starts, counted from 0 and included; Authlete takes 0 if it is left out. */
  start: optional(Index),
  /** Where the page ends, not included; Authlete takes 5 if it is left out. */
  end: optional(Index)
})

/**
 * The response of `Services.list`: one page of services.
 *
 * @since 0.2.0
 * @category list
 */
export interface ServiceListResponse extends Schema.Schema.Type<typeof ServiceListResponse> {}

/**
 * @since 0.2.0
 * @category list
 */
export const ServiceListResponse = Schema.Struct({
  /** Where the page starts, included. */
  start: maybe(Schema.Int),
  /** Where the page ends, not included. */
  end: maybe(Schema.Int),
  /** How many services there are, over all pages. */
  totalCount: maybe(Count),
  /** The services of this page, with their secrets; absent if there are none. */
  services: maybe(Schema.Array(Service))
})

/** @internal */
export const servicesList = Operation.make({
  name: "services.list",
  method: "GET",
  base: "server",
  path: "/service/get/list",
  encoding: Encodings.query,
  request: ServiceListRequest,
  response: ServiceListResponse,
  resend: Operation.always("read")
})

/**
 * The count alone, by an empty page.
 *
 * @internal
 */
export const servicesCount = Operation.make({
  ...servicesList,
  name: "services.count",
  response: Schema.Struct({ totalCount: Count })
})
