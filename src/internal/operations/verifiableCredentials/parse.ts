import * as Operation from "../../../Operation.js"
import * as Schema from "../../edge/schema.js"
import { CredentialRequestInfo } from "../../models/credentialRequestInfo.js"
import { result } from "../../models/result.js"
import { byAction } from "../../schema/byAction.js"
import { maybe, Secret, Token } from "../../schema/fields.js"

/**
 * The request of `VerifiableCredentials.parse`: what the credential endpoint received. Have `Introspection.process`
 * check the access token first: only that checks what the token is bound to.
 *
 * @since 0.2.0
 * @category parse
 */
export interface VciSingleParseRequest extends Schema.Schema.Type<typeof VciSingleParseRequest> {}

/**
 * @since 0.2.0
 * @category parse
 */
export const VciSingleParseRequest = Schema.Struct({
  /** The access token that came with the credential request. */
  accessToken: Token,
  /** The body of the credential request as it came in: the text of a JSON object, or a JWT if it is encrypted. */
  requestContent: Secret
})

/**
 * What `VerifiableCredentials.parse` tells the credential endpoint to do.
 *
 * @since 0.2.0
 * @category parse
 */
export type VciSingleParseResponse =
  | VciSingleParseOk
  | VciSingleParseBadRequest
  | VciSingleParseUnauthorized
  | VciSingleParseForbidden
  | VciSingleParseInternalServerError

/**
 * @since 0.2.0
 * @category parse
 */
export const VciSingleParseResponse = byAction(result, {
  OK: {
    /** What the wallet asks for. */
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
 * The credential request is fine.
 *
 * @since 0.2.0
 * @category parse
 */
export interface VciSingleParseOk extends Schema.Schema.Type<typeof VciSingleParseResponse.cases.OK> {
  /**
   * Find out what the credential is to say about the resource owner, and call `VerifiableCredentials.issue` with
   * `info.identifier` as the order's `requestIdentifier`. Respond with 400 and an error of OpenID for Verifiable
   * Credential Issuance to refuse what is asked for.
   */
  readonly action: "OK"
}

/**
 * The request of the wallet is wrong.
 *
 * @since 0.2.0
 * @category parse
 */
export interface VciSingleParseBadRequest extends Schema.Schema.Type<typeof VciSingleParseResponse.cases.BAD_REQUEST> {
  /** Respond with 400, `Cache-Control: no-store` and `responseContent` as JSON. */
  readonly action: "BAD_REQUEST"
}

/**
 * The access token does not exist or has expired, or is not for issuing credentials.
 *
 * @since 0.2.0
 * @category parse
 */
export interface VciSingleParseUnauthorized
  extends Schema.Schema.Type<typeof VciSingleParseResponse.cases.UNAUTHORIZED>
{
  /** Respond with 401 and `responseContent` as the `WWW-Authenticate` header, without a body. */
  readonly action: "UNAUTHORIZED"
}

/**
 * The service does not issue verifiable credentials: its `verifiableCredentialsEnabled` is not set.
 *
 * @since 0.2.0
 * @category parse
 */
export interface VciSingleParseForbidden extends Schema.Schema.Type<typeof VciSingleParseResponse.cases.FORBIDDEN> {
  /** Respond with 403, `Cache-Control: no-store` and `responseContent` as JSON. */
  readonly action: "FORBIDDEN"
}

/**
 * Authlete failed.
 *
 * @since 0.2.0
 * @category parse
 */
export interface VciSingleParseInternalServerError
  extends Schema.Schema.Type<typeof VciSingleParseResponse.cases.INTERNAL_SERVER_ERROR>
{
  /** Respond with 500 and `responseContent` as JSON. */
  readonly action: "INTERNAL_SERVER_ERROR"
}

/** @internal */
export const verifiableCredentialsParse = Operation.make({
  name: "verifiableCredentials.parse",
  path: "/vci/single/parse",
  request: VciSingleParseRequest,
  response: VciSingleParseResponse,
  // The key proofs of the wallet hold nonces, which Authlete may take only once.
  resend: Operation.always("once")
})
