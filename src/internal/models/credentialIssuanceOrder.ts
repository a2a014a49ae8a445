import * as Schema from "../edge/schema.js"
import { Flag, optional, Seconds, Secret, Token } from "../schema/fields.js"
import type { EncodedOf, Model, TypeOf } from "../schema/struct.js"

const credentialIssuanceOrder = Schema.Struct({
  /** The credential request that the order is for: the `identifier` of its `info`, as it was parsed. */
  requestIdentifier: Token,
  /**
   * What the credential is to say about its subject, as the text of a JSON object; what it must have depends on the
   * format: `vct` for SD-JWT, `doctype` and `claims` for mdoc. Authlete adds issuer, times and binding key.
   */
  credentialPayload: optional(Secret),
  /** Whether the wallet gets a transaction id now and the credential later. All other fields are then ignored. */
  issuanceDeferred: optional(Flag),
  /**
   * How long the credential is valid, in seconds. Negative: it does not expire. 0, or left out: as long as the service
   * has it, and without an end if the service has 0.
   */
  credentialDuration: optional(Seconds),
  /**
   * The `kid` of the key to sign the credential with, among the service's `credentialJwks`. Authlete picks one without.
   */
  signingKeyId: optional(Schema.String)
})

/**
 * What to do about a credential request: issue a credential with a certain content, or defer it.
 *
 * @since 0.2.0
 * @category models
 */
export interface CredentialIssuanceOrder extends TypeOf<typeof credentialIssuanceOrder.fields> {}

/**
 * What a `CredentialIssuanceOrder` is on the wire.
 *
 * @since 0.2.0
 * @category models
 */
export interface CredentialIssuanceOrderEncoded extends EncodedOf<typeof credentialIssuanceOrder.fields> {}

/**
 * @since 0.2.0
 * @category models
 */
export const CredentialIssuanceOrder: Model<
  typeof credentialIssuanceOrder.fields,
  CredentialIssuanceOrder,
  CredentialIssuanceOrderEncoded
> = credentialIssuanceOrder
