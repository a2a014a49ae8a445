import * as Operation from "../../../Operation.js"
import * as Schema from "../../edge/schema.js"
import { literal } from "../../edge/schema.js"
import { Hsk } from "../../models/hsk.js"
import { result } from "../../models/result.js"
import { maybe } from "../../schema/fields.js"
import { merge } from "../../schema/struct.js"
import * as Encodings from "../encoding.js"

/**
 * The response of `HardwareSecurityKeys.list`: all keys of the service.
 *
 * @since 0.2.0
 * @category list
 */
export interface HskListResponse extends Schema.Schema.Type<typeof HskListResponse> {}

/**
 * @since 0.2.0
 * @category list
 */
export const HskListResponse = Schema.Struct(merge(result, {
  action: literal("SUCCESS"),
  /** The keys; absent if there are none. */
  hsks: maybe(Schema.Array(Hsk))
}))

/** @internal */
export const hardwareSecurityKeysList = Operation.make({
  name: "hardwareSecurityKeys.list",
  method: "GET",
  path: "/hsk/get/list",
  encoding: Encodings.none,
  request: Schema.Struct({}),
  response: HskListResponse,
  reports: ["SUCCESS"],
  resend: Operation.always("read")
})
