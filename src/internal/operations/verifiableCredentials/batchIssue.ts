import * as Operation from "../../../Operation.js"
import * as Schema from "../../edge/schema.js"
import { CredentialIssuanceOrder } from "../../models/credentialIssuanceOrder.js"
import { result } from "../../models/result.js"
import { byAction } from "../../schema/byAction.js"
import { maybe, RedactedString, Token } from "../../schema/fields.js"

/**
 * The request of `VerifiableCredentials.batchIssue`.
 *
 * @since 0.2.0
 * @category batch issue
 */
export interface VciBatchIssueRequest extends Schema.Schema.Type<typeof VciBatchIssueRequest> {}

/**
 * @since 0.2.0
 * @category batch issue
 */
export const VciBatchIssueRequest = Schema.Struct({
  /** The access token that came with the request of the wallet. */
  accessToken: Token,
  /** What to issue for each credential request of the batch. */
  orders: Schema.Array(CredentialIssuanceOrder)
})

/**
 * What `VerifiableCredentials.batchIssue` tells the batch credential endpoint to respond with.
 *
 * @since 0.2.0
 * @category batch issue
 */
export type VciBatchIssueResponse =
  | VciBatchIssueOk
  | VciBatchIssueOkJwt
  | VciBatchIssueAccepted
  | VciBatchIssueAcceptedJwt
  | VciBatchIssueBadRequest
  | VciBatchIssueUnauthorized
  | VciBatchIssueForbidden
  | VciBatchIssueInternalServerError
  | VciBatchIssueCallerError

/**
 * @since 0.2.0
 * @category batch issue
 */
export const VciBatchIssueResponse = byAction(result, {
  OK: {
    /** The response with the credentials and transaction ids, as the text of a JSON object. */
    responseContent: RedactedString
  },
  OK_JWT: {
    /** The response with the credentials and transaction ids, encrypted: a JWT. */
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
  },
  CALLER_ERROR: {
    /** The error for the wallet, as the text of a JSON object. */
    responseContent: maybe(Schema.String)
  }
})

/**
 * The credentials were issued, or transaction ids for those that are deferred.
 *
 * @since 0.2.0
 * @category batch issue
 */
export interface VciBatchIssueOk extends Schema.Schema.Type<typeof VciBatchIssueResponse.cases.OK> {
  /** Respond with 200, `Cache-Control: no-store` and `responseContent` as JSON. */
  readonly action: "OK"
}

/**
 * The credentials were issued, or transaction ids for those that are deferred, and the response is encrypted for the
 * wallet.
 *
 * @since 0.2.0
 * @category batch issue
 */
export interface VciBatchIssueOkJwt extends Schema.Schema.Type<typeof VciBatchIssueResponse.cases.OK_JWT> {
  /** Respond with 200, `Cache-Control: no-store` and `responseContent` as `application/jwt`. */
  readonly action: "OK_JWT"
}

/**
 * The credentials are deferred, and the wallet gets transaction ids.
 *
 * @since 0.2.0
 * @category batch issue
 */
export interface VciBatchIssueAccepted extends Schema.Schema.Type<typeof VciBatchIssueResponse.cases.ACCEPTED> {
  /** Respond with 202, `Cache-Control: no-store` and `responseContent` as JSON. */
  readonly action: "ACCEPTED"
}

/**
 * The credentials are deferred, and the wallet gets transaction ids, and the response is encrypted for the wallet.
 *
 * @since 0.2.0
 * @category batch issue
 */
export interface VciBatchIssueAcceptedJwt extends Schema.Schema.Type<typeof VciBatchIssueResponse.cases.ACCEPTED_JWT> {
  /** Respond with 202, `Cache-Control: no-store` and `responseContent` as `application/jwt`. */
  readonly action: "ACCEPTED_JWT"
}

/**
 * The request of the wallet is wrong.
 *
 * @since 0.2.0
 * @category batch issue
 */
export interface VciBatchIssueBadRequest extends Schema.Schema.Type<typeof VciBatchIssueResponse.cases.BAD_REQUEST> {
  /** Respond with 400, `Cache-Control: no-store` and `responseContent` as JSON. */
  readonly action: "BAD_REQUEST"
}

/**
 * The access token does not exist or has expired, which is unlikely where the request could be parsed with it.
 *
 * @since 0.2.0
 * @category batch issue
 */
export interface VciBatchIssueUnauthorized extends Schema.Schema.Type<typeof VciBatchIssueResponse.cases.UNAUTHORIZED> {
  /** Respond with 401 and `responseContent` as the `WWW-Authenticate` header, without a body. */
  readonly action: "UNAUTHORIZED"
}

/**
 * The service does not issue verifiable credentials: its `verifiableCredentialsEnabled` is not set.
 *
 * @since 0.2.0
 * @category batch issue
 */
export interface VciBatchIssueForbidden extends Schema.Schema.Type<typeof VciBatchIssueResponse.cases.FORBIDDEN> {
  /** Respond with 403, `Cache-Control: no-store` and `responseContent` as JSON. */
  readonly action: "FORBIDDEN"
}

/**
 * Authlete failed.
 *
 * @since 0.2.0
 * @category batch issue
 */
export interface VciBatchIssueInternalServerError
  extends Schema.Schema.Type<typeof VciBatchIssueResponse.cases.INTERNAL_SERVER_ERROR>
{
  /** Respond with 500 and `responseContent` as JSON. */
  readonly action: "INTERNAL_SERVER_ERROR"
}

/**
 * The request to Authlete was wrong: an order for a request that it did not parse, say.
 *
 * @since 0.2.0
 * @category batch issue
 */
export interface VciBatchIssueCallerError extends Schema.Schema.Type<typeof VciBatchIssueResponse.cases.CALLER_ERROR> {
  /** Respond with 500 and `responseContent` as JSON: the fault is the credential issuer's. */
  readonly action: "CALLER_ERROR"
}

/** @internal */
export const verifiableCredentialsBatchIssue = Operation.make({
  name: "verifiableCredentials.batchIssue",
  path: "/vci/batch/issue",
  request: VciBatchIssueRequest,
  response: VciBatchIssueResponse,
  resend: Operation.always("once")
})
