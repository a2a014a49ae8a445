import * as Operation from "../../../Operation.js"
import * as Schema from "../../edge/schema.js"
import { CredentialIssuanceOrder } from "../../models/credentialIssuanceOrder.js"
import { result } from "../../models/result.js"
import { byAction } from "../../schema/byAction.js"
import { Flag, maybe, optional, RedactedString, Seconds } from "../../schema/fields.js"

/**
 * The request of `VerifiableCredentials.deferredIssue`.
 *
 * @since 0.2.0
 * @category deferred issue
 */
export interface VciDeferredIssueRequest extends Schema.Schema.Type<typeof VciDeferredIssueRequest> {}

/**
 * @since 0.2.0
 * @category deferred issue
 */
export const VciDeferredIssueRequest = Schema.Struct({
  /** What to issue for the transaction id. */
  order: CredentialIssuanceOrder,
  /**
   * Whether to deny the request: the response is then an error, `credential_request_denied`. Not in Implementer's Draft
   * 1 of OpenID for Verifiable Credential Issuance.
   */
  denied: optional(Flag),
  /**
   * How long the wallet is to wait before it asks for the credential, in seconds; for an order that defers it. Not in
   * Implementer's Draft 1 of OpenID for Verifiable Credential Issuance.
   */
  interval: optional(Seconds)
})

/**
 * What `VerifiableCredentials.deferredIssue` tells the deferred credential endpoint to respond with.
 *
 * @since 0.2.0
 * @category deferred issue
 */
export type VciDeferredIssueResponse =
  | VciDeferredIssueOk
  | VciDeferredIssueOkJwt
  | VciDeferredIssueAccepted
  | VciDeferredIssueAcceptedJwt
  | VciDeferredIssueBadRequest
  | VciDeferredIssueForbidden
  | VciDeferredIssueInternalServerError
  | VciDeferredIssueCallerError

/**
 * @since 0.2.0
 * @category deferred issue
 */
export const VciDeferredIssueResponse = byAction(result, {
  OK: {
    /** The response with the credential, as the text of a JSON object. */
    responseContent: RedactedString
  },
  OK_JWT: {
    /** The response with the credential, encrypted: a JWT. */
    responseContent: RedactedString
  },
  ACCEPTED: {
    /** The response with the transaction id, as the text of a JSON object. */
    responseContent: RedactedString
  },
  ACCEPTED_JWT: {
    /** The response with the transaction id, encrypted: a JWT. */
    responseContent: RedactedString
  },
  BAD_REQUEST: {
    /** The error for the wallet, as the text of a JSON object. */
    responseContent: maybe(Schema.String)
  },
  FORBIDDEN: {
    /** The error for the wallet, as the text of a JSON object. */
    responseContent: maybe(Schema.String)
  },
  INTERNAL_SERVER_ERROR: {
    /** The error for the wallet, as the text of a JSON object. */
    responseContent: maybe(Schema.String)
  },
  CALLER_ERROR: {
    /** The error for the wallet, as the text of a JSON object. */
    responseContent: maybe(Schema.String)
  }
})

/**
 * The credential was issued.
 *
 * @since 0.2.0
 * @category deferred issue
 */
export interface VciDeferredIssueOk extends Schema.Schema.Type<typeof VciDeferredIssueResponse.cases.OK> {
  /** Respond with 200, `Cache-Control: no-store` and `responseContent` as JSON. */
  readonly action: "OK"
}

/**
 * The credential was issued, and the response is encrypted for the wallet.
 *
 * @since 0.2.0
 * @category deferred issue
 */
export interface VciDeferredIssueOkJwt extends Schema.Schema.Type<typeof VciDeferredIssueResponse.cases.OK_JWT> {
  /** Respond with 200, `Cache-Control: no-store` and `responseContent` as `application/jwt`. */
  readonly action: "OK_JWT"
}

/**
 * The credential is deferred further, and the wallet is to ask again.
 *
 * @since 0.2.0
 * @category deferred issue
 */
export interface VciDeferredIssueAccepted extends Schema.Schema.Type<typeof VciDeferredIssueResponse.cases.ACCEPTED> {
  /** Respond with 202, `Cache-Control: no-store` and `responseContent` as JSON. */
  readonly action: "ACCEPTED"
}

/**
 * The credential is deferred further, and the wallet is to ask again, and the response is encrypted for the wallet.
 *
 * @since 0.2.0
 * @category deferred issue
 */
export interface VciDeferredIssueAcceptedJwt
  extends Schema.Schema.Type<typeof VciDeferredIssueResponse.cases.ACCEPTED_JWT>
{
  /** Respond with 202, `Cache-Control: no-store` and `responseContent` as `application/jwt`. */
  readonly action: "ACCEPTED_JWT"
}

/**
 * The request of the wallet is wrong, or `denied` was set.
 *
 * @since 0.2.0
 * @category deferred issue
 */
export interface VciDeferredIssueBadRequest
  extends Schema.Schema.Type<typeof VciDeferredIssueResponse.cases.BAD_REQUEST>
{
  /** Respond with 400, `Cache-Control: no-store` and `responseContent` as JSON. */
  readonly action: "BAD_REQUEST"
}

/**
 * The service does not issue verifiable credentials: its `verifiableCredentialsEnabled` is not set.
 *
 * @since 0.2.0
 * @category deferred issue
 */
export interface VciDeferredIssueForbidden extends Schema.Schema.Type<typeof VciDeferredIssueResponse.cases.FORBIDDEN> {
  /** Respond with 403, `Cache-Control: no-store` and `responseContent` as JSON. */
  readonly action: "FORBIDDEN"
}

/**
 * Authlete failed.
 *
 * @since 0.2.0
 * @category deferred issue
 */
export interface VciDeferredIssueInternalServerError
  extends Schema.Schema.Type<typeof VciDeferredIssueResponse.cases.INTERNAL_SERVER_ERROR>
{
  /** Respond with 500 and `responseContent` as JSON. */
  readonly action: "INTERNAL_SERVER_ERROR"
}

/**
 * The request to Authlete was wrong: an order for a request that it did not parse, say.
 *
 * @since 0.2.0
 * @category deferred issue
 */
export interface VciDeferredIssueCallerError
  extends Schema.Schema.Type<typeof VciDeferredIssueResponse.cases.CALLER_ERROR>
{
  /** Respond with 500 and `responseContent` as JSON: the fault is the credential issuer's. */
  readonly action: "CALLER_ERROR"
}

/** @internal */
export const verifiableCredentialsDeferredIssue = Operation.make({
  name: "verifiableCredentials.deferredIssue",
  path: "/vci/deferred/issue",
  request: VciDeferredIssueRequest,
  response: VciDeferredIssueResponse,
  resend: Operation.always("once")
})
