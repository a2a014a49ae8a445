import type * as Schema from "effect/Schema"
import * as Operation from "../../../Operation.js"
import { Service } from "../../models/service.js"
import { writable } from "../../schema/writable.js"

/**
 * The request of `Services.create`: the service as it is to be, without what only Authlete sets.
 *
 * @since 0.2.0
 * @category create
 */
export interface ServiceCreateRequest extends Schema.Schema.Type<typeof ServiceCreateRequest> {}

/**
 * @since 0.2.0
 * @category create
 */
export const ServiceCreateRequest = writable(Service, [
  "apiKey",
  "apiSecret",
  "number",
  "serviceOwnerNumber",
  "createdAt",
  "modifiedAt",
  "hsks"
])

export const servicesCreate = Operation.make({
  name: "services.create",
  base: "server",
  path: "/service/create",
  request: ServiceCreateRequest,
  response: Service,
  success: [200, 201],
  // A second call would create a second service.
  resend: Operation.always("once")
})
