import * as Operation from "../../../Operation.js"
import * as Schema from "../../edge/schema.js"
import { literal } from "../../edge/schema.js"
import { Hsk } from "../../models/hsk.js"
import { result } from "../../models/result.js"
import { Selector } from "../../schema/fields.js"
import { merge } from "../../schema/struct.js"
import * as Encodings from "../encoding.js"

/**
 * The request of `HardwareSecurityKeys.get` and `HardwareSecurityKeys.delete`: the handle of a key.
 *
 * @since 0.2.0
 * @category get
 */
export type HskHandle = typeof HskHandle.Type

/**
 * @since 0.2.0
 * @category get
 */
export const HskHandle = Selector

/**
 * The response of `HardwareSecurityKeys.get`: the key.
 *
 * @since 0.2.0
 * @category get
 */
export interface HskGetResponse extends Schema.Schema.Type<typeof HskGetResponse> {}

/**
 * @since 0.2.0
 * @category get
 */
export const HskGetResponse = Schema.Struct(merge(result, {
  action: literal("SUCCESS"),
  /** The key that the handle names. */
  hsk: Hsk
}))

/** @internal */
export const hardwareSecurityKeysGet = Operation.make({
  name: "hardwareSecurityKeys.get",
  method: "GET",
  path: "/hsk/get/{handle}",
  encoding: Encodings.none,
  request: HskHandle,
  response: HskGetResponse,
  reports: ["SUCCESS"],
  resend: Operation.always("read")
})
