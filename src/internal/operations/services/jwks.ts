import * as Schema from "effect/Schema"
import * as Operation from "../../../Operation.js"
import { JsonObject, union } from "../../edge/schema.js"
import { Flag, optional } from "../../schema/fields.js"
import type { Model, TypeOf } from "../../schema/struct.js"
import * as Encodings from "../encoding.js"

const jwkSet = Schema.Struct({
  /** The keys, each a JWK. */
  keys: Schema.Array(JsonObject)
}, { key: Schema.String, value: Schema.Unknown })

/**
 * A JWK Set (RFC 7517, section 5) with public keys.
 *
 * @since 0.2.0
 * @category documents
 */
export interface JwkSet extends TypeOf<typeof jwkSet.fields> {}

/**
 * @since 0.2.0
 * @category documents
 */
export const JwkSet: Model<typeof jwkSet.fields, JwkSet> = jwkSet

export const servicesJwks = Operation.make({
  name: "services.jwks",
  method: "GET",
  path: "/service/jwks/get",
  encoding: Encodings.query,
  request: Schema.Struct({
    /** Whether Authlete writes the document with line breaks. */
    pretty: optional(Flag)
  }),
  response: union(JwkSet, Schema.Undefined),
  success: [200, 204],
  body: "document",
  resend: Operation.always("read")
})
