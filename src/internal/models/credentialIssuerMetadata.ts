import * as Schema from "../edge/schema.js"
import { Count, Flag, JsonText, maybe, Strings, Uri } from "../schema/fields.js"
import type { Model, TypeOf } from "../schema/struct.js"

const credentialIssuerMetadata = Schema.Struct({
  /** `credential_issuer`: the identifier of the credential issuer, an `https` URL. */
  credentialIssuer: maybe(Schema.String),
  /** `authorization_servers`: the issuer identifiers of the authorization servers that the credential issuer relies on. */
  authorizationServers: maybe(Strings),
  /** `display`: how to show the issuer, by language, as the text of a JSON array. */
  display: maybe(JsonText),
  /** `credential_configurations_supported`: the credentials that can be had, as the text of a JSON object. */
  credentialsSupported: maybe(JsonText),

  /** `credential_endpoint`. */
  credentialEndpoint: maybe(Uri),
  /** `batch_credential_endpoint` of the first implementer's draft. */
  batchCredentialEndpoint: maybe(Uri),
  /** `deferred_credential_endpoint`. */
  deferredCredentialEndpoint: maybe(Uri),
  /** `nonce_endpoint`. */
  nonceEndpoint: maybe(Uri),
  /** `notification_endpoint`. */
  notificationEndpoint: maybe(Uri),
  /** `batch_credential_issuance.batch_size`: how many credentials one request may be for. */
  batchSize: maybe(Count),

  /** `credential_request_encryption.jwks`: the public keys to encrypt requests with, as the text of a JWK Set. */
  credentialRequestEncryptionJwks: maybe(JsonText),
  /** `credential_request_encryption.enc_values_supported`. */
  credentialRequestEncryptionEncValuesSupported: maybe(Strings),
  /** `credential_request_encryption.zip_values_supported`. */
  credentialRequestEncryptionZipValuesSupported: maybe(Strings),
  /** `credential_request_encryption.encryption_required`: whether requests must be encrypted. */
  requireCredentialRequestEncryption: maybe(Flag),

  /** `credential_response_encryption.alg_values_supported`. */
  credentialResponseEncryptionAlgValuesSupported: maybe(Strings),
  /** `credential_response_encryption.enc_values_supported`. */
  credentialResponseEncryptionEncValuesSupported: maybe(Strings),
  /** `credential_response_encryption.zip_values_supported`. */
  credentialResponseEncryptionZipValuesSupported: maybe(Strings),
  /** `credential_response_encryption.encryption_required`: whether responses must be encrypted. */
  requireCredentialResponseEncryption: maybe(Flag)
})

/**
 * The metadata of a credential issuer. The names in its comments are those of OpenID for Verifiable Credential Issuance.
 *
 * @since 0.2.0
 * @category models
 */
export interface CredentialIssuerMetadata extends TypeOf<typeof credentialIssuerMetadata.fields> {}

/**
 * @since 0.2.0
 * @category models
 */
export const CredentialIssuerMetadata: Model<typeof credentialIssuerMetadata.fields, CredentialIssuerMetadata> =
  credentialIssuerMetadata
