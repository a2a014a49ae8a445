import * as Operation from "../../../Operation.js"
import * as Schema from "../../edge/schema.js"
import { AuthorizationDetails } from "../../models/authorizationDetails.js"
import { clientReference } from "../../models/clientReference.js"
import { dpop, dpopNonce } from "../../models/dpop.js"
import { Grant } from "../../models/grant.js"
import { GrantType } from "../../models/grantType.js"
import { messageSignature } from "../../models/messageSignature.js"
import { Property } from "../../models/property.js"
import { result } from "../../models/result.js"
import { Scope } from "../../models/scope.js"
import { byAction } from "../../schema/byAction.js"
import {
  EpochMillis,
  EpochSeconds,
  Flag,
  JsonText,
  maybe,
  open,
  optional,
  Seconds,
  Selector,
  Strings,
  Token,
  Uri
} from "../../schema/fields.js"
import { merge } from "../../schema/struct.js"

/**
 * The request of `Introspection.process`: the access token that a resource server received, and what it asks of it.
 *
 * @since 0.1.0
 * @category introspection
 */
export interface IntrospectionRequest extends Schema.Schema.Type<typeof IntrospectionRequest> {}

/**
 * @since 0.1.0
 * @category introspection
 */
export const IntrospectionRequest = Schema.Struct(merge(
  {
    /** The access token, as the client application presented it. */
    token: Token,
    /** The scopes that the token must cover; one that it does not leads to `FORBIDDEN`. */
    scopes: optional(Strings),
    /** The resource owner that the token must belong to; another one leads to `FORBIDDEN`. */
    subject: optional(Selector),
    /** The certificate that the client application presented in the TLS handshake, in PEM, for a token bound to one. */
    clientCertificate: optional(Schema.String)
  },
  dpop,
  messageSignature,
  {
    /** The URL of the resource, which the proof in `dpop` must be for. */
    htu: optional(Uri),
    /** RFC 8707's resources that the token must be for, as URIs. */
    resources: optional(Strings),
    /** Authentication context classes, one of which the resource owner must have been authenticated by. */
    acrValues: optional(Strings),
    /** How long ago the resource owner may have been authenticated at most, in seconds. */
    maxAge: optional(Seconds),
    /**
     * The components that an HTTP message signature must cover; Authlete takes `@method`, `@target-uri` and
     * `authorization` if they are left out.
     */
    requiredComponents: optional(Strings)
  }
))

const content = merge(result, dpopNonce, {
  /** The value of the `WWW-Authenticate` header to refuse the request with. Every action has one, `OK` too. */
  responseContent: maybe(Schema.String)
})

const tokenFields = merge(clientReference, {
  /** Whether Authlete knows the token. */
  existent: maybe(Flag),
  /** Whether the token exists and has not expired. */
  usable: maybe(Flag),
  /** Whether the token covers the scopes that were asked for. */
  sufficient: maybe(Flag),
  /** Whether a refresh token exists that can still be used. */
  refreshable: maybe(Flag),
  /** When the token expires, in epoch milliseconds. */
  expiresAt: maybe(EpochMillis),
  /** The resource owner; absent for client credentials. */
  subject: maybe(Schema.String),
  /** The scopes that the token covers. */
  scopes: maybe(Strings),
  /** What the service says about those scopes. */
  scopeDetails: maybe(Schema.Array(Scope)),
  /** The flow that the token comes from. */
  grantType: maybe(open(GrantType)),
  /** What Authlete keeps with the token, hidden properties included. */
  properties: maybe(Schema.Array(Property)),
  /** The SHA-256 thumbprint, in base64url, of the client certificate that the token is bound to. */
  certificateThumbprint: maybe(Schema.String),
  /** RFC 8707's resources that the client application asked for, as URIs. */
  resources: maybe(Strings),
  /** RFC 8707's resources that the token is for, as URIs. */
  accessTokenResources: maybe(Strings),
  /** RFC 9396's authorization details of the token. */
  authorizationDetails: maybe(AuthorizationDetails),
  /** The authentication context class that the resource owner was authenticated by. */
  acr: maybe(Schema.String),
  /** When the resource owner was authenticated, in seconds since 1970-01-01T00:00:00Z. */
  authTime: maybe(EpochSeconds),
  /** Whether the response of the resource must carry an HTTP message signature (RFC 9421). */
  responseSigningRequired: maybe(Flag)
})

