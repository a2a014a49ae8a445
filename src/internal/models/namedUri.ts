import * as Schema from "../edge/schema.js"
import { maybe, Uri } from "../schema/fields.js"
import type { Model, TypeOf } from "../schema/struct.js"

const namedUri = Schema.Struct({
  /** What the URI is of, such as `token_endpoint`. */
  name: maybe(Schema.String),
  uri: maybe(Uri)
})

/**
 * A URI with a name, as the aliases of endpoints for mutual TLS have it (RFC 8705, section 5).
 *
 * @since 0.2.0
 * @category models
 */
export interface NamedUri extends TypeOf<typeof namedUri.fields> {}

/**
 * @since 0.2.0
 * @category models
 */
export const NamedUri: Model<typeof namedUri.fields, NamedUri> = namedUri
