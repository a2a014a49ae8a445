import * as Schema from "../edge/schema.js"
import { Flag } from "../schema/fields.js"

/**
 * The request for a document that the service publishes. Authlete wants to be told how to lay it out, which is nothing
 * that a caller should have to think of: the public functions take no request.
 */
export const DocumentRequest = Schema.Struct({
  /** Whether the document is laid out in lines, for people. */
  pretty: Flag
})

export const compact: typeof DocumentRequest.Type = { pretty: false }
