import * as Schema from "effect/Schema"
import * as Operation from "../../../Operation.js"
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
