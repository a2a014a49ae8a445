import * as Operation from "../../../Operation.js"
import * as Schema from "../../edge/schema.js"
import { union } from "../../edge/schema.js"
import { Flag, optional, RedactedString } from "../../schema/fields.js"
import * as Encodings from "../encoding.js"

/** @internal */
export const servicesPrivateJwks = Operation.make({
  name: "services.privateJwks",
  method: "GET",
  path: "/service/jwks/get",
  encoding: Encodings.query,
  request: Schema.Struct({
    /** Whether the response holds the private keys, too. */
    includePrivateKeys: Flag,
    /** Whether Authlete writes the document with line breaks. */
    pretty: optional(Flag)
  }),
  response: union(RedactedString, Schema.Undefined),
  success: [200, 204],
  // As a text, all of it is one secret.
  body: "text",
  resend: Operation.always("read")
})
