import * as Operation from "../../../Operation.js"
import * as Schema from "../../edge/schema.js"
import { literal, union } from "../../edge/schema.js"
import { Hsk } from "../../models/hsk.js"
import { result } from "../../models/result.js"
import { maybe } from "../../schema/fields.js"
import { merge } from "../../schema/struct.js"
import * as Encodings from "../encoding.js"
import { HskHandle } from "./get.js"

/** What may come with a success, though Authlete documents the status 204, which has no body. */
const deleted = Schema.Struct(merge(result, {
  action: literal("SUCCESS"),
  /** The key as it was. */
  hsk: maybe(Hsk)
}))

/** @internal */
export const hardwareSecurityKeysDelete = Operation.make({
  name: "hardwareSecurityKeys.delete",
  method: "DELETE",
  path: "/hsk/delete/{handle}",
  encoding: Encodings.none,
  request: HskHandle,
  response: union(deleted, Schema.Undefined),
  success: [200, 204],
  reports: ["SUCCESS"],
  absence: { status: 404, action: "NOT_FOUND" },
  resend: Operation.always("idempotent")
})
