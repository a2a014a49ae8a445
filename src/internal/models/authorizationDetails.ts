import * as Schema from "../edge/schema.js"
import { JsonText, optional, Strings } from "../schema/fields.js"
import type { Model, TypeOf } from "../schema/struct.js"

const authorizationDetailsElement = Schema.Struct({
  type: Schema.String,
  locations: optional(Strings),
  actions: optional(Strings),
  dataTypes: optional(Strings),
  identifier: optional(Schema.String),
  privileges: optional(Strings),
  /** The members that RFC 9396 does not define, as the text of a JSON object. */
  otherFields: optional(JsonText)
})

/**
 * One element of RFC 9396's `authorization_details`.
 *
 * @since 0.1.0
 * @category models
 */
export interface AuthorizationDetailsElement extends TypeOf<typeof authorizationDetailsElement.fields> {}

/**
 * @since 0.1.0
 * @category models
 */
export const AuthorizationDetailsElement: Model<
  typeof authorizationDetailsElement.fields,
  AuthorizationDetailsElement
> = authorizationDetailsElement

const authorizationDetails = Schema.Struct({
  elements: optional(Schema.Array(AuthorizationDetailsElement))
})

/**
 * RFC 9396's `authorization_details` in Authlete's form: an object that holds the elements.
 *
 * @since 0.1.0
 * @category models
 */
export interface AuthorizationDetails extends TypeOf<typeof authorizationDetails.fields> {}

/**
 * @since 0.1.0
 * @category models
 */
export const AuthorizationDetails: Model<typeof authorizationDetails.fields, AuthorizationDetails> =
  authorizationDetails
