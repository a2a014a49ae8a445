import type * as Schema from "effect/Schema"
import * as Operation from "../../../Operation.js"
import type { Codec } from "../../edge/schema.js"
import type { ServiceEncoded } from "../../models/service.js"
import { Service } from "../../models/service.js"
import type { Writable } from "../../schema/writable.js"
import { writable } from "../../schema/writable.js"

/** What of a service only Authlete sets. */
const readOnly = [
  "apiKey",
  "apiSecret",
  "number",
  "serviceOwnerNumber",
  "createdAt",
  "modifiedAt",
  "hsks"
] as const

type ReadOnly = typeof readOnly[number]

/** A service without what only Authlete sets. */
export interface WritableService extends Writable<Service, ReadOnly> {}

/** The same on the wire. */
export interface WritableServiceEncoded extends Omit<ServiceEncoded, ReadOnly> {}

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
export const ServiceCreateRequest: Codec<WritableService, WritableServiceEncoded> = writable(Service, readOnly)

/** @internal */
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
