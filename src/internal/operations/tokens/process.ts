import * as Operation from "../../../Operation.js"
import * as Schema from "../../edge/schema.js"
import type { Literals } from "../../edge/schema.js"
import { union } from "../../edge/schema.js"
import { AuthorizationDetails, AuthorizationDetailsElement } from "../../models/authorizationDetails.js"
import { CimdOptions } from "../../models/cimdOptions.js"
import { attestationChallenge, clientAuthentication } from "../../models/clientAuthentication.js"
import { clientReference } from "../../models/clientReference.js"
import { dpop, dpopNonce } from "../../models/dpop.js"
import { GrantType } from "../../models/grantType.js"
import { Property } from "../../models/property.js"
import { result } from "../../models/result.js"
import { Scope } from "../../models/scope.js"
import { byAction } from "../../schema/byAction.js"
import {
  EpochMillis,
  Flag,
  Int64,
  literals,
  maybe,
  open,
  optional,
  PlainSecret,
  RedactedString,
  Seconds,
  Secret,
  Strings,
  Token
} from "../../schema/fields.js"
import type { Model, TypeOf } from "../../schema/struct.js"
import { merge } from "../../schema/struct.js"

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
export const TokenProcessRequest = Schema.Struct(merge(
  {
    /** The body of the client application's request as it came in: `grant_type=…`. */
    parameters: Secret
  },
  clientAuthentication,
  dpop,
  {
    /** What Authlete keeps with the token. */
    properties: optional(Schema.Array(Property)),
    /** The value of the access token that may be issued; Authlete draws one if it is left out. */
    accessToken: optional(Token),
    /** Claims to add to an access token in JWT form, as the text of a JSON object. */
    jwtAtClaims: optional(Secret),
    /** How long the access token lives, in seconds; only a positive value counts. */
    accessTokenDuration: optional(Seconds),
    /** How long the refresh token lives, in seconds; only a positive value counts. */
    refreshTokenDuration: optional(Seconds),
    /** How to resolve a client through its metadata document. */
    cimdOptions: optional(CimdOptions)
  }
))

/**
 * The types of tokens that RFC 8693's token exchange deals in.
 *
 * @since 0.1.0
 * @category process
 */
export type TokenType =
  | "JWT"
  | "ACCESS_TOKEN"
  | "REFRESH_TOKEN"
  | "ID_TOKEN"
  | "SAML1"
  | "SAML2"
  | "DEVICE_SECRET"
  | "DEVICE_CODE"
  | "TOKEN_EXCHANGE"
  | "JWT_BEARER"

/**
 * @since 0.1.0
 * @category process
 */
