import * as Schema from "../edge/schema.js"
import { Flag, Int64, maybe, open } from "../schema/fields.js"
import type { Model, TypeOf } from "../schema/struct.js"
import { ClientType } from "./clientType.js"
import { TaggedValue } from "./taggedValue.js"

const limitedClient = Schema.Struct({
  /** The sequential number that Authlete gave to the client. */
  number: maybe(Schema.Int),
  clientId: maybe(Int64),
  /** The alias, which client applications may use in place of the id. */
  clientIdAlias: maybe(Schema.String),
  /** Whether the alias may be used; newer versions of Authlete always allow it. */
  clientIdAliasEnabled: maybe(Flag),
  clientName: maybe(Schema.String),
  /** The name in several languages. */
  clientNames: maybe(Schema.Array(TaggedValue)),
  description: maybe(Schema.String),
  /** The description in several languages. */
  descriptions: maybe(Schema.Array(TaggedValue)),
  clientType: maybe(open(ClientType))
})

/**
 * The part of a client that lists of other things tell.
 *
 * @since 0.1.0
 * @category models
 */
export interface LimitedClient extends TypeOf<typeof limitedClient.fields> {}

/**
 * @since 0.1.0
 * @category models
 */
export const LimitedClient: Model<typeof limitedClient.fields, LimitedClient> = limitedClient
