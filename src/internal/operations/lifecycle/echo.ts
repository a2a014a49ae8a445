import * as Operation from "../../../Operation.js"
import * as Schema from "../../edge/schema.js"
import type { Codec } from "../../edge/schema.js"
import { JsonObject } from "../../edge/schema.js"
import * as Encodings from "../encoding.js"

/**
 * The request of `Lifecycle.echo`: any parameters, by their names.
 *
 * @since 0.2.0
 * @category echo
 */
export interface EchoRequest extends Schema.Schema.Type<typeof EchoRequest> {}

/**
 * @since 0.2.0
 * @category echo
 */
export const EchoRequest = Schema.Texts

/**
 * The response of `Lifecycle.echo`: the parameters that came in, as the server shows them.
 *
 * @since 0.2.0
 * @category echo
 */
export interface EchoResponse extends Schema.Schema.Type<typeof EchoResponse> {}

/**
 * @since 0.2.0
 * @category echo
 */
export const EchoResponse: Codec<JsonObject> = JsonObject

/** @internal */
export const lifecycleEcho = Operation.make({
  name: "lifecycle.echo",
  method: "GET",
  base: "server",
  path: "/misc/echo",
  encoding: Encodings.query,
  request: EchoRequest,
  response: EchoResponse,
  body: "document",
  resend: Operation.always("read")
})
