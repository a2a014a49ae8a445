import * as Operation from "../../../Operation.js"
import * as Schema from "../../edge/schema.js"
import { dpop, dpopNonce } from "../../models/dpop.js"
import { result } from "../../models/result.js"
import { byAction } from "../../schema/byAction.js"
import { literals, maybe, optional, RedactedString, Selector, Token } from "../../schema/fields.js"
import { merge } from "../../schema/struct.js"

/**
 * What a client application may do with a grant: `QUERY` is its `GET`, `REVOKE` its `DELETE`.
 *
 * @since 0.2.0
 * @category process
 */
export type GrantRequestAction = typeof GrantRequestAction.Type

/**
 * @since 0.2.0
 * @category process
 */
export const GrantRequestAction = literals("QUERY", "REVOKE")

/**
 * The request of `GrantManagement.process`: what the grant management endpoint received.
 *
 * @since 0.2.0
 * @category process
 */
export interface GrantManagementRequest extends Schema.Schema.Type<typeof GrantManagementRequest> {}

/**
 * @since 0.2.0
 * @category process
 */
export const GrantManagementRequest = Schema.Struct(merge(
  {
    /** The access token, as the client application presented it. */
    accessToken: Token,
    /** What the client application asks to do: `QUERY` if it sent a `GET`, `REVOKE` if it sent a `DELETE`. */
    gmAction: GrantRequestAction,
    /** The grant, by the last segment of the path of the client application's request. */
    grantId: Selector,
    /** The certificate that the client application presented in the TLS handshake, in PEM, for a token bound to one. */
    clientCertificate: optional(Schema.String)
  },
  dpop
))

/**
 * The response of `GrantManagement.process`: the response that the grant management endpoint is to give.
 *
 * @since 0.2.0
 * @category process
 */
export type GrantManagementResponse =
  | GrantManagementOk
  | GrantManagementNoContent
  | GrantManagementUnauthorized
  | GrantManagementForbidden
  | GrantManagementNotFound
  | GrantManagementCallerError
  | GrantManagementAuthleteError

/**
 * @since 0.2.0
 * @category process
 */
export const GrantManagementResponse = byAction(
  merge(result, dpopNonce, {
    /** The value of the `WWW-Authenticate` header to refuse the request with. */
    responseContent: maybe(Schema.String)
  }),
  {
    OK: {
      /** The grant, as the text of a JSON object. */
      responseContent: RedactedString
    },
    NO_CONTENT: {},
    UNAUTHORIZED: {},
    FORBIDDEN: {},
    NOT_FOUND: {},
    CALLER_ERROR: {},
    AUTHLETE_ERROR: {}
  }
)

/**
 * The grant was asked for.
 *
 * @since 0.2.0
 * @category process
 */
export interface GrantManagementOk extends Schema.Schema.Type<typeof GrantManagementResponse.cases.OK> {
  /** `OK`: respond with 200, `Cache-Control: no-store` and `responseContent` as JSON. */
  readonly action: "OK"
}

/**
 * The grant was revoked, and its tokens with it.
 *
 * @since 0.2.0
 * @category process
 */
export interface GrantManagementNoContent extends Schema.Schema.Type<typeof GrantManagementResponse.cases.NO_CONTENT> {
  /** `NO_CONTENT`: respond with 204 and no body. */
  readonly action: "NO_CONTENT"
}

/**
 * The token does not exist, has expired, or is bound to something that was not presented.
 *
 * @since 0.2.0
 * @category process
 */
export interface GrantManagementUnauthorized
  extends Schema.Schema.Type<typeof GrantManagementResponse.cases.UNAUTHORIZED>
{
  /** `UNAUTHORIZED`: respond with 401 and `responseContent` as the `WWW-Authenticate` header. */
  readonly action: "UNAUTHORIZED"
}

/**
 * The token does not cover the scope that is needed, or the grant belongs to another client.
 *
 * @since 0.2.0
 * @category process
 */
export interface GrantManagementForbidden extends Schema.Schema.Type<typeof GrantManagementResponse.cases.FORBIDDEN> {
  /** `FORBIDDEN`: respond with 403 and `responseContent` as the `WWW-Authenticate` header. */
  readonly action: "FORBIDDEN"
}

/**
 * There is no such grant.
 *
 * @since 0.2.0
 * @category process
 */
export interface GrantManagementNotFound extends Schema.Schema.Type<typeof GrantManagementResponse.cases.NOT_FOUND> {
  /** `NOT_FOUND`: respond with 404 and `responseContent` as the `WWW-Authenticate` header. */
  readonly action: "NOT_FOUND"
}

/**
 * The request to Authlete was wrong.
 *
 * @since 0.2.0
 * @category process
 */
export interface GrantManagementCallerError
  extends Schema.Schema.Type<typeof GrantManagementResponse.cases.CALLER_ERROR>
{
  /** `CALLER_ERROR`: respond with 500: the fault is the authorization server's. */
  readonly action: "CALLER_ERROR"
}

/**
 * Authlete failed.
 *
 * @since 0.2.0
 * @category process
 */
export interface GrantManagementAuthleteError
  extends Schema.Schema.Type<typeof GrantManagementResponse.cases.AUTHLETE_ERROR>
{
  /** `AUTHLETE_ERROR`: respond with 500. */
  readonly action: "AUTHLETE_ERROR"
}

/** @internal */
export const grantManagementProcess = Operation.make({
  name: "grantManagement.process",
  path: "/gm",
  request: GrantManagementRequest,
  response: GrantManagementResponse,
  // Authlete may take a DPoP proof only once, and the access token of a second call may be gone with the grant.
  resend: ({ dpop, gmAction }) => gmAction === "QUERY" && dpop === undefined ? "read" : "once"
})
