import * as Schema from "../edge/schema.js"
import {
  EpochMillis,
  Flag,
  Int64,
  JsonText,
  literals,
  maybe,
  open,
  RedactedString,
  Seconds,
  Strings,
  Uri
} from "../schema/fields.js"
import type { EncodedOf, Model, TypeOf } from "../schema/struct.js"
import { ApplicationType } from "./applicationType.js"
import { ClientAuthMethod } from "./clientAuthMethod.js"
import { ClientExtension } from "./clientExtension.js"
import { ClientRegistrationType } from "./clientRegistrationType.js"
import { ClientSource } from "./clientSource.js"
import { ClientType } from "./clientType.js"
import { DeliveryMode } from "./deliveryMode.js"
import { FapiMode } from "./fapiMode.js"
import { GrantType } from "./grantType.js"
import { JweAlg } from "./jweAlg.js"
import { JweEnc } from "./jweEnc.js"
import { JwsAlg } from "./jwsAlg.js"
import { Pair } from "./pair.js"
import { ResponseMode } from "./responseMode.js"
import { ResponseType } from "./responseType.js"
import { SubjectType } from "./subjectType.js"
import { TaggedValue } from "./taggedValue.js"

const client = Schema.Struct({
  // What identifies the client

  /** The id that Authlete gave to the client. */
  clientId: Int64,
  /** The alias, which the client application may use as its `client_id`. Without one, Authlete has the id as text here. */
  clientIdAlias: maybe(Schema.String),
  /** Whether the alias may be used; newer versions of Authlete always allow it. */
  clientIdAliasEnabled: maybe(Flag),
  /** The secret, `client_secret` of RFC 7591. Authlete draws it. */
  clientSecret: maybe(RedactedString),
  /** The client's entity id, in the sense of OpenID Federation. */
  entityId: maybe(Schema.String),
  /** The sequential number that Authlete gave to the client. */
  number: maybe(Schema.Int),
  /** The sequential number of the service that the client belongs to. */
  serviceNumber: maybe(Schema.Int),
  /** The developer of the client, by an identifier that the service chose. Deprecated since Authlete 3.0. */
  developer: maybe(Schema.String),
  /** When the client was created, in epoch milliseconds. */
  createdAt: maybe(EpochMillis),
  /** When the client was last changed, in epoch milliseconds. */
  modifiedAt: maybe(EpochMillis),
  /** Whether the client is locked: Authlete then refuses its requests. `Clients.setLocked` changes it. */
  locked: maybe(Flag),
  /** What the service keeps with the client, for its own use or for Authlete's. */
  attributes: maybe(Schema.Array(Pair)),
  /** Client metadata that the service knows beyond the standards, as the text of a JSON object. */
  customMetadata: maybe(JsonText),
  /** The settings that no specification knows, such as the scopes that the client may ask for. */
  extension: maybe(ClientExtension),

  // What people see

  /** `client_name` of RFC 7591. */
  clientName: maybe(Schema.String),
  /** `client_name` by language. */
  clientNames: maybe(Schema.Array(TaggedValue)),
  description: maybe(Schema.String),
  /** The description by language. */
  descriptions: maybe(Schema.Array(TaggedValue)),
  /** `logo_uri` of RFC 7591: the address of the logo. */
  logoUri: maybe(Uri),
  /** `logo_uri` by language. */
  logoUris: maybe(Schema.Array(TaggedValue)),
  /** `client_uri` of RFC 7591: the address of the home page. */
  clientUri: maybe(Uri),
  /** `client_uri` by language. */
  clientUris: maybe(Schema.Array(TaggedValue)),
  /** `policy_uri` of RFC 7591: the address of the page that says what is done with personal data. */
  policyUri: maybe(Uri),
  /** `policy_uri` by language. */
  policyUris: maybe(Schema.Array(TaggedValue)),
  /** `tos_uri` of RFC 7591: the address of the terms of service. */
  tosUri: maybe(Uri),
  /** `tos_uri` by language. */
  tosUris: maybe(Schema.Array(TaggedValue)),
  /** `contacts` of RFC 7591: the e-mail addresses of those in charge. */
  contacts: maybe(Strings),
  /** `organization_name` of OpenID Federation: who manages the client. */
  organizationName: maybe(Schema.String),
  /** `software_id` of RFC 7591: what tells the software of the client from other software. */
  softwareId: maybe(Schema.String),
  /** `software_version` of RFC 7591. */
  softwareVersion: maybe(Schema.String),

  // What the client may do

  /** Whether the client can keep a secret (RFC 6749, section 2.1). */
  clientType: maybe(open(ClientType)),
  /** `application_type` of OpenID Connect Registration; it decides which redirect URIs are allowed. */
  applicationType: maybe(open(ApplicationType)),
  /** `grant_types` of RFC 7591: the grants that the client may use. */
  grantTypes: maybe(Schema.Array(open(GrantType))),
  /** `response_types` of RFC 7591: the response types that the client may use. */
  responseTypes: maybe(Schema.Array(open(ResponseType))),
  /** `response_modes` that the client may use. */
  responseModes: maybe(Schema.Array(open(ResponseMode))),
  /** `redirect_uris` of RFC 7591. */
  redirectUris: maybe(Strings),
  /** `authorization_details_types` of RFC 9396: the `type`s that the client may use in `authorization_details`. */
  authorizationDetailsTypes: maybe(Strings),
  /** The FAPI profiles that the client's requests are held to. */
  fapiModes: maybe(Schema.Array(open(FapiMode))),
  /** Whether Authlete takes the client's tokens along when tokens are migrated. */
  inScopeForTokenMigration: maybe(Flag),

  // How the client authenticates

  /** `token_endpoint_auth_method` of RFC 7591. */
  tokenAuthMethod: maybe(open(ClientAuthMethod)),
  /** `token_endpoint_auth_signing_alg` of OpenID Connect Registration: how client assertions must be signed. */
  tokenAuthSignAlg: maybe(open(JwsAlg)),
  /** The `kid` of the JWK that holds the client's self-signed certificate, for `SELF_SIGNED_TLS_CLIENT_AUTH`. */
  selfSignedCertificateKeyId: maybe(Schema.String),
  /** `tls_client_auth_subject_dn` of RFC 8705: the subject that the client's certificate must have. */
  tlsClientAuthSubjectDn: maybe(Schema.String),
  /** `tls_client_auth_san_dns` of RFC 8705: the DNS name that the client's certificate must have. */
  tlsClientAuthSanDns: maybe(Schema.String),
  /** `tls_client_auth_san_uri` of RFC 8705: the URI that the client's certificate must have. */
  tlsClientAuthSanUri: maybe(Uri),
  /** `tls_client_auth_san_ip` of RFC 8705: the IP address that the client's certificate must have. */
  tlsClientAuthSanIp: maybe(Schema.String),
  /** `tls_client_auth_san_email` of RFC 8705: the e-mail address that the client's certificate must have. */
  tlsClientAuthSanEmail: maybe(Schema.String),
  /** The SPIFFE id of the client, for `SPIFFE_JWT`. */
  spiffeId: maybe(Schema.String),
  /** The endpoint that has the keys of the client's SPIFFE trust domain, for `SPIFFE_JWT`. */
  spiffeBundleEndpoint: maybe(Uri),
  /** Whether the client means to use the endpoints for mutual TLS where there are any (RFC 8705, section 5). */
  mtlsEndpointAliasesUsed: maybe(Flag),

  // The client's keys

  /** `jwks_uri` of RFC 7591: the address of the client's JWK Set. */
  jwksUri: maybe(Uri),
  /** `jwks` of RFC 7591: the client's public keys, as the text of a JWK Set. */
  jwks: maybe(JsonText),
  /** `signed_jwks_uri` of OpenID Federation: the address of the client's JWK Set as a signed JWT. */
  signedJwksUri: maybe(Uri),

  // Authorization requests

  /** `require_pushed_authorization_requests` of RFC 9126. */
  parRequired: maybe(Flag),
  /** Whether an authorization request must be in a request object: `require_signed_request_object` of RFC 9101. */
  requestObjectRequired: maybe(Flag),
  /** `request_object_signing_alg` of OpenID Connect Registration: how request objects must be signed. */
  requestSignAlg: maybe(open(JwsAlg)),
  /** `request_object_encryption_alg` of OpenID Connect Registration. */
  requestEncryptionAlg: maybe(open(JweAlg)),
  /** `request_object_encryption_enc` of OpenID Connect Registration. */
  requestEncryptionEnc: maybe(open(JweEnc)),
  /** `request_uris` of OpenID Connect Registration: where request objects may be fetched from. */
  requestUris: maybe(Strings),
  /** Whether a request object that comes by way of the browser must be encrypted. */
  frontChannelRequestObjectEncryptionRequired: maybe(Flag),
  /** Whether the `alg` of an encrypted request object must be `requestEncryptionAlg`. */
  requestObjectEncryptionAlgMatchRequired: maybe(Flag),
  /** Whether the `enc` of an encrypted request object must be `requestEncryptionEnc`. */
  requestObjectEncryptionEncMatchRequired: maybe(Flag),
  /** Whether an authorization request must use PKCE (RFC 7636). */
  pkceRequired: maybe(Flag),
  /** Whether PKCE must use the method `S256`, where it is used. */
  pkceS256Required: maybe(Flag),
  /** `default_max_age` of OpenID Connect Registration, in seconds; 0 means none. */
  defaultMaxAge: maybe(Seconds),
  /** `default_acr_values` of OpenID Connect Registration: the authentication context classes to ask for. */
  defaultAcrs: maybe(Strings),
  /** `initiate_login_uri` of OpenID Connect Registration: where others may have the client start a login. */
  loginUri: maybe(Uri),

  // Authorization responses as JWTs (JARM)

  /** `authorization_signed_response_alg` of JARM. */
  authorizationSignAlg: maybe(open(JwsAlg)),
  /** `authorization_encrypted_response_alg` of JARM. */
  authorizationEncryptionAlg: maybe(open(JweAlg)),
  /** `authorization_encrypted_response_enc` of JARM. */
  authorizationEncryptionEnc: maybe(open(JweEnc)),

  // Tokens

  /** `tls_client_certificate_bound_access_tokens` of RFC 8705. */
  tlsClientCertificateBoundAccessTokens: maybe(Flag),
  /** `dpop_bound_access_tokens` of RFC 9449: whether the client must use DPoP. */
  dpopRequired: maybe(Flag),
  /** Whether a new access token ends the others that the same resource owner gave to the client. */
  singleAccessTokenPerSubject: maybe(Flag),

  // ID tokens and claims

  /** `id_token_signed_response_alg` of OpenID Connect Registration. */
  idTokenSignAlg: maybe(open(JwsAlg)),
  /** `id_token_encrypted_response_alg` of OpenID Connect Registration. */
  idTokenEncryptionAlg: maybe(open(JweAlg)),
  /** `id_token_encrypted_response_enc` of OpenID Connect Registration. */
  idTokenEncryptionEnc: maybe(open(JweEnc)),
  /** `userinfo_signed_response_alg` of OpenID Connect Registration. */
  userInfoSignAlg: maybe(open(JwsAlg)),
  /** `userinfo_encrypted_response_alg` of OpenID Connect Registration. */
  userInfoEncryptionAlg: maybe(open(JweAlg)),
  /** `userinfo_encrypted_response_enc` of OpenID Connect Registration. */
  userInfoEncryptionEnc: maybe(open(JweEnc)),
  /** `require_auth_time` of OpenID Connect Registration: whether ID tokens must have `auth_time`. */
  authTimeRequired: maybe(Flag),
  /** `subject_type` of OpenID Connect Registration. */
  subjectType: maybe(open(SubjectType)),
  /** `sector_identifier_uri` of OpenID Connect Registration: clients with the same host there see the same `sub`. */
  sectorIdentifierUri: maybe(Uri),
  /** The host that pairwise subjects depend on: that of `sectorIdentifierUri`, or else that of the redirect URI. */
  derivedSectorIdentifier: maybe(Schema.String),
  /** `digest_algorithm` of OpenID Connect for Identity Assurance; `sha-256` if it is absent. */
  digestAlgorithm: maybe(Schema.String),

  // Logout

  /** `backchannel_logout_uri` of OpenID Connect Back-Channel Logout: where logout tokens are sent. */
  backchannelLogoutUri: maybe(Uri),
  /** `backchannel_logout_session_required` of OpenID Connect Back-Channel Logout: whether logout tokens must have `sid`. */
  backchannelLogoutSessionRequired: maybe(Flag),

  // Backchannel authentication (CIBA)

  /** `backchannel_token_delivery_mode` of CIBA. */
  bcDeliveryMode: maybe(open(DeliveryMode)),
  /** `backchannel_client_notification_endpoint` of CIBA: where the client is notified, or gets its tokens. */
  bcNotificationEndpoint: maybe(Uri),
  /** `backchannel_authentication_request_signing_alg` of CIBA. */
  bcRequestSignAlg: maybe(open(JwsAlg)),
  /** `backchannel_user_code_parameter` of CIBA: whether a request must have a `user_code`. */
  bcUserCodeRequired: maybe(Flag),

  // Requests to resource servers, with HTTP message signatures (RFC 9421)

  /** Whether the client signs its requests to resource servers. Deprecated since Authlete 3.0. */
  rsRequestSigned: maybe(Flag),
  /** The `kid` of the public key that the client's requests to resource servers are checked with. */
  rsSignedRequestKeyId: maybe(Schema.String),

  // Verifiable credentials

  /** `credential_offer_endpoint` of OpenID for Verifiable Credential Issuance: where the wallet takes offers. */
  credentialOfferEndpoint: maybe(Uri),
  /** Whether credential responses to the client must be encrypted. */
  credentialResponseEncryptionRequired: maybe(Flag),
  /** The version of OpenID4VC's High Assurance Interoperability Profile that the client is held to. */
  haipVersion: maybe(open(literals("1.0"))),

  // How the client came to be known

  /** How the client was registered. */
  clientSource: maybe(open(ClientSource)),
  /** Whether the client registered itself (RFC 7591). */
  dynamicallyRegistered: maybe(Flag),
  /** The hash of the registration access token (RFC 7592). */
  registrationAccessTokenHash: maybe(Schema.String),
  /** `client_registration_types` of OpenID Federation. */
  clientRegistrationTypes: maybe(Schema.Array(open(ClientRegistrationType))),
  /** Whether the client was registered by the automatic registration of OpenID Federation. */
  automaticallyRegistered: maybe(Flag),
  /** Whether the client was registered by the explicit registration of OpenID Federation. */
  explicitlyRegistered: maybe(Flag),
  /** The entity id of the trust anchor that vouched for the client (OpenID Federation). */
  trustAnchorId: maybe(Schema.String),
  /** The trust chain from the client to the trust anchor, as JWTs (OpenID Federation). */
  trustChain: maybe(Strings),
  /** When the trust chain expires, in epoch milliseconds. */
  trustChainExpiresAt: maybe(EpochMillis),
  /** When the trust chain was last renewed, in epoch milliseconds. */
  trustChainUpdatedAt: maybe(EpochMillis),
  /** Whether the client is known through its metadata document. */
  discoveredByMetadataDocument: maybe(Flag),
  /** The address of that metadata document. */
  metadataDocumentLocation: maybe(Uri),
  /** When the copy of the metadata document expires, in epoch milliseconds. */
  metadataDocumentExpiresAt: maybe(EpochMillis),
  /** When the copy of the metadata document was last renewed, in epoch milliseconds. */
  metadataDocumentUpdatedAt: maybe(EpochMillis)
})

/**
 * A client of a service: what Authlete knows about a client application.
 *
 * @since 0.2.0
 * @category models
 */
export interface Client extends TypeOf<typeof client.fields> {}

/**
 * What a `Client` is on the wire.
 *
 * @since 0.2.0
 * @category models
 */
export interface ClientEncoded extends EncodedOf<typeof client.fields> {}

/**
 * @since 0.2.0
 * @category models
 */
export const Client: Model<typeof client.fields, Client, ClientEncoded> = client
