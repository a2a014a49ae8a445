import * as Operation from "../../../Operation.js"
import * as Schema from "../../edge/schema.js"
import type { Codec } from "../../edge/schema.js"
import { JsonObject, narrow, union } from "../../edge/schema.js"
import { Flag, optional } from "../../schema/fields.js"
import * as Encodings from "../encoding.js"

/**
 * A JWK Set (RFC 7517, section 5) with public keys.
 *
 * @since 0.2.0
 * @category documents
 */
export interface JwkSet extends JsonObject {
  /** The keys, each a JWK. */
  readonly keys: ReadonlyArray<JsonObject>
}

const isObject = (value: unknown) => typeof value === "object" && value !== null && !Array.isArray(value)

/**
 * @since 0.2.0
 * @category documents
 */
export const JwkSet: Codec<JwkSet, JsonObject> = narrow(
  JsonObject,
  (document): document is JwkSet => Array.isArray(document["keys"]) && document["keys"].every(isObject),
  "a JWK Set: an object with a list of keys"
)

/** @internal */
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
