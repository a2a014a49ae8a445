import * as Operation from "../../../Operation.js"
import * as Schema from "../../edge/schema.js"
import { Pair } from "../../models/pair.js"
import { result } from "../../models/result.js"
import { transformedClaimsValues } from "../../models/transformedClaims.js"
import { byAction } from "../../schema/byAction.js"
import { maybe, optional, RedactedString, Secret, Token } from "../../schema/fields.js"
import { merge } from "../../schema/struct.js"

/**
 * The request of `UserInfo.issue`: the claims of the resource owner.
 *
 * @since 0.2.0
 * @category issue
 */
export interface UserInfoIssueRequest extends Schema.Schema.Type<typeof UserInfoIssueRequest> {}

/**
 * @since 0.2.0
 * @category issue
 */
export const UserInfoIssueRequest = Schema.Struct(merge(
  {
    /** The access token that was given to `UserInfo.process`. */
    token: Token,
    /** The claims of the resource owner, as the text of a JSON object. */
    claims: optional(Secret),
    /** The value of the `sub` claim, where it is not the subject of the access token: for a pairwise one, say. */
    sub: optional(Schema.String)
  },
  transformedClaimsValues,
  {
    /** The `Signature` header of the client application's request, if it was signed (RFC 9421). */
    requestSignature: optional(Schema.String),
    /** The headers that the signature of the request covers, with `Signature` and `Signature-Input`. */
    headers: optional(Schema.Array(Pair))
  }
))

const signedFields = {
  /** The claims for the client application: the text of a JSON object, or a JWT. */
  responseContent: RedactedString,
  /** The value of the `Signature` header to respond with (RFC 9421), if the request was signed. */
  signature: maybe(Schema.String),
  /** The value of the `Signature-Input` header to respond with. */
  signatureInput: maybe(Schema.String),
  /** The value of the `Content-Digest` header to respond with (RFC 9530). */
  contentDigest: maybe(Schema.String)
}

interface Signed extends Readonly<typeof signedFields> {}

const signed: Signed = signedFields

const refusal = {
  /** The value of the `WWW-Authenticate` header to refuse the request with. */
  responseContent: maybe(Schema.String)
}

/**
 * The response of `UserInfo.issue`: the response that the userinfo endpoint is to give.
 *
 * @since 0.2.0
 * @category issue
 */
export type UserInfoIssueResponse =
  | UserInfoIssueJson
  | UserInfoIssueJwt
  | UserInfoIssueBadRequest
  | UserInfoIssueUnauthorized
  | UserInfoIssueForbidden
  | UserInfoIssueInternalServerError

/**
 * @since 0.2.0
 * @category issue
 */
export const UserInfoIssueResponse = byAction(result, {
  JSON: signed,
  JWT: signed,
  BAD_REQUEST: refusal,
  UNAUTHORIZED: refusal,
  FORBIDDEN: refusal,
  INTERNAL_SERVER_ERROR: refusal
})

/**
 * The claims are ready as JSON.
 *
 * @since 0.2.0
 * @category issue
 */
export interface UserInfoIssueJson extends Schema.Schema.Type<typeof UserInfoIssueResponse.cases.JSON> {
  /**
   * `JSON`: respond with 200 and `responseContent` as `application/json`. `signature`, `signatureInput` and
   * `contentDigest`, if there are any, go into the headers of these names.
   */
  readonly action: "JSON"
}

/**
 * The claims are ready as a JWT, which the client asked for by its settings.
 *
 * @since 0.2.0
 * @category issue
 */
export interface UserInfoIssueJwt extends Schema.Schema.Type<typeof UserInfoIssueResponse.cases.JWT> {
  /**
   * `JWT`: respond with 200 and `responseContent` as `application/jwt`. `signature`, `signatureInput` and
   * `contentDigest`, if there are any, go into the headers of these names.
   */
  readonly action: "JWT"
}

/**
 * No token was given.
 *
 * @since 0.2.0
 * @category issue
 */
export interface UserInfoIssueBadRequest extends Schema.Schema.Type<typeof UserInfoIssueResponse.cases.BAD_REQUEST> {
  /** `BAD_REQUEST`: respond with 400 and `responseContent` as the `WWW-Authenticate` header. */
  readonly action: "BAD_REQUEST"
}

/**
 * The token does not exist, has expired meanwhile, or belongs to no resource owner.
 *
 * @since 0.2.0
 * @category issue
 */
export interface UserInfoIssueUnauthorized extends Schema.Schema.Type<typeof UserInfoIssueResponse.cases.UNAUTHORIZED> {
  /** `UNAUTHORIZED`: respond with 401 and `responseContent` as the `WWW-Authenticate` header. */
  readonly action: "UNAUTHORIZED"
}

/**
 * The token does not cover the scope `openid`.
 *
 * @since 0.2.0
 * @category issue
 */
export interface UserInfoIssueForbidden extends Schema.Schema.Type<typeof UserInfoIssueResponse.cases.FORBIDDEN> {
  /** `FORBIDDEN`: respond with 403 and `responseContent` as the `WWW-Authenticate` header. */
  readonly action: "FORBIDDEN"
}

/**
 * The request to Authlete was wrong, or Authlete failed.
 *
 * @since 0.2.0
 * @category issue
 */
export interface UserInfoIssueInternalServerError
  extends Schema.Schema.Type<typeof UserInfoIssueResponse.cases.INTERNAL_SERVER_ERROR>
{
  /** `INTERNAL_SERVER_ERROR`: respond with 500 and `responseContent` as the `WWW-Authenticate` header. */
  readonly action: "INTERNAL_SERVER_ERROR"
}

/** @internal */
export const userInfoIssue = Operation.make({
  name: "userInfo.issue",
  path: "/auth/userinfo/issue",
  request: UserInfoIssueRequest,
  response: UserInfoIssueResponse,
  // Nothing is consumed: a second call signs another document, and the first is lost.
  resend: Operation.always("idempotent")
})
