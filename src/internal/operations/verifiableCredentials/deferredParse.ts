import * as Operation from "../../../Operation.js"
import * as Schema from "../../edge/schema.js"
import { CredentialRequestInfo } from "../../models/credentialRequestInfo.js"
import { result } from "../../models/result.js"
import { byAction } from "../../schema/byAction.js"
import { maybe, Secret, Token } from "../../schema/fields.js"

/**
 * The request of `VerifiableCredentials.deferredParse`: what the deferred credential endpoint received. Have
 * `Introspection.process` check the access token first: only that checks what the token is bound to.
 *
 * @since 0.2.0
 * @category deferred parse
 */
export interface VciDeferredParseRequest extends Schema.Schema.Type<typeof VciDeferredParseRequest> {}

/**
 * @since 0.2.0
 * @category deferred parse
 */
export const VciDeferredParseRequest = Schema.Struct({
  /** The access token that came with the deferred credential request. */
  accessToken: Token,
  /**
   * The body of the deferred credential request as it came in: the text of a JSON object, or a JWT if it is encrypted.
   */
  requestContent: Secret
})

/**
 * What `VerifiableCredentials.deferredParse` tells the deferred credential endpoint to do.
 *
 * @since 0.2.0
 * @category deferred parse
 */
export type VciDeferredParseResponse =
  | VciDeferredParseOk
  | VciDeferredParseBadRequest
  | VciDeferredParseUnauthorized
  | VciDeferredParseForbidden
  | VciDeferredParseInternalServerError

/**
 * @since 0.2.0
 * @category deferred parse
 */
export const VciDeferredParseResponse = byAction(result, {
  OK: {
    /** What the wallet asked for when it got the transaction id. */
    info: CredentialRequestInfo
  },
  BAD_REQUEST: {
    /** The error for the wallet, as the text of a JSON object. */
    responseContent: maybe(Schema.String)
  },
  UNAUTHORIZED: {
    /** The value of the `WWW-Authenticate` header to refuse the request with. */
    responseContent: maybe(Schema.String)
  },
  FORBIDDEN: {
    /** The error for the wallet, as the text of a JSON object. */
    responseContent: maybe(Schema.String)
  },
  INTERNAL_SERVER_ERROR: {
    /** The error for the wallet, as the text of a JSON object. */
    responseContent: maybe(Schema.String)
  }
})

/**
 * The transaction id is known.
 *
 * @since 0.2.0
 * @category deferred parse
 */
export interface VciDeferredParseOk extends Schema.Schema.Type<typeof VciDeferredParseResponse.cases.OK> {
  /**
   * Call `VerifiableCredentials.deferredIssue` with `info.identifier` as the order's `requestIdentifier`. If the
   * credential is not ready, let the order be one with `issuanceDeferred`; by Implementer's Draft 1 of OpenID for
   * Verifiable Credential Issuance, respond with 400 and `{"error":"issuance_pending"}` instead.
   */
  readonly action: "OK"
}

/**
 * The request of the wallet is wrong.
 *
 * @since 0.2.0
 * @category deferred parse
 */
export interface VciDeferredParseBadRequest
  extends Schema.Schema.Type<typeof VciDeferredParseResponse.cases.BAD_REQUEST>
{
  /** Respond with 400, `Cache-Control: no-store` and `responseContent` as JSON. */
  readonly action: "BAD_REQUEST"
}

/**
 * The access token does not exist or has expired, or is not for issuing credentials.
 *
 * @since 0.2.0
 * @category deferred parse
 */
export interface VciDeferredParseUnauthorized
  extends Schema.Schema.Type<typeof VciDeferredParseResponse.cases.UNAUTHORIZED>
{
  /** Respond with 401 and `responseContent` as the `WWW-Authenticate` header, without a body. */
  readonly action: "UNAUTHORIZED"
}

/**
 * The service does not issue verifiable credentials: its `verifiableCredentialsEnabled` is not set.
 *
 * @since 0.2.0
 * @category deferred parse
 */
export interface VciDeferredParseForbidden extends Schema.Schema.Type<typeof VciDeferredParseResponse.cases.FORBIDDEN> {
  /** Respond with 403, `Cache-Control: no-store` and `responseContent` as JSON. */
  readonly action: "FORBIDDEN"
}

/**
 * Authlete failed.
 *
 * @since 0.2.0
 * @category deferred parse
 */
export interface VciDeferredParseInternalServerError
  extends Schema.Schema.Type<typeof VciDeferredParseResponse.cases.INTERNAL_SERVER_ERROR>
{
  /** Respond with 500 and `responseContent` as JSON. */
  readonly action: "INTERNAL_SERVER_ERROR"
}

/** @internal */
export const verifiableCredentialsDeferredParse = Operation.make({
  name: "verifiableCredentials.deferredParse",
  path: "/vci/deferred/parse",
  request: VciDeferredParseRequest,
  response: VciDeferredParseResponse,
  // Authlete looks the transaction up.
  resend: Operation.always("idempotent")
})
