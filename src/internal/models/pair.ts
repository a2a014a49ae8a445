import * as Schema from "../edge/schema.js"
import { optional } from "../schema/fields.js"
import type { Model, TypeOf } from "../schema/struct.js"

const pair = Schema.Struct({
  key: optional(Schema.String),
  value: optional(Schema.String)
})

/**
 * An attribute of a client, a service or a scope.
 *
 * @since 0.1.0
 * @category models
 */
export interface Pair extends TypeOf<typeof pair.fields> {}

/**
 * @since 0.1.0
 * @category models
 */
export const Pair: Model<typeof pair.fields, Pair> = pair
