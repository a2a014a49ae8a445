import * as Operation from "../../../Operation.js"
import type { Codec, Encoded } from "../../edge/schema.js"
import { Service } from "../../models/service.js"
import { ServiceCreateRequest } from "./create.js"

/**
 * The request of `Services.update`: all of the service as it is to be, without what only Authlete sets.
 *
 * @since 0.2.0
 * @category update
 */
export interface ServiceUpdateRequest extends ServiceCreateRequest {}

/**
 * @since 0.2.0
 * @category update
 */
export const ServiceUpdateRequest: Codec<ServiceUpdateRequest, Encoded<typeof ServiceCreateRequest>> =
  ServiceCreateRequest

/** @internal */
export const servicesUpdate = Operation.make({
  name: "services.update",
  path: "/service/update",
  request: ServiceUpdateRequest,
  response: Service,
  resend: Operation.always("idempotent")
})
