import * as Schema from "effect/Schema"
import * as Operation from "../../../Operation.js"
import {
  AuthorizationDetails,
  AuthorizationDetailsElement,
  client,
  EpochMillis,
  GrantType,
  Int64,
  maybe,
  open,
  optional,
  Property,
  RedactedString,
  result,
  Scope,
  Seconds,
  Secret,
  Strings,
  Token
} from "../../schema/fields.js"

/**
 * How to resolve a client through its metadata document, for one request; `true` overrides the settings of the service.
 *
 * @since 0.1.0
 * @category process
 */
export interface CimdOptions extends Schema.Schema.Type<typeof CimdOptions> {}

/**
 * @since 0.1.0
 * @category process
 */
export const CimdOptions = Schema.Struct({
  /** Whether to get the document anew, however fresh the copy in Authlete's cache is. */
  alwaysRetrieved: optional(Schema.Boolean),
  /** Whether a client id may be an `http` URL; meant for development. */
  httpPermitted: optional(Schema.Boolean),
  /** Whether a client id may be a URL with a query. */
  queryPermitted: optional(Schema.Boolean)
})

/**
 * The request of `Tokens.process`: what the token endpoint received.
 *
 * @since 0.1.0
 * @category process
 */
export interface TokenProcessRequest extends Schema.Schema.Type<typeof TokenProcessRequest> {}

/**
 * @since 0.1.0
 * @category process
 */
export const TokenProcessRequest = Schema.Struct({
  /** The body of the client application's request as it came in: `grant_type=…`. */
  parameters: Secret,
  /** The client id of the request's `Authorization` header. */
  clientId: optional(Schema.String),
  /** The client secret of the request's `Authorization` header. */
  clientSecret: optional(Secret),
  /** The certificate that the client application presented in the TLS handshake, in PEM. */
  clientCertificate: optional(Schema.String),
  /** The chain of certificates that the client application presented, each in PEM. */
  clientCertificatePath: optional(Strings),
  /** What Authlete keeps with the token. */
  properties: optional(Schema.Array(Property)),
  /** The request's `DPoP` header. */
  dpop: optional(Secret),
  /** The HTTP method that the proof in `dpop` is for; Authlete takes `POST` if it is left out. */
  htm: optional(Schema.String),
  /** The URL that the proof in `dpop` is for; Authlete takes the service's token endpoint if it is left out. */
  htu: optional(Schema.String),
  /** The value of the access token that may be issued; Authlete draws one if it is left out. */
  accessToken: optional(Token),
  /** Claims to add to an access token in JWT form, as the text of a JSON object. */
  jwtAtClaims: optional(Schema.String),
  /** The request's `OAuth-Client-Attestation` header. */
  oauthClientAttestation: optional(Secret),
  /** The request's `OAuth-Client-Attestation-PoP` header. */
  oauthClientAttestationPop: optional(Secret),
  /** How long the access token lives, in seconds; only a positive value counts. */
  accessTokenDuration: optional(Seconds),
  /** How long the refresh token lives, in seconds; only a positive value counts. */
  refreshTokenDuration: optional(Seconds),
  /** Whether the proof in `dpop` must hold the nonce that Authlete expects, even if the service does not ask for it. */
  dpopNonceRequired: optional(Schema.Boolean),
  /** How to resolve a client through its metadata document. */
  cimdOptions: optional(CimdOptions)
})

/**
 * The types of tokens that RFC 8693's token exchange deals in.
 *
 * @since 0.1.0
 * @category process
 */
export const TokenType = Schema.Literal(
  "JWT",
  "ACCESS_TOKEN",
  "REFRESH_TOKEN",
  "ID_TOKEN",
  "SAML1",
  "SAML2",
  "DEVICE_SECRET",
  "DEVICE_CODE",
  "TOKEN_EXCHANGE",
  "JWT_BEARER"
)

/**
 * What Authlete knows about an access token or a refresh token that a token exchange starts from.
 *
 * @since 0.1.0
 * @category process
 */
export interface TokenInfo extends Schema.Schema.Type<typeof TokenInfo> {}

