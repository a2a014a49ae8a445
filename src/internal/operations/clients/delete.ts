import * as Operation from "../../../Operation.js"
import * as Schema from "../../edge/schema.js"
import { ClientIdentifier } from "../../models/clientIdentifier.js"
import * as Encodings from "../encoding.js"

/** @internal */
export const clientsDelete = Operation.make({
  name: "clients.delete",
  method: "DELETE",
  path: "/client/delete/{clientId}",
  encoding: Encodings.none,
  request: ClientIdentifier,
  response: Schema.Void,
  success: [204],
  body: "none",
  absence: { status: 404 },
  resend: Operation.always("idempotent")
})
