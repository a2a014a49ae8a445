import * as Schema from "../edge/schema.js"
import type { Literals } from "../edge/schema.js"
import { literals } from "../edge/schema.js"
import { maybe, open, RedactedString } from "../schema/fields.js"
import type { EncodedOf, Model, TypeOf } from "../schema/struct.js"

/**
 * The social networks that a service may let people log in with.
 *
 * @since 0.2.0
 * @category models
 */
export type Sns = "FACEBOOK"

/**
 * @since 0.2.0
 * @category models
 */
export const Sns: Literals<Sns> = literals("FACEBOOK")

const snsCredentials = Schema.Struct({
  /** The social network. */
  sns: maybe(open(Sns)),
  /** The id that the social network gave to the service. */
  apiKey: maybe(Schema.String),
  /** The secret that goes with `apiKey`. */
  apiSecret: maybe(RedactedString)
})

/**
 * The credentials of a service at a social network.
 *
 * @since 0.2.0
 * @category models
 */
export interface SnsCredentials extends TypeOf<typeof snsCredentials.fields> {}

/**
 * What `SnsCredentials` are on the wire.
 *
 * @since 0.2.0
 * @category models
 */
export interface SnsCredentialsEncoded extends EncodedOf<typeof snsCredentials.fields> {}

/**
 * @since 0.2.0
 * @category models
 */
export const SnsCredentials: Model<typeof snsCredentials.fields, SnsCredentials, SnsCredentialsEncoded> = snsCredentials