/**
 * @since 0.1.0
 * @category process
 */
export const TokenInfo = Schema.Struct({
  clientId: maybe(Int64),
  clientIdAlias: maybe(Schema.String),
  /** Whether the request for the token named the client by its alias. */
  clientIdAliasUsed: maybe(Schema.Boolean),
  /** The client's entity id, in the sense of OpenID Federation. */
  clientEntityId: maybe(Schema.String),
  /** Whether the request for the token named the client by its entity id. */
  clientEntityIdUsed: maybe(Schema.Boolean),
  /** The URL of the metadata document that the client was resolved through. */
  metadataDocumentLocation: maybe(Schema.String),
  /** Whether the client was resolved through its metadata document instead of Authlete's database. */
  metadataDocumentUsed: maybe(Schema.Boolean),
  /** The resource owner; absent for client credentials. */
  subject: maybe(Schema.String),
  /** The scopes that the token covers. */
  scopes: maybe(Schema.Array(Scope)),
  /** When the token expires, in epoch milliseconds. */
  expiresAt: maybe(EpochMillis),
  /** What Authlete keeps with the token. */
  properties: maybe(Schema.Array(Property)),
  /** RFC 8707's resources of the token, as URIs. */
  resources: maybe(Strings),
  /** RFC 9396's authorization details of the token: one element, or the object that holds elements elsewhere. */
  authorizationDetails: maybe(Schema.Union(AuthorizationDetailsElement, AuthorizationDetails))
})

const content = {
  ...result,
  ...client,
  /**
   * The body of the response to the client application, as the text of a JSON object. Absent where the authorization
   * server has to make up the response itself.
   */
  responseContent: maybe(RedactedString),
  /** The nonce that the next DPoP proof must hold; the value of the `DPoP-Nonce` header to answer with. */
  dpopNonce: maybe(Schema.String),
  grantType: maybe(open(GrantType)),
  /** How the client was authenticated. */
  clientAuthMethod: maybe(Schema.String)
}

const asked = {
  ...content,
  /** The resource owner; absent for client credentials. */
  subject: maybe(Schema.String),
  /** The scopes of the token. */
  scopes: maybe(Strings),
  /** RFC 8707's resources that the client application asked for, as URIs. */
  resources: maybe(Strings),
  /** RFC 9396's authorization details of the token. */
  authorizationDetails: maybe(AuthorizationDetails)
}

const exchange = {
  /** The audiences that the client application asked for. */
  audiences: maybe(Strings),
  /** The type of the token that the client application asked for. */
  requestedTokenType: maybe(open(TokenType)),
  /** The token that stands for whom the new token is about. */
  subjectToken: maybe(RedactedString),
  subjectTokenType: maybe(open(TokenType)),
  /** What Authlete knows about the subject token, if it issued it. */
  subjectTokenInfo: maybe(TokenInfo),
  /** The token that stands for who is to act. */
  actorToken: maybe(RedactedString),
  actorTokenType: maybe(open(TokenType)),
  /** What Authlete knows about the actor token, if it issued it. */
  actorTokenInfo: maybe(TokenInfo)
}

