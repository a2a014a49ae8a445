import * as Operation from "../../../Operation.js"
import * as Schema from "../../edge/schema.js"
import { Service } from "../../models/service.js"
import * as Encodings from "../encoding.js"

/** @internal */
export const servicesGet = Operation.make({
  name: "services.get",
  method: "GET",
  path: "/service/get",
  encoding: Encodings.none,
  request: Schema.Struct({}),
  response: Service,
  resend: Operation.always("read")
})
