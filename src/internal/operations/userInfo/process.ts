import * as Operation from "../../../Operation.js"
import * as Schema from "../../edge/schema.js"
import { clientReference } from "../../models/clientReference.js"
import { dpop, dpopNonce } from "../../models/dpop.js"
import { messageSignature } from "../../models/messageSignature.js"
import { Property } from "../../models/property.js"
import { result } from "../../models/result.js"
import { transformedClaims } from "../../models/transformedClaims.js"
import { byAction } from "../../schema/byAction.js"
import { JsonText, maybe, optional, RedactedString, Strings, Token } from "../../schema/fields.js"
import { merge } from "../../schema/struct.js"

/**
 * The request of `UserInfo.process`: what the userinfo endpoint received.
 *
 * @since 0.2.0
 * @category process
 */
export interface UserInfoRequest extends Schema.Schema.Type<typeof UserInfoRequest> {}

/**
 * @since 0.2.0
 * @category process
 */
export const UserInfoRequest = Schema.Struct(merge(
  {
    /** The access token, as the client application presented it. */
    token: Token,
    /** The certificate that the client application presented in the TLS handshake, in PEM, for a token bound to one. */
    clientCertificate: optional(Schema.String)
  },
  dpop,
  messageSignature
))

/**
 * The response of `UserInfo.process`: whether the token will do, and which claims are asked for.
 *
 * @since 0.2.0
 * @category process
 */
export type UserInfoResponse =
  | UserInfoOk
  | UserInfoBadRequest
  | UserInfoUnauthorized
  | UserInfoForbidden
  | UserInfoInternalServerError

/**
 * @since 0.2.0
 * @category process
 */
export const UserInfoResponse = byAction(
  merge(result, dpopNonce, {
    /** The value of the `WWW-Authenticate` header to refuse the request with. */
    responseContent: maybe(Schema.String)
  }),
  {
    OK: merge(clientReference, transformedClaims, {
      /** The resource owner whose claims are asked for. */
      subject: Schema.String,
      /** The access token, as it was presented. */
      token: maybe(RedactedString),
      /** The scopes that the token covers. */
      scopes: maybe(Strings),
      /** The names of the claims that are asked for; one may end in `#` and the tag of a language. */
      claims: maybe(Strings),
      /** The names of the claims that the resource owner lets the client application know. */
      consentedClaims: maybe(Strings),
      /** The `userinfo` part of the authorization request's `claims`, as the text of a JSON object. */
      userInfoClaims: maybe(JsonText),
      /** What Authlete keeps with the token, hidden properties included. */
      properties: maybe(Schema.Array(Property))
    }),
    BAD_REQUEST: {},
    UNAUTHORIZED: {},
    FORBIDDEN: {},
    INTERNAL_SERVER_ERROR: {}
  }
)

/**
 * The token will do.
 *
 * @since 0.2.0
 * @category process
 */
export interface UserInfoOk extends Schema.Schema.Type<typeof UserInfoResponse.cases.OK> {
  /**
   * `OK`: collect the values of the `claims` of the `subject`, or of the `consentedClaims` if there are any, and of what
   * `userInfoClaims`, `requestedClaimsForTx` and `requestedVerifiedClaimsForTx` ask for. Then call `UserInfo.issue` with
   * the access token. A `dpopNonce` goes into the response of the endpoint.
   */
  readonly action: "OK"
}

/**
 * No token was presented.
 *
 * @since 0.2.0
 * @category process
 */
export interface UserInfoBadRequest extends Schema.Schema.Type<typeof UserInfoResponse.cases.BAD_REQUEST> {
  /** `BAD_REQUEST`: respond with 400 and `responseContent` as the `WWW-Authenticate` header. */
  readonly action: "BAD_REQUEST"
}

/**
 * The token does not exist, has expired, belongs to no resource owner, or is bound to something that was not presented.
 *
 * @since 0.2.0
 * @category process
 */
export interface UserInfoUnauthorized extends Schema.Schema.Type<typeof UserInfoResponse.cases.UNAUTHORIZED> {
  /** `UNAUTHORIZED`: respond with 401 and `responseContent` as the `WWW-Authenticate` header. */
  readonly action: "UNAUTHORIZED"
}

/**
 * The token does not cover the scope `openid`.
 *
 * @since 0.2.0
 * @category process
 */
export interface UserInfoForbidden extends Schema.Schema.Type<typeof UserInfoResponse.cases.FORBIDDEN> {
  /** `FORBIDDEN`: respond with 403 and `responseContent` as the `WWW-Authenticate` header. */
  readonly action: "FORBIDDEN"
}

/**
 * The request to Authlete was wrong, or Authlete failed.
 *
 * @since 0.2.0
 * @category process
 */
export interface UserInfoInternalServerError
  extends Schema.Schema.Type<typeof UserInfoResponse.cases.INTERNAL_SERVER_ERROR>
{
  /** `INTERNAL_SERVER_ERROR`: respond with 500 and `responseContent` as the `WWW-Authenticate` header. */
  readonly action: "INTERNAL_SERVER_ERROR"
}

/** @internal */
export const userInfoProcess = Operation.make({
  name: "userInfo.process",
  path: "/auth/userinfo",
  request: UserInfoRequest,
  response: UserInfoResponse,
  // Authlete may take a DPoP proof only once.
  resend: (request) => request.dpop === undefined ? "read" : "once"
})
