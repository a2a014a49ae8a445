/**
 * The metadata of a protected resource (RFC 9728).
 */
import * as HttpRouter from "@effect/platform/HttpRouter"
import * as HttpServerResponse from "@effect/platform/HttpServerResponse"
import { metadataPath } from "./resourceUrl.js"

/**
 * What a resource tells about itself (RFC 9728, section 2).
 *
 * @since 0.2.0
 * @category metadata
 */
export interface Metadata {
  /** The identifier of the resource, an `https` URL without query and fragment. */
  readonly resource: string
  /** The issuers of the authorization servers whose tokens are taken. */
  readonly authorizationServers?: ReadonlyArray<string> | undefined
  /** The scopes that can be asked for. */
  readonly scopes?: ReadonlyArray<string> | undefined
  /** How tokens can be presented. Defaults to the header. */
  readonly bearerMethods?: ReadonlyArray<"header" | "body" | "query"> | undefined
  /** The name of the resource, for people. */
  readonly name?: string | undefined
  /** The URL of what developers should read. */
  readonly documentation?: string | undefined
  /** The URL of the privacy policy. */
  readonly policyUri?: string | undefined
  /** The URL of the terms of service. */
  readonly tosUri?: string | undefined
  /** The URL of the keys of the resource. */
  readonly jwksUri?: string | undefined
  /** Whether tokens must be bound to a client certificate. */
  readonly certificateBound?: boolean | undefined
  /** Whether tokens must be bound to a DPoP key. */
  readonly dpopBound?: boolean | undefined
  /** The algorithms of DPoP proofs that are taken. */
  readonly dpopAlgorithms?: ReadonlyArray<string> | undefined
  /** The types of authorization details (RFC 9396) that are understood. */
  readonly authorizationDetailsTypes?: ReadonlyArray<string> | undefined
  /** Any other member. */
  readonly others?: Readonly<Record<string, unknown>> | undefined
}

/** The document; members without a value are left out. */
export const documentOf = (metadata: Metadata): Readonly<Record<string, unknown>> => ({
  ...metadata.others,
  resource: metadata.resource,
  authorization_servers: metadata.authorizationServers,
  scopes_supported: metadata.scopes,
  bearer_methods_supported: metadata.bearerMethods ?? ["header"],
  resource_name: metadata.name,
  resource_documentation: metadata.documentation,
  resource_policy_uri: metadata.policyUri,
  resource_tos_uri: metadata.tosUri,
  jwks_uri: metadata.jwksUri,
  tls_client_certificate_bound_access_tokens: metadata.certificateBound,
  dpop_bound_access_tokens_required: metadata.dpopBound,
  dpop_signing_alg_values_supported: metadata.dpopAlgorithms,
  authorization_details_types_supported: metadata.authorizationDetailsTypes
})

const headers = {
  // Clients that run in browsers read it from everywhere, and it holds nothing private.
  "access-control-allow-origin": "*",
  "cache-control": "public, max-age=300"
}

/** The routes of the document, at its well-known path. */
export const metadataRouter = (metadata: Metadata): HttpRouter.HttpRouter => {
  const document = HttpServerResponse.text(JSON.stringify(documentOf(metadata)), {
    contentType: "application/json",
    headers
  })
  const path = metadataPath(metadata.resource)
  return HttpRouter.empty.pipe(HttpRouter.get(path, document), HttpRouter.head(path, document))
}
