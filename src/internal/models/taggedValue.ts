import * as Schema from "../edge/schema.js"
import { optional } from "../schema/fields.js"
import type { Model, TypeOf } from "../schema/struct.js"

const taggedValue = Schema.Struct({
  tag: optional(Schema.String),
  value: optional(Schema.String)
})

/**
 * A text with the tag of its language, such as `"ja"`.
 *
 * @since 0.1.0
 * @category models
 */
export interface TaggedValue extends TypeOf<typeof taggedValue.fields> {}

/**
 * @since 0.1.0
 * @category models
 */
export const TaggedValue: Model<typeof taggedValue.fields, TaggedValue> = taggedValue
