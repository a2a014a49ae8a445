import * as Schema from "../edge/schema.js"
import {
  Count,
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
import { AttachmentType } from "./attachmentType.js"
import { ClaimType } from "./claimType.js"
import { ClientAuthMethod } from "./clientAuthMethod.js"
import { ClientRegistrationType } from "./clientRegistrationType.js"
import { CredentialIssuerMetadata } from "./credentialIssuerMetadata.js"
import { DeliveryMode } from "./deliveryMode.js"
import { Display } from "./display.js"
import { FapiMode } from "./fapiMode.js"
import { GrantType } from "./grantType.js"
import { Hsk } from "./hsk.js"
import { IdTokenAudType } from "./idTokenAudType.js"
import { JwsAlg } from "./jwsAlg.js"
import { NamedUri } from "./namedUri.js"
import { Pair } from "./pair.js"
import { Prompt } from "./prompt.js"
import { ResponseType } from "./responseType.js"
import { Scope } from "./scope.js"
import { ServiceProfile } from "./serviceProfile.js"
import { Sns, SnsCredentials } from "./snsCredentials.js"
import { TrustAnchor } from "./trustAnchor.js"
import { UserCodeCharset } from "./userCodeCharset.js"

const service = Schema.Struct({
  // What identifies the service

  /** The id of the service, which the path of Authlete's API has. */
  apiKey: Int64,
  /** The service's secret of Authlete 2.x. Deprecated since Authlete 3.0. */
  apiSecret: maybe(RedactedString),
  /** The sequential number that Authlete gave to the service. */
  number: maybe(Schema.Int),
  /** The sequential number of the organization that the service belongs to. Deprecated since Authlete 3.0. */
  serviceOwnerNumber: maybe(Schema.Int),
  serviceName: maybe(Schema.String),
  description: maybe(Schema.String),
  /** When the service was created, in epoch milliseconds. */
  createdAt: maybe(EpochMillis),
  /** When the service was last changed, in epoch milliseconds. */
  modifiedAt: maybe(EpochMillis),
  /** What the authorization server keeps with the service, for its own use or for Authlete's. */
  attributes: maybe(Schema.Array(Pair)),
  /** Facts about the service that Authlete adds, such as `clientCount`. */
  metadata: maybe(Schema.Array(Pair)),

  // What clients learn about the authorization server, by the names of RFC 8414 and OpenID Connect Discovery

  /** `issuer`. */
  issuer: maybe(Uri),
  /** `authorization_endpoint`. */
  authorizationEndpoint: maybe(Uri),
  /** `token_endpoint`. */
  tokenEndpoint: maybe(Uri),
  /** `userinfo_endpoint`. */
  userInfoEndpoint: maybe(Uri),
  /** `jwks_uri`. */
  jwksUri: maybe(Uri),
  /** `revocation_endpoint`. */
  revocationEndpoint: maybe(Uri),
  /** `introspection_endpoint`. */
  introspectionEndpoint: maybe(Uri),
  /** `end_session_endpoint` of OpenID Connect RP-Initiated Logout. */
  endSessionEndpoint: maybe(Uri),
  /** `mtls_endpoint_aliases` of RFC 8705: the endpoints for mutual TLS. */
  mtlsEndpointAliases: maybe(Schema.Array(NamedUri)),
  /** `service_documentation`. */
  serviceDocumentation: maybe(Uri),
  /** `op_policy_uri`. */
  policyUri: maybe(Uri),
  /** `op_tos_uri`. */
  tosUri: maybe(Uri),
  /** `scopes_supported`, with what the service says about each scope. */
  supportedScopes: maybe(Schema.Array(Scope)),
  /** `response_types_supported`. */
  supportedResponseTypes: maybe(Schema.Array(open(ResponseType))),
  /** `grant_types_supported`. */
  supportedGrantTypes: maybe(Schema.Array(open(GrantType))),
  /** `acr_values_supported`. */
  supportedAcrs: maybe(Strings),
  /** `token_endpoint_auth_methods_supported`. */
  supportedTokenAuthMethods: maybe(Schema.Array(open(ClientAuthMethod))),
  /** `revocation_endpoint_auth_methods_supported`. */
  supportedRevocationAuthMethods: maybe(Schema.Array(open(ClientAuthMethod))),
  /** `introspection_endpoint_auth_methods_supported`. */
  supportedIntrospectionAuthMethods: maybe(Schema.Array(open(ClientAuthMethod))),
  /** `authorization_details_types_supported` of RFC 9396. */
  supportedAuthorizationDetailsTypes: maybe(Strings),
  /** `display_values_supported`. */
  supportedDisplays: maybe(Schema.Array(open(Display))),
  /** `prompt_values_supported`. */
  supportedPromptValues: maybe(Schema.Array(open(Prompt))),
  /** `ui_locales_supported`: tags of languages (BCP 47). */
  supportedUiLocales: maybe(Strings),
  /** `claim_types_supported`. */
  supportedClaimTypes: maybe(Schema.Array(open(ClaimType))),
  /** `claims_supported`. */
  supportedClaims: maybe(Strings),
  /** `claims_locales_supported`: tags of languages (BCP 47). */
  supportedClaimLocales: maybe(Strings),

  // Keys

  /** The keys of the service, private ones too, as the text of a JWK Set. */
  jwks: maybe(RedactedString),
  /** The `kid` of the key in `jwks` that ID tokens are signed with, where several would do. */
  idTokenSignatureKeyId: maybe(Schema.String),
  /** The `kid` of the key in `jwks` that userinfo responses are signed with, where several would do. */
  userInfoSignatureKeyId: maybe(Schema.String),
  /** The `kid` of the key in `jwks` that authorization responses (JARM) are signed with, where several would do. */
  authorizationSignatureKeyId: maybe(Schema.String),
  /** The `kid` of the key in `jwks` that access tokens are signed with, where several would do. */
  accessTokenSignatureKeyId: maybe(Schema.String),
  /** The `kid` of the key in `jwks` that introspection responses (RFC 9701) are signed with. */
  introspectionSignatureKeyId: maybe(Schema.String),
  /** The `kid` of the key in `jwks` that responses of resource servers (RFC 9421) are signed with. */
  resourceSignatureKeyId: maybe(Schema.String),
  /** Whether keys may be in a hardware security module. */
  hsmEnabled: maybe(Flag),
  /** The keys that are in a hardware security module; `HardwareSecurityKeys` changes them. */
  hsks: maybe(Schema.Array(Hsk)),

  // Clients

  /** How many clients a developer may have; 0 means any number. */
  clientsPerDeveloper: maybe(Count),
  /** Whether clients may be named by their aliases; newer versions of Authlete always allow it. */
  clientIdAliasEnabled: maybe(Flag),
  /** Whether the alias of a client must not begin with `https://` or `http://`. */
  httpAliasProhibited: maybe(Flag),
  /** The names of client metadata that the service knows beyond the standards. */
  supportedCustomClientMetadata: maybe(Strings),
  /** Whether the `aud` of a client assertion must be the issuer identifier, and nothing else. */
  clientAssertionAudRestrictedToIssuer: maybe(Flag),
  /** Whether a public client may leave out `client_id` where its code or refresh token tells. Needs a special reason. */
  missingClientIdAllowed: maybe(Flag),
  /** Whether the chain of a client's certificate is checked for mutual TLS (RFC 8705, section 2.1). */
  mutualTlsValidatePkiCertChain: maybe(Flag),
  /** The root certificates that such a chain may end in, each in PEM. */
  trustedRootCertificates: maybe(Strings),

  // Authorization requests and responses

  /** Whether an authorization request must use PKCE (RFC 7636). */
  pkceRequired: maybe(Flag),
  /** Whether PKCE must use the method `S256`, where it is used. */
  pkceS256Required: maybe(Flag),
  /** Whether a request must name a scope. */
  scopeRequired: maybe(Flag),
  /** How long an authorization code may be used, in seconds. */
  authorizationCodeDuration: maybe(Seconds),
  /** How long an authorization response in a JWT (JARM) may be used, in seconds; its `exp` says so. */
  authorizationResponseDuration: maybe(Seconds),
  /** Whether authorization responses lack `iss` (RFC 9207). */
  issSuppressed: maybe(Flag),
  /** Whether a redirect URI on the loopback interface may have any port (RFC 8252, section 7.3). */
  loopbackRedirectionUriVariable: maybe(Flag),
  /** `pushed_authorization_request_endpoint` of RFC 9126. */
  pushedAuthReqEndpoint: maybe(Uri),
  /** How long a pushed authorization request may be used, in seconds. */
  pushedAuthReqDuration: maybe(Seconds),
  /** `require_pushed_authorization_requests` of RFC 9126. */
  parRequired: maybe(Flag),
  /** Whether an authorization request must be in a request object: `require_signed_request_object` of RFC 9101. */
  requestObjectRequired: maybe(Flag),
  /** Whether request objects are handled by OpenID Connect Core, section 6, instead of by RFC 9101. */
  traditionalRequestObjectProcessingApplied: maybe(Flag),
  /** Whether the `aud` of a request object must be the issuer identifier. */
  requestObjectAudienceChecked: maybe(Flag),
  /** Whether a request object may lack `nbf` where FAPI 1.0 Advanced asks for it. */
  nbfOptional: maybe(Flag),
  /** Whether a request object that comes by way of the browser must be encrypted. */
  frontChannelRequestObjectEncryptionRequired: maybe(Flag),
  /** Whether the `alg` of an encrypted request object must be the client's `requestEncryptionAlg`. */
  requestObjectEncryptionAlgMatchRequired: maybe(Flag),
  /** Whether the `enc` of an encrypted request object must be the client's `requestEncryptionEnc`. */
  requestObjectEncryptionEncMatchRequired: maybe(Flag),
  /** Whether error responses lack `error_description`. */
  errorDescriptionOmitted: maybe(Flag),
  /** Whether error responses lack `error_uri`. */
  errorUriOmitted: maybe(Flag),
  /** The profiles that the service supports. */
  supportedServiceProfiles: maybe(Schema.Array(open(ServiceProfile))),
  /** The FAPI profiles that all requests are held to, if the service supports the profile `FAPI`. */
  fapiModes: maybe(Schema.Array(open(FapiMode))),

  // Access tokens

  /** `token_type` of token responses; `Bearer` for RFC 6750. */
  accessTokenType: maybe(Schema.String),
  /** The lifetime of access tokens, in seconds. */
  accessTokenDuration: maybe(Seconds),
  /** How access tokens are signed, which are JWTs then; without it they are random texts. */
  accessTokenSignAlg: maybe(open(JwsAlg)),
  /** `tls_client_certificate_bound_access_tokens` of RFC 8705. */
  tlsClientCertificateBoundAccessTokens: maybe(Flag),
  /** Whether a new access token ends the others of the same resource owner and client. */
  singleAccessTokenPerSubject: maybe(Flag),
  /** Whether an access token never outlives its refresh token. */
  tokenExpirationLinked: maybe(Flag),
  /** The endpoint that is told how the creation of a batch of tokens ended. */
  tokenBatchNotificationEndpoint: maybe(Uri),
  /** Whether DPoP proofs must have a `nonce` (RFC 9449, section 8). */
  dpopNonceRequired: maybe(Flag),
  /** How long the nonce for a DPoP proof may be used, in seconds. */
  dpopNonceDuration: maybe(Seconds),
  /** Whether responses of resource servers are signed (RFC 9421). */
  rsResponseSigned: maybe(Flag),

  // Refresh tokens

  /** The lifetime of refresh tokens, in seconds. */
  refreshTokenDuration: maybe(Seconds),
  /** Whether a refresh leaves the refresh token as it is, instead of replacing it. */
  refreshTokenKept: maybe(Flag),
  /** Whether a new refresh token lives only as long as the one that it replaces would have. */
  refreshTokenDurationKept: maybe(Flag),
  /** Whether a refresh starts the lifetime of a refresh token anew that is left as it is. */
  refreshTokenDurationReset: maybe(Flag),
  /** Whether several refreshes in quick succession with the same refresh token get the same new one. */
  refreshTokenIdempotent: maybe(Flag),
  /** Whether a refresh drops the scope `openid` where `offline_access` was not granted. */
  openidDroppedOnRefreshWithoutOfflineAccess: maybe(Flag),

  // ID tokens and claims

  /** The lifetime of ID tokens, in seconds. */
  idTokenDuration: maybe(Seconds),
  /** What form the `aud` claim of ID tokens has. */
  idTokenAudType: maybe(open(IdTokenAudType)),
  /** Whether a refresh may get a new ID token: `Tokens.process` then ends with `ID_TOKEN_REISSUABLE`. */
  idTokenReissuable: maybe(Flag),
  /** Whether claims that scopes such as `profile` ask for go into ID tokens only if no access token is issued. */
  claimShortcutRestrictive: maybe(Flag),
  /** By how much the clocks of clients may be wrong, in seconds. */
  allowableClockSkew: maybe(Seconds),

  // Verified claims, by the names of OpenID Connect for Identity Assurance

  /** `trust_frameworks_supported`. */
  supportedTrustFrameworks: maybe(Strings),
  /** `evidence_supported`. */
  supportedEvidence: maybe(Strings),
  /** `claims_in_verified_claims_supported`. */
  supportedVerifiedClaims: maybe(Strings),
  /** The JSON schemas that `verified_claims` are checked with. */
  verifiedClaimsValidationSchemaSet: maybe(open(literals("standard", "standard+id_document"))),
  /** `documents_supported`. */
  supportedDocuments: maybe(Strings),
  /** `documents_methods_supported`. */
  supportedDocumentsMethods: maybe(Strings),
  /** `documents_check_methods_supported`. */
  supportedDocumentsCheckMethods: maybe(Strings),
  /** `documents_validation_methods_supported` of an older draft. */
  supportedDocumentsValidationMethods: maybe(Strings),
  /** `documents_verification_methods_supported` of an older draft. */
  supportedDocumentsVerificationMethods: maybe(Strings),
  /** `id_documents_supported` of an older draft. */
  supportedIdentityDocuments: maybe(Strings),
  /** `id_documents_verification_methods_supported` of an older draft. */
  supportedVerificationMethods: maybe(Strings),
  /** `electronic_records_supported`. */
  supportedElectronicRecords: maybe(Strings),
  /** `attachments_supported`. */
  supportedAttachments: maybe(Schema.Array(open(AttachmentType))),
  /** `digest_algorithms_supported`. */
  supportedDigestAlgorithms: maybe(Strings),
  /** Whether ID tokens and userinfo responses get an access token for each attachment that stands elsewhere. */
  accessTokenForExternalAttachmentEmbedded: maybe(Flag),
  /** `transformed_claims_predefined` of Advanced Syntax for Claims, as the text of a JSON object. */
  predefinedTransformedClaims: maybe(JsonText),

  // Token exchange (RFC 8693) and the JWT bearer grant (RFC 7523)

  /** Whether a token exchange needs a client that can be told. */
  tokenExchangeByIdentifiableClientsOnly: maybe(Flag),
  /** Whether a token exchange needs a confidential client. */
  tokenExchangeByConfidentialClientsOnly: maybe(Flag),
  /** Whether a token exchange needs a client that has permission: `tokenExchangePermitted` in its `extension`. */
  tokenExchangeByPermittedClientsOnly: maybe(Flag),
  /** Whether a token exchange refuses JWTs that are encrypted. */
  tokenExchangeEncryptedJwtRejected: maybe(Flag),
  /** Whether a token exchange refuses JWTs that are not signed. */
  tokenExchangeUnsignedJwtRejected: maybe(Flag),
  /** Whether the JWT bearer grant needs a client that can be told. */
  jwtGrantByIdentifiableClientsOnly: maybe(Flag),
  /** Whether the JWT bearer grant refuses JWTs that are encrypted. */
  jwtGrantEncryptedJwtRejected: maybe(Flag),
  /** Whether the JWT bearer grant refuses JWTs that are not signed. */
  jwtGrantUnsignedJwtRejected: maybe(Flag),

  // Grant management

  /** `grant_management_endpoint` of Grant Management for OAuth 2.0. */
  grantManagementEndpoint: maybe(Uri),
  /** `grant_management_action_required` of Grant Management for OAuth 2.0. */
  grantManagementActionRequired: maybe(Flag),

  // Backchannel authentication, by the names of CIBA

  /** `backchannel_authentication_endpoint`. */
  backchannelAuthenticationEndpoint: maybe(Uri),
  /** `backchannel_token_delivery_modes_supported`. */
  supportedBackchannelTokenDeliveryModes: maybe(Schema.Array(open(DeliveryMode))),
  /** How long an `auth_req_id` may be used, in seconds; clients are told as `expires_in`. */
  backchannelAuthReqIdDuration: maybe(Seconds),
  /** How long a client must wait from one poll to the next, in seconds; clients are told as `interval`. */
  backchannelPollingInterval: maybe(Seconds),
  /** `backchannel_user_code_parameter_supported`. */
  backchannelUserCodeParameterSupported: maybe(Flag),
  /** Whether a request that FAPI applies to must have a `binding_message`. */
  backchannelBindingMessageRequiredInFapi: maybe(Flag),

  // Device flow (RFC 8628)

  /** `device_authorization_endpoint`. */
  deviceAuthorizationEndpoint: maybe(Uri),
  /** `verification_uri` of device authorization responses. */
  deviceVerificationUri: maybe(Uri),
  /** `verification_uri_complete` of device authorization responses, with `USER_CODE` where the user code is to stand. */
  deviceVerificationUriComplete: maybe(Schema.String),
  /** How long a device code and its user code may be used, in seconds. */
  deviceFlowCodeDuration: maybe(Seconds),
  /** How long a client must wait from one poll to the next, in seconds; clients are told as `interval`. */
  deviceFlowPollingInterval: maybe(Seconds),
  /** What user codes are made of. */
  userCodeCharset: maybe(open(UserCodeCharset)),
  /** How many characters a user code has. */
  userCodeLength: maybe(Count),

  // Dynamic client registration (RFC 7591, RFC 7592)

  /** Whether clients may register themselves. */
  dynamicRegistrationSupported: maybe(Flag),
  /** `registration_endpoint`. */
  registrationEndpoint: maybe(Uri),
  /** What the `registration_client_uri` of a client begins with; `registrationEndpoint` if it is absent. */
  registrationManagementEndpoint: maybe(Uri),
  /** Whether the `scope` of a registration limits what the client may ask for, as its `requestableScopes`. */
  dcrScopeUsedAsRequestable: maybe(Flag),
  /** Whether a registration is refused whose `software_id` another client has. */
  dcrDuplicateSoftwareIdBlocked: maybe(Flag),
  /** Whether `DynamicRegistration` may end with `UNAUTHORIZED`, where it would end with `BAD_REQUEST` otherwise. */
  unauthorizedOnClientConfigSupported: maybe(Flag),

  // Client ID metadata documents

  /** `client_id_metadata_document_supported`: whether a client id may be the URL of the client's metadata. */
  clientIdMetadataDocumentSupported: maybe(Flag),
  /** Whether only the documents of `cimdAllowlist` are fetched. */
  cimdAllowlistEnabled: maybe(Flag),
  /** The URLs that metadata documents may be fetched from. */
  cimdAllowlist: maybe(Strings),
  /** Whether a document is fetched anew each time, however fresh the copy in Authlete's cache is. */
  cimdAlwaysRetrieved: maybe(Flag),
  /** Whether a document may be fetched over plain `http`; meant for development. */
  cimdHttpPermitted: maybe(Flag),
  /** Whether the URL of a document may have a query. */
  cimdQueryPermitted: maybe(Flag),
  /** Whether `cimdMetadataPolicy` applies. */
  cimdMetadataPolicyEnabled: maybe(Flag),
  /** A metadata policy of OpenID Federation for the metadata in the documents, as the text of a JSON object. */
  cimdMetadataPolicy: maybe(JsonText),

  // Attestation-based client authentication

  /** The endpoint that gives wallets a challenge: `challenge_endpoint`. */
  challengeEndpoint: maybe(Uri),
  /** For how long the challenge stays the same, in seconds. */
  attestationChallengeTimeWindow: maybe(Seconds),
  /** Whether the certificates of client attesters are checked against `clientAttesterRoots`. */
  clientAttesterRootsEnabled: maybe(Flag),
  /** The root certificates of client attesters, each in base64 of DER, with or without the markers of PEM. */
  clientAttesterRoots: maybe(Strings),
  /** Whether a client attestation must come with a certificate that such a root vouches for. */
  clientAttesterRootsOnly: maybe(Flag),
  /** Whether the certificates of key attesters are checked against `keyAttesterRoots`. */
  keyAttesterRootsEnabled: maybe(Flag),
  /** The root certificates of key attesters, each in base64 of DER, with or without the markers of PEM. */
  keyAttesterRoots: maybe(Strings),
  /** Whether a key attestation must come with a certificate that such a root vouches for. */
  keyAttesterRootsOnly: maybe(Flag),

  // OpenID Federation

  /** Whether the service takes part in a federation. */
  federationEnabled: maybe(Flag),
  /** The keys that the entity configuration is signed with, private ones too, as the text of a JWK Set. */
  federationJwks: maybe(RedactedString),
  /** The `kid` of the key in `federationJwks` to sign with, where several would do. */
  federationSignatureKeyId: maybe(Schema.String),
  /** How long an entity configuration may be used, in seconds. */
  federationConfigurationDuration: maybe(Seconds),
  /** `federation_registration_endpoint`. */
  federationRegistrationEndpoint: maybe(Uri),
  /** `client_registration_types_supported`. */
  supportedClientRegistrationTypes: maybe(Schema.Array(open(ClientRegistrationType))),
  /** `authority_hints`: the entity ids of those that may say something about the service. */
  authorityHints: maybe(Strings),
  /** The trust anchors that the trust chain of a client may end in. */
  trustAnchors: maybe(Schema.Array(TrustAnchor)),
  /** `organization_name`: who runs the service. */
  organizationName: maybe(Schema.String),
  /** `signed_jwks_uri`: the address of the service's JWK Set as a signed JWT. */
  signedJwksUri: maybe(Uri),

  // Single sign-on and logout

  /** `native_sso_supported` of OpenID Connect Native SSO. */
  nativeSsoSupported: maybe(Flag),
  /** `backchannel_logout_supported` of OpenID Connect Back-Channel Logout. */
  backchannelLogoutSupported: maybe(Flag),
  /** `backchannel_logout_session_supported` of OpenID Connect Back-Channel Logout. */
  backchannelLogoutSessionSupported: maybe(Flag),

  // Verifiable credentials

  /** Whether the service issues verifiable credentials. */
  verifiableCredentialsEnabled: maybe(Flag),
  /** The version of OpenID for Verifiable Credential Issuance; the first implementer's draft if it is absent. */
  oid4vciVersion: maybe(open(literals("1.0-ID1", "1.0", "1.0-Final"))),
  /** The version of OpenID4VC's High Assurance Interoperability Profile that the service keeps to. */
  haipVersion: maybe(open(literals("1.0"))),
  /** The metadata of the credential issuer. */
  credentialIssuerMetadata: maybe(CredentialIssuerMetadata),
  /** The keys that credentials are signed with, private ones too, as the text of a JWK Set. */
  credentialJwks: maybe(RedactedString),
  /** The address of the public ones of those keys. */
  credentialJwksUri: maybe(Uri),
  /** The lifetime of credentials, in seconds, unless the one who has them issued says otherwise; 0 means no end. */
  credentialDuration: maybe(Seconds),
  /** The lifetime of credential offers, in seconds, unless the one who makes them says otherwise. */
  credentialOfferDuration: maybe(Seconds),
  /** How long a credential that is issued later may be asked for by its transaction id, in seconds. */
  credentialTransactionDuration: maybe(Seconds),
  /** How long a `c_nonce` may be used, in seconds. */
  cnonceDuration: maybe(Seconds),
  /** How many characters a transaction code has, unless the offer says otherwise. Deprecated. */
  userPinLength: maybe(Count),
  /** `pre-authorized_grant_anonymous_access_supported`: whether that grant goes without a client. */
  preAuthorizedGrantAnonymousAccessSupported: maybe(Flag),

  // Endpoints and pages that Authlete itself had in versions before 3.0

  /** Whether Authlete's own authorization endpoint is open. */
  directAuthorizationEndpointEnabled: maybe(Flag),
  /** Whether Authlete's own token endpoint is open. */
  directTokenEndpointEnabled: maybe(Flag),
  /** Whether Authlete's own revocation endpoint is open. */
  directRevocationEndpointEnabled: maybe(Flag),
  /** Whether Authlete's own introspection endpoint is open. */
  directIntrospectionEndpointEnabled: maybe(Flag),
  /** Whether Authlete's own JWK Set endpoint is open. */
  directJwksEndpointEnabled: maybe(Flag),
  /** Whether Authlete's own userinfo endpoint is open. */
  directUserInfoEndpointEnabled: maybe(Flag),
  /** The endpoint that Authlete's own authorization endpoint has resource owners authenticated by. */
  authenticationCallbackEndpoint: maybe(Uri),
  /** The user name of the Basic authentication there. */
  authenticationCallbackApiKey: maybe(Schema.String),
  /** The password of the Basic authentication there. */
  authenticationCallbackApiSecret: maybe(RedactedString),
  /** The endpoint that Authlete's developer console has developers authenticated by. */
  developerAuthenticationCallbackEndpoint: maybe(Uri),
  /** The user name of the Basic authentication there. */
  developerAuthenticationCallbackApiKey: maybe(Schema.String),
  /** The password of the Basic authentication there. */
  developerAuthenticationCallbackApiSecret: maybe(RedactedString),
  /** The social networks that resource owners may log in with. */
  supportedSnses: maybe(Schema.Array(open(Sns))),
  /** The credentials of the service at those social networks. */
  snsCredentials: maybe(Schema.Array(SnsCredentials)),
  /** The social networks that developers may log in with. */
  supportedDeveloperSnses: maybe(Schema.Array(open(Sns))),
  /** The credentials of the service at the social networks for developers. */
  developerSnsCredentials: maybe(Schema.Array(SnsCredentials))
})

/**
 * A service: the settings of one authorization server at Authlete.
 *
 * @since 0.2.0
 * @category models
 */
export interface Service extends TypeOf<typeof service.fields> {}

/**
 * What a `Service` is on the wire.
 *
 * @since 0.2.0
 * @category models
 */
export interface ServiceEncoded extends EncodedOf<typeof service.fields> {}

/**
 * @since 0.2.0
 * @category models
 */
export const Service: Model<typeof service.fields, Service, ServiceEncoded> = service
