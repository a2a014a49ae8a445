import * as Operation from "../../../Operation.js"
import * as Schema from "../../edge/schema.js"
import { CredentialIssuanceOrder } from "../../models/credentialIssuanceOrder.js"
import { result } from "../../models/result.js"
import { byAction } from "../../schema/byAction.js"
import { Flag, maybe, optional, RedactedString, Seconds, Token } from "../../schema/fields.js"

/**
 * The request of `VerifiableCredentials.issue`.
 *
 * @since 0.2.0
 * @category issue
 */
export interface VciSingleIssueRequest extends Schema.Schema.Type<typeof VciSingleIssueRequest> {}

/**
 * @since 0.2.0
 * @category issue
 */
export const VciSingleIssueRequest = Schema.Struct({
  /** The access token that came with the request of the wallet. */
  accessToken: Token,
  /** What to issue for the credential request. */
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
 * What `VerifiableCredentials.issue` tells the credential endpoint to respond with.
 *
 * @since 0.2.0
 * @category issue
 */
export type VciSingleIssueResponse =
  | VciSingleIssueOk
  | VciSingleIssueOkJwt
  | VciSingleIssueAccepted
  | VciSingleIssueAcceptedJwt
  | VciSingleIssueBadRequest
  | VciSingleIssueUnauthorized
  | VciSingleIssueForbidden
  | VciSingleIssueInternalServerError
  | VciSingleIssueCallerError

/**
 * @since 0.2.0
 * @category issue
 */
export const VciSingleIssueResponse = byAction(result, {
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
    responseContent: RedactedString,
    /** The transaction id that the wallet asks for the credential with, later. */
    transactionId: maybe(RedactedString)
  },
  ACCEPTED_JWT: {
    /** The response with the transaction id, encrypted: a JWT. */
    responseContent: RedactedString,
    /** The transaction id that the wallet asks for the credential with, later. */
    transactionId: maybe(RedactedString)
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
 * The credential was issued.
 *
 * @since 0.2.0
 * @category issue
 */
export interface VciSingleIssueOk extends Schema.Schema.Type<typeof VciSingleIssueResponse.cases.OK> {
  /** Respond with 200, `Cache-Control: no-store` and `responseContent` as JSON. */
  readonly action: "OK"
}

/**
 * The credential was issued, and the response is encrypted for the wallet.
 *
 * @since 0.2.0
 * @category issue
 */
export interface VciSingleIssueOkJwt extends Schema.Schema.Type<typeof VciSingleIssueResponse.cases.OK_JWT> {
  /** Respond with 200, `Cache-Control: no-store` and `responseContent` as `application/jwt`. */
  readonly action: "OK_JWT"
}

/**
 * The credential is deferred, and the wallet gets a transaction id.
 *
 * @since 0.2.0
 * @category issue
 */
export interface VciSingleIssueAccepted extends Schema.Schema.Type<typeof VciSingleIssueResponse.cases.ACCEPTED> {
  /** Respond with 202, `Cache-Control: no-store` and `responseContent` as JSON. */
  readonly action: "ACCEPTED"
}

/**
 * The credential is deferred, and the wallet gets a transaction id, and the response is encrypted for the wallet.
 *
 * @since 0.2.0
 * @category issue
 */
export interface VciSingleIssueAcceptedJwt
  extends Schema.Schema.Type<typeof VciSingleIssueResponse.cases.ACCEPTED_JWT>
{
  /** Respond with 202, `Cache-Control: no-store` and `responseContent` as `application/jwt`. */
  readonly action: "ACCEPTED_JWT"
}

/**
 * The request of the wallet is wrong, or `denied` was set.
 *
 * @since 0.2.0
 * @category issue
 */
export interface VciSingleIssueBadRequest extends Schema.Schema.Type<typeof VciSingleIssueResponse.cases.BAD_REQUEST> {
  /** Respond with 400, `Cache-Control: no-store` and `responseContent` as JSON. */
  readonly action: "BAD_REQUEST"
}

/**
 * The access token does not exist or has expired, which is unlikely where the request could be parsed with it.
 *
 * @since 0.2.0
 * @category issue
 */
export interface VciSingleIssueUnauthorized
  extends Schema.Schema.Type<typeof VciSingleIssueResponse.cases.UNAUTHORIZED>
{
  /** Respond with 401 and `responseContent` as the `WWW-Authenticate` header, without a body. */
  readonly action: "UNAUTHORIZED"
}

/**
 * The service does not issue verifiable credentials: its `verifiableCredentialsEnabled` is not set.
 *
 * @since 0.2.0
 * @category issue
 */
export interface VciSingleIssueForbidden extends Schema.Schema.Type<typeof VciSingleIssueResponse.cases.FORBIDDEN> {
  /** Respond with 403, `Cache-Control: no-store` and `responseContent` as JSON. */
  readonly action: "FORBIDDEN"
}

/**
 * Authlete failed.
 *
 * @since 0.2.0
 * @category issue
 */
export interface VciSingleIssueInternalServerError
  extends Schema.Schema.Type<typeof VciSingleIssueResponse.cases.INTERNAL_SERVER_ERROR>
{
  /** Respond with 500 and `responseContent` as JSON. */
  readonly action: "INTERNAL_SERVER_ERROR"
}

/**
 * The request to Authlete was wrong: an order for a request that it did not parse, say.
 *
 * @since 0.2.0
 * @category issue
 */
export interface VciSingleIssueCallerError
  extends Schema.Schema.Type<typeof VciSingleIssueResponse.cases.CALLER_ERROR>
{
  /** Respond with 500 and `responseContent` as JSON: the fault is the credential issuer's. */
  readonly action: "CALLER_ERROR"
}

/** @internal */
export const verifiableCredentialsIssue = Operation.make({
  name: "verifiableCredentials.issue",
  path: "/vci/single/issue",
  request: VciSingleIssueRequest,
  response: VciSingleIssueResponse,
  resend: Operation.always("once")
})
