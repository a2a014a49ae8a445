import * as Schema from "../edge/schema.js"
import { JsonText, maybe } from "../schema/fields.js"
import type { Model, TypeOf } from "../schema/struct.js"

const trustAnchor = Schema.Struct({
  /** The entity id of the trust anchor. */
  entityId: maybe(Schema.String),
  /** The trust anchor's public keys, as the text of a JWK Set. */
  jwks: maybe(JsonText)
})

/**
 * A trust anchor, in the sense of OpenID Federation.
 *
 * @since 0.2.0
 * @category models
 */
export interface TrustAnchor extends TypeOf<typeof trustAnchor.fields> {}

/**
 * @since 0.2.0
 * @category models
 */
export const TrustAnchor: Model<typeof trustAnchor.fields, TrustAnchor> = trustAnchor
