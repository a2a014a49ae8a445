import * as Schema from "../edge/schema.js"
import { maybe, Strings } from "../schema/fields.js"
import type { Model, TypeOf } from "../schema/struct.js"
import { AuthorizationDetails } from "./authorizationDetails.js"

const grantScope = Schema.Struct({
  /** Scopes, separated by spaces. */
  scope: maybe(Schema.String),
  /** The resources that the scopes are for, as URIs. */
  resource: maybe(Strings)
})

/**
 * One entry of a grant's scopes.
 *
 * @since 0.1.0
 * @category models
 */
export interface GrantScope extends TypeOf<typeof grantScope.fields> {}

/**
 * @since 0.1.0
 * @category models
 */
export const GrantScope: Model<typeof grantScope.fields, GrantScope> = grantScope

const grant = Schema.Struct({
  scopes: maybe(Schema.Array(GrantScope)),
  /** The names of the claims. */
  claims: maybe(Strings),
  /** RFC 9396's authorization details of the grant. */
  authorizationDetails: maybe(AuthorizationDetails)
})

/**
 * A grant, in the sense of Grant Management for OAuth 2.0.
 *
 * @since 0.1.0
 * @category models
 */
export interface Grant extends TypeOf<typeof grant.fields> {}

/**
 * @since 0.1.0
 * @category models
 */
export const Grant: Model<typeof grant.fields, Grant> = grant
