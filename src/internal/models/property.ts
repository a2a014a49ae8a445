import * as Schema from "../edge/schema.js"
import { mark } from "../edge/schema.js"
import { Flag, HiddenValueId, optional } from "../schema/fields.js"
import type { Model, TypeOf } from "../schema/struct.js"

const property = Schema.Struct({
  key: optional(Schema.String),
  value: optional(Schema.String),
  /** Whether the property is kept from the client application; Authlete takes `false` if it is left out. */
  hidden: optional(Flag)
})

/**
 * A property that Authlete keeps with a token.
 *
 * @since 0.1.0
 * @category models
 */
export interface Property extends TypeOf<typeof property.fields> {}

/**
 * @since 0.1.0
 * @category models
 */
export const Property: Model<typeof property.fields, Property> = mark(property, HiddenValueId)
