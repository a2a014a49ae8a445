import * as Operation from "../../../Operation.js"
import * as Schema from "../../edge/schema.js"
import * as Encodings from "../encoding.js"

/** @internal */
export const servicesDelete = Operation.make({
  name: "services.delete",
  method: "DELETE",
  path: "/service/delete",
  encoding: Encodings.none,
  request: Schema.Struct({}),
  response: Schema.Void,
  success: [204],
  body: "none",
  absence: { status: 404 },
  resend: Operation.always("idempotent")
})
