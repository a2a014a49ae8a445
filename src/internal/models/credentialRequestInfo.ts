import * as Schema from "../edge/schema.js"
import { JsonText, maybe, RedactedString } from "../schema/fields.js"
import type { EncodedOf, Model, TypeOf } from "../schema/struct.js"

const credentialRequestInfo = Schema.Struct({
  /**
   * What Authlete calls the request by: 43 characters of base64url. An order refers to it by its `requestIdentifier`,
   * and if the credential is deferred, the wallet gets it as `transaction_id`.
   */
  identifier: RedactedString,
  /** The format of the credential that is asked for, such as `dc+sd-jwt` or `mso_mdoc`. */
  format: maybe(Schema.String),
  /**
   * The public key of the wallet that the credential is to be bound to, as the text of a JWK; absent without a proof.
   */
  bindingKey: maybe(JsonText),
  /** The public keys of the wallet, each as the text of a JWK: one credential is to be issued for each of them. */
  bindingKeys: maybe(Schema.Array(JsonText)),
  /** What else the request holds, without its format and its proofs, as the text of a JSON object. */
  details: maybe(JsonText),
  /** The `credential_configuration_id` of the request: what is asked for, by its name in the issuer's metadata. */
  credentialConfigurationId: maybe(Schema.String),
  /** The `credential_identifier` of the request: what is asked for, by a name that the token response gave. */
  credentialIdentifier: maybe(Schema.String)
})

/**
 * What a wallet asks for in a credential request.
 *
 * @since 0.2.0
 * @category models
 */
export interface CredentialRequestInfo extends TypeOf<typeof credentialRequestInfo.fields> {}

/**
 * What a `CredentialRequestInfo` is on the wire.
 *
 * @since 0.2.0
 * @category models
 */
export interface CredentialRequestInfoEncoded extends EncodedOf<typeof credentialRequestInfo.fields> {}

/**
 * @since 0.2.0
 * @category models
 */
export const CredentialRequestInfo: Model<
  typeof credentialRequestInfo.fields,
  CredentialRequestInfo,
  CredentialRequestInfoEncoded
> = credentialRequestInfo
