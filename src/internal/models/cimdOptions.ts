import * as Schema from "../edge/schema.js"
import { Flag, optional } from "../schema/fields.js"
import type { Model, TypeOf } from "../schema/struct.js"

const cimdOptions = Schema.Struct({
  /** Whether to get the document anew, however fresh the copy in Authlete's cache is. */
  alwaysRetrieved: optional(Flag),
  /** Whether a client id may be an `http` URL; meant for development. */
  httpPermitted: optional(Flag),
  /** Whether a client id may be a URL with a query. */
  queryPermitted: optional(Flag)
})

/**
 * How to resolve a client through its metadata document, for one request; `true` overrides the settings of the service.
 *
 * @since 0.1.0
 * @category models
 */
export interface CimdOptions extends TypeOf<typeof cimdOptions.fields> {}

/**
 * @since 0.1.0
 * @category models
 */
export const CimdOptions: Model<typeof cimdOptions.fields, CimdOptions> = cimdOptions
