import * as Operation from "../../../Operation.js"
import { Client } from "../../models/client.js"
import { ClientIdentifier } from "../../models/clientIdentifier.js"
import * as Encodings from "../encoding.js"

/** @internal */
export const clientsGet = Operation.make({
  name: "clients.get",
  method: "GET",
  path: "/client/get/{clientId}",
  encoding: Encodings.none,
  request: ClientIdentifier,
  response: Client,
  resend: Operation.always("read")
})
