/**
 * GET /service/configuration: the metadata of the authorization server, by RFC 8414 and OpenID Connect Discovery.
 */
import * as Either from "effect/Either"
import { parse } from "../../../schema/json.js"
import type { Refusal } from "../../http/refusal.js"
import { refusal } from "../../http/refusal.js"
import type { Verbatim } from "../../http/response.js"
import { document } from "../../http/response.js"
import { isTooDeep } from "../../model/bounds.js"
import { patched } from "../../model/jsonPatch.js"
import type { Jwk } from "../../model/jwks.js"
import { asymmetric, signingAlgorithms, symmetric } from "../../model/jwks.js"
import type { Names } from "../../model/metadataNames.js"
import { contentAlgorithms, grantTypes, keyAlgorithms, responseTypes, written } from "../../model/metadataNames.js"
import { withoutUndefined } from "../../model/record.js"
import type { ServiceRecord } from "../../model/service.js"
import { supportedScopes } from "../../model/service.js"
import { keysOfService } from "../../model/signingKey.js"
import type { State } from "../../store/state.js"

/** Metadata that is left out where the service says nothing. */
const writtenIfAny = (names: Names): ReadonlyArray<string> | undefined => names && written(names)

const encryption = (prefix: string) => ({
  [`${prefix}_encryption_alg_values_supported`]: keyAlgorithms,
  [`${prefix}_encryption_enc_values_supported`]: contentAlgorithms
})

const verifiable = [...symmetric, ...asymmetric]

/** What the service can sign with, which depends on its keys; and what it can verify, which is everything. */
const algorithms = (service: ServiceRecord, keys: ReadonlyArray<Jwk>) => ({
  id_token_signing_alg_values_supported: signingAlgorithms(keys, service.idTokenSignatureKeyId),
  ...encryption("id_token"),
  userinfo_signing_alg_values_supported: [...signingAlgorithms(keys, service.userInfoSignatureKeyId), "none"],
  ...encryption("userinfo"),
  request_object_signing_alg_values_supported: verifiable,
  ...encryption("request_object"),
  authorization_signing_alg_values_supported: signingAlgorithms(keys, service.authorizationSignatureKeyId),
  ...encryption("authorization")
})

/** In the order of Authlete's sample; what that does not have comes last. */
const metadataOf = (service: ServiceRecord, keys: ReadonlyArray<Jwk>) => ({
  issuer: service.issuer,
  authorization_endpoint: service.authorizationEndpoint,
  token_endpoint: service.tokenEndpoint,
  userinfo_endpoint: service.userInfoEndpoint,
  jwks_uri: service.jwksUri,
  registration_endpoint: service.registrationEndpoint,
  scopes_supported: supportedScopes(service).flatMap(({ name }) => name ?? []),
  response_types_supported: written(service.supportedResponseTypes, responseTypes),
  response_modes_supported: ["query", "fragment", "form_post", "query.jwt", "fragment.jwt", "form_post.jwt", "jwt"],
  grant_types_supported: written(service.supportedGrantTypes, grantTypes),
  acr_values_supported: service.supportedAcrs,
  subject_types_supported: ["public", "pairwise"],
  ...algorithms(service, keys),
  token_endpoint_auth_methods_supported: written(service.supportedTokenAuthMethods),
  token_endpoint_auth_signing_alg_values_supported: verifiable,
  display_values_supported: written(service.supportedDisplays),
  prompt_values_supported: writtenIfAny(service.supportedPromptValues),
  claim_types_supported: written(service.supportedClaimTypes),
  claims_supported: service.supportedClaims,
  service_documentation: service.serviceDocumentation,
  claims_locales_supported: service.supportedClaimLocales,
  ui_locales_supported: service.supportedUiLocales,
  claims_parameter_supported: true,
  request_parameter_supported: true,
  request_uri_parameter_supported: true,
  require_request_uri_registration: true,
  op_policy_uri: service.policyUri,
  op_tos_uri: service.tosUri,
  revocation_endpoint: service.revocationEndpoint,
  revocation_endpoint_auth_methods_supported: written(service.supportedRevocationAuthMethods),
  revocation_endpoint_auth_signing_alg_values_supported: verifiable,
  introspection_endpoint: service.introspectionEndpoint,
  introspection_endpoint_auth_methods_supported: written(service.supportedIntrospectionAuthMethods),
  introspection_endpoint_auth_signing_alg_values_supported: verifiable,
  code_challenge_methods_supported: ["plain", "S256"],
  tls_client_certificate_bound_access_tokens: service.tlsClientCertificateBoundAccessTokens === true,
  device_authorization_endpoint: service.deviceAuthorizationEndpoint,
  backchannel_token_delivery_modes_supported: written(service.supportedBackchannelTokenDeliveryModes),
  backchannel_authentication_endpoint: service.backchannelAuthenticationEndpoint,
  backchannel_authentication_request_signing_alg_values_supported: asymmetric,
  backchannel_user_code_parameter_supported: service.backchannelUserCodeParameterSupported === true,
  pushed_authorization_request_endpoint: service.pushedAuthReqEndpoint,
  require_pushed_authorization_requests: service.parRequired === true,
  mtls_endpoint_aliases: service.mtlsEndpointAliases &&
    Object.fromEntries(service.mtlsEndpointAliases.map(({ name, uri }) => [name ?? "", uri])),
  authorization_details_supported: true,
  authorization_details_types_supported: service.supportedAuthorizationDetailsTypes,
  verified_claims_supported: (service.supportedVerifiedClaims ?? []).length > 0,
  dpop_signing_alg_values_supported: asymmetric,
  require_signed_request_object: service.requestObjectRequired === true,
  authorization_response_iss_parameter_supported: service.issSuppressed !== true,
  end_session_endpoint: service.endSessionEndpoint,
  native_sso_supported: service.nativeSsoSupported === true ? true : undefined,
  grant_management_endpoint: service.grantManagementEndpoint,
  grant_management_action_required: service.grantManagementEndpoint && service.grantManagementActionRequired === true
})

const unfit = () => refusal("BadRequest", "A999206", "patch")

const withPatch = (metadata: object, patch: string | undefined): Either.Either<object, Refusal> =>
  patch === undefined
    ? Either.right(metadata)
    : Either.mapLeft(parse(patch), unfit).pipe(
      Either.filterOrLeft((steps) => !isTooDeep(steps), unfit),
      Either.flatMap((steps) => Either.fromOption(patched(metadata, steps), unfit))
    )

export const servicesConfiguration = (
  state: State,
  { patch, pretty }: Readonly<Record<string, string>>
): Either.Either<Verbatim, Refusal> =>
  Either.map(
    withPatch(withoutUndefined(metadataOf(state.service, keysOfService(state))), patch),
    (metadata) => document(metadata, pretty === "true")
  )
