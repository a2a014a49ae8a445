import * as Operation from "../../../Operation.js"
import * as Schema from "../../edge/schema.js"
import { CredentialRequestInfo } from "../../models/credentialRequestInfo.js"
import { result } from "../../models/result.js"
import { byAction } from "../../schema/byAction.js"
import { maybe, Secret, Token } from "../../schema/fields.js"

/**
 * The request of `VerifiableCredentials.batchParse`: what the batch credential endpoint received. Have
 * `Introspection.process` check the access token first: only that checks what the token is bound to.
 *
 * @since 0.2.0
 * @category batch parse
 */
export interface VciBatchParseRequest extends Schema.Schema.Type<typeof VciBatchParseRequest> {}

/**
 * @since 0.2.0
 * @category batch parse
 */
export const VciBatchParseRequest = Schema.Struct({
  /** The access token that came with the batch credential request. */
  accessToken: Token,
  /** The body of the batch credential request as it came in: the text of a JSON object, or a JWT if it is encrypted. */
  requestContent: Secret
})

/**
 * What `VerifiableCredentials.batchParse` tells the batch credential endpoint to do.
 *
 * @since 0.2.0
 * @category batch parse
 */
export type VciBatchParseResponse =
  | VciBatchParseOk
  | VciBatchParseBadRequest
  | VciBatchParseUnauthorized
  | VciBatchParseForbidden
  | VciBatchParseInternalServerError

/**
 * @since 0.2.0
 * @category batch parse
 */
export const VciBatchParseResponse = byAction(result, {
  OK: {
    /** What the wallet asks for, request by request. */
    info: Schema.Array(CredentialRequestInfo)
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
 * The batch credential request is fine.
 *
 * @since 0.2.0
 * @category batch parse
 */
export interface VciBatchParseOk extends Schema.Schema.Type<typeof VciBatchParseResponse.cases.OK> {
  /**
   * Find out what the credentials are to say about the resource owner, and call `VerifiableCredentials.batchIssue` with
   * an order for each element of `info`, whose `identifier` is the order's `requestIdentifier`.
   */
  readonly action: "OK"
}

/**
 * The request of the wallet is wrong.
 *
 * @since 0.2.0
 * @category batch parse
 */
export interface VciBatchParseBadRequest extends Schema.Schema.Type<typeof VciBatchParseResponse.cases.BAD_REQUEST> {
  /** Respond with 400, `Cache-Control: no-store` and `responseContent` as JSON. */
  readonly action: "BAD_REQUEST"
}

/**
 * The access token does not exist or has expired, or is not for issuing credentials.
 *
 * @since 0.2.0
 * @category batch parse
 */
export interface VciBatchParseUnauthorized extends Schema.Schema.Type<typeof VciBatchParseResponse.cases.UNAUTHORIZED> {
  /** Respond with 401 and `responseContent` as the `WWW-Authenticate` header, without a body. */
  readonly action: "UNAUTHORIZED"
}

/**
 * The service does not issue verifiable credentials: its `verifiableCredentialsEnabled` is not set.
 *
 * @since 0.2.0
 * @category batch parse
 */
export interface VciBatchParseForbidden extends Schema.Schema.Type<typeof VciBatchParseResponse.cases.FORBIDDEN> {
  /** Respond with 403, `Cache-Control: no-store` and `responseContent` as JSON. */
  readonly action: "FORBIDDEN"
}

/**
 * Authlete failed.
 *
 * @since 0.2.0
 * @category batch parse
 */
export interface VciBatchParseInternalServerError
  extends Schema.Schema.Type<typeof VciBatchParseResponse.cases.INTERNAL_SERVER_ERROR>
{
  /** Respond with 500 and `responseContent` as JSON. */
  readonly action: "INTERNAL_SERVER_ERROR"
}

/** @internal */
export const verifiableCredentialsBatchParse = Operation.make({
  name: "verifiableCredentials.batchParse",
  path: "/vci/batch/parse",
  request: VciBatchParseRequest,
  response: VciBatchParseResponse,
  // The key proofs of the wallet hold nonces, which Authlete may take only once.
  resend: Operation.always("once")
})
