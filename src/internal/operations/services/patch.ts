import type * as Schema from "effect/Schema"
import * as Operation from "../../../Operation.js"
import { Service } from "../../models/service.js"
import { changesOf, documentOf, patched } from "../../schema/patch.js"
import * as Encodings from "../encoding.js"
import { ServiceUpdateRequest } from "./update.js"

/**
 * The request of `Services.patch`: what of the service is to change. A field that is left out stays as it is, and one
 * that is `null` is taken away.
 *
 * @since 0.2.0
 * @category patch
 */
export interface ServicePatchRequest extends Schema.Schema.Type<typeof ServicePatchRequest> {}

/**
 * @since 0.2.0
 * @category patch
 */
export const ServicePatchRequest = changesOf(ServiceUpdateRequest)

const ServiceDocument = documentOf(Service)

/**
 * The service to be changed, as Authlete has it. The changes are checked, and stay here.
 *
 * @internal
 */
export const servicesPatchGet = Operation.make({
  name: "services.patch",
  method: "GET",
  path: "/service/get",
  encoding: Encodings.none,
  request: ServicePatchRequest,
  response: ServiceDocument,
  body: "document",
  resend: Operation.always("read")
})

/**
 * The same service with the changes, as a whole.
 *
 * @internal
 */
export const servicesPatch = Operation.make({
  name: "services.patch",
  path: "/service/update",
  request: patched(ServiceDocument, ServicePatchRequest),
  response: Service,
  resend: Operation.always("idempotent")
})