const issued = {
  ...asked,
  /** The new access token. */
  accessToken: maybe(RedactedString),
  /** The new access token in JWT form, if the service issues such. */
  jwtAccessToken: maybe(RedactedString),
  /** When the access token expires, in epoch milliseconds. */
  accessTokenExpiresAt: maybe(EpochMillis),
  /** How long the access token lives, in seconds. */
  accessTokenDuration: maybe(Seconds),
  /** The refresh token that goes with the access token, if there is one. */
  refreshToken: maybe(RedactedString),
  /** When the refresh token expires, in epoch milliseconds; 0 if there is none. */
  refreshTokenExpiresAt: maybe(EpochMillis),
  /** How long the refresh token lives, in seconds. */
  refreshTokenDuration: maybe(Seconds),
  /** The scopes that the refresh token covers. */
  refreshTokenScopes: maybe(Strings),
  /** Whether the request came with the refresh token before the current one, which is kept for a short time. */
  previousRefreshTokenUsed: maybe(Schema.Boolean),
  /** The new ID token, if one was issued. */
  idToken: maybe(RedactedString),
  /** Claims to add to an ID token, as the text of a JSON object. */
  additionalClaims: maybe(Schema.String),
  /** The names of the claims that the authorization request asked to have in ID tokens. */
  requestedIdTokenClaims: maybe(Strings),
  /** What Authlete keeps with the token. */
  properties: maybe(Schema.Array(Property)),
  /** RFC 8707's resources that the access token is for, as URIs. */
  accessTokenResources: maybe(Strings),
  /** The identifier of the grant, in the sense of Grant Management for OAuth 2.0. */
  grantId: maybe(Schema.String),
  /** The `c_nonce` of the token, for issuing verifiable credentials. */
  cnonce: maybe(Schema.String),
  /** When the `c_nonce` expires, in epoch milliseconds. */
  cnonceExpiresAt: maybe(EpochMillis),
  /** How long the `c_nonce` lives, in seconds. */
  cnonceDuration: maybe(Seconds),
  /** The session that the resource owner was authenticated in, for Native SSO. */
  sessionId: maybe(Schema.String)
}

/**
 * What `Tokens.process` answers: what the token endpoint is to do next.
 *
 * @since 0.1.0
 * @category process
 */
export type TokenProcessResponse = typeof TokenProcessResponse.Type

/**
 * @since 0.1.0
 * @category process
 */
export const TokenProcessResponse = Schema.Union(
  // The tokens were issued: answer with 200 and `responseContent`.
  Schema.Struct({
    ...issued,
    action: Schema.Literal("OK"),
    /** The token response for the client application, as the text of a JSON object. */
    responseContent: RedactedString,
    /** The new access token. */
    accessToken: RedactedString
  }),
  // Check the resource owner's credentials, then call `Tokens.issue` or `Tokens.fail`.
  Schema.Struct({
    ...asked,
    action: Schema.Literal("PASSWORD"),
    /** What `Tokens.issue` and `Tokens.fail` need, once. */
    ticket: RedactedString,
    /** The resource owner's name, as the client application gave it. */
    username: maybe(Schema.String),
    /** The resource owner's password, as the client application gave it. */
    password: maybe(RedactedString)
  }),
  // Check the tokens by rules of your own, then call `Tokens.create` and make up the response.
  Schema.Struct({ ...asked, ...exchange, action: Schema.Literal("TOKEN_EXCHANGE") }),
  // Check the assertion's signature and by rules of your own, then call `Tokens.create` and make up the response.
  Schema.Struct({
    ...asked,
    action: Schema.Literal("JWT_BEARER"),
    /** RFC 7523's assertion, a JWT. */
    assertion: maybe(RedactedString)
  }),
  // Check the session and the device secret, then call Authlete's `/nativesso`.
  Schema.Struct({
    ...issued,
    ...exchange,
    action: Schema.Literal("NATIVE_SSO"),
    /** The device secret that the client application presented. */
    deviceSecret: maybe(RedactedString),
    /** The hash of the device secret, as the subject token holds it. */
    deviceSecretHash: maybe(Schema.String)
  }),
  // A refresh that may come with a new ID token: call Authlete's `/idtoken/reissue`, or answer with 200.
  Schema.Struct({ ...issued, action: Schema.Literal("ID_TOKEN_REISSUABLE") }),
  // The client application's request was wrong: answer with 400.
  Schema.Struct({ ...content, action: Schema.Literal("BAD_REQUEST") }),
  // The client could not be authenticated: answer with 401 and a challenge, or with 400.
  Schema.Struct({ ...content, action: Schema.Literal("INVALID_CLIENT") }),
  // The request to Authlete was wrong, or Authlete failed: answer with 500.
  Schema.Struct({ ...content, action: Schema.Literal("INTERNAL_SERVER_ERROR") })
)

export const tokensProcess = Operation.make({
  name: "tokens.process",
  path: "/auth/token",
  request: TokenProcessRequest,
  response: TokenProcessResponse,
  resend: Operation.always("once")
})
