import * as Schema from "../edge/schema.js"
import { optional } from "../schema/fields.js"
import type { Model, TypeOf } from "../schema/struct.js"

const authorizationTicketInfo = Schema.Struct({
  /** A text of the authorization server's. Authlete keeps it encrypted, and does not look at it. */
  context: optional(Schema.String)
})

/**
 * What is kept with a ticket of an authorization request: the state of a server that has no sessions, say.
 *
 * @since 0.2.0
 * @category models
 */
export interface AuthorizationTicketInfo extends TypeOf<typeof authorizationTicketInfo.fields> {}

/**
 * @since 0.2.0
 * @category models
 */
export const AuthorizationTicketInfo: Model<typeof authorizationTicketInfo.fields, AuthorizationTicketInfo> =
  authorizationTicketInfo
