import * as Schema from "../edge/schema.js"
import { Flag, optional, Secret, Uri } from "../schema/fields.js"
import { Pair } from "./pair.js"

const fields = {
  /** The URL of the endpoint. Authlete has deprecated it for `targetUri`. */
  uri: optional(Uri),
  /** The body of the request. Authlete has deprecated it. */
  message: optional(Secret),
  /** The headers that the signature covers, with `Signature` and `Signature-Input`. */
  headers: optional(Schema.Array(Pair)),
  /** The full URL of the request, with the query. */
  targetUri: optional(Uri),
  /** Whether the request has a body, so that the signature must cover `content-digest`. */
  requestBodyContained: optional(Flag)
}

export interface MessageSignatureFields extends Readonly<typeof fields> {}

/**
 * What RFC 9421's signature of a request is held against.
 */
export const messageSignature: MessageSignatureFields = fields
