import * as Schema from "../edge/schema.js"
import type { Codec } from "../edge/schema.js"
import { describe, refine, union } from "../edge/schema.js"
import { Int64, isPathSegment } from "../schema/fields.js"

const description =
  "the id of a client, or its alias: a whole number, or a well-formed string, not blank, not \".\" or \"..\""

/**
 * Names a client: its id, as a number or as text, or its alias. It goes into the path of a request.
 *
 * @since 0.2.0
 * @category models
 */
export type ClientIdentifier = number | string

/**
 * @since 0.2.0
 * @category models
 */
export const ClientIdentifier: Codec<ClientIdentifier> = describe(
  union(Int64, refine(Schema.String, isPathSegment, description)),
  { description }
)