export const TokenType: Literals<TokenType> = literals(
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

const tokenInfo = Schema.Struct({
  clientId: maybe(Int64),
  clientIdAlias: maybe(Schema.String),
  /** Whether the request for the token named the client by its alias. */
  clientIdAliasUsed: maybe(Flag),
  /** The client's entity id, in the sense of OpenID Federation. */
  clientEntityId: maybe(Schema.String),
  /** Whether the request for the token named the client by its entity id. */
  clientEntityIdUsed: maybe(Flag),
  /** The URL of the metadata document that the client was resolved through. */
  metadataDocumentLocation: maybe(Schema.String),
  /** Whether the client was resolved through its metadata document instead of Authlete's database. */
  metadataDocumentUsed: maybe(Flag),
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
  authorizationDetails: maybe(union(AuthorizationDetailsElement, AuthorizationDetails))
})

/**
 * What Authlete knows about an access token or a refresh token that a token exchange starts from.
 *
 * @since 0.1.0
 * @category process
 */
export interface TokenInfo extends TypeOf<typeof tokenInfo.fields> {}

/**
 * @since 0.1.0
 * @category process
 */
export const TokenInfo: Model<typeof tokenInfo.fields, TokenInfo> = tokenInfo

const content = merge(merge(result, clientReference), dpopNonce, attestationChallenge, {
  /**
   * The body of the response to the client application, as the text of a JSON object. Absent where the authorization
   * server has to make up the response itself.
   */
  responseContent: maybe(RedactedString),
  grantType: maybe(open(GrantType)),
  /** How the client was authenticated. */
  clientAuthMethod: maybe(Schema.String)
})

const askedFields = {
  /** The resource owner; absent for client credentials. */
  subject: maybe(Schema.String),
  /** The scopes of the token. */
  scopes: maybe(Strings),
  /** RFC 8707's resources that the client application asked for, as URIs. */
  resources: maybe(Strings),
  /** RFC 9396's authorization details of the token. */
  authorizationDetails: maybe(AuthorizationDetails)
}

interface Asked extends Readonly<typeof askedFields> {}

const asked: Asked = askedFields

const exchangeFields = {
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

interface Exchange extends Readonly<typeof exchangeFields> {}

const exchange: Exchange = exchangeFields

const issuedFields = merge(asked, {
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
  previousRefreshTokenUsed: maybe(Flag),
  /** The new ID token, if one was issued. */
  idToken: maybe(RedactedString),
  /** Claims to add to an ID token, as the text of a JSON object. */
  additionalClaims: maybe(PlainSecret),
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
  sessionId: maybe(PlainSecret)
})

interface Issued extends Readonly<typeof issuedFields> {}

const issued: Issued = issuedFields

/**
 * The response of `Tokens.process`: what the token endpoint is to do next.
 *
 * @since 0.1.0
 * @category process
 */
export type TokenProcessResponse =
  | TokenProcessOk
  | TokenProcessPassword
  | TokenProcessTokenExchange
  | TokenProcessJwtBearer
  | TokenProcessNativeSso
  | TokenProcessIdTokenReissuable
  | TokenProcessBadRequest
  | TokenProcessInvalidClient
  | TokenProcessInternalServerError

/**
 * @since 0.1.0
 * @category process
 */
export const TokenProcessResponse = byAction(content, {
  OK: merge(issued, {
    /** The token response for the client application, as the text of a JSON object. */
    responseContent: RedactedString,
    /** The new access token. */
    accessToken: RedactedString
  }),
  PASSWORD: merge(asked, {
    /** What `Tokens.issue` and `Tokens.fail` need, once. */
    ticket: RedactedString,
    /** The resource owner's name, as the client application gave it. */
    username: maybe(Schema.String),
    /** The resource owner's password, as the client application gave it. */
    password: maybe(RedactedString)
  }),
  TOKEN_EXCHANGE: merge(asked, exchange),
  JWT_BEARER: merge(asked, {
    /** RFC 7523's assertion, a JWT. */
    assertion: maybe(RedactedString)
  }),
  NATIVE_SSO: merge(issued, exchange, {
    /** The device secret that the client application presented. */
    deviceSecret: maybe(RedactedString),
    /** The hash of the device secret, as the subject token holds it. */
    deviceSecretHash: maybe(Schema.String)
  }),
  ID_TOKEN_REISSUABLE: issued,
  BAD_REQUEST: {},
  INVALID_CLIENT: {},
  INTERNAL_SERVER_ERROR: {}
})

/**
 * The tokens were issued.
 *
 * @since 0.1.0
 * @category process
 */
export interface TokenProcessOk extends Schema.Schema.Type<typeof TokenProcessResponse.cases.OK> {
  /** `OK`: respond with 200 and `responseContent`. */
  readonly action: "OK"
}

/**
 * The resource owner's credentials are to be checked.
 *
 * @since 0.1.0
 * @category process
 */
export interface TokenProcessPassword extends Schema.Schema.Type<typeof TokenProcessResponse.cases.PASSWORD> {
  /**
   * `PASSWORD`: check the resource owner's credentials, then call `Tokens.issue` or `Tokens.fail` with the `ticket`.
   */
  readonly action: "PASSWORD"
}

/**
 * A token is to be exchanged for another one (RFC 8693).
 *
 * @since 0.1.0
 * @category process
 */
export interface TokenProcessTokenExchange
  extends Schema.Schema.Type<typeof TokenProcessResponse.cases.TOKEN_EXCHANGE>
{
  /** `TOKEN_EXCHANGE`: check the tokens by rules of your own, then call `Tokens.create` and make up the response. */
  readonly action: "TOKEN_EXCHANGE"
}

/**
 * A JWT is to be exchanged for a token (RFC 7523).
 *
 * @since 0.1.0
 * @category process
 */
export interface TokenProcessJwtBearer extends Schema.Schema.Type<typeof TokenProcessResponse.cases.JWT_BEARER> {
  /**
   * `JWT_BEARER`: check the assertion's signature, and by rules of your own, then call `Tokens.create` and make up the response.
   */
  readonly action: "JWT_BEARER"
}

/**
 * An application of a device asks for tokens of a session of another one.
 *
 * @since 0.1.0
 * @category process
 */
export interface TokenProcessNativeSso extends Schema.Schema.Type<typeof TokenProcessResponse.cases.NATIVE_SSO> {
  /** `NATIVE_SSO`: check the session and the device secret, then call `NativeSso.process`. */
  readonly action: "NATIVE_SSO"
}

/**
 * The access token was refreshed, and a new ID token may come with it.
 *
 * @since 0.1.0
 * @category process
 */
export interface TokenProcessIdTokenReissuable
  extends Schema.Schema.Type<typeof TokenProcessResponse.cases.ID_TOKEN_REISSUABLE>
{
  /** `ID_TOKEN_REISSUABLE`: call `Tokens.reissueIdToken`, or respond with 200 and `responseContent`. */
  readonly action: "ID_TOKEN_REISSUABLE"
}

/**
 * The client application's request was wrong.
 *
 * @since 0.1.0
 * @category process
 */
export interface TokenProcessBadRequest extends Schema.Schema.Type<typeof TokenProcessResponse.cases.BAD_REQUEST> {
  /** `BAD_REQUEST`: respond with 400 and `responseContent`. */
  readonly action: "BAD_REQUEST"
}

/**
 * The client could not be authenticated.
 *
 * @since 0.1.0
 * @category process
 */
export interface TokenProcessInvalidClient
  extends Schema.Schema.Type<typeof TokenProcessResponse.cases.INVALID_CLIENT>
{
  /** `INVALID_CLIENT`: respond with 401, a challenge and `responseContent`, or with 400. */
  readonly action: "INVALID_CLIENT"
}

/**
 * The request to Authlete was wrong, or Authlete failed.
 *
 * @since 0.1.0
 * @category process
 */
export interface TokenProcessInternalServerError
  extends Schema.Schema.Type<typeof TokenProcessResponse.cases.INTERNAL_SERVER_ERROR>
{
  /** `INTERNAL_SERVER_ERROR`: respond with 500 and `responseContent`. */
  readonly action: "INTERNAL_SERVER_ERROR"
}

/** @internal */
export const tokensProcess = Operation.make({
  name: "tokens.process",
  path: "/auth/token",
  request: TokenProcessRequest,
  response: TokenProcessResponse,
  resend: Operation.always("once")
})
