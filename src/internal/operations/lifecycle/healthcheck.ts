import * as Operation from "../../../Operation.js"
import * as Schema from "../../edge/schema.js"
import { Flag, optional } from "../../schema/fields.js"
import * as Encodings from "../encoding.js"

/**
 * The request of `Lifecycle.healthcheck`.
 *
 * @since 0.2.0
 * @category healthcheck
 */
export interface HealthcheckRequest extends Schema.Schema.Type<typeof HealthcheckRequest> {}

/**
 * @since 0.2.0
 * @category healthcheck
 */
export const HealthcheckRequest = Schema.Struct({
  /** Whether to look at what the server depends on too, such as its database. */
  extended: optional(Flag)
})

/** @internal */
export const lifecycleHealthcheck = Operation.make({
  name: "lifecycle.healthcheck",
  method: "GET",
  base: "server",
  path: "/lifecycle/healthcheck",
  encoding: Encodings.query,
  request: HealthcheckRequest,
  response: Schema.String,
  body: "text",
  resend: Operation.always("read")
})