interface TokenFields extends Readonly<typeof tokenFields> {}

const token: TokenFields = tokenFields

/**
 * The response of `Introspection.process`: whether the token will do, and the facts about it.
 *
 * @since 0.1.0
 * @category introspection
 */
export type IntrospectionResponse =
  | IntrospectionOk
  | IntrospectionBadRequest
  | IntrospectionUnauthorized
  | IntrospectionForbidden
  | IntrospectionInternalServerError

/**
 * @since 0.1.0
 * @category introspection
 */
export const IntrospectionResponse = byAction(content, {
  OK: merge(token, {
    /** The identifier of the grant that the token belongs to. */
    grantId: maybe(Schema.String),
    /** The grant that the token belongs to. */
    grant: maybe(Grant),
    /** Whether the token is for an external attachment. */
    forExternalAttachment: maybe(Flag),
    /** The names of the claims that the resource owner lets the client application know. */
    consentedClaims: maybe(Strings),
    /** Whether the token is for issuing verifiable credentials. */
    forCredentialIssuance: maybe(Flag),
    /** The `c_nonce` of the token, for issuing verifiable credentials. */
    cnonce: maybe(Schema.String),
    /** When the `c_nonce` expires, in epoch milliseconds. */
    cnonceExpiresAt: maybe(EpochMillis),
    /** The verifiable credentials that can be had with the token, as the text of a JSON array. */
    issuableCredentials: maybe(JsonText)
  }),
  BAD_REQUEST: {},
  UNAUTHORIZED: token,
  FORBIDDEN: token,
  INTERNAL_SERVER_ERROR: {}
})

/**
 * The token will do.
 *
 * @since 0.1.0
 * @category introspection
 */
export interface IntrospectionOk extends Schema.Schema.Type<typeof IntrospectionResponse.cases.OK> {
  /** `OK`: serve the resource. */
  readonly action: "OK"
}

/**
 * No token was presented.
 *
 * @since 0.1.0
 * @category introspection
 */
export interface IntrospectionBadRequest extends Schema.Schema.Type<typeof IntrospectionResponse.cases.BAD_REQUEST> {
  /** `BAD_REQUEST`: respond with 400 and `responseContent` as the `WWW-Authenticate` header. */
  readonly action: "BAD_REQUEST"
}

/**
 * The token does not exist, has expired or is bound to something that was not presented.
 *
 * @since 0.1.0
 * @category introspection
 */
export interface IntrospectionUnauthorized extends Schema.Schema.Type<typeof IntrospectionResponse.cases.UNAUTHORIZED> {
  /** `UNAUTHORIZED`: respond with 401 and `responseContent` as the `WWW-Authenticate` header. */
  readonly action: "UNAUTHORIZED"
}

/**
 * The token lacks a scope, or belongs to someone else.
 *
 * @since 0.1.0
 * @category introspection
 */
export interface IntrospectionForbidden extends Schema.Schema.Type<typeof IntrospectionResponse.cases.FORBIDDEN> {
  /** `FORBIDDEN`: respond with 403 and `responseContent` as the `WWW-Authenticate` header. */
  readonly action: "FORBIDDEN"
}

/**
 * The request to Authlete was wrong, or Authlete failed.
 *
 * @since 0.1.0
 * @category introspection
 */
export interface IntrospectionInternalServerError
  extends Schema.Schema.Type<typeof IntrospectionResponse.cases.INTERNAL_SERVER_ERROR>
{
  /** `INTERNAL_SERVER_ERROR`: respond with 500 and `responseContent` as the `WWW-Authenticate` header. */
  readonly action: "INTERNAL_SERVER_ERROR"
}

/** @internal */
export const introspectionProcess = Operation.make({
  name: "introspection.process",
  path: "/auth/introspection",
  request: IntrospectionRequest,
  response: IntrospectionResponse,
  // Authlete may take a DPoP proof only once.
  resend: (request) => request.dpop === undefined ? "read" : "once"
})
