import * as Operation from "../../../Operation.js"
import * as Schema from "../../edge/schema.js"
import { JsonObject } from "../../edge/schema.js"
import { Flag, JsonText, optional } from "../../schema/fields.js"
import * as Encodings from "../encoding.js"

/**
 * The request of `Services.configuration`.
 *
 * @since 0.2.0
 * @category documents
 */
export interface ServiceConfigurationRequest extends Schema.Schema.Type<typeof ServiceConfigurationRequest> {}

/**
 * @since 0.2.0
 * @category documents
 */
export const ServiceConfigurationRequest = Schema.Struct({
  /** Whether Authlete writes the document with line breaks. */
  pretty: optional(Flag),
  /** Changes to the document, an RFC 6902 JSON Patch as the text of a JSON array. They travel in the query. */
  patch: optional(JsonText)
})

/** @internal */
export const servicesConfiguration = Operation.make({
  name: "services.configuration",
  method: "GET",
  path: "/service/configuration",
  encoding: Encodings.query,
  request: ServiceConfigurationRequest,
  response: JsonObject,
  body: "document",
  resend: Operation.always("read")
})
