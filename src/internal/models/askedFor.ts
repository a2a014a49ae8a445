import * as Schema from "../edge/schema.js"
import { maybe, Strings } from "../schema/fields.js"
import type { Model, TypeOf } from "../schema/struct.js"
import { merge } from "../schema/struct.js"
import { AuthorizationDetails } from "./authorizationDetails.js"
import { Scope } from "./scope.js"

const dynamicScope = Schema.Struct({
  /** The name that the service has the scope registered by: `payment`. */
  name: maybe(Schema.String),
  /** The scope as the client application asked for it: `payment:36fc67776`. */
  value: maybe(Schema.String)
})

/**
 * A scope that the client application completed with a value of its own.
 *
 * @since 0.2.0
 * @category models
 */
export interface DynamicScope extends TypeOf<typeof dynamicScope.fields> {}

/**
 * @since 0.2.0
 * @category models
 */
export const DynamicScope: Model<typeof dynamicScope.fields, DynamicScope> = dynamicScope

const fields = {
  /** The scopes that the client application asks for, or the service's default scopes if it named none. */
  scopes: maybe(Schema.Array(Scope)),
  /** The dynamic scopes that the client application asks for. Authlete does not keep them as granted scopes. */
  dynamicScopes: maybe(Schema.Array(DynamicScope)),
  /** Authentication context classes, one of which the resource owner is to be authenticated by. */
  acrs: maybe(Strings),
  /** RFC 8707's resources that the client application asks for, as URIs. */
  resources: maybe(Strings),
  /** RFC 9396's authorization details that the client application asks for. */
  authorizationDetails: maybe(AuthorizationDetails)
}

export interface AskedForFields extends Readonly<typeof fields> {}

/**
 * What the client application asks the resource owner for.
 */
export const askedFor: AskedForFields = fields

const withClaimNames = merge(fields, {
  /** The names of the claims that the scopes stand for, such as `profile`'s. */
  claimNames: maybe(Strings)
})

export interface AskedForOnDeviceFields extends Readonly<typeof withClaimNames> {}

/**
 * The same where the resource owner is asked on another device: claims are asked for by scopes only.
 */
export const askedForOnDevice: AskedForOnDeviceFields = withClaimNames
