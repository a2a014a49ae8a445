import * as Schema from "../edge/schema.js"
import { Flag, maybe } from "../schema/fields.js"
import type { Model, TypeOf } from "../schema/struct.js"
import { Pair } from "./pair.js"
import { TaggedValue } from "./taggedValue.js"

const scope = Schema.Struct({
  name: maybe(Schema.String),
  /** Whether the scope counts as requested when a request names no scopes. */
  defaultEntry: maybe(Flag),
  description: maybe(Schema.String),
  /** The description in several languages. */
  descriptions: maybe(Schema.Array(TaggedValue)),
  attributes: maybe(Schema.Array(Pair))
})

/**
 * A scope of the service, with what the service says about it.
 *
 * @since 0.1.0
 * @category models
 */
export interface Scope extends TypeOf<typeof scope.fields> {}

/**
 * @since 0.1.0
 * @category models
 */
export const Scope: Model<typeof scope.fields, Scope> = scope
